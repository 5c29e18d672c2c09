// A ticket table to a statement: one row per ticket, four columns of instants, four clocks, Arrow's layout, one core.
// Judged, priced and settled; beside it the same rows as events.
//
// Before anything is timed, verdicts and charges are compared with a count that knows no slakit: days gone through one
// by one, hours added up.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "slakit/assessment/assess_table.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/penalty/price.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/settlement/settle.hpp"

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
  always: always
  office: {weekly: {mon-fri: ["08:00-12:00", "13:00-18:00"]}}
obligations:
  response:
    clause: "1"
    clock: {start: opened, stop: [answered, resolved], calendar: office, target: [{where: {priority: P1}, within: PT2H}, {within: PT8H}]}
  restoration:
    clause: "2"
    clock: {start: opened, stop: resolved, calendar: always, target: [{where: {priority: P1}, within: PT72H}, {within: PT168H}]}
  office hours:
    clause: "3"
    clock: {start: opened, stop: resolved, calendar: office, target: PT50H}
  closing:
    clause: "4"
    clock: {start: resolved, stop: closed, calendar: office, target: PT40H}
penalties:
  missed response: {clause: "5", prices: response, charge: {rate: 0.01%, of: price, per: incident}}
  late restoration: {clause: "6", prices: restoration, charge: {rate: 0.01%, of: price, per: day}}
caps:
  all: {clause: "7", limit: 10%, of: price}
policies: {concurrency: either, counting: started 24 h}
)";
constexpr std::int64_t charge_minor = 10'000;  // 0.01% of the price
constexpr std::int64_t cap_minor = 10'000'000;

constexpr Instant year_begin{std::chrono::sys_days{std::chrono::year{2025} / 1 / 1}};  // a Wednesday
constexpr Duration year{std::chrono::days{365}};
constexpr Instant as_of = year_begin + year;

const Plan& plan() {
  static const Plan plan = [] {
    const Contract contract = read_contract(document);
    return compile(contract, {}, load_sources(contract));
  }();
  return plan;
}

struct Columns {
  std::vector<std::int32_t> offsets{0};
  std::string names;
  std::vector<Instant> opened, answered, resolved, closed;
  Dictionary priorities;
  std::vector<Dictionary::Code> priority;

  std::size_t size() const { return opened.size(); }
  TicketTable borrowed() const {
    TicketTable table;
    table.tickets = {offsets, names};
    table.events = {{"opened", opened}, {"answered", answered}, {"resolved", resolved}, {"closed", closed}};
    table.attributes = {{"priority", &priorities, priority}};
    return table;
  }
};

// Tickets of a desk that keeps most of what it promises; some are open, and some were never answered.
Columns make(std::size_t tickets) {
  std::mt19937_64 random(1);
  const auto wait = [&random](Duration mean) {
    const double uniform = static_cast<double>(random() >> 11U) * 0x1p-53;
    return seconds{1 + static_cast<std::int64_t>(-std::log1p(-uniform) * static_cast<double>(mean / seconds{1}))};
  };
  Columns columns;
  for (const char* priority : {"P1", "P2", "P3"}) columns.priorities.intern(priority);
  for (std::size_t i = 0; i < tickets; ++i) {
    columns.names += "INC" + std::to_string(100'000'000 + i);
    columns.offsets.push_back(static_cast<std::int32_t>(columns.names.size()));
    const Instant opened = year_begin + seconds{static_cast<std::int64_t>(i * 31'536'000 / tickets)};
    const Instant resolved = opened + wait(hours{20});
    const Instant closed = resolved + wait(hours{30});
    const auto unless_missing = [&](Instant at, unsigned one_in) { return random() % one_in == 0 ? not_happened : at; };
    columns.opened.push_back(opened);
    columns.answered.push_back(unless_missing(opened + wait(std::chrono::minutes{40}), 1000));
    columns.resolved.push_back(unless_missing(resolved, 2000));
    columns.closed.push_back(columns.resolved.back() == not_happened ? not_happened : unless_missing(closed, 1000));
    columns.priority.push_back(static_cast<Dictionary::Code>(random() % 10 == 0 ? 0 : 1 + random() % 2));
  }
  return columns;
}

const Columns& columns_of(std::size_t tickets) {
  static std::optional<Columns> columns;
  if (!columns || columns->size() != tickets) {
    columns.reset();
    columns = make(tickets);
  }
  return *columns;
}

// ---- the count ------------------------------------------------------------------------------------------------------

// From Monday to Friday 8 to 12 and 13 to 18 o'clock, day by day.
Duration office_time(Instant from, Instant to) {
  Duration sum{};
  for (auto day = std::chrono::floor<std::chrono::days>(from); day < to; day += std::chrono::days{1}) {
    if (std::chrono::weekday{day}.iso_encoding() > 5) continue;
    const auto overlap = [&](hours opens, hours closes) {
      return std::max(Duration{}, std::min(to, Instant{day + closes}) - std::max(from, Instant{day + opens}));
    };
    sum += overlap(hours{8}, hours{12}) + overlap(hours{13}, hours{18});
  }
  return sum;
}

struct Counted {
  std::array<std::array<std::int64_t, 4>, 4> verdicts{};  // by obligation: met, breached, running, never started
  std::int64_t gross = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};

Counted naive(const Columns& columns) {
  Counted counted;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool is_urgent = columns.priority[i] == 0;
    const auto first = [](Instant a, Instant b) {
      return a == not_happened ? b : b == not_happened ? a : std::min(a, b);
    };
    // Whether it is late.
    const auto judge = [&](std::size_t obligation, Instant start, Instant stop, bool in_office, Duration target) {
      std::array<std::int64_t, 4>& verdicts = counted.verdicts[obligation];
      if (start == not_happened || start >= as_of) return ++verdicts[3], false;
      const bool is_open = stop == not_happened || stop >= as_of;
      const Instant end = is_open ? as_of : stop;
      const bool is_late = (in_office ? office_time(start, end) : end - start) > target;
      ++verdicts[is_late ? 1 : is_open ? 2 : 0];
      return is_late;
    };
    const Instant opened = columns.opened[i];
    const Instant resolved = columns.resolved[i];
    if (judge(0, opened, first(columns.answered[i], resolved), true, hours{is_urgent ? 2 : 8}))
      counted.gross += charge_minor;
    const hours target{is_urgent ? 72 : 168};
    if (judge(1, opened, resolved, false, target)) {
      const Duration late = std::min(as_of, first(resolved, as_of)) - opened - target;
      counted.gross += charge_minor * std::chrono::ceil<std::chrono::days>(late).count();
    }
    judge(2, opened, resolved, true, hours{50});
    judge(3, resolved, columns.closed[i], true, hours{40});
  }
  return counted;
}

Counted counted(const Partial& partial, const Statement& statement) {
  Counted found;
  constexpr Verdict verdicts[] = {Verdict::met, Verdict::breached, Verdict::running, Verdict::not_measurable};
  for (const auto& [key, tally] : partial.tallies) {
    for (std::size_t i = 0; i < 4; ++i) found.verdicts[key.obligation][i] += tally.count(verdicts[i]);
    if (tally.outside_term != 0) found.verdicts[key.obligation][0] = -1;
  }
  found.gross = statement.gross.minor;
  return found;
}

// ---- what is timed --------------------------------------------------------------------------------------------------

struct Outcome {
  Partial partial;
  Statement statement;
};

Outcome settled(Partial partial) {
  Charges charges = price(plan(), partial.breaches);
  Statement statement = settle(plan(), partial.breaches, charges, as_of);
  return {std::move(partial), std::move(statement)};
}

Outcome with_findings(const Columns& columns) {
  const TableBinding binding(plan(), columns.borrowed());
  std::vector<Partial> parts;
  Findings findings;  // reused: a host writes each batch out
  for (std::size_t from = 0; from < columns.size(); from += 8192) {
    findings.clear();
    parts.push_back(assess_table(binding, {from, std::min(from + 8192, columns.size())}, as_of, findings));
  }
  return settled(merge(std::move(parts)));
}

Outcome without_findings(const Columns& columns) {
  const TableBinding binding(plan(), columns.borrowed());
  return settled(assess_table(binding, {0, columns.size()}, as_of));
}

Outcome as_events(const Columns& columns) {
  Findings findings;
  return settled(assess(plan(), events_of(columns.borrowed()), as_of, findings));
}

template <Outcome (*run)(const Columns&)>
void table_to_statement(benchmark::State& state) {
  const auto tickets = static_cast<std::size_t>(state.range(0));
  const Columns& columns = columns_of(tickets);
  const Outcome first = run(columns);
  if (counted(first.partial, first.statement) != naive(columns)) std::abort();
  if (first.statement.total.minor != std::min(first.statement.gross.minor, cap_minor)) std::abort();
  for (auto _ : state)
    if (run(columns).statement.total != first.statement.total) std::abort();
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(tickets));
  state.counters["breached"] = static_cast<double>(first.partial.breaches.size());
}

BENCHMARK(table_to_statement<with_findings>)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(table_to_statement<without_findings>)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(table_to_statement<as_events>)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
