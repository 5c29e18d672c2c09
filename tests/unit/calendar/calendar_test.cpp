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

TEST(Calendar, LooksBackToTheLastOpening) {
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  EXPECT_EQ(*office.prev_open(monday + 10h), monday + 9h);
  EXPECT_EQ(*office.prev_open(monday + 9h), monday - 3 * 24h + 9h);
  EXPECT_EQ(*office.prev_open(monday + 20h), monday + 9h);
  CalendarSpec round_the_clock = weekdays("00:00-24:00");
  EXPECT_EQ(*Calendar::weekly(round_the_clock).prev_open(monday + 3 * 24h + 5h), monday);
  EXPECT_EQ(Calendar().prev_open(monday).fault, Fault::out_of_range);
  round_the_clock.known_from = year{2026} / 1 / 13;
  EXPECT_EQ(Calendar::weekly(round_the_clock).prev_open(monday + 48h).fault, Fault::calendar_unknown);
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

TEST(Calendar, AHolidayCancelsTheShiftThatStartsOnIt) {
  CalendarSpec spec = weekdays("22:00-06:00");
  spec.holidays = {{year{2026} / 1 / 16, "Friday"}};
  spec.overnight_holiday = OvernightHoliday::cancel_the_shift;
  const Calendar nights = Calendar::weekly(spec);
  EXPECT_EQ(*nights.elapsed(at("2026-01-15T22:00:00Z"), at("2026-01-16T06:00:00Z")), 8h);  // V20
  EXPECT_EQ(*nights.elapsed(at("2026-01-16T06:00:00Z"), at("2026-01-18T00:00:00Z")), 0h);
}

TEST(Calendar, AShiftRunsFromSundayIntoMonday) {
  CalendarSpec spec;
  spec.weekly[6] = {span("22:00-06:30:15")};
  const Calendar nights = Calendar::weekly(spec);
  EXPECT_EQ(nights.intervals(monday - 24h, monday + 24h),
            (std::vector<Interval>{{monday - 2h, monday + 6h + 30min + 15s}}));
}

TEST(Calendar, SeasonsHaveHoursOfTheirOwn) {
  CalendarSpec spec = weekdays("09:00-17:00");
  Season winter{{11, 1}, {3, 31}, {}};
  for (std::size_t day = 0; day < 5; ++day) winter.weekly[day] = {span("10:00-15:00")};
  spec.seasons = {winter};
  spec.holidays = {{year{2026} / 1 / 1, "New Year"}};
  const Calendar calendar = Calendar::weekly(spec);
  const auto hours_on = [&](std::string_view date) {
    const Instant midnight = at(std::string(date) + "T00:00:00Z");
    return *calendar.elapsed(midnight, midnight + 24h);
  };
  EXPECT_EQ(hours_on("2025-10-31"), 8h);
  EXPECT_EQ(hours_on("2025-11-03"), 5h);
  EXPECT_EQ(hours_on("2025-12-31"), 5h);
  EXPECT_EQ(hours_on("2026-01-01"), 0h);
  EXPECT_EQ(hours_on("2026-01-02"), 5h);
  EXPECT_EQ(hours_on("2026-03-31"), 5h);
  EXPECT_EQ(hours_on("2026-04-01"), 8h);
}

TEST(Calendar, ASeasonMayEndOnLeapDay) {
  CalendarSpec spec = weekdays("09:00-17:00");
  spec.weekly[6] = spec.weekly[5] = spec.weekly[0];
  Season season{{2, 1}, {2, 29}, spec.weekly};
  for (DayHours& day : season.weekly) day = {span("10:00-11:00")};
  spec.seasons = {season};
  const Calendar calendar = Calendar::weekly(spec);
  EXPECT_EQ(*calendar.elapsed(at("2024-02-28T00:00:00Z"), at("2024-03-02T00:00:00Z")), 2h + 8h);
  EXPECT_EQ(*calendar.elapsed(at("2023-02-28T00:00:00Z"), at("2023-03-02T00:00:00Z")), 1h + 8h);
}

TEST(Calendar, HoursOfADayOfEveryYear) {
  CalendarSpec spec = weekdays("09:00-17:00");
  spec.yearly_exceptions = {{{12, 24}, {span("09:00-12:00")}}, {{12, 31}, {}}};
  spec.exceptions = {{year{2026} / 12 / 24, {span("09:00-10:00")}}};
  spec.holidays = {{year{2025} / 12 / 24, "a holiday, and a half day all the same"}};
  const Calendar calendar = Calendar::weekly(spec);
  EXPECT_EQ(*calendar.elapsed(at("2024-12-24T00:00:00Z"), at("2024-12-25T00:00:00Z")), 3h);
  EXPECT_EQ(*calendar.elapsed(at("2025-12-24T00:00:00Z"), at("2025-12-25T00:00:00Z")), 3h);
  EXPECT_EQ(*calendar.elapsed(at("2026-12-24T00:00:00Z"), at("2026-12-25T00:00:00Z")), 1h);
  EXPECT_EQ(*calendar.elapsed(at("2024-12-31T00:00:00Z"), at("2025-01-01T00:00:00Z")), 0h);
}

TEST(Calendar, ClosuresCloseWhateverTheHoursSay) {
  CalendarSpec spec = weekdays("09:00-17:00");
  spec.closures = {{{monday + 16h, monday + 34h}, "move"}, {{monday + 12h, monday + 12h + 1s}, "blink"}};
  spec.exceptions = {{year{2026} / 1 / 13, {span("08:00-12:00")}}};
  const Calendar calendar = Calendar::weekly(spec);
  EXPECT_EQ(calendar.intervals(monday, monday + 48h),
            (std::vector<Interval>{
                {monday + 9h, monday + 12h}, {monday + 12h + 1s, monday + 16h}, {monday + 34h, monday + 36h}}));
}

TEST(Calendar, OneUntilAnInstantThenAnother) {
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  const Calendar longer = Calendar::weekly(weekdays("08:00-20:00", load_zone("Asia/Tokyo")));
  const Instant change = monday + 24h + 12h + 1s;
  const Calendar both = office.then(change, longer);
  EXPECT_EQ(both.zone().name(), "UTC");
  EXPECT_EQ(*both.elapsed(monday, change), *office.elapsed(monday, change));
  EXPECT_EQ(*both.elapsed(change, monday + 1000h), *longer.elapsed(change, monday + 1000h));
  EXPECT_EQ(*both.elapsed(monday, monday + 1000h),
            *office.elapsed(monday, change) + *longer.elapsed(change, monday + 1000h));
  const auto code = [&](const Calendar& first, Instant at, const Calendar& next) {
    try {
      first.then(at, next);
    } catch (const CalendarError& error) {
      return error.problems()[0].code;
    }
    return std::string("none");
  };
  EXPECT_EQ(code(office, change + 1us, longer), "not-a-second");
  CalendarSpec known = weekdays("09:00-17:00");
  known.known_until = year{2026} / 1 / 13;
  EXPECT_EQ(code(Calendar::weekly(known), change, longer), "unknown-between");
  EXPECT_EQ(code(office, change, Calendar::weekly(known)), "unknown-between");
  EXPECT_EQ(code(Calendar::weekly(known), monday, office), "none");
}

TEST(Calendar, IsWhatItAnswers) {
  CalendarSpec spec = weekdays("09:00-17:00");
  const Calendar office = Calendar::weekly(spec);
  spec.weekly[0] = {span("09:00-12:00"), span("12:00-17:00")};
  spec.holidays = {{year{2026} / 1 / 10, "a Saturday"}};
  const Calendar same = Calendar::weekly(spec).named("office");
  EXPECT_TRUE(office == same);
  EXPECT_EQ(office.digest(), same.digest());
  EXPECT_EQ(office.digest().size(), 36U);
  spec.holidays = {{year{2026} / 1 / 12, "a Monday"}};
  EXPECT_FALSE(office == Calendar::weekly(spec));
  EXPECT_NE(office.digest(), Calendar::weekly(spec).digest());
  EXPECT_FALSE(Calendar() == Calendar::always(load_zone("Asia/Tokyo")));
  EXPECT_TRUE(((office | Calendar()) == Calendar()));
  EXPECT_EQ(Calendar().digest(),
            "cc596514-a09a-55da-b550-b7707ab8f26b");  // on every machine, with every release of the zones
  const auto start = std::chrono::floor<std::chrono::seconds>(range_begin);
  const auto end = std::chrono::floor<std::chrono::seconds>(range_end);
  const auto change = std::chrono::sys_days{year{2000} / 1 / 1};
  EXPECT_EQ(Calendar::always(Zone{"Test", "", {{start, change, 0s}, {change, end, 1h}}}).digest(),
            "c7bf5300-fe16-5960-b8fa-45001a17bd77");
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

// V51: where other engines hang, fall back to 24x7 or answer -1.
TEST(Calendar, DegenerateCalendarsAreErrorsAndTargetsBounded) {
  const auto code = [](const CalendarSpec& spec) {
    try {
      Calendar::weekly(spec);
    } catch (const CalendarError& error) {
      return error.problems()[0].code;
    }
    return std::string("none");
  };
  EXPECT_EQ(code(CalendarSpec{}), "never-opens");
  EXPECT_EQ(code(weekdays("00:00-00:01")), "none");
  EXPECT_FALSE(HoursSpan::parse("09:00-09:00"));
  CalendarSpec empty_span = weekdays("09:00-17:00");
  empty_span.weekly[0] = {{9h, 9h}};
  EXPECT_EQ(code(empty_span), "bad-hours");
  CalendarSpec every_date = weekdays("09:00-17:00");
  for (std::chrono::local_days date{year{1970} / 1 / 1}; date < std::chrono::local_days{year{2101} / 1 / 1};
       date += std::chrono::days{1})
    every_date.holidays.push_back({Date{date}, "", "", ""});
  EXPECT_EQ(code(every_date), "never-opens");
  every_date.holidays.pop_back();  // a Friday
  EXPECT_EQ(*Calendar::weekly(every_date).next_open(monday), at("2100-12-31T09:00:00Z"));
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  EXPECT_EQ(*office.due(monday, 0us), monday + 9h);
  EXPECT_EQ(*office.due(monday + 9h, 189h), monday + std::chrono::days{31} + 14h);  // beyond a horizon of 30 days
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

TEST(Calendar, WhatIsKnownMayGoBeyondTheRange) {
  CalendarSpec spec = weekdays("09:00-17:00");
  spec.known_from = year{1950} / 1 / 1;
  spec.known_until = year{2150} / 1 / 1;
  EXPECT_EQ(Calendar::weekly(spec).known(), (Interval{range_begin, range_end}));
  spec.known_until = year{1960} / 1 / 1;
  EXPECT_THROW(Calendar::weekly(spec), CalendarError);
  spec.known_until.reset();
  spec.known_from = year{2140} / 1 / 1;
  EXPECT_THROW(Calendar::weekly(spec), CalendarError);
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

// V43 and the rules of peers: where counting starts on a closed day, and what time it ends with.
TEST(Calendar, BusinessDaysByRule) {
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  const Instant saturday = monday - 2 * 24h;
  const auto add = [&](std::int64_t n, BusinessDayStart start, BusinessDayEnd end = BusinessDayEnd::same_time_of_day) {
    return *office.add_business_days(saturday + 11h, n, {start, end});
  };
  using enum BusinessDayStart;
  EXPECT_EQ(add(1, as_it_is), monday + 11h);
  EXPECT_EQ(add(1, next_business_day), monday + 24h + 11h);
  EXPECT_EQ(add(1, next_opening), monday + 24h + 9h);
  EXPECT_EQ(add(-1, as_it_is), monday - 3 * 24h + 11h);
  EXPECT_EQ(add(-1, next_business_day), monday - 4 * 24h + 11h);
  EXPECT_EQ(add(-1, next_opening), monday - 4 * 24h + 9h);
  EXPECT_EQ(add(0, as_it_is), saturday + 11h);
  EXPECT_EQ(add(0, next_opening), monday + 9h);
  EXPECT_EQ(add(1, as_it_is, BusinessDayEnd::close_of_business), monday + 17h);
  EXPECT_EQ(add(1, as_it_is, BusinessDayEnd::midnight), monday + 24h);
  EXPECT_EQ(*office.add_business_days(monday - 3 * 24h + 18h, 1, {as_it_is, BusinessDayEnd::close_of_business}),
            monday + 17h);  // Friday 18:00
}

TEST(Calendar, BusinessDaysFromALateStart) {
  const Calendar office = Calendar::weekly(weekdays("09:00-17:00"));
  const auto add = [&](Instant start, std::int64_t n, BusinessDayStart rule = BusinessDayStart::as_it_is) {
    return *office.add_business_days(start, n, {.start = rule, .late = LateStart::next_opening});
  };
  const Instant saturday = monday - 2 * 24h;
  EXPECT_EQ(add(monday + 17h, 1), monday + 48h + 9h);  // closing time is late
  EXPECT_EQ(add(monday + 17h - 1us, 1), monday + 24h + 17h - 1us);
  EXPECT_EQ(add(monday + 7h, 1), monday + 24h + 7h);  // early is not
  EXPECT_EQ(add(monday + 18h, 0), monday + 24h + 9h);
  EXPECT_EQ(add(monday + 18h, -1), monday - 3 * 24h + 18h);
  EXPECT_EQ(add(saturday + 18h, 1), monday + 18h);  // as it is: the weekend has no closing
  EXPECT_EQ(add(saturday + 18h, 1, BusinessDayStart::next_business_day), monday + 48h + 9h);
  EXPECT_EQ(add(saturday + 18h, 1, BusinessDayStart::next_opening), monday + 24h + 9h);
  const Calendar always = Calendar::always(Zone::utc());
  EXPECT_EQ(*always.add_business_days(monday + 23h, 1, {.late = LateStart::next_opening}), monday + 47h);
}

TEST(Calendar, MovesDeadlinesOffClosedDays) {
  CalendarSpec spec = weekdays("09:00-17:00");
  spec.holidays = {{year{2026} / 1 / 12, "Monday"}};
  const Calendar office = Calendar::weekly(spec);
  const Date saturday = year{2026} / 1 / 10;
  EXPECT_EQ(*office.moved(saturday, HolidayDeadline::next_working_day), Date{year{2026} / 1 / 13});
  EXPECT_EQ(*office.moved(saturday, HolidayDeadline::previous_working_day), Date{year{2026} / 1 / 9});
  EXPECT_EQ(*office.moved(saturday, HolidayDeadline::unchanged), saturday);
  EXPECT_EQ(*office.moved(year{2026} / 1 / 13, HolidayDeadline::next_working_day), Date{year{2026} / 1 / 13});
  EXPECT_EQ(office.moved(year{2024} / 2 / 30, HolidayDeadline::next_working_day).fault, Fault::out_of_range);
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
