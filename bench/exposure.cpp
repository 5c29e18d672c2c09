// The exposure of a million running clocks over a day, beside one audit of them.
//
// Before anything is timed, what is projected for the end of the day is compared with the audit at that instant.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

#include "slakit/audit/exposure.hpp"
#include "slakit/audit/live_exposure.hpp"
#include "slakit/event/columns.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"

namespace {

using namespace slakit;
using std::chrono::hours;
using std::chrono::seconds;

const char* const document = R"(slakit: 1
contract:
  id: bench
  time_zone: Etc/UTC
  price: EUR 1000000.00
  milestones: {signature: "2025-01-01"}
  term: {from: signature, length: P1Y}
calendars:
  office: {weekly: {mon-fri: ["08:00-12:00", "13:00-18:00"]}}
obligations:
  restoration:
    clause: "1"
    clock: {start: opened, stop: resolved, calendar: office, target: PT18H}
penalties:
  late restoration: {clause: "2", prices: restoration, charge: {rate: 0.01%, of: price, per: day}}
caps:
  all: {clause: "3", limit: EUR 150000000.00}
policies: {concurrency: either, counting: started 24 h}
)";
constexpr Instant as_of{std::chrono::sys_days{std::chrono::year{2025} / 6 / 5} + hours{11}};  // a Thursday

Plan plan_of(const std::string& text) {
  const Contract contract = read_contract(text);
  return compile(contract, {}, load_sources(contract));
}

const Plan& plan() {
  static const Plan plan = plan_of(document);
  return plan;
}

// What was restored in time is counted by two days, too, and windows that ended still get worse.
const Plan& plan_with_figures() {
  static const Plan plan = [] {
    std::string text = document;
    text.insert(text.find("penalties:"),
                "  in time:\n    clause: \"4\"\n    indicator: {attainment: {of: restoration}, window: P2D, target: "
                "{at_least: 99%}}\n");
    text.insert(text.find("caps:"),
                "  too few: {clause: \"5\", prices: in time, charge: {amount: EUR 100.00, per: percentage point}}\n");
    return plan_of(text);
  }();
  return plan;
}

// Opened in the four days before: some are late, some will be, some keep their promise. None is resolved, or every
// tenth at once.
EventLog made_log(std::size_t tickets, bool some_are_resolved) {
  std::mt19937_64 random(1);
  EventLogBuilder builder;
  for (std::size_t i = 0; i < tickets; ++i) {
    const Instant at = as_of - seconds{1 + static_cast<std::int64_t>(random() % (4 * 86'400))};
    const std::string name = "INC" + std::to_string(100'000'000 + i);
    builder.add({.ticket = name, .at = at, .type = "opened"});
    if (some_are_resolved && i % 10 == 0) builder.add({.ticket = name, .at = at + seconds{1}, .type = "resolved"});
  }
  return std::move(builder).finish();
}

const EventLog& log_of(std::size_t tickets, bool some_are_resolved) {
  static EventLog logs[2];
  EventLog& log = logs[some_are_resolved ? 1 : 0];
  if (log.ticket_count() != tickets) log = made_log(tickets, some_are_resolved);
  return log;
}

void audit_under(const Plan& plan, bool some_are_resolved, benchmark::State& state) {
  const EventLog& log = log_of(static_cast<std::size_t>(state.range(0)), some_are_resolved);
  for (auto _ : state) {
    Audit known = audit(plan, log, as_of);
    benchmark::DoNotOptimize(known);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void exposure_under(const Plan& plan, bool some_are_resolved, benchmark::State& state) {
  const EventLog& log = log_of(static_cast<std::size_t>(state.range(0)), some_are_resolved);
  const Audit known = audit(plan, log, as_of);
  const Exposure first = exposure(known, log, hours{24});
  if (first.then != audit(plan, log, as_of + hours{24}).statement.total) std::abort();
  if (!some_are_resolved && first.items.size() != log.ticket_count()) std::abort();
  for (auto _ : state) {
    Exposure made = exposure(known, log, hours{24});
    if (made.then != first.then) std::abort();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["jumps"] = static_cast<double>(first.jumps.size());
}

void audit_of_running_clocks(benchmark::State& state) { audit_under(plan(), false, state); }
void exposure_of_running_clocks(benchmark::State& state) { exposure_under(plan(), false, state); }
void audit_of_windows(benchmark::State& state) { audit_under(plan_with_figures(), true, state); }
void exposure_of_windows(benchmark::State& state) { exposure_under(plan_with_figures(), true, state); }

// A day ahead, one ticket priced anew.
void one_live_ticket_priced(benchmark::State& state) {
  const LivePlan live(plan());
  LiveTicket ticket(live);
  ticket.advance(live, {.at = as_of - hours{52}, .type = "opened"});
  ExposureBook book(live, as_of + hours{24});
  for (auto _ : state) book.take("INC1", ticket, as_of);
  if (book.at_stake(as_of, as_of + hours{24}) <= 0) std::abort();
}

// What a hundred thousand tickets put at stake in an hour, and the ten dearest.
void dearest_of_live_tickets(benchmark::State& state) {
  const LivePlan live(plan());
  ExposureBook book(live, as_of + hours{24});
  std::mt19937_64 random(1);
  for (int i = 0; i < 100'000; ++i) {
    LiveTicket ticket(live);
    ticket.advance(live,
                   {.at = as_of - seconds{1 + static_cast<std::int64_t>(random() % (4 * 86'400))}, .type = "opened"});
    book.take("INC" + std::to_string(i), ticket, as_of);
  }
  for (auto _ : state) {
    if (book.at_stake(as_of, as_of + hours{1}) <= 0) std::abort();
    if (book.dearest(as_of, as_of + hours{1}, 10).size() != 10) std::abort();
  }
}

BENCHMARK(audit_of_running_clocks)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(exposure_of_running_clocks)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(audit_of_windows)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(exposure_of_windows)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(one_live_ticket_priced)->Unit(benchmark::kNanosecond);
BENCHMARK(dearest_of_live_tickets)->Unit(benchmark::kMillisecond);

}  // namespace
