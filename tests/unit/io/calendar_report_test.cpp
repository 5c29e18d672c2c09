#include "slakit/io/calendar_report.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <chrono>
#include <string>
#include <string_view>

#include "slakit/base/error.hpp"
#include "slakit/io/calendar_reader.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

namespace json = boost::json;
using std::chrono::hours;
using std::chrono::year;

Instant at(std::string_view text) { return Timestamp::parse(text).value().instant().value(); }

Calendar office() {
  return read_calendar(
      "{weekly: {mon-fri: ['09:00-12:00', '13:30-18:00']}, holidays: CN, make_up_like: mon, time_zone: Asia/Shanghai}");
}

TEST(CalendarReport, SaysWhichCalendarItIs) {
  const Calendar calendar = office();
  const json::value report = json::parse(calendar_report(calendar));
  EXPECT_EQ(report.at("time_zone"), "Asia/Shanghai");
  EXPECT_EQ(report.at("tzdata").as_string(), calendar.zone().tzdata_version());
  EXPECT_EQ(report.at("digest").as_string(), calendar.digest());
  EXPECT_EQ(report.at("known_from"), "2007-01-01T00:00:00+08:00");
  EXPECT_EQ(report.at("known_until"), "2027-01-01T00:00:00+08:00");
  EXPECT_EQ(report.at("days").as_array().size(), 0U);
  EXPECT_TRUE(json::parse(calendar_report(read_calendar("always"))).at("known_until").is_null());
}

// Of combinations, too; what a season changes is the second line of its weekday, and one date in 130 years no line.
TEST(CalendarReport, TheWeekIsReadOffTheOpenTime) {
  const Calendar pool = read_calendar(
      "{time_zone: UTC, weekly: {mon: '10:00-18:00', tue: '10:00-24:00'}, exceptions: {2024-05-06: '10:00-11:00'}, "
      "seasons: [{from: 12-01, to: 02-29, weekly: {mon: '12:00-16:00', tue: '10:00-24:00'}}]}");
  const json::value report = json::parse(calendar_report(pool | pool));
  const json::array& week = report.at("week").as_array();
  ASSERT_EQ(week.size(), 8U);
  EXPECT_EQ(week[0].at("weekday"), "mon");
  EXPECT_EQ(week[0].at("hours"), json::array{"10:00-18:00"});
  EXPECT_EQ(week[1].at("weekday"), "mon");
  EXPECT_EQ(week[1].at("hours"), json::array{"12:00-16:00"});
  EXPECT_EQ(week[0].at("dates").as_int64() + week[1].at("dates").as_int64(), week[0].at("of").as_int64() - 1);
  EXPECT_EQ(week[2].at("hours"), json::array{"10:00-24:00"});
  EXPECT_EQ(week[2].at("dates"), week[2].at("of"));
  EXPECT_EQ(week[7].at("weekday"), "sun");
  EXPECT_EQ(week[7].at("hours"), json::array{});
}

TEST(CalendarReport, EachDayHasItsHoursAndWhyItIsClosed) {
  const json::value report =
      json::parse(calendar_report(office(), DateRange{year{2024} / 9 / 30, year{2024} / 10 / 1}));
  const json::array& days = report.at("days").as_array();
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days[0].at("hours"), (json::array{"09:00-12:00", "13:30-18:00"}));
  EXPECT_EQ(days[0].at("open"), "PT7H30M");
  EXPECT_EQ(days[1].at("date"), "2024-10-01");
  EXPECT_EQ(days[1].at("weekday"), "tue");
  EXPECT_EQ(days[1].at("hours"), json::array{});
  const json::array& closed = days[1].at("closed").as_array();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].at("from"), "00:00");
  EXPECT_EQ(closed[0].at("to"), "24:00");
  EXPECT_EQ(closed[0].at("by"), "holiday");
  EXPECT_EQ(closed[0].at("english"), "National Day");
  EXPECT_EQ(closed[0].at("source"), "CN");
}

TEST(CalendarReport, DaysThatAreNotKnownSaySo) {
  const json::value report =
      json::parse(calendar_report(office(), DateRange{year{2026} / 12 / 31, year{2027} / 1 / 1}));
  EXPECT_EQ(report.at("days").at(0).at("open"), "PT7H30M");
  EXPECT_EQ(report.at("days").at(1).at("fault").as_string(), to_string(Fault::calendar_unknown));
}

TEST(DueReport, EachOpenStretchThatTheBudgetUsed) {
  const json::value report = json::parse(due_report(office(), at("2024-09-30T17:00:00+08:00"), hours{4}));
  EXPECT_EQ(report.at("due"), "2024-10-08T12:00:00+08:00");
  Duration running{};
  std::string line;
  Instant last = at("2024-09-30T17:00:00+08:00");
  for (const json::value& segment : report.at("segments").as_array()) {
    const Instant from = at(segment.at("from").as_string());
    EXPECT_EQ(from, last);
    last = at(segment.at("to").as_string());
    const bool is_running = segment.at("state") == "running";
    if (is_running) running += last - from;
    line += std::string(is_running ? "running" : segment.at("closed").at("by").as_string().c_str()) + " ";
  }
  EXPECT_EQ(line, "running hours holiday hours running ");
  EXPECT_EQ(running, hours{4});
  EXPECT_EQ(last, at("2024-10-08T12:00:00+08:00"));
}

TEST(DueReport, BackwardsAndToTheNextOpening) {
  const json::value back = json::parse(due_report(office(), at("2024-10-08T12:00:00+08:00"), -hours{4}));
  EXPECT_EQ(back.at("due"), "2024-09-30T17:00:00+08:00");
  EXPECT_EQ(back.at("segments").as_array().size(), 5U);
  const json::value next =
      json::parse(due_report(office(), at("2024-10-08T09:00:00+08:00"), hours{3}, DueBoundary::next_open));
  EXPECT_EQ(next.at("due"), "2024-10-08T13:30:00+08:00");
  EXPECT_THROW(due_report(office(), at("2026-12-31T09:00:00+08:00"), hours{100}), FaultError);
}

}  // namespace
}  // namespace slakit
