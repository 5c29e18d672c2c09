// Random calendars around zone changes against a walk minute by minute, which asks for each minute whether its
// wall-clock reading falls in the hours of its date: the definition, with none of the library's tables. SLAKIT_FULL=1
// tries more of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <random>
#include <vector>

#include "slakit/calendar/calendar.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

bool lists(const std::vector<Holiday>& dates, Date date) {
  return std::any_of(dates.begin(), dates.end(), [&](const Holiday& day) { return day.date == date; });
}

const DatedHours* exception_on(const CalendarSpec& spec, Date date) {
  for (const DatedHours& exception : spec.exceptions)
    if (exception.date == date) return &exception;
  return nullptr;
}

const DayHours* yearly_on(const CalendarSpec& spec, Date date) {
  for (const YearlyHours& yearly : spec.yearly_exceptions)
    if (date.month() == std::chrono::month{static_cast<unsigned>(yearly.day.month)} &&
        date.day() == std::chrono::day{static_cast<unsigned>(yearly.day.day)})
      return &yearly.hours;
  return nullptr;
}

bool has_own_hours(const CalendarSpec& spec, Date date) {
  return exception_on(spec, date) != nullptr || yearly_on(spec, date) != nullptr;
}

bool is_holiday(const CalendarSpec& spec, Date date) {
  return !has_own_hours(spec, date) && lists(spec.holidays, date) && !lists(spec.make_up_days, date);
}

const WeeklyHours& week_of(const CalendarSpec& spec, Date date) {
  const auto order = [](int month, int day) { return month * 100 + day; };
  const int at =
      order(static_cast<int>(static_cast<unsigned>(date.month())), static_cast<int>(static_cast<unsigned>(date.day())));
  for (const Season& season : spec.seasons) {
    const int from = order(season.from.month, season.from.day);
    const int to = order(season.to.month, season.to.day);
    const bool inside = from <= to ? from <= at && at <= to : at >= from || at <= to;
    if (inside) return season.weekly;
  }
  return spec.weekly;
}

// The shifts that start on `date`, were it no holiday.
const DayHours& shifts_of(const CalendarSpec& spec, Date date) {
  if (const DatedHours* exception = exception_on(spec, date)) return exception->hours;
  if (const DayHours* yearly = yearly_on(spec, date)) return *yearly;
  if (lists(spec.make_up_days, date)) return week_of(spec, date)[static_cast<std::size_t>(*spec.make_up_like)];
  return week_of(spec, date)[std::chrono::weekday{local_days{date}}.iso_encoding() - 1];
}

bool open_at(const CalendarSpec& spec, Instant t) {
  for (const Closure& closure : spec.closures)
    if (closure.span.from <= t && t < closure.span.to) return false;
  const LocalTime reading = spec.zone.to_local(t);
  const auto day = std::chrono::floor<days>(reading);
  const Date date{day};
  const Date before{day - days{1}};
  const Duration time = reading - day;
  const auto covers = [](const DayHours& hours, Duration at) {
    return std::any_of(hours.begin(), hours.end(), [&](const HoursSpan& s) { return s.from <= at && at < s.to; });
  };
  const bool by_shift = !is_holiday(spec, date) && covers(shifts_of(spec, date), time);
  const bool by_night = covers(shifts_of(spec, before), time + 24h);
  if (spec.overnight_holiday == OvernightHoliday::cancel_the_shift)
    return by_shift || (by_night && !is_holiday(spec, before));
  return by_shift || (by_night && !is_holiday(spec, date) && !has_own_hours(spec, date));
}

class RandomCalendar {
 public:
  explicit RandomCalendar(unsigned seed) : random_(seed) {
    static const char* const zones[] = {"America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo",
                                        "Pacific/Apia",     "America/St_Johns",    "Africa/Casablanca",
                                        "Europe/Dublin",    "Asia/Shanghai"};
    spec.zone = load_zone(zones[below(std::size(zones))]);
    begin = near_a_change();
    for (DayHours& hours : spec.weekly) hours = day_hours();
    if (spec.weekly[0].empty()) spec.weekly[0] = {{9h, 17h}};
    spec.make_up_like = 0;
    const Date first{std::chrono::floor<days>(spec.zone.to_local(begin))};
    for (int i = 0; i < length.count() / 1440; ++i) {
      const Date date{local_days{first} + days{i}};
      const std::size_t kind = below(8);
      if (kind == 0 || kind == 1) spec.holidays.push_back({date, ""});
      if (kind == 1 || kind == 2) spec.make_up_days.push_back({date, ""});
      if (kind == 3) spec.exceptions.push_back({date, day_hours()});
    }
    if (below(2) == 0) add_seasons(first);
    if (below(2) == 0)
      spec.yearly_exceptions.push_back({month_day(Date{local_days{first} + days{below(9)}}), day_hours()});
    if (below(2) == 0) add_closure();
    if (below(2) == 0) spec.overnight_holiday = OvernightHoliday::cancel_the_shift;
  }

  std::size_t below(std::size_t limit) { return random_() % limit; }

  static constexpr minutes length = 9 * 24h;
  CalendarSpec spec;
  Instant begin;

 private:
  Instant near_a_change() {
    std::vector<Instant> changes{std::chrono::sys_days{std::chrono::year{2024} / 6 / 1}};
    for (const ZoneSegment& segment : spec.zone.segments())
      if (segment.from > std::chrono::sys_days{std::chrono::year{1985} / 1 / 1}) changes.emplace_back(segment.from);
    return std::chrono::floor<minutes>(changes[below(changes.size())] - length / 2);
  }

  static MonthDay month_day(Date date) {
    return {static_cast<int>(static_cast<unsigned>(date.month())), static_cast<int>(static_cast<unsigned>(date.day()))};
  }

  // One that begins, or ends, inside the walk.
  void add_seasons(Date first) {
    Season season{month_day(Date{local_days{first} + days{below(9)}}), {}, {}};
    season.to = month_day(Date{local_days{first} + days{9 + below(200)}});
    if (below(2) == 0) std::swap(season.from, season.to);
    for (DayHours& hours : season.weekly) hours = day_hours();
    if (season.weekly[0].empty()) season.weekly[0] = {{8h, 9h}};
    spec.seasons.push_back(season);
  }

  void add_closure() {
    const Instant from = begin + minutes{below(8 * 1440)};
    spec.closures.push_back({{from, from + minutes{1 + below(3000)}}, "closed"});
  }

  DayHours day_hours() {
    DayHours hours;
    std::chrono::seconds at{};
    for (std::size_t i = below(4); i > 0; --i) {
      at += minutes{below(8 * 60)};
      if (at >= 24h) break;
      const auto longest = static_cast<std::size_t>(i == 1 ? 24 * 60 : 6 * 60);
      hours.push_back({at, at + minutes{1 + below(longest)}});
      at = hours.back().to;
    }
    return hours;
  }

  std::mt19937 random_;
};

class Walk {
 public:
  Walk(const CalendarSpec& spec, Instant begin, std::size_t count) : begin_(begin) {
    for (std::size_t i = 0; i < count; ++i) open_.push_back(open_at(spec, begin + minutes{i}));
  }

  Instant at(std::size_t i) const { return begin_ + minutes{i}; }
  std::size_t size() const { return open_.size(); }
  bool open(std::size_t i) const { return open_[i]; }
  Duration elapsed(std::size_t from, std::size_t to) const {
    return minutes{std::count(open_.begin() + static_cast<std::ptrdiff_t>(from),
                              open_.begin() + static_cast<std::ptrdiff_t>(to), true)};
  }
  // All minutes t with elapsed(start, t) = budget, first and last; nothing where they may lie outside the walk.
  std::optional<Interval> due(std::size_t start, Duration budget) const {
    std::size_t i = start;
    const Duration minute = 1min;
    if (budget > Duration{}) {
      for (Duration left = budget; left > Duration{}; ++i)
        if (i == size())
          return std::nullopt;
        else if (open_[i])
          left -= minute;
      const std::size_t first = i;
      while (i < size() && !open_[i]) ++i;
      return i < size() ? std::optional{Interval{at(first), at(i)}} : std::nullopt;
    }
    for (Duration left = -budget; left > Duration{}; --i)
      if (i == 0)
        return std::nullopt;
      else if (open_[i - 1])
        left -= minute;
    const std::size_t last = i;
    while (i > 0 && !open_[i - 1]) --i;
    return i > 0 ? std::optional{Interval{at(i), at(last)}} : std::nullopt;
  }
  std::optional<Instant> next(std::size_t i, bool open) const {
    while (i < size() && open_[i] != open) ++i;
    return i < size() ? std::optional{at(i)} : std::nullopt;
  }
  // Where the open minutes that hold minute i begin; nothing where that may lie before the walk.
  std::optional<Instant> opening(std::size_t i) const {
    while (i > 0 && open_[i - 1]) --i;
    return i > 0 ? std::optional{at(i)} : std::nullopt;
  }

 private:
  Instant begin_;
  std::vector<bool> open_;
};

void compare(const Calendar& calendar, const Walk& walk, RandomCalendar& random) {
  const std::size_t from = random.below(walk.size());
  const std::size_t to = random.below(walk.size());
  const Duration expected = from <= to ? walk.elapsed(from, to) : -walk.elapsed(to, from);
  ASSERT_EQ(*calendar.elapsed(walk.at(from), walk.at(to)), expected);
  ASSERT_EQ(*calendar.is_open(walk.at(from)), walk.open(from));
  if (expected != Duration{}) {
    if (const std::optional<Interval> due = walk.due(from, expected)) {
      const bool forward = expected > Duration{};
      ASSERT_EQ(*calendar.due(walk.at(from), expected), forward ? due->from : due->to);
      ASSERT_EQ(*calendar.due(walk.at(from), expected, DueBoundary::next_open), forward ? due->to : due->from);
    }
  }
  if (const std::optional<Instant> open = walk.next(from, true)) {
    ASSERT_EQ(*calendar.next_open(walk.at(from)), *open);
    ASSERT_EQ(*calendar.due(walk.at(from), Duration{}), *open);
    const auto place = static_cast<std::size_t>((*open - walk.at(0)) / 1min);
    if (const std::optional<Instant> close = walk.next(place, false)) {
      ASSERT_EQ(*calendar.next_close(walk.at(from)), *close);
      ASSERT_EQ(*calendar.prev_close(*close), *close);
      const std::optional<Instant> opening = walk.opening(place);
      ASSERT_EQ(opening ? *calendar.prev_open(*close) : Instant{}, opening.value_or(Instant{}));
    }
  }
  if (from < to) {
    Duration sum{};
    for (const Interval& interval : calendar.intervals(walk.at(from), walk.at(to))) sum += interval.length();
    ASSERT_EQ(sum, expected);
    for (const ClosedSpan& closed : calendar.closed_spans(walk.at(from), walk.at(to))) sum += closed.span.length();
    ASSERT_EQ(sum, walk.at(to) - walk.at(from));
  }
}

TEST(CalendarOracle, EqualsAWalkByMinutes) {
  const unsigned seeds = std::getenv("SLAKIT_FULL") != nullptr ? 2000 : 40;
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    RandomCalendar random(seed);
    const Calendar calendar = Calendar::weekly(random.spec);
    const Walk walk(random.spec, random.begin, static_cast<std::size_t>(RandomCalendar::length.count()));
    for (int probe = 0; probe < 60; ++probe) {
      compare(calendar, walk, random);
      if (testing::Test::HasFatalFailure()) FAIL() << "seed " << seed << ", " << random.spec.zone.name();
    }
  }
}

}  // namespace
}  // namespace slakit
