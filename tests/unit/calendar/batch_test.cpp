// Batches against the same questions asked one by one.
#include "slakit/calendar/batch.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "slakit/calendar/holidays.hpp"
#include "slakit/time/instant_column.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::year;

Calendar office(std::string_view hours, bool with_holidays) {
  CalendarSpec spec;
  spec.zone = load_zone("Asia/Shanghai");
  for (std::size_t day = 0; day < 5; ++day)
    spec.weekly[day] = {*HoursSpan::parse(hours), *HoursSpan::parse("18:00-18:30")};
  if (with_holidays) add(spec, *find_holiday_set("CN"));
  return Calendar::weekly(spec);
}

// Seconds apart: more boundaries than any number of slots keeps apart.
Calendar crowded() {
  CalendarSpec spec;
  for (DayHours& day : spec.weekly)
    for (int i = 0; i < 50; ++i)
      day.push_back({9h + std::chrono::seconds{7 * i}, 9h + std::chrono::seconds{7 * i + 3}});
  return Calendar::weekly(spec);
}

struct Columns {
  std::vector<Instant> a;
  std::vector<Instant> b;
  std::vector<Duration> budget;
};

// `clean` columns lie inside what every calendar here knows; the others have everything.
Columns columns(std::size_t size, bool clean, unsigned seed) {
  std::mt19937_64 random(seed);
  const Instant begin = std::chrono::sys_days{year{2010} / 1 / 1};
  const auto instant = [&] {
    if (!clean && random() % 50 == 0) return missing_instant;
    if (!clean && random() % 50 == 0)
      return range_begin + Duration{static_cast<std::int64_t>(random() % 5'000'000'000'000'000)};
    if (!clean && random() % 90 == 0) return Instant{Duration{static_cast<std::int64_t>(random())}};
    return begin + Duration{static_cast<std::int64_t>(random() % (15ULL * 365 * 86'400'000'000))};
  };
  Columns result;
  for (std::size_t i = 0; i < size; ++i) {
    result.a.push_back(instant());
    result.b.push_back(instant());
    Duration budget{static_cast<std::int64_t>(1 + random() % 360'000'000'000)};
    if (!clean && random() % 20 == 0) budget = -budget;
    if (!clean && random() % 40 == 0) budget = random() % 2 == 0 ? missing_duration : Duration{};
    if (!clean && random() % 40 == 0) budget = Duration{static_cast<std::int64_t>(random())};
    result.budget.push_back(budget);
  }
  return result;
}

template <class Value, class T>
void expect_row(const Checked<T>& alone, bool is_missing, Value value, Fault fault, Value missing) {
  ASSERT_EQ(fault, is_missing ? Fault::none : alone.fault);
  ASSERT_EQ(value, is_missing || !alone ? missing : static_cast<Value>(alone.value));
}

void compare(const Calendar& calendar, const Columns& in, unsigned threads) {
  const std::size_t size = in.a.size();
  std::vector<Duration> open(size);
  std::vector<Instant> when(size);
  std::vector<std::int8_t> is_open_at(size);
  std::vector<Fault> faults(size);
  std::size_t without = 0;
  const auto count = [&] {
    return static_cast<std::size_t>(
        std::count_if(faults.begin(), faults.end(), [](Fault f) { return f != Fault::none; }));
  };
  without = elapsed(calendar, in.a, in.b, open, faults, threads);
  ASSERT_EQ(without, count());
  for (std::size_t i = 0; i < size; ++i)
    expect_row(calendar.elapsed(in.a[i], in.b[i]), in.a[i] == missing_instant || in.b[i] == missing_instant, open[i],
               faults[i], missing_duration);
  for (const DueBoundary boundary : {DueBoundary::close, DueBoundary::next_open}) {
    without = due(calendar, in.a, in.budget, boundary, when, faults, threads);
    ASSERT_EQ(without, count());
    for (std::size_t i = 0; i < size; ++i)
      expect_row(calendar.due(in.a[i], in.budget[i], boundary),
                 in.a[i] == missing_instant || in.budget[i] == missing_duration, when[i], faults[i], missing_instant);
  }
  without = is_open(calendar, in.a, is_open_at, faults, threads);
  ASSERT_EQ(without, count());
  for (std::size_t i = 0; i < size; ++i)
    expect_row(calendar.is_open(in.a[i]), in.a[i] == missing_instant, is_open_at[i], faults[i], std::int8_t{-1});
}

TEST(Batch, AnswersAsOneByOne) {
  const std::vector<Calendar> calendars{office("09:00-17:00", false), office("08:30-12:00", true), crowded(),
                                        office("22:00-06:00", true) | crowded(), Calendar::always(Zone::utc())};
  for (std::size_t i = 0; i < calendars.size(); ++i)
    for (const bool clean : {true, false})
      for (const std::size_t size : {0U, 1U, 255U, 256U, 5001U}) {
        compare(calendars[i], columns(size, clean, static_cast<unsigned>(size) + 1), 1);
        if (testing::Test::HasFatalFailure()) FAIL() << "calendar " << i << ", " << size << " rows, clean " << clean;
      }
}

TEST(Batch, ThreadsChangeNothing) {
  const Calendar calendar = office("09:00-17:00", true);
  for (const unsigned threads : {2U, 3U, 64U})
    for (const std::size_t size : {1U, 300U, 10'000U}) compare(calendar, columns(size, false, 9), threads);
}

TEST(Batch, AResultMayBeAnInput) {
  const Calendar calendar = office("09:00-17:00", false);
  Columns in = columns(1000, true, 4);
  std::vector<Instant> when(in.a.size());
  due(calendar, in.a, in.budget, DueBoundary::close, when);
  due(calendar, in.a, in.budget, DueBoundary::close, in.a);
  EXPECT_EQ(in.a, when);

  const Columns others = columns(1001, true, 5);
  std::vector<Duration> open(others.a.size());
  elapsed(calendar, others.a, others.b, open);
  std::vector<std::int64_t> column;
  for (const Instant t : others.b) column.push_back(t.time_since_epoch().count());
  elapsed(calendar, others.a, instants(column), durations_out(column));
  for (std::size_t i = 0; i < column.size(); ++i) ASSERT_EQ(column[i], open[i].count());
}

}  // namespace
}  // namespace slakit
