// Laws that hold for every calendar, tried on random ones. RapidCheck prints the seed of a failure and shrinks it;
// RC_PARAMS="max_success=100000" tries more.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

#include "slakit/calendar/batch.hpp"
#include "slakit/calendar/calendar.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::year;

const Instant begin = std::chrono::sys_days{year{2010} / 12 / 1};
constexpr days length{500};  // with two changes of the clock, leap years apart, and Samoa's lost day

const Date known_from = year{2010} / 11 / 1;
const Date known_until = year{2013} / 1 / 1;

rc::Gen<Instant> instants() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(0, Duration{length}.count()),
                      [](std::int64_t us) { return begin + Duration{us}; });
}

rc::Gen<DayHours> day_hours() {
  const auto quarters = rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 96));
  return rc::gen::map(quarters, [](std::vector<int> edges) {
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    DayHours hours;
    for (std::size_t i = 0; i + 1 < edges.size(); i += 2)
      hours.push_back({minutes{15 * edges[i]}, minutes{15 * edges[i + 1]}});
    if (edges.size() % 2 == 1) hours.push_back({minutes{15 * edges.back()}, 24h + minutes{edges.front()}});  // a night
    return hours;
  });
}

rc::Gen<Date> dates() {
  return rc::gen::map(rc::gen::inRange(0, 500),
                      [](int day) { return Date{local_days{year{2010} / 12 / 1} + days{day}}; });
}

const Zone& zone_of(int index) {
  static const std::vector<Zone> zones{Zone::utc(), load_zone("Europe/Berlin"), load_zone("Pacific/Apia"),
                                       load_zone("America/Sao_Paulo"), load_zone("Australia/Lord_Howe")};
  return zones[static_cast<std::size_t>(index) % zones.size()];
}

CalendarSpec random_spec() {
  CalendarSpec spec;
  spec.zone = zone_of(*rc::gen::inRange(0, 5));
  for (DayHours& hours : spec.weekly) hours = *day_hours();
  spec.weekly[2].assign(1, {9h, 17h});  // never without open time
  spec.make_up_like = 2;
  for (const Date date : *rc::gen::container<std::vector<Date>>(dates())) spec.holidays.push_back({date, ""});
  for (const Date date : *rc::gen::unique<std::vector<Date>>(dates())) spec.exceptions.push_back({date, *day_hours()});
  if (*rc::gen::arbitrary<bool>()) spec.overnight_holiday = OvernightHoliday::cancel_the_shift;
  spec.known_from = known_from;
  spec.known_until = known_until;
  return spec;
}

Calendar random_calendar() {
  const CalendarSpec spec = random_spec();
  RC_PRE(problems_of(spec).empty());
  return Calendar::weekly(spec);
}

DueBoundary random_boundary() { return *rc::gen::element(DueBoundary::close, DueBoundary::next_open); }

Duration random_budget() {
  return Duration{*rc::gen::inRange<std::int64_t>(-Duration{100h}.count(), Duration{100h}.count())};
}

RC_GTEST_PROP(CalendarLaws, ElapsedIsAdditive, ()) {
  const Calendar calendar = random_calendar();
  const Instant a = *instants();
  const Instant b = *instants();
  const Instant c = *instants();
  RC_ASSERT(*calendar.elapsed(a, b) + *calendar.elapsed(b, c) == *calendar.elapsed(a, c));
  RC_ASSERT(*calendar.elapsed(a, b) == -*calendar.elapsed(b, a));
}

RC_GTEST_PROP(CalendarLaws, DueUndoesElapsed, ()) {
  const Calendar calendar = random_calendar();
  const Instant start = *instants();
  const Duration budget = random_budget();
  for (const DueBoundary boundary : {DueBoundary::close, DueBoundary::next_open})
    if (const Checked<Instant> due = calendar.due(start, budget, boundary))
      RC_ASSERT(*calendar.elapsed(start, *due) == budget);
}

RC_GTEST_PROP(CalendarLaws, DueIsNearestOrFarthest, ()) {
  const Calendar calendar = random_calendar();
  const Instant start = *instants();
  const Duration budget = random_budget();
  RC_PRE(budget != Duration{});
  const Checked<Instant> near = calendar.due(start, budget, DueBoundary::close);
  const Checked<Instant> far = calendar.due(start, budget, DueBoundary::next_open);
  RC_PRE(near && far);
  const Duration step = budget > Duration{} ? 1us : -1us;
  RC_ASSERT(*calendar.elapsed(start, *near - step) != budget);
  RC_ASSERT(*calendar.elapsed(start, *far + step) != budget);
  RC_ASSERT((*far - *near) * step.count() >= Duration{});
}

RC_GTEST_PROP(CalendarLaws, DueIsMonotone, ()) {
  const Calendar calendar = random_calendar();
  const DueBoundary boundary = random_boundary();
  Instant early = *instants();
  Instant late = *instants();
  if (late < early) std::swap(early, late);
  Duration less = random_budget();
  Duration more = random_budget();
  if (more < less) std::swap(less, more);
  RC_PRE(less > Duration{} || more < Duration{});  // forwards, or backwards
  const Checked<Instant> first = calendar.due(early, less, boundary);
  const Checked<Instant> by_start = calendar.due(late, less, boundary);
  const Checked<Instant> by_budget = calendar.due(early, more, boundary);
  if (first && by_start) RC_ASSERT(*first <= *by_start);
  if (first && by_budget) RC_ASSERT(*first <= *by_budget);
}

RC_GTEST_PROP(CalendarLaws, AHolidayNeverBringsADueForward, ()) {
  CalendarSpec spec = random_spec();
  RC_PRE(problems_of(spec).empty());
  const Calendar before = Calendar::weekly(spec);
  spec.holidays.push_back({*dates(), "one more"});
  const Calendar after = Calendar::weekly(spec);
  const Instant start = *instants();
  const Duration budget{*rc::gen::inRange<std::int64_t>(1, Duration{100h}.count())};
  const DueBoundary boundary = random_boundary();
  const Checked<Instant> due = before.due(start, budget, boundary);
  const Checked<Instant> later = after.due(start, budget, boundary);
  RC_PRE(due && later);
  RC_ASSERT(*later >= *due);
}

RC_GTEST_PROP(CalendarLaws, OpenAndClosedPartitionTime, ()) {
  const Calendar calendar = random_calendar();
  Instant from = *instants();
  Instant to = *instants();
  if (to < from) std::swap(from, to);
  Duration open{};
  Instant last = from;
  for (const Interval& interval : calendar.intervals(from, to)) {
    RC_ASSERT(interval.from >= last);
    RC_ASSERT(interval.from < interval.to);
    RC_ASSERT(last == from || interval.from > last);  // maximal: they do not touch
    last = interval.to;
    open += interval.length();
  }
  RC_ASSERT(open == *calendar.elapsed(from, to));
  const Calendar rest = Calendar::always(calendar.zone()) - calendar;
  RC_ASSERT(*rest.elapsed(from, to) + open == to - from);
}

RC_GTEST_PROP(CalendarLaws, QuestionsAgree, ()) {
  const Calendar calendar = random_calendar();
  const Instant t = *instants();
  const bool is_open = *calendar.is_open(t);
  RC_ASSERT(is_open == (*calendar.elapsed(t, t + 1us) == 1us));
  RC_ASSERT(is_open == !calendar.why_closed(t).has_value());
  const Instant opens = *calendar.next_open(t);
  RC_ASSERT(is_open == (opens == t));
  RC_ASSERT(*calendar.is_open(opens));
  RC_ASSERT(*calendar.elapsed(t, opens) == Duration{});
  const Instant closes = *calendar.next_close(t);
  RC_ASSERT(!*calendar.is_open(closes));
  RC_ASSERT(*calendar.elapsed(opens, closes) == closes - opens);
  RC_ASSERT(*calendar.prev_close(closes) == closes);
  RC_ASSERT(*calendar.prev_open(closes) <= opens);
  RC_ASSERT(*calendar.next_open(*calendar.prev_open(closes)) == *calendar.prev_open(closes));
}

RC_GTEST_PROP(CalendarLaws, CombinationsAreSets, ()) {
  const Zone zone = zone_of(*rc::gen::inRange(0, 5));
  const auto any = [&] {
    CalendarSpec spec = random_spec();
    spec.zone = zone;
    RC_PRE(problems_of(spec).empty());
    return Calendar::weekly(spec);
  };
  const Calendar a = any();
  const Calendar b = any();
  const Calendar c = any();
  CalendarSpec whole;
  whole.zone = zone;
  whole.weekly.fill({{0h, 24h}});
  whole.known_from = known_from;
  whole.known_until = known_until;
  const Calendar all = Calendar::weekly(whole);
  RC_ASSERT((a | b) == (b | a));
  RC_ASSERT((a & b) == (b & a));  // each is open on some Wednesday at 9
  RC_ASSERT(((a | b) | c) == (a | (b | c)));
  RC_ASSERT((a & (b | c)) == ((a & b) | (a & c)));
  RC_ASSERT((a | (b & c)) == ((a | b) & (a | c)));
  RC_ASSERT((a | (a & b)) == a);
  RC_ASSERT((all - (all - a)) == a);
  RC_ASSERT((a | (all - a)) == all);
  RC_ASSERT((a | b).digest() == (b | a).digest());
}

RC_GTEST_PROP(CalendarLaws, BusinessDaysAddUp, ()) {
  const Calendar calendar = random_calendar();
  const Date a = *dates();
  const Date b = *dates();
  const Date c = *dates();
  RC_ASSERT(*calendar.business_days(a, b) + *calendar.business_days(b, c) == *calendar.business_days(a, c));
  const auto n = *rc::gen::inRange<std::int64_t>(1, 60);
  const Checked<Date> later = calendar.add_business_days(a, n);
  RC_PRE(later);
  RC_ASSERT(*calendar.is_business_day(*later));
  const Date after_a{local_days{a} + days{1}};
  RC_ASSERT(*calendar.business_days(after_a, Date{local_days{*later} + days{1}}) == n);
}

RC_GTEST_PROP(CalendarLaws, APhaseIsTheCalendarItNames, ()) {
  const Calendar first = random_calendar();
  const Calendar second = random_calendar();
  const Instant change = std::chrono::floor<std::chrono::seconds>(*instants());
  const Calendar phases = first.then(change, second);
  const Instant t = *instants();
  const Calendar& part = t < change ? first : second;
  RC_ASSERT(*phases.elapsed(change, t) == *part.elapsed(change, t));
  RC_ASSERT(*phases.is_open(t) == *part.is_open(t));
}

}  // namespace
}  // namespace slakit
