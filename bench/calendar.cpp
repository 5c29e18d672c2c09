// Open time between two instants, one pair after the other, against plain subtraction of the same columns: the limit no
// calendar can pass. Every answer is compared with a sum over intervals() before anything is timed.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <random>
#include <vector>

#include "slakit/calendar/calendar.hpp"
#include "slakit/calendar/holidays.hpp"
#include "slakit/time/tzdb.hpp"

namespace {

using namespace slakit;

Calendar office() {
  CalendarSpec spec;
  spec.zone = load_zone("Asia/Shanghai");
  for (std::size_t day = 0; day < 5; ++day)
    spec.weekly[day] = {*HoursSpan::parse("09:00-12:00"), *HoursSpan::parse("13:30-18:00")};
  add(spec, *find_holiday_set("CN"));
  return Calendar::weekly(spec);
}

struct Columns {
  std::vector<Instant> from;
  std::vector<Instant> to;
};

// Tickets of up to a week, opened over `years` years from 2022.
Columns tickets(int years) {
  std::mt19937_64 random(1);
  const Instant first{std::chrono::sys_days{std::chrono::year{2022} / 1 / 3}};
  Columns columns;
  for (int i = 0; i < 100'000; ++i) {
    columns.from.push_back(first + std::chrono::seconds{random() % (static_cast<std::uint64_t>(years) * 31'536'000)});
    columns.to.push_back(columns.from.back() + std::chrono::seconds{random() % 604'800});
  }
  return columns;
}

void check(const Calendar& calendar, const Columns& columns) {
  for (std::size_t i = 0; i < columns.from.size(); i += 97) {
    Duration sum{};
    for (const Interval& open : calendar.intervals(columns.from[i], columns.to[i])) sum += open.length();
    if (*calendar.elapsed(columns.from[i], columns.to[i]) != sum) std::abort();
    if (sum == Duration{}) continue;
    const Instant due = *calendar.due(columns.from[i], sum);
    if (due > columns.to[i] || *calendar.elapsed(columns.from[i], due) != sum) std::abort();
  }
}

template <class Work>
void run(benchmark::State& state, Work work) {
  const Columns columns = tickets(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    Duration sum{};
    for (std::size_t i = 0; i < columns.from.size(); ++i) sum += work(columns.from[i], columns.to[i]);
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(columns.from.size()));
}

void subtraction(benchmark::State& state) {
  run(state, [](Instant from, Instant to) { return to - from; });
}

void elapsed(benchmark::State& state) {
  const Calendar calendar = office();
  check(calendar, tickets(static_cast<int>(state.range(0))));
  run(state, [&](Instant from, Instant to) { return calendar.elapsed(from, to).value; });
}

void due(benchmark::State& state) {
  const Calendar calendar = office();
  run(state, [&](Instant from, Instant) { return calendar.due(from, std::chrono::hours{8}).value - from; });
}

void build_calendar(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(office());
}

BENCHMARK(subtraction)->Arg(1)->Arg(4);
BENCHMARK(elapsed)->Arg(1)->Arg(4);
BENCHMARK(due)->Arg(1)->Arg(4);
BENCHMARK(build_calendar)->Unit(benchmark::kMillisecond);

}  // namespace
