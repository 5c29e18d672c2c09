// Open time over columns of random instants, against plain subtraction of the same two columns: the limit no calendar
// can pass. Columns are longer than any cache. Answers are compared with sums over intervals() before anything is
// timed.
//
// A line of the table takes turns: subtract, ask, subtract, ask; each counts with its best time, so that other work on
// the machine bends neither ratio nor times.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "slakit/calendar/batch.hpp"
#include "slakit/calendar/calendar.hpp"
#include "slakit/time/tzdb.hpp"

namespace {

using namespace slakit;
using std::chrono::year;

constexpr std::size_t rows = std::size_t{1} << 24U;
constexpr std::size_t few_rows = std::size_t{1} << 18U;

CalendarSpec office_spec() {
  CalendarSpec spec;
  spec.zone = load_zone("Europe/Berlin");
  for (std::size_t day = 0; day < 5; ++day)
    spec.weekly[day] = {*HoursSpan::parse("09:00-12:00"), *HoursSpan::parse("13:00-17:00")};
  return spec;
}

// `per_year` closed days a year.
void add_holidays(CalendarSpec& spec, int first, int last, int per_year) {
  for (int y = first; y <= last; ++y)
    for (int i = 0; i < per_year; ++i)
      spec.holidays.push_back(
          {Date{std::chrono::local_days{year{y} / 1 / 1} + std::chrono::days{i * 365 / per_year}}, "", "", ""});
}

Calendar office(int holidays_a_year = 11) {
  CalendarSpec spec = office_spec();
  add_holidays(spec, 2000, 2030, holidays_a_year);
  return Calendar::weekly(spec);
}

struct Columns {
  std::vector<Instant> from;
  std::vector<Instant> to;
  std::vector<Duration> budget;
};

[[noreturn]] void differ(const char* what) {
  std::fprintf(stderr, "%s: an answer differs from the sum over its intervals\n", what);
  std::abort();
}

// Random instants of `years` years from 2003; budgets of up to 40 h.
Columns columns(std::size_t size, int years) {
  std::mt19937_64 random(1);
  const Instant first{std::chrono::sys_days{year{2003} / 1 / 1}};
  const auto span = static_cast<std::uint64_t>(std::chrono::microseconds{std::chrono::hours{24 * 365 * years}}.count());
  Columns in;
  for (std::size_t i = 0; i < size; ++i) {
    in.from.push_back(first + Duration{static_cast<std::int64_t>(random() % span)});
    in.to.push_back(first + Duration{static_cast<std::int64_t>(random() % span)});
    in.budget.push_back(Duration{1 + static_cast<std::int64_t>(random() % 144'000'000'000)});
  }
  return in;
}

Duration sum_of_intervals(const Calendar& calendar, Instant from, Instant to) {
  Duration sum{};
  for (const Interval& open : calendar.intervals(std::min(from, to), std::max(from, to))) sum += open.length();
  return from <= to ? sum : -sum;
}

void check_elapsed(const Calendar& calendar, const Columns& in, const std::vector<Duration>& open) {
  for (std::size_t i = 0; i < open.size(); i += open.size() / 2000 + 1)
    if (open[i] != sum_of_intervals(calendar, in.from[i], in.to[i])) differ("elapsed");
}

void check_due(const Calendar& calendar, const Columns& in, const std::vector<Instant>& when) {
  for (std::size_t i = 0; i < when.size(); i += when.size() / 2000 + 1) {
    if (sum_of_intervals(calendar, in.from[i], when[i]) != in.budget[i]) differ("due");
    if (sum_of_intervals(calendar, in.from[i], when[i] - Duration{1}) == in.budget[i]) differ("due, the first instant");
  }
}

double seconds_of(auto work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// Takes turns with `base`; counters are nanoseconds a row, and the ratio of the best times.
void take_turns(benchmark::State& state, std::size_t size, const char* base_name, auto base, auto work) {
  double least_base = 1e9;
  double least = 1e9;
  for (auto _ : state) {
    least_base = std::min(least_base, seconds_of(base));
    const double time = seconds_of(work);
    least = std::min(least, time);
    state.SetIterationTime(time);
  }
  state.counters["ns"] = least / static_cast<double>(size) * 1e9;
  state.counters[base_name] = least_base / static_cast<double>(size) * 1e9;
  state.counters["ratio"] = least / least_base;
}

void batch_elapsed(benchmark::State& state) {
  const Calendar calendar = office();
  const Columns in = columns(rows, static_cast<int>(state.range(0)));
  std::vector<Duration> open(rows);
  elapsed(calendar, in.from, in.to, open);
  check_elapsed(calendar, in, open);
  const auto subtract = [&] {
    for (std::size_t i = 0; i < rows; ++i) open[i] = in.to[i] - in.from[i];
    benchmark::ClobberMemory();
  };
  take_turns(state, rows, "subtract", subtract, [&] { elapsed(calendar, in.from, in.to, open); });
}

void batch_due(benchmark::State& state) {
  const Calendar calendar = office();
  const Columns in = columns(rows, static_cast<int>(state.range(0)));
  std::vector<Instant> when(rows);
  std::vector<Duration> open(rows);
  due(calendar, in.from, in.budget, DueBoundary::close, when);
  check_due(calendar, in, when);
  take_turns(
      state, rows, "elapsed", [&] { elapsed(calendar, in.from, in.to, open); },
      [&] { due(calendar, in.from, in.budget, DueBoundary::close, when); });
}

void batch_is_open(benchmark::State& state) {
  const Calendar calendar = office();
  const Columns in = columns(rows, static_cast<int>(state.range(0)));
  std::vector<std::int8_t> open(rows);
  std::vector<Duration> time(rows);
  is_open(calendar, in.from, open);
  for (std::size_t i = 0; i < rows; i += 997)
    if ((open[i] == 1) != (sum_of_intervals(calendar, in.from[i], in.from[i] + Duration{1}) == Duration{1}))
      differ("is_open");
  take_turns(
      state, rows, "elapsed", [&] { elapsed(calendar, in.from, in.to, time); },
      [&] { is_open(calendar, in.from, open); });
}

// One call after the other, each waiting for the one before it: what a caller with one question sees.
void one_elapsed(benchmark::State& state) {
  const Calendar calendar = office(static_cast<int>(state.range(1)));
  Columns in = columns(few_rows, 25);
  const Duration distance = std::chrono::hours{24 * state.range(0)};
  std::vector<Duration> open;
  for (std::size_t i = 0; i < few_rows; ++i) {
    in.to[i] = in.from[i] + distance;
    open.push_back(*calendar.elapsed(in.from[i], in.to[i]));
  }
  check_elapsed(calendar, in, open);
  for (auto _ : state) {
    Duration last{};
    for (std::size_t i = 0; i < few_rows; ++i)
      last = calendar.elapsed(in.from[i] + Duration{last.count() & 1}, in.to[i]).value;
    benchmark::DoNotOptimize(last);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(few_rows));
}

void one_due(benchmark::State& state) {
  const Calendar calendar = office();
  const Columns in = columns(few_rows, 5);
  std::vector<Instant> when;
  for (std::size_t i = 0; i < few_rows; ++i) when.push_back(*calendar.due(in.from[i], in.budget[i]));
  check_due(calendar, in, when);
  for (auto _ : state) {
    Instant last{};
    for (std::size_t i = 0; i < few_rows; ++i)
      last = calendar.due(in.from[i] + Duration{last.time_since_epoch().count() & 1}, in.budget[i]).value;
    benchmark::DoNotOptimize(last);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(few_rows));
}

void build_five_years(benchmark::State& state) {
  CalendarSpec spec = office_spec();
  spec.known_from = year{2020} / 1 / 1;
  spec.known_until = year{2025} / 1 / 1;
  add_holidays(spec, 2020, 2024, 11);
  for (auto _ : state) benchmark::DoNotOptimize(Calendar::weekly(spec));
}

void build_all_years(benchmark::State& state) {
  CalendarSpec spec = office_spec();
  add_holidays(spec, 1970, 2100, 11);
  for (auto _ : state) benchmark::DoNotOptimize(Calendar::weekly(spec));
}

void combine(benchmark::State& state) {
  const Calendar a = office();
  CalendarSpec spec = office_spec();
  spec.zone = load_zone("America/New_York");
  const Calendar b = Calendar::weekly(spec);
  for (auto _ : state) benchmark::DoNotOptimize(a | b);
}

BENCHMARK(batch_elapsed)->Arg(3)->Arg(25)->UseManualTime()->Iterations(15)->Unit(benchmark::kMillisecond);
BENCHMARK(batch_due)->Arg(3)->Arg(25)->UseManualTime()->Iterations(15)->Unit(benchmark::kMillisecond);
BENCHMARK(batch_is_open)->Arg(3)->UseManualTime()->Iterations(15)->Unit(benchmark::kMillisecond);
// Days between the instants, holidays a year.
BENCHMARK(one_elapsed)
    ->Args({1, 11})
    ->Args({25 * 365, 11})
    ->Args({1, 0})
    ->Args({1, 160})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(one_due)->Unit(benchmark::kMillisecond);
BENCHMARK(build_five_years)->Unit(benchmark::kMillisecond);
BENCHMARK(build_all_years)->Unit(benchmark::kMillisecond);
BENCHMARK(combine)->Unit(benchmark::kMillisecond);

}  // namespace
