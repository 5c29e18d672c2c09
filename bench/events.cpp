// Grouping events into a log, per event: five events a ticket, made over a year, sorted by ticket or by time, from
// memory that a first grouping has made ready. `copy` moves the same columns as they are: what no grouping can pass.
// The names of tickets are interned apart.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "slakit/event/columns.hpp"

namespace {

using namespace slakit;
using Code = Dictionary::Code;

constexpr std::size_t events_a_ticket = 5;
constexpr std::size_t part_events = std::size_t{1} << 14U;

enum class Sorted { by_ticket, by_time };
enum class Names { in_byte_order, in_no_order };

std::string ticket_name(std::size_t number) { return "INC" + std::to_string(10'000'000 + number); }

struct Columns {
  Dictionary tickets;
  Dictionary types;
  std::vector<Code> ticket;
  std::vector<Code> type;
  std::vector<Instant> at;

  EventColumns borrowed() const { return {&tickets, ticket, at, &types, type, {}, {}, {}, {}}; }
};

// Tickets are numbered as they come in, or at random; each lives for some days.
Columns make(std::size_t size, Sorted sorted, Names names) {
  std::mt19937_64 random(1);
  Columns columns;
  for (const char* type : {"closed", "opened", "paused", "resolved", "resumed"}) columns.types.intern(type);
  const std::size_t tickets = size / events_a_ticket;
  std::vector<std::size_t> numbers(tickets);
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  if (names == Names::in_no_order) std::shuffle(numbers.begin(), numbers.end(), random);
  for (const std::size_t number : numbers) columns.tickets.intern(ticket_name(number));

  std::vector<std::pair<Instant, Code>> rows;
  for (std::size_t i = 0; i < tickets; ++i) {
    Instant at = Instant{} + std::chrono::seconds{1'600'000'000 + i * 31'536'000 / tickets};
    for (std::size_t event = 0; event < events_a_ticket; ++event) {
      rows.emplace_back(at, static_cast<Code>(i));
      at += std::chrono::seconds{1 + random() % 200'000};
    }
  }
  if (sorted == Sorted::by_time) std::sort(rows.begin(), rows.end());
  for (const auto& [at, ticket] : rows) {
    columns.at.push_back(at);
    columns.ticket.push_back(ticket);
    columns.type.push_back(static_cast<Code>(random() % columns.types.size()));
  }
  return columns;
}

const Columns& columns_of(std::size_t size, Sorted sorted, Names names) {
  static std::map<std::tuple<std::size_t, Sorted, Names>, Columns> made;
  static std::tuple<std::size_t, Sorted, Names> last;
  const std::tuple wanted{size, sorted, names};
  if (last != wanted) made.clear();  // the largest is half a gigabyte
  last = wanted;
  const auto [place, fresh] = made.try_emplace(wanted);
  if (fresh) place->second = make(size, sorted, names);
  return place->second;
}

void check(const Columns& columns, const EventLog& log) {
  std::int64_t sum = 0;
  for (const Instant at : columns.at) sum += at.time_since_epoch().count();
  for (std::size_t ticket = 0; ticket < log.ticket_count(); ++ticket) {
    if (log.first[ticket + 1] - log.first[ticket] != events_a_ticket) std::abort();
    for (std::size_t i = log.first[ticket]; i < log.first[ticket + 1]; ++i) {
      if (i > log.first[ticket] && log.at[i] <= log.at[i - 1]) std::abort();
      if (columns.at[static_cast<std::size_t>(log.row[i]) - 1] != log.at[i]) std::abort();
      sum -= log.at[i].time_since_epoch().count();
    }
  }
  if (sum != 0 || log.ticket_count() != columns.tickets.size()) std::abort();
}

void per_event(benchmark::State& state, std::size_t size) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(size));
}

void group_events(benchmark::State& state, Sorted sorted, Names names) {
  const auto size = static_cast<std::size_t>(state.range(0));
  const Columns& columns = columns_of(size, sorted, names);
  EventGrouper grouper;
  EventLog log;
  grouper.group(columns.borrowed(), log);
  check(columns, log);
  for (auto _ : state) grouper.group(columns.borrowed(), log);
  per_event(state, size);
}

void parts(benchmark::State& state, Names names) {
  const auto size = static_cast<std::size_t>(state.range(0));
  const Columns& columns = columns_of(size, Sorted::by_ticket, names);
  for (auto _ : state) {
    std::size_t seen = 0;
    for_each_part(columns.borrowed(), part_events, [&](const EventLog& part) { seen += part.size(); });
    if (seen != size) std::abort();
  }
  per_event(state, size);
}

void copy(benchmark::State& state) {
  const auto size = static_cast<std::size_t>(state.range(0));
  const Columns& columns = columns_of(size, Sorted::by_ticket, Names::in_byte_order);
  std::vector<Instant> at(size);
  std::vector<Code> ticket(size);
  std::vector<Code> type(size);
  for (auto _ : state) {
    std::copy(columns.at.begin(), columns.at.end(), at.begin());
    std::copy(columns.ticket.begin(), columns.ticket.end(), ticket.begin());
    std::copy(columns.type.begin(), columns.type.end(), type.begin());
    benchmark::ClobberMemory();
  }
  per_event(state, size);
}

void intern_tickets(benchmark::State& state) {
  const auto size = static_cast<std::size_t>(state.range(0)) / events_a_ticket;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < size; ++i) names.push_back(ticket_name(i));
  for (auto _ : state) {
    Dictionary dictionary;
    for (const std::string& name : names) dictionary.intern(name);
    benchmark::DoNotOptimize(dictionary.size());
  }
  per_event(state, size);
  state.SetLabel("per name");
}

void sizes(benchmark::internal::Benchmark* one) {
  for (const int size : {100'000, 1'000'000, 10'000'000}) one->Arg(size);
  one->Unit(benchmark::kMillisecond);
}

BENCHMARK(copy)->Apply(sizes);
BENCHMARK_CAPTURE(parts, by_ticket, Names::in_byte_order)->Apply(sizes);
BENCHMARK_CAPTURE(parts, by_ticket_unordered_names, Names::in_no_order)->Apply(sizes);
BENCHMARK_CAPTURE(group_events, by_ticket, Sorted::by_ticket, Names::in_byte_order)->Apply(sizes);
BENCHMARK_CAPTURE(group_events, by_time, Sorted::by_time, Names::in_byte_order)->Apply(sizes);
BENCHMARK_CAPTURE(group_events, by_time_unordered_names, Sorted::by_time, Names::in_no_order)->Apply(sizes);
BENCHMARK(intern_tickets)->Apply(sizes);

}  // namespace
