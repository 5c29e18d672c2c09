#include "slakit/clock/timeline.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/clock_fixture.hpp"

namespace slakit::test {
namespace {

std::string text_of(const Timeline& timeline) {
  std::string text;
  for (const Segment& segment : timeline) text += (text.empty() ? "" : "; ") + to_string(segment);
  return text;
}

TEST(Timeline, RunningPartsSumToElapsed) {
  ClockFixture f({{7 * 60, role::start}, {9 * 60, role::pause}, {10 * 60, role::resume}, {19 * 60, role::stop}},
                 weekdays("08:00-18:00"));
  const Reading reading = f.read_at(day);
  const Timeline line = timeline(f.clock, f.course, at(day), f.types);
  const ClosedReason night{ClosedBy::hours, "", "", ""};
  const Timeline expected{{{at(7 * 60), at(8 * 60)}, SegmentState::closed, night},
                          {{at(8 * 60), at(9 * 60)}, SegmentState::running},
                          {{at(9 * 60), at(10 * 60)}, SegmentState::paused, {}, std::to_string(role::pause)},
                          {{at(10 * 60), at(18 * 60)}, SegmentState::running},
                          {{at(18 * 60), at(19 * 60)}, SegmentState::closed, night},
                          {{at(19 * 60), at(day)}, SegmentState::stopped}};
  EXPECT_EQ(line, expected);
  EXPECT_EQ(reading.elapsed, hours{9});
  EXPECT_EQ(running_time(line), hours{9});
}

// From Friday evening over a holiday on Monday.
TEST(Timeline, ClosedTimeSaysWhy) {
  CalendarSpec spec;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) spec.weekly[weekday] = {*HoursSpan::parse("08:00-18:00")};
  spec.holidays = {{Date{std::chrono::year{2026} / 1 / 19}, "国庆节", "National Day", "CN"}};
  ClockFixture f({{4 * day + 17 * 60, role::start}, {8 * day + 9 * 60, role::stop}}, Calendar::weekly(spec));
  const Reading reading = f.read_at(8 * day + 9 * 60 + 1);
  const Timeline line = timeline(f.clock, f.course, reading.ended, f.types);
  EXPECT_EQ(text_of(line),
            "running; closed: outside the hours; closed: no hours on that weekday; closed: 国庆节 (National Day); "
            "closed: outside the hours; running");
  EXPECT_EQ(running_time(line), reading.elapsed);
  EXPECT_EQ(reading.elapsed, hours{2});
}

TEST(Timeline, ADelayAndAReopeningAreSeen) {
  ClockFixture f({{0, role::start}, {90, role::stop}, {120, role::reopen}});
  f.after(minutes{60}).with(Reopen::carry_on).read_at(150);
  EXPECT_EQ(text_of(timeline(f.clock, f.course, at(150), f.types)), "not started; running; stopped; running");
}

TEST(Timeline, SaysWhoHeldTheTicket) {
  ClockFixture f({{10, role::start}, {90, role::stop}});
  f.read_at(150);
  const std::vector<Hold> holds{{at(0), "desk"}, {at(60), "network"}};
  EXPECT_EQ(text_of(timeline(f.clock, f.course, at(150), f.types, holds)),
            "running (desk); running (network); stopped (network)");
}

TEST(Timeline, NothingStartedNothingDrawn) {
  ClockFixture f({{10, role::pause}});
  f.read_at(20);
  EXPECT_TRUE(timeline(f.clock, f.course, at(20), f.types).empty());
}

// day 0 is 2026-01-12; in UTC+8 its 17:00 is the next day's 01:00.
TEST(Timeline, IsOneLineOfText) {
  ClockFixture f({{15 * 60, role::start}, {15 * 60 + 30, role::pause}, {17 * 60, role::resume}, {18 * 60, role::stop}});
  f.read_at(20 * 60);
  const Timeline line = timeline(f.clock, f.course, at(20 * 60), f.types);
  EXPECT_EQ(to_string(line, Zone::utc()),
            "01-12 15:00 running 30 min, 15:30 paused: 8 1 h 30 min, 17:00 running 1 h, 18:00 stopped 2 h");
  EXPECT_EQ(to_string(line, Zone::fixed(hours{8}, "UTC+8")),
            "01-12 23:00 running 30 min, 23:30 paused: 8 1 h 30 min, 01-13 01:00 running 1 h, 02:00 stopped 2 h");
  EXPECT_EQ(to_string(Timeline{}, Zone::utc()), "");
}

TEST(Timeline, WritesTheYearWhereItChanges) {
  const Instant eve = std::chrono::sys_days{std::chrono::year{2025} / 12 / 31} + hours{23};
  const Timeline line{{{eve, eve + hours{2}}, SegmentState::running},
                      {{eve + hours{2}, eve + hours{3}}, SegmentState::stopped}};
  EXPECT_EQ(to_string(line, Zone::utc()), "12-31 23:00 running 2 h, 2026-01-01 01:00 stopped 1 h");
}

}  // namespace
}  // namespace slakit::test
