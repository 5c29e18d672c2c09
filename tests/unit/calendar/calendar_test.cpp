// Rules of calendars, each at its edge; dates of the research vectors where they have one.
#include "slakit/calendar/calendar.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "slakit/time/timestamp.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::year;

Instant at(std::string_view text) { return *Timestamp::parse(text)->instant(); }
HoursSpan span(std::string_view text) { return *HoursSpan::parse(text); }

CalendarSpec weekdays(std::string_view hours, const Zone& zone = Zone::utc()) {
  CalendarSpec spec;
  spec.zone = zone;
  for (std::size_t day = 0; day < 5; ++day) spec.weekly[day] = {span(hours)};
  return spec;
}

// 2026-01-12 is a Monday.
const Instant monday = at("2026-01-12T00:00:00Z");

TEST(Calendar, CountsOpenTimeBetweenInstants) {
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  EXPECT_EQ(*office.elapsed(monday + 16h, monday + 34h), 2h);
  EXPECT_EQ(*office.elapsed(monday + 34h, monday + 16h), -2h);
  EXPECT_EQ(*office.elapsed(monday, monday + 7 * 24h), 40h);
  EXPECT_EQ(*office.elapsed(monday + 9h, monday + 9h + 1us), 1us);
  EXPECT_EQ(*office.elapsed(monday + 9h - 1us, monday + 9h), 0us);
  EXPECT_EQ(*office.elapsed(monday + 17h, monday + 33h), 0us);
}

TEST(Calendar, FindsWhenABudgetIsUsedUp) {
  const Calendar office = Calendar::weekly(weekdays("08:00-18:00"));
  EXPECT_EQ(*office.due(monday + 17h, 4h), monday + 24h + 11h);  // V24
  EXPECT_EQ(*office.due(monday + 16h, 4h), monday + 24h + 10h);  // V25
  EXPECT_EQ(*office.due(monday + 24h + 11h, -4h), monday + 17h);
  EXPECT_EQ(*office.due(monday - 24h, 10h), monday + 18h);
}

TEST(Calendar, ABudgetUsedUpAtClosingTimeIsAChoice) {
  const Calendar office = Calendar::weekly(weekdays("08:00-20:00"));
  const Instant start = at("2018-11-19T08:00:00Z");  // V33
  EXPECT_EQ(*office.due(start, 12h), at("2018-11-19T20:00:00Z"));
  EXPECT_EQ(*office.due(start, 12h, DueBoundary::next_open), at("2018-11-20T08:00:00Z"));
  EXPECT_EQ(*office.due(start, 12h - 1us, DueBoundary::next_open), at("2018-11-19T19:59:59.999999Z"));
  // Backwards the nearest is an opening, the farthest the closing before it.
  EXPECT_EQ(*office.due(start + 2h, -2h), start);
  EXPECT_EQ(*office.due(start + 2h, -2h, DueBoundary::next_open), at("2018-11-16T20:00:00Z"));
}

TEST(Calendar, AZeroBudgetIsTheFirstOpenInstant) {
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  EXPECT_EQ(*office.due(monday, 0us), monday + 9h);
  EXPECT_EQ(*office.due(monday + 10h, 0us), monday + 10h);
  EXPECT_EQ(*office.due(monday + 17h, 0us), monday + 33h);
  EXPECT_EQ(*office.prev_close(monday + 24h), monday + 17h);  // backwards: the last
}

TEST(Calendar, KnowsWhereItStands) {
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  EXPECT_FALSE(*office.is_open(monday + 9h - 1us));
  EXPECT_TRUE(*office.is_open(monday + 9h));
  EXPECT_TRUE(*office.is_open(monday + 17h - 1us));
  EXPECT_FALSE(*office.is_open(monday + 17h));
  EXPECT_EQ(*office.next_open(monday + 10h), monday + 10h);
  EXPECT_EQ(*office.next_open(monday + 17h), monday + 33h);
  EXPECT_EQ(*office.next_close(monday), monday + 17h);
  EXPECT_EQ(*office.next_close(monday + 17h), monday + 41h);
  EXPECT_EQ(*office.prev_close(monday + 10h), monday + 10h);
  EXPECT_EQ(*office.prev_close(monday + 9h), monday - 3 * 24h + 17h);
}

TEST(Calendar, ListsMaximalIntervals) {
  CalendarSpec spec = weekdays("00:00-24:00");
  spec.weekly[0] = {span("09:00-12:00"), span("12:00-24:00")};
  const Calendar calendar = Calendar::weekly(spec);
  const std::vector<Interval> expected{{monday + 9h, monday + 5 * 24h}};
  EXPECT_EQ(calendar.intervals(monday - 24h, monday + 6 * 24h), expected);
  EXPECT_EQ(calendar.intervals(monday + 10h, monday + 11h), (std::vector<Interval>{{monday + 10h, monday + 11h}}));
  EXPECT_TRUE(calendar.intervals(monday + 11h, monday + 11h).empty());
  EXPECT_THROW(calendar.intervals(range_begin - 1us, monday), FaultError);
}

TEST(Calendar, ADayOf23And25Hours) {
  const Zone paris = load_zone("Europe/Paris");
  const Calendar always = Calendar::always(paris);
  CalendarSpec spec;
  spec.zone = paris;
  for (DayHours& day : spec.weekly) day = {span("00:00-24:00")};
  const Calendar weekly = Calendar::weekly(spec);
  for (const Calendar& calendar : {always, weekly}) {  // V18
    EXPECT_EQ(*calendar.elapsed(at("2026-03-29T00:00:00+01:00"), at("2026-03-30T00:00:00+02:00")), 23h);
    EXPECT_EQ(*calendar.elapsed(at("2026-10-25T00:00:00+02:00"), at("2026-10-26T00:00:00+01:00")), 25h);
  }
  EXPECT_TRUE(weekly.is_always());
}

TEST(Calendar, ARepeatedHourCountsTwiceAndASkippedOneNever) {
  CalendarSpec spec;
  spec.zone = load_zone("America/New_York");
  spec.weekly[6] = spec.weekly[5] = spec.weekly[1] = {span("02:00-17:00")};
  const Calendar calendar = Calendar::weekly(spec);
  EXPECT_EQ(*calendar.next_open(at("2015-11-01T01:59:30-04:00")), at("2015-11-01T02:00:00-05:00"));  // V15
  spec.weekly[6] = {span("01:00-02:00")};
  const Calendar sunday = Calendar::weekly(spec);
  EXPECT_EQ(*sunday.elapsed(at("2015-11-01T00:00:00-04:00"), at("2015-11-02T00:00:00-05:00")), 2h);
  spec.weekly[6] = {span("02:00-03:00")};
  EXPECT_EQ(*Calendar::weekly(spec).elapsed(at("2015-03-08T00:00:00-05:00"), at("2015-03-09T00:00:00-04:00")), 0h);
}

TEST(Calendar, AHolidayCutsANightShiftAtMidnight) {
  CalendarSpec spec = weekdays("22:00-06:00");
  spec.holidays = {{year{2026} / 1 / 16, "Friday"}};
  const Calendar nights = Calendar::weekly(spec);
  EXPECT_EQ(*nights.elapsed(at("2026-01-15T22:00:00Z"), at("2026-01-16T06:00:00Z")), 2h);  // V20
  EXPECT_EQ(*nights.elapsed(at("2026-01-16T00:00:00Z"), at("2026-01-17T00:00:00Z")), 0h);
  EXPECT_EQ(*nights.elapsed(at("2026-01-17T00:00:00Z"), at("2026-01-18T00:00:00Z")), 6h);
}

TEST(Calendar, TheFirstThatSpeaksForADateHolds) {
  CalendarSpec spec = weekdays("09:00-17:00");
  const Date date = year{2026} / 1 / 13;
  const auto hours = [&] { return *Calendar::weekly(spec).elapsed(monday + 24h, monday + 48h); };
  EXPECT_EQ(hours(), 8h);
  spec.holidays = {{date, "off"}};
  EXPECT_EQ(hours(), 0h);
  spec.make_up_days = {{date, "on again"}};
  EXPECT_EQ(hours(), 8h);
  spec.weekly[4] = {span("09:00-12:00")};
  spec.make_up_like = 4;
  EXPECT_EQ(hours(), 3h);
  spec.exceptions = {{date, {span("10:00-11:00")}}};
  EXPECT_EQ(hours(), 1h);
  spec.exceptions = {{date, {}}};
  EXPECT_EQ(hours(), 0h);
}

TEST(Calendar, AnExceptionReplacesTheNightBeforeToo) {
  CalendarSpec spec = weekdays("22:00-06:00");
  spec.exceptions = {{year{2026} / 1 / 13, {span("23:00-01:00")}}};
  const std::vector<Interval> expected{
      {monday + 22h, monday + 24h}, {monday + 47h, monday + 49h}, {monday + 70h, monday + 72h}};
  EXPECT_EQ(Calendar::weekly(spec).intervals(monday + 12h, monday + 72h), expected);
}

TEST(Calendar, MicrosecondsAreExact) {
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  const Instant start = monday + 16h + 59min + 59s + 999'999us;
  EXPECT_EQ(*office.due(start, 2us), monday + 33h + 1us);
  EXPECT_EQ(*office.elapsed(start, monday + 33h + 1us), 2us);
}

TEST(Calendar, FaultsOutsideTheRange) {
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  EXPECT_EQ(office.elapsed(range_begin - 1us, monday).fault, Fault::out_of_range);
  EXPECT_EQ(office.elapsed(monday, range_end + 1us).fault, Fault::out_of_range);
  EXPECT_EQ(office.elapsed(Instant::min(), Instant::max()).fault, Fault::out_of_range);
  EXPECT_TRUE(office.elapsed(range_begin, range_end));
  for (const Calendar& calendar : {office, Calendar()}) {
    EXPECT_EQ(calendar.due(monday, Duration::max()).fault, Fault::out_of_range);
    EXPECT_EQ(calendar.due(monday, Duration::min()).fault, Fault::out_of_range);
    EXPECT_EQ(calendar.due(monday, 2'000'000h).fault, Fault::out_of_range);
    EXPECT_EQ(calendar.due(monday, -2'000'000h).fault, Fault::out_of_range);
  }
  EXPECT_EQ(Calendar().next_close(monday).fault, Fault::out_of_range);
}

TEST(Calendar, FaultsWhereItNeverOpens) {
  CalendarSpec spec;
  spec.exceptions = {{year{2026} / 1 / 12, {span("09:00-17:00")}}};
  const Calendar once = Calendar::weekly(spec);
  EXPECT_EQ(*once.due(monday, 8h), monday + 17h);
  EXPECT_EQ(once.due(monday, 8h, DueBoundary::next_open).fault, Fault::never_opens);
  EXPECT_EQ(once.due(monday + 17h, 1h).fault, Fault::never_opens);
  EXPECT_EQ(once.due(monday, -1h).fault, Fault::never_opens);
  EXPECT_EQ(once.next_open(monday + 17h).fault, Fault::never_opens);
  EXPECT_EQ(once.next_close(monday + 17h).fault, Fault::never_opens);
  EXPECT_EQ(once.prev_close(monday).fault, Fault::never_opens);
  EXPECT_EQ(once.add_business_days(monday, 1).fault, Fault::never_opens);
}

TEST(Calendar, FaultsWhereHolidaysAreNotPublished) {
  CalendarSpec spec = weekdays("09:00-17:00");
  spec.known_from = year{2026} / 1 / 1;
  spec.known_until = year{2027} / 1 / 1;
  const Calendar office = Calendar::weekly(spec);
  const Instant new_year = at("2027-01-01T00:00:00Z");  // a Friday; the day before ends at 17:00
  EXPECT_EQ(office.known(), (Interval{at("2026-01-01T00:00:00Z"), new_year}));
  EXPECT_TRUE(office.elapsed(monday, new_year));
  EXPECT_EQ(office.elapsed(monday, new_year + 1us).fault, Fault::calendar_unknown);
  EXPECT_EQ(office.elapsed(at("2025-12-31T23:00:00Z"), monday).fault, Fault::calendar_unknown);
  EXPECT_EQ(*office.due(new_year - 8h, 1h), new_year - 7h);
  EXPECT_EQ(office.due(new_year - 8h, 1h, DueBoundary::next_open).fault, Fault::calendar_unknown);
  EXPECT_EQ(office.due(new_year - 8h, 2h).fault, Fault::calendar_unknown);
  EXPECT_EQ(office.due(monday, -2000h).fault, Fault::calendar_unknown);
  EXPECT_EQ(office.is_open(new_year).fault, Fault::calendar_unknown);
  EXPECT_EQ(office.next_open(new_year - 1h).fault, Fault::calendar_unknown);
  EXPECT_FALSE(*office.is_open(new_year - 1h));
  EXPECT_THROW(office.intervals(monday, new_year + 1h), FaultError);
  EXPECT_EQ(office.elapsed(range_end + 1us, monday).fault, Fault::out_of_range);
}

TEST(Calendar, OpenTimeCutOffByWhatIsKnownDoesNotClose) {
  CalendarSpec spec = weekdays("00:00-24:00");
  spec.known_until = year{2026} / 1 / 14;
  EXPECT_EQ(Calendar::weekly(spec).next_close(monday).fault, Fault::calendar_unknown);
}

TEST(Calendar, CombinesInstantsOfDifferentZones) {
  const Calendar berlin = Calendar::weekly(weekdays("09:00-17:00", load_zone("Europe/Berlin")));  // 08-16 UTC in winter
  const Calendar new_york = Calendar::weekly(weekdays("09:00-17:00", load_zone("America/New_York")));  // 14-22 UTC
  const Instant night = monday + 24h;
  EXPECT_EQ((berlin | new_york).intervals(monday, night), (std::vector<Interval>{{monday + 8h, monday + 22h}}));
  EXPECT_EQ((berlin & new_york).intervals(monday, night), (std::vector<Interval>{{monday + 14h, monday + 16h}}));
  EXPECT_EQ((berlin - new_york).intervals(monday, night), (std::vector<Interval>{{monday + 8h, monday + 14h}}));
  EXPECT_EQ((Calendar() - berlin).intervals(monday, night),
            (std::vector<Interval>{{monday, monday + 8h}, {monday + 16h, night}}));
  EXPECT_EQ((berlin | new_york).zone().name(), "Europe/Berlin");
  EXPECT_THROW(berlin - berlin, CalendarError);
  EXPECT_TRUE((Calendar() | berlin).is_always());
}

TEST(Calendar, ACombinationKnowsWhatBothKnow) {
  CalendarSpec spec = weekdays("09:00-17:00");
  spec.known_until = year{2026} / 6 / 1;
  const Calendar both = Calendar::weekly(spec) | Calendar();
  EXPECT_EQ(both.elapsed(monday, at("2026-06-02T00:00:00Z")).fault, Fault::calendar_unknown);
  EXPECT_EQ(*both.elapsed(monday, monday + 24h), 24h);
}

TEST(Calendar, CountsBusinessDays) {
  CalendarSpec spec = weekdays("09:00-17:00");
  spec.holidays = {{year{2026} / 1 / 14, "Wednesday"}};
  const Calendar office = Calendar::weekly(spec);
  EXPECT_EQ(*office.business_days(year{2026} / 1 / 12, year{2026} / 1 / 19), 4);
  EXPECT_EQ(*office.business_days(year{2026} / 1 / 19, year{2026} / 1 / 12), -4);
  EXPECT_EQ(*office.business_days(year{2026} / 1 / 12, year{2026} / 1 / 12), 0);
  EXPECT_TRUE(*office.is_business_day(year{2026} / 1 / 12));
  EXPECT_FALSE(*office.is_business_day(year{2026} / 1 / 14));
  EXPECT_EQ(office.business_days(year{2026} / 1 / 12, year{2200} / 1 / 1).fault, Fault::out_of_range);
  EXPECT_EQ(office.is_business_day(year{2026} / 2 / 30).fault, Fault::out_of_range);
}

TEST(Calendar, AddsBusinessDaysAtTheSameTimeOfDay) {
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  EXPECT_EQ(*office.add_business_days(monday + 10h, 1), monday + 34h);
  EXPECT_EQ(*office.add_business_days(monday + 4 * 24h + 10h, 1), monday + 7 * 24h + 10h);  // from Friday
  EXPECT_EQ(*office.add_business_days(monday + 5 * 24h + 10h, 1), monday + 7 * 24h + 10h);  // from Saturday
  EXPECT_EQ(*office.add_business_days(monday + 10h, -1), monday - 3 * 24h + 10h);
  EXPECT_EQ(*office.add_business_days(monday + 5 * 24h, 0), monday + 5 * 24h);
  EXPECT_EQ(*office.add_business_days(monday + 20h, 5), monday + 7 * 24h + 20h);
  // The wall clock stays, whatever the offset does.
  const Calendar berlin = Calendar::weekly(weekdays("09:00-17:00", load_zone("Europe/Berlin")));
  EXPECT_EQ(*berlin.add_business_days(at("2026-03-27T10:00:00+01:00"), 1), at("2026-03-30T10:00:00+02:00"));
}

// Walking n days one way and counting them are one thing, in a zone that repeats the minutes around midnight too.
TEST(Calendar, BusinessDaysAddUp) {
  for (const char* name : {"America/St_Johns", "America/Havana", "Pacific/Apia", "Asia/Gaza"}) {
    CalendarSpec spec = weekdays("09:00-17:00", load_zone(name));
    const Calendar office = Calendar::weekly(spec);
    const Instant start = at("2006-01-02T17:00:00Z");
    const auto date_of = [&](Instant t) { return Date{std::chrono::floor<std::chrono::days>(spec.zone.to_local(t))}; };
    for (const std::int64_t days : {1, 2, 7, 100, 261, 2000}) {
      const Instant there = *office.add_business_days(start, days);
      EXPECT_EQ(*office.business_days(date_of(start), date_of(there)), days) << name;
      EXPECT_EQ(*office.add_business_days(there, -days), start) << name << ' ' << days;
    }
  }
}

}  // namespace
}  // namespace slakit
