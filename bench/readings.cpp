// One reading more, beside one audit of the tickets that it touches: 200,000 tickets with two priced clocks, one core.
//
// A reading is a contract compiled and settled again over the known audit (Resettler); its peer is an audit of a log
// that holds only the tickets whose breaches or charges come out differently. Before anything is timed, each reading's
// total is compared with that of a whole audit.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "slakit/audit/compare.hpp"
#include "slakit/audit/priced_readings.hpp"
#include "slakit/audit/settled.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"

namespace {

using namespace slakit;
using std::chrono::hours;
using std::chrono::minutes;

const char* const document = R"(slakit: 1
contract:
  id: bench
  time_zone: Asia/Shanghai
  price: CNY 1000000.00
  milestones: {signature: "2024-12-31"}
  term: {from: signature, length: P1Y, counting: start day out}
calendars:
  always: always
  office: {weekly: {mon-fri: ["09:00-12:00", "13:30-18:00"]}}
obligations:
  response: {clause: "1", clock: {start: received, stop: [responded, restored], calendar: office, target: PT4H}}
  restoration:
    clause: "2"
    clock: {start: received, stop: restored, pause: waiting, resume: answered, calendar: always,
            target: [{where: {priority: P1}, within: PT8H}, {within: PT48H}]}
penalties:
  missed response: {clause: "5", prices: response, charge: {rate: 0.001%, of: price, per: incident}}
  late restoration: {clause: "6", prices: restoration, charge: {rate: 0.001%, of: price, per: day}}
caps:
  all: {clause: "7", limit: 10%, of: price}
policies: {cut_order: oldest first}
readings:
  a day: {clause: "6", text: each day, set: policies.counting, use: started 24 h, else: [completed 24 h]}
  which: {clause: "5", text: and, set: policies.concurrency, use: either, else: [highest only]}
  waiting: {clause: "2", text: "", set: obligations.restoration.clock.pause, use: waiting, else: [none]}
  office: {clause: "1", text: "", set: obligations.response.clock.calendar, use: office, else: [always]}
)";

constexpr Instant year_begin{std::chrono::sys_days{std::chrono::year{2025} / 1 / 1}};
constexpr Instant as_of = year_begin + std::chrono::days{365};
constexpr int tickets = 200'000;

struct Row {
  Instant at;
  const char* type;
  const char* priority;
};

std::vector<Row> rows_of(std::mt19937_64& random) {
  const auto within = [&](int low, int high) { return minutes{std::uniform_int_distribution<int>(low, high)(random)}; };
  const Instant at = year_begin + within(0, 360 * 1440);
  std::vector<Row> rows{{at, "received", random() % 5 == 0 ? "P1" : "P3"}, {at + within(5, 600), "responded", nullptr}};
  if (random() % 3 == 0) {
    rows.push_back({at + within(600, 700), "waiting", nullptr});
    rows.push_back({at + within(700, 2000), "answered", nullptr});
  }
  rows.push_back({at + within(60, random() % 10 == 0 ? 9000 : 2600), "restored", nullptr});
  return rows;
}

// The tickets that are wanted; all, where none are named.
EventLog make_log(const std::set<std::string>& wanted) {
  std::mt19937_64 random(8);
  EventLogBuilder builder({"priority"});
  for (int i = 0; i < tickets; ++i) {
    const std::string name = "T" + std::to_string(1'000'000 + i);
    for (const Row& row : rows_of(random)) {
      if (!wanted.empty() && !wanted.contains(name)) continue;
      Event event{name, row.at, row.type, {}};
      if (row.priority != nullptr) event.attributes = {row.priority};
      builder.add(event);
    }
  }
  return std::move(builder).finish();
}

struct World {
  Contract contract = read_contract(document);
  Sources sources = load_sources(contract);
  Plan plan = compile(contract, {}, sources);
  EventLog log = make_log({});
  Audit known = audit(plan, log, as_of);

  static const World& the() {
    static const World world;
    return world;
  }
};

Plan plan_under(const Choice& choice) { return compile(World::the().contract, {choice}, World::the().sources); }

Choice choice_of(int reading) {
  const World& world = World::the();
  const OpenPlace place = open_places(world.contract, world.known.assumptions)[static_cast<std::size_t>(reading)];
  return {place.path, place.otherwise.front()};
}

// Tickets that come out differently, by charges or by how late they were.
std::set<std::string> touched_by(const Settled& other) {
  const World& world = World::the();
  std::set<std::string> names;
  for (const LineDifference& one : compare(ledger_of(world.known), ledger_of(other)).lines)
    names.insert(one.either().ticket);
  const auto add_missing = [&](const std::vector<Breach>& from, const std::vector<Breach>& in) {
    std::size_t j = 0;
    for (const Breach& breach : from) {
      while (j < in.size() && in[j] < breach) ++j;
      if (j == in.size() || !(in[j] == breach)) names.insert(breach.ticket);
    }
  };
  add_missing(world.known.partial.breaches, *other.breaches);
  add_missing(*other.breaches, world.known.partial.breaches);
  return names;
}

void one_reading(benchmark::State& state) {
  const World& world = World::the();
  const Choice choice = choice_of(static_cast<int>(state.range(0)));
  const Resettler again(world.known, world.log);
  const Settled first = again.under(plan_under(choice));
  if (first.statement.total != audit(plan_under(choice), world.log, as_of).statement.total) {
    std::cerr << "readings: totals differ under " << choice.path << '\n';
    std::exit(1);
  }
  for (auto _ : state) benchmark::DoNotOptimize(again.under(plan_under(choice)).statement.total.minor);
  state.SetLabel(choice.path);
}

void audit_of_what_it_touches(benchmark::State& state) {
  const World& world = World::the();
  const Choice choice = choice_of(static_cast<int>(state.range(0)));
  const std::set<std::string> names = touched_by(Resettler(world.known, world.log).under(plan_under(choice)));
  const EventLog part = make_log(names);
  for (auto _ : state) benchmark::DoNotOptimize(audit(plan_under(choice), part, as_of).statement.total.minor);
  state.SetLabel(choice.path);
  state.counters["tickets"] = static_cast<double>(names.size());
}

void one_audit(benchmark::State& state) {
  const World& world = World::the();
  for (auto _ : state) benchmark::DoNotOptimize(audit(world.plan, world.log, as_of).statement.total.minor);
}

BENCHMARK(one_audit)->Unit(benchmark::kMillisecond);
BENCHMARK(one_reading)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);
BENCHMARK(audit_of_what_it_touches)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);

}  // namespace
