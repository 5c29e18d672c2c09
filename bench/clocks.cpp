// Clocks: a log of columns judged by four clocks a ticket, live tickets, and the next due among ten million.
//
// `judge` is a host's columns to findings: grouping included, names interned before. Every ticket is also judged one by
// one through its own log (the same rules, no parts, no reuse), and the verdicts are compared before anything is timed.
// Ratios: sizes against the smallest in one run, `earliest` against summing the column.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/live.hpp"
#include "slakit/event/columns.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"

namespace {

using namespace slakit;
using std::chrono::minutes;

// A desk's usual four clocks: answered, on site, restored, and an internal one; two pause, two are by priority.
const char* const document = R"(slakit: 1
contract: {id: bench, time_zone: Europe/Berlin}
calendars:
  always: always
  office: {weekly: {mon-fri: ["08:00-12:00", "13:00-18:00"]}}
obligations:
  response:
    clause: "1"
    clock: {start: opened, stop: [answered, resolved], calendar: office, target: [{where: {priority: P1}, within: PT1H}, {within: PT4H}]}
  restoration:
    clause: "2"
    clock: {start: opened, stop: resolved, pause: waiting, resume: replied, calendar: always, target: [{where: {priority: P1}, within: PT8H}, {within: PT72H}]}
  office hours:
    clause: "3"
    clock: {start: opened, stop: resolved, pause: waiting, resume: replied, calendar: office, target: PT40H}
  closing:
    clause: "4"
    clock: {start: resolved, stop: closed, calendar: office, target: PT16H}
)";

const std::vector<std::string> types{"answered", "closed", "opened", "replied", "resolved", "waiting", "worked"};
const std::vector<std::string> course_of_a_ticket{"opened",  "answered", "worked",   "waiting", "replied",
                                                  "waiting", "replied",  "resolved", "closed",  "worked"};

const Plan& plan() {
  static const Plan plan = [] {
    const Contract contract = read_contract(document);
    return compile(contract, {}, load_sources(contract));
  }();
  return plan;
}

enum class Sorted { by_ticket, by_time };

struct Columns {
  Dictionary tickets;
  Dictionary types;
  Dictionary priorities;
  std::vector<Dictionary::Code> ticket;
  std::vector<Dictionary::Code> type;
  std::vector<Dictionary::Code> priority;
  std::vector<Instant> at;

  EventColumns borrowed() const {
    EventColumns columns{&tickets, ticket, at, &types, type, {}, {}, {}, {}};
    columns.attributes = {{"priority", &priorities, priority}};
    return columns;
  }
};

constexpr Instant year_begin{std::chrono::sys_days{std::chrono::year{2025} / 1 / 1}};
constexpr Instant as_of{std::chrono::sys_days{std::chrono::year{2026} / 6 / 1}};

struct Row {
  Instant at;
  Dictionary::Code ticket;
  Dictionary::Code type;
  Dictionary::Code priority;
};

std::vector<Row> rows_of(std::size_t events, Columns& columns) {
  std::mt19937_64 random(1);
  for (const std::string& type : types) columns.types.intern(type);
  for (const char* priority : {"P1", "P2", "P3"}) columns.priorities.intern(priority);
  const std::size_t tickets = events / course_of_a_ticket.size();
  std::vector<Row> rows;
  for (std::size_t i = 0; i < tickets; ++i) {
    const Dictionary::Code ticket = columns.tickets.intern("INC" + std::to_string(10'000'000 + i));
    Instant at = year_begin + std::chrono::seconds{i * 31'536'000 / tickets};
    for (std::size_t event = 0; event < course_of_a_ticket.size(); ++event) {
      const Dictionary::Code priority = event == 0 ? static_cast<Dictionary::Code>(random() % 3) : Dictionary::absent;
      rows.push_back({at, ticket, columns.types.find(course_of_a_ticket[event]), priority});
      at += std::chrono::seconds{1 + random() % 30'000};
    }
  }
  return rows;
}

const Columns& columns_of(std::size_t events, Sorted sorted) {
  static std::map<std::pair<std::size_t, Sorted>, Columns> made;
  const std::pair wanted{events, sorted};
  if (!made.contains(wanted)) made.clear();  // the largest is some hundred megabytes
  const auto [place, fresh] = made.try_emplace(wanted);
  Columns& columns = place->second;
  if (!fresh) return columns;
  std::vector<Row> rows = rows_of(events, columns);
  if (sorted == Sorted::by_time)
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.at < b.at; });
  for (const Row& row : rows) {
    columns.at.push_back(row.at);
    columns.ticket.push_back(row.ticket);
    columns.type.push_back(row.type);
    columns.priority.push_back(row.priority);
  }
  return columns;
}

// Sorted by ticket: in parts, so that memory stays bounded. Sorted by time: grouped whole.
Partial judge(const Columns& columns, Sorted sorted, EventGrouper& grouper, EventLog& log, Findings& findings) {
  std::vector<Partial> partials;
  if (sorted == Sorted::by_time) {
    grouper.group(columns.borrowed(), log);
    const Binding binding(plan(), log);
    for (std::size_t from = 0; from < log.ticket_count(); from += 2048) {
      findings.clear();
      const TicketRange range{from, std::min(from + 2048, log.ticket_count())};
      partials.push_back(assess(plan(), binding, range, as_of, findings));
    }
    return merge(std::move(partials));
  }
  EventParts parts(columns.borrowed(), std::size_t{1} << 14U);
  while (const EventLog* part = parts.next()) {
    findings.clear();
    partials.push_back(assess(plan(), *part, as_of, findings));
  }
  return merge(std::move(partials));
}

// Ticket by ticket, from rows.
std::map<TallyKey, Tally> tallies_one_by_one(std::size_t events) {
  Columns columns;
  const std::vector<Row> rows = rows_of(events, columns);
  std::map<TallyKey, Tally> tallies;
  for (std::size_t from = 0; from < rows.size(); from += course_of_a_ticket.size()) {
    EventLogBuilder builder({"priority"});
    for (std::size_t i = from + course_of_a_ticket.size(); i-- > from;) {
      std::vector<std::optional<std::string_view>> values(1);
      if (rows[i].priority != Dictionary::absent) values[0] = columns.priorities.name(rows[i].priority);
      builder.add({.ticket = columns.tickets.name(rows[i].ticket),
                   .at = rows[i].at,
                   .type = columns.types.name(rows[i].type),
                   .attributes = values});
    }
    Findings findings;
    for (const auto& [key, tally] : assess(plan(), std::move(builder).finish(), as_of, findings).tallies)
      tallies[key] += tally;
  }
  return tallies;
}

void per_event(benchmark::State& state, std::size_t events) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events));
  state.counters["ns"] = benchmark::Counter(
      static_cast<double>(events) / 1e9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void judge_events(benchmark::State& state, Sorted sorted) {
  const auto events = static_cast<std::size_t>(state.range(0));
  const Columns& columns = columns_of(events, sorted);
  EventGrouper grouper;
  EventLog log;
  Findings findings;
  const Partial expected = judge(columns, sorted, grouper, log, findings);
  if (events <= 100'000 && expected.tallies != tallies_one_by_one(events)) std::abort();
  for (auto _ : state)
    if (judge(columns, sorted, grouper, log, findings).tallies != expected.tallies) std::abort();
  per_event(state, events);
}

void advance_live(benchmark::State& state) {
  static const LivePlan* const live = new LivePlan(plan());
  constexpr std::size_t tickets = 256;  // in the cache: reading a ticket's state from elsewhere is the host's
  std::vector<LiveTicket> fresh(tickets, LiveTicket(*live));
  Columns columns;
  const std::vector<Row> rows = rows_of(tickets * course_of_a_ticket.size(), columns);
  std::vector<Row> by_time = rows;
  std::stable_sort(by_time.begin(), by_time.end(), [](const Row& a, const Row& b) { return a.at < b.at; });
  const std::vector<LiveAttribute> priorities[3] = {{{"priority", "P1"}}, {{"priority", "P2"}}, {{"priority", "P3"}}};
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<LiveTicket> live_tickets = fresh;
    state.ResumeTiming();
    for (const Row& row : by_time) {
      LiveEvent event{row.at, columns.types.name(row.type)};
      if (row.priority != Dictionary::absent) event.attributes = priorities[row.priority];
      if (live_tickets[static_cast<std::size_t>(row.ticket)].advance(*live, event) != Taken::taken) std::abort();
    }
    state.PauseTiming();
    std::array<std::int64_t, 5> verdicts{};
    for (const LiveTicket& ticket : live_tickets)
      for (const Finding& finding : ticket.findings(*live, as_of))
        ++verdicts[static_cast<std::size_t>(finding.verdict)];
    std::array<std::int64_t, 5> expected{};
    for (const auto& [key, tally] : tallies_one_by_one(rows.size()))
      for (std::size_t i = 0; i < expected.size(); ++i) expected[i] += tally.by_verdict[i];
    if (verdicts != expected) std::abort();
    state.ResumeTiming();
  }
  per_event(state, by_time.size());
}

// Ten million live clocks' next due.
const std::vector<Instant>& dues() {
  static const std::vector<Instant> column = [] {
    std::mt19937_64 random(1);
    std::vector<Instant> made(10'000'000);
    for (Instant& at : made) at = year_begin + Duration{static_cast<std::int64_t>(random() % 31'536'000'000'000)};
    return made;
  }();
  return column;
}

void sum_column(benchmark::State& state) {
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (const Instant at : dues()) sum += at.time_since_epoch().count();
    benchmark::DoNotOptimize(sum);
  }
}

void next_due(benchmark::State& state) {
  const auto expected = static_cast<std::size_t>(std::min_element(dues().begin(), dues().end()) - dues().begin());
  for (auto _ : state)
    if (earliest(dues())->index != expected) std::abort();
}

BENCHMARK_CAPTURE(judge_events, by_ticket, Sorted::by_ticket)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(judge_events, by_time, Sorted::by_time)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(advance_live)->Unit(benchmark::kMillisecond);
BENCHMARK(sum_column)->Unit(benchmark::kMillisecond);
BENCHMARK(next_due)->Unit(benchmark::kMillisecond);

}  // namespace
