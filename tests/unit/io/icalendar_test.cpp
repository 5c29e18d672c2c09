// iCalendar: what of RFC 5545 a calendar of holidays needs, as text, and files as they are published.
#include "slakit/io/icalendar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/calendar/holiday_rule.hpp"
#include "slakit/io/holiday_file.hpp"
#include "slakit/time/timestamp.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using std::chrono::year;
using Texts = std::vector<std::string>;

// One event of these lines, in a calendar.
std::string calendar(const Texts& lines, const std::string& more = "") {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:day\r\nUID:1\r\n";
  for (const std::string& line : lines) text += line + "\r\n";
  return text + "END:VEVENT\r\n" + more + "END:VCALENDAR\r\n";
}

std::string event(const Texts& lines) {
  std::string text = "BEGIN:VEVENT\r\n";
  for (const std::string& line : lines) text += line + "\r\n";
  return text + "END:VEVENT\r\n";
}

Texts dates(const std::string& text, const HolidayFileOptions& options = {}) {
  Texts result;
  for (const Holiday& day : read_icalendar(text, "test.ics", options).holidays) result.push_back(to_string(day.date));
  return result;
}

std::string stamp(Instant at) {
  const auto second = std::chrono::floor<std::chrono::seconds>(at);
  const auto day = std::chrono::floor<std::chrono::days>(second);
  const std::chrono::hh_mm_ss time{second - day};
  const auto two = [](auto count) { return (count < 10 ? "0" : "") + std::to_string(count); };
  return to_string(Date{day}) + "T" + two(time.hours().count()) + ":" + two(time.minutes().count());
}

Texts closures(const std::string& text, const HolidayFileOptions& options = {}) {
  Texts result;
  for (const Closure& closure : read_icalendar(text, "test.ics", options).closures)
    result.push_back(stamp(closure.span.from) + "/" + stamp(closure.span.to));
  return result;
}

// "code: line message" of each problem.
Texts problems(const std::string& text, const HolidayFileOptions& options = {}) {
  Texts result;
  try {
    read_icalendar(text, "test.ics", options);
  } catch (const CalendarError& error) {
    for (const Problem& p : error.problems())
      result.push_back(p.code + ":" + std::to_string(p.mark.line) + " " + p.message);
  }
  return result;
}

bool has_one(const Texts& found, const std::string& start, const std::string& part) {
  return found.size() == 1 && found[0].starts_with(start) && found[0].find(part) != std::string::npos;
}

TEST(ICalendar, DaysAreHolidays) {
  const HolidaySet set = read_icalendar(calendar({"DTSTART;VALUE=DATE:20240101"}), "folder/test.ics");
  ASSERT_EQ(set.holidays.size(), 1U);
  EXPECT_EQ(set.holidays[0], (Holiday{year{2024} / 1 / 1, "day", "", "test.ics"}));
  EXPECT_TRUE(set.closures.empty());
  EXPECT_FALSE(set.known_from || set.known_until);
}

TEST(ICalendar, TheEndOfDaysIsTheDayAfter) {
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20241231", "DTEND;VALUE=DATE:20250102"})),
            (Texts{"2024-12-31", "2025-01-01"}));
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20241231", "DURATION:P1D"})), (Texts{"2024-12-31"}));
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20241231", "DURATION:P1W"})).size(), 7U);
  // Both are met in published files: an end that is the day itself, and one that is a time of it.
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20241231", "DTEND;VALUE=DATE:20241231"})), (Texts{"2024-12-31"}));
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20210101", "DTEND:20210101T050001Z"})), (Texts{"2021-01-01"}));
  EXPECT_TRUE(has_one(problems(calendar({"DTSTART;VALUE=DATE:20241231", "DTEND;VALUE=DATE:20241230"})),
                      "bad-holiday-file:3", "ends before it begins"));
}

TEST(ICalendar, AZoneBesideADayMeansNothing) {
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE;TZID=W. Europe Standard Time:20240101",
                            "DTEND;VALUE=DATE;TZID=America/New_York:20240102"})),
            (Texts{"2024-01-01"}));
}

TEST(ICalendar, RulesRecur) {
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20220904", "RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1SU;COUNT=3"})),
            (Texts{"2022-09-04", "2023-09-03", "2024-09-01"}));
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20201225", "RRULE:FREQ=YEARLY;UNTIL=20221225"})),
            (Texts{"2020-12-25", "2021-12-25", "2022-12-25"}));
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20200301", "RRULE:FREQ=YEARLY;UNTIL=20220308T000000Z"})).size(), 3U);
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20200229", "RRULE:FREQ=YEARLY;UNTIL=20280301"})),
            (Texts{"2020-02-29", "2024-02-29", "2028-02-29"}));
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20241230", "DTEND;VALUE=DATE:20250102", "RRULE:FREQ=YEARLY;COUNT=2"})),
            (Texts{"2024-12-30", "2024-12-31", "2025-01-01", "2025-12-30", "2025-12-31", "2026-01-01"}));
}

TEST(ICalendar, RulesWithoutAnEndGoTo2100) {
  const Texts days = dates(calendar({"DTSTART;VALUE=DATE:18000101", "RRULE:FREQ=YEARLY"}));
  ASSERT_EQ(days.size(), 131U);
  EXPECT_EQ(days.front(), "1970-01-01");
  EXPECT_EQ(days.back(), "2100-01-01");
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20991231", "DTEND;VALUE=DATE:21000102", "RRULE:FREQ=YEARLY"})),
            (Texts{"2099-12-31", "2100-01-01", "2100-12-31"}));
}

TEST(ICalendar, SingleDatesAreAddedAndTakenOut) {
  EXPECT_EQ(
      dates(calendar({"DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=YEARLY;COUNT=4", "EXDATE;VALUE=DATE:20250101,20260101",
                      "RDATE;VALUE=DATE:20240401,20240501", "EXRULE:FREQ=YEARLY;INTERVAL=3"})),
      (Texts{"2024-04-01", "2024-05-01"}));
}

TEST(ICalendar, AMovedOccurrenceStandsForItself) {
  const std::string moved =
      event({"UID:1", "SUMMARY:moved", "RECURRENCE-ID;VALUE=DATE:20250101", "DTSTART;VALUE=DATE:20250103"});
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=YEARLY;COUNT=3"}, moved)),
            (Texts{"2024-01-01", "2025-01-03", "2026-01-01"}));
  const std::string cancelled =
      event({"UID:1", "STATUS:CANCELLED", "RECURRENCE-ID;VALUE=DATE:20250101", "DTSTART;VALUE=DATE:20250101"});
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=YEARLY;COUNT=3"}, cancelled)),
            (Texts{"2024-01-01", "2026-01-01"}));
}

TEST(ICalendar, CancelledEventsAreLeftOutAndFreeDaysAreNot) {
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20240101", "STATUS:CANCELLED"})), Texts{});
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20240101", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT"})),
            (Texts{"2024-01-01"}));
  EXPECT_EQ(closures(calendar({"DTSTART:20240101T120000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"})), Texts{});
}

TEST(ICalendar, TimesAreClosures) {
  const HolidaySet set = read_icalendar(calendar({"DTSTART:20240101T120000Z", "DTEND:20240101T133000Z"}), "a/test.ics");
  ASSERT_EQ(set.closures.size(), 1U);
  EXPECT_EQ(set.closures[0].name, "day");
  EXPECT_EQ(set.closures[0].source, "test.ics");
  EXPECT_EQ(closures(calendar({"DTSTART:20240101T120000Z", "DTEND:20240101T133000Z"})),
            (Texts{"2024-01-01T12:00/2024-01-01T13:30"}));
  EXPECT_EQ(
      closures(calendar({"DTSTART;TZID=Europe/Berlin:20240701T120000", "DTEND;TZID=Asia/Shanghai:20240701T190000"})),
      (Texts{"2024-07-01T10:00/2024-07-01T11:00"}));
  EXPECT_EQ(closures(calendar({"DTSTART:20240101T120000Z"})), Texts{}) << "no time at all";
}

// The wall clock keeps 22:00 over the change of the clocks on 31 March; a DURATION in days is one of the calendar (RFC
// 5545, 3.3.6), a DTEND gives the exact length of the first.
TEST(ICalendar, TimesRecurOnTheWallClockOfTheirZone) {
  EXPECT_EQ(
      closures(calendar({"DTSTART;TZID=Europe/Berlin:20240330T220000", "DURATION:P1D", "RRULE:FREQ=DAILY;COUNT=2"})),
      (Texts{"2024-03-30T21:00/2024-03-31T20:00", "2024-03-31T20:00/2024-04-01T20:00"}));
  EXPECT_EQ(closures(calendar({"DTSTART;TZID=Europe/Berlin:20240329T220000", "DTEND;TZID=Europe/Berlin:20240330T220000",
                               "RRULE:FREQ=DAILY;COUNT=2"})),
            (Texts{"2024-03-29T21:00/2024-03-30T21:00", "2024-03-30T21:00/2024-03-31T21:00"}));
  // UNTIL in UTC, as the standard wants it beside a TZID: 22:00 in Berlin is 20:00 UTC in summer.
  EXPECT_EQ(closures(calendar({"DTSTART;TZID=Europe/Berlin:20240701T220000", "DURATION:PT1H",
                               "RRULE:FREQ=DAILY;UNTIL=20240702T200000Z"}))
                .size(),
            2U);
  EXPECT_EQ(closures(calendar({"DTSTART;TZID=Europe/Berlin:20240701T220000", "DURATION:PT1H",
                               "RRULE:FREQ=DAILY;UNTIL=20240702T195959Z"}))
                .size(),
            1U);
  EXPECT_EQ(closures(calendar({"DTSTART;TZID=Europe/Berlin:20240701T220000", "DURATION:PT1H",
                               "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20240702T200000Z"})),
            (Texts{"2024-07-01T20:00/2024-07-01T21:00", "2024-07-03T20:00/2024-07-03T21:00"}));
}

TEST(ICalendar, ZonesAreIanaNamesAndNeverGuessed) {
  const std::string windows = calendar({"DTSTART;TZID=W. Europe Standard Time:20240701T120000", "DURATION:PT1H"});
  EXPECT_TRUE(has_one(problems(windows), "unknown-zone:3 TZID=W. Europe Standard Time", "write the IANA name"));
  const std::string custom =
      calendar({"DTSTART;TZID=My Zone:20240701T120000", "DURATION:PT1H"},
               "BEGIN:VTIMEZONE\r\nTZID:My Zone\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
               "TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n");
  EXPECT_TRUE(has_one(problems(custom), "unknown-zone:3", "My Zone"));
  const std::string floating = calendar({"DTSTART:20240701T120000", "DURATION:PT1H"});
  EXPECT_TRUE(has_one(problems(floating), "bad-holiday-file:3", "a time without a zone"));
  EXPECT_EQ(closures(floating, {{}, load_zone("Asia/Shanghai")}), (Texts{"2024-07-01T04:00/2024-07-01T05:00"}));
}

TEST(ICalendar, TitlesAreChosen) {
  const std::string text =
      calendar({"DTSTART;VALUE=DATE:20240101"}, event({"SUMMARY:Groundhog Day", "DTSTART;VALUE=DATE:20240202"}) +
                                                    event({"SUMMARY:bad zone", "DTSTART;TZID=X:20240202T000000"}));
  EXPECT_EQ(dates(text, {{{"day"}, {}}, {}}), (Texts{"2024-01-01"})) << "what is left out needs no zone";
  EXPECT_EQ(dates(text, {{{}, {"Groundhog Day", "bad zone"}}, {}}), (Texts{"2024-01-01"}));
  EXPECT_TRUE(has_one(problems(text, {{{"day", "Groundhogg Day"}, {}}, {}}), "unknown-title:0",
                      "did you mean 'Groundhog Day'?"));
}

TEST(ICalendar, WhatCannotBeReadIsRefused) {
  EXPECT_TRUE(has_one(problems("hello"), "bad-holiday-file:0", "is no iCalendar file"));
  EXPECT_TRUE(has_one(problems(""), "bad-holiday-file:0", "is no iCalendar file"));
  EXPECT_TRUE(has_one(problems("BEGIN:VCALENDAR\nBEGIN:VEVENT\n"), "bad-holiday-file:0", "no whole iCalendar file"));
  EXPECT_TRUE(has_one(problems("BEGIN:VCALENDAR\nEND:VCALENDAR\n"), "bad-holiday-file:0", "has no events"));
  EXPECT_TRUE(has_one(problems(calendar({})), "bad-holiday-file:3", "no DTSTART"));
  EXPECT_TRUE(has_one(problems(calendar({"DTSTART;VALUE=DATE:2024"})), "bad-holiday-file:3", "DTSTART cannot be read"));
  EXPECT_TRUE(
      has_one(problems(calendar({"DTSTART;VALUE=DATE:20240230"})), "bad-holiday-file:3", "no day of the calendar"));
  EXPECT_TRUE(has_one(problems(calendar({"DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=SOMETIMES"})), "bad-holiday-file:3",
                      "RRULE cannot be read"));
  EXPECT_TRUE(has_one(problems(calendar({"DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=SECONDLY"})), "bad-holiday-file:3",
                      "recurs within a day"));
  EXPECT_TRUE(has_one(problems(calendar({"DTSTART;VALUE=DATE:10010101", "RRULE:FREQ=DAILY"})), "bad-holiday-file:3",
                      "more than 200000 times"));
  EXPECT_TRUE(has_one(problems(calendar({"DTSTART;VALUE=DATE:19700101", "DURATION:P36000D", "RRULE:FREQ=DAILY"})),
                      "bad-holiday-file:3", "more than 200000 days"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "BEGIN:VCALENDAR\n";
  EXPECT_TRUE(has_one(problems(deep), "bad-holiday-file:0", "too deep"));
  // A property that does not matter may be empty.
  EXPECT_EQ(dates(calendar({"DTSTART;VALUE=DATE:20240101", "DESCRIPTION:"})), (Texts{"2024-01-01"}));
}

TEST(ICalendar, EachProblemHasItsLine) {
  const Texts found = problems(calendar({"DTSTART;VALUE=DATE:20240230"}, event({"SUMMARY:b"})));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[0].starts_with("bad-holiday-file:3 ")) << found[0];
  EXPECT_TRUE(found[1].starts_with("bad-holiday-file:8 ")) << found[1];
}

TEST(ICalendar, RulesThatNeverComeAreRefused) {
  for (const char* rule : {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                           "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"})
    EXPECT_TRUE(has_one(problems(calendar({"DTSTART;VALUE=DATE:20240101", std::string("RRULE:") + rule})),
                        "bad-holiday-file:3", "never comes"))
        << rule;
}

const std::string published = SLAKIT_SOURCE_DIR "/../shared/data/holidays/ics/";

HolidaySet read_published(const std::string& name, HolidayFilter filter = {}) {
  return read_holiday_file(published + name, {std::move(filter), load_zone("UTC")});
}

std::set<std::string> of_year(const HolidaySet& set, int number) {
  std::set<std::string> result;
  for (const Holiday& day : set.holidays)
    if (day.date.year() == year{number}) result.insert(to_string(day.date));
  return result;
}

TEST(ICalendarFiles, AreReadAsPublished) {
  if (!std::filesystem::exists(published)) GTEST_SKIP() << "needs " << published;
  for (const char* name :
       {"autogen-ChinaHolidays.ics", "hand-BrazilHolidays.ics", "hand-GermanHolidays.ics", "hand-HongKongHolidays.ics",
        "hand-JapanHolidays.ics", "hand-SwissHolidays.ics", "hand-USHolidays.ics"}) {
    const HolidaySet set = read_published(name);
    EXPECT_GT(set.holidays.size(), 20U) << name;
    EXPECT_EQ(set.holidays.front().source, name);
  }
}

// The file lists observances too; of those chosen, the dates are the rules'. It lists no Easter but that of 2021.
TEST(ICalendarFiles, UnitedStatesByTitle) {
  if (!std::filesystem::exists(published)) GTEST_SKIP() << "needs " << published;
  const HolidayFilter federal{{"New Year's Day", "Memorial Day", "Labor Day", "Thanksgiving Day", "Christmas Day"}, {}};
  const HolidaySet set = read_published("hand-USHolidays.ics", federal);
  const std::vector<HolidayRule> rules{{"", "", *RecurringDay::parse("01-01")},
                                       {"", "", *RecurringDay::parse("last monday of may")},
                                       {"", "", *RecurringDay::parse("first monday of september")},
                                       {"", "", *RecurringDay::parse("fourth thursday of november")},
                                       {"", "", *RecurringDay::parse("12-25")}};
  const HolidaySet ours{"", "", holidays_of(rules, ""), {}, {}, {}, {}};
  for (int number = 2022; number <= 2029; ++number) EXPECT_EQ(of_year(set, number), of_year(ours, number));
}

}  // namespace
}  // namespace slakit
