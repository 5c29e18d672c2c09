#include "slakit/clock/course.hpp"

#include <gtest/gtest.h>

#include "support/clock_fixture.hpp"

namespace slakit::test {
namespace {

const Target h4 = Target::working_time(hours{4});
const Target h8 = Target::working_time(hours{8});

// research/clocks.md V35: open 12:00, 4 h, closed 13:00, reopened 15:00.
TEST(Course, V35ReopensInFiveWays) {
  const std::vector<Row> rows{{12 * 60, role::start}, {13 * 60, role::stop}, {15 * 60, role::reopen}};
  const auto read = [&](Reopen reopen) { return ClockFixture(rows).allows(h4).with(reopen).read_at(15 * 60 + 30); };
  EXPECT_EQ(read(Reopen::carry_on).due, at(18 * 60));
  EXPECT_EQ(read(Reopen::carry_on).elapsed, minutes{90});
  EXPECT_EQ(read(Reopen::count_the_closed_time_too).due, at(16 * 60));
  EXPECT_EQ(read(Reopen::new_cycle).due, at(19 * 60));
  EXPECT_EQ(read(Reopen::new_cycle).cycle, 1);
  EXPECT_EQ(read(Reopen::restart).due, at(19 * 60));
  EXPECT_EQ(read(Reopen::restart).cycle, 0);
  EXPECT_EQ(read(Reopen::ignore).state, ClockState::stopped);
  EXPECT_EQ(read(Reopen::ignore).due, at(16 * 60));
}

// The second case: closed 15:00, reopened 18:00.
TEST(Course, V35ReopensAfterTheTargetWouldHavePassed) {
  const std::vector<Row> rows{{12 * 60, role::start}, {15 * 60, role::stop}, {18 * 60, role::reopen}};
  const auto read = [&](Reopen reopen) { return ClockFixture(rows).allows(h4).with(reopen).read_at(18 * 60 + 1); };
  EXPECT_EQ(read(Reopen::carry_on).due, at(19 * 60));
  EXPECT_FALSE(read(Reopen::carry_on).is_breached);
  EXPECT_EQ(read(Reopen::count_the_closed_time_too).due, at(16 * 60));
  EXPECT_TRUE(read(Reopen::count_the_closed_time_too).is_breached);
  EXPECT_EQ(read(Reopen::new_cycle).due, at(22 * 60));
}

TEST(Course, ANewCycleLeavesTheFirstItsVerdict) {
  ClockFixture f({{0, role::start}, {60, role::stop}, {100, role::reopen}, {400, role::stop}});
  f.allows(h4).with(Reopen::new_cycle).read_at(500);
  ASSERT_EQ(f.finished.size(), 1U);
  EXPECT_EQ(f.finished[0].elapsed, minutes{60});
  EXPECT_FALSE(f.finished[0].is_breached);
}

// V27: open 09:00 (8 h), pause 10:00-11:00, at 12:00 the target becomes 4 h.
TEST(Course, V27RetargetsInFiveWays) {
  const auto due = [](Retarget retarget) {
    ClockFixture f({});
    f.allows(h8);
    f.clock.retarget = retarget;
    return f
        .read_moments({{.at = at(9 * 60), .roles = role::start},
                       {.at = at(10 * 60), .roles = role::pause},
                       {.at = at(11 * 60), .roles = role::resume},
                       {.at = at(12 * 60), .target_rule = 1, .target = &h4}},
                      12 * 60 + 1)
        .due;
  };
  EXPECT_EQ(due(Retarget::keep_start_and_pauses), at(14 * 60));
  EXPECT_EQ(due(Retarget::keep_start_only), at(13 * 60));
  EXPECT_EQ(due(Retarget::restart), at(16 * 60));
  EXPECT_EQ(due(Retarget::remaining_share), at(15 * 60));
  EXPECT_EQ(due(Retarget::as_at_start), at(18 * 60));
}

TEST(Course, AShareOfWhatIsUsedUpStaysBreached) {
  ClockFixture f({});
  f.allows(Target::working_time(hours{1}));
  f.clock.retarget = Retarget::remaining_share;
  const Reading reading =
      f.read_moments({{.at = at(0), .roles = role::start}, {.at = at(90), .target_rule = 1, .target = &h8}}, 100);
  EXPECT_TRUE(reading.is_breached);
  EXPECT_EQ(reading.due, at(60));
}

TEST(Course, ARetargetWhilePausedKeepsThePause) {
  for (const Retarget retarget : {Retarget::keep_start_and_pauses, Retarget::keep_start_only, Retarget::restart,
                                  Retarget::remaining_share, Retarget::as_at_start}) {
    ClockFixture f({});
    f.allows(h8);
    f.clock.retarget = retarget;
    const Reading reading = f.read_moments({{.at = at(0), .roles = role::start},
                                            {.at = at(60), .roles = role::pause},
                                            {.at = at(90), .target_rule = 1, .target = &h4}},
                                           600);
    EXPECT_EQ(reading.state, ClockState::paused);
    EXPECT_EQ(reading.elapsed, retarget == Retarget::restart           ? minutes{0}
                               : retarget == Retarget::keep_start_only ? minutes{90}
                                                                       : minutes{60});
  }
}

// The hours of whoever holds the ticket: 09:00-17:00 until noon, then around the clock.
TEST(Course, CountsInTheCalendarOfWhoeverHoldsTheTicket) {
  ClockFixture f({}, weekdays("09:00-17:00"));
  f.calendars.push_back(Calendar::always(Zone::utc()));
  f.allows(h8);
  const Reading reading =
      f.read_moments({{.at = at(8 * 60), .roles = role::start}, {.at = at(12 * 60), .calendar = 1}}, 13 * 60);
  EXPECT_EQ(reading.elapsed, hours{4});
  EXPECT_EQ(reading.due, at(17 * 60));
  const Reading back = f.read_moments({{.at = at(8 * 60), .roles = role::start},
                                       {.at = at(12 * 60), .calendar = 1},
                                       {.at = at(14 * 60), .roles = role::pause},
                                       {.at = at(15 * 60), .roles = role::resume, .calendar = 0}},
                                      16 * 60);
  EXPECT_EQ(back.elapsed, hours{6});
  EXPECT_EQ(back.due, at(day + 10 * 60));
}

TEST(Course, WithoutAKnownHolderNothingIsMeasured) {
  ClockFixture f({});
  const Reading reading = f.allows(h4).read_moments(
      {{.at = at(0), .roles = role::start}, {.at = at(10), .calendar = Moment::no_calendar}}, 60);
  EXPECT_EQ(reading.fault, Fault::calendar_unknown);
}

TEST(Course, AResetCountsAnewAndKeepsThePause) {
  ClockFixture f({{0, role::start}, {60, role::reset}, {90, role::pause}, {100, role::reset}, {130, role::resume}});
  EXPECT_EQ(f.allows(h4).read_at(70).due, at(300));
  EXPECT_EQ(f.read_at(110).state, ClockState::paused);
  EXPECT_EQ(f.read_at(140).elapsed, minutes{10});
  EXPECT_EQ(f.read_at(140).due, at(370));
  EXPECT_EQ(f.read_at(140).triggered, at(0)) << "the ticket belongs to the window of its start event";
}

TEST(Course, ACancelUndoesTheStart) {
  ClockFixture f({{0, role::start}, {10, role::cancel}, {20, role::stop}, {30, role::start}});
  EXPECT_EQ(f.allows(h4).read_at(25).state, ClockState::cancelled);
  EXPECT_EQ(f.read_at(40).elapsed, minutes{10}) << "a later start starts it";
  ClockFixture stopped({{0, role::start}, {10, role::stop}, {20, role::cancel}});
  EXPECT_EQ(stopped.allows(h4).read_at(40).state, ClockState::stopped) << "what has ended is not undone";
}

TEST(Course, EachStartAfterAStopIsACycle) {
  ClockFixture f({{0, role::start}, {5, role::start}, {10, role::stop}, {15, role::stop}, {20, role::start}});
  const Reading reading = f.allows(h4).with(Cycles::each).read_at(30);
  EXPECT_EQ(reading.cycle, 1);
  EXPECT_EQ(reading.elapsed, minutes{10});
  EXPECT_EQ(reading.oddities, 0) << "the customer wrote twice";
  ASSERT_EQ(f.finished.size(), 1U);
  EXPECT_EQ(f.finished[0].elapsed, minutes{10});
}

TEST(Course, PeriodicEachStopBeginsTheNext) {
  ClockFixture f({{0, role::start}, {100, role::stop}, {300, role::stop}, {310, role::until}, {400, role::start}});
  const Reading reading = f.allows(Target::working_time(hours{2})).with(Cycles::periodic).read_at(500);
  ASSERT_EQ(f.finished.size(), 2U);
  EXPECT_FALSE(f.finished[0].is_breached);
  EXPECT_TRUE(f.finished[1].is_breached);
  EXPECT_EQ(reading.state, ClockState::stopped);
  EXPECT_EQ(reading.elapsed, minutes{10});
}

TEST(Course, APauseGoesOnIntoTheNextPeriod) {
  ClockFixture f({{0, role::start}, {50, role::pause}, {100, role::stop}, {150, role::resume}});
  const Reading reading = f.allows(Target::working_time(hours{2})).with(Cycles::periodic).read_at(200);
  EXPECT_EQ(f.finished.at(0).elapsed, minutes{50});
  EXPECT_EQ(reading.elapsed, minutes{50});
}

TEST(Course, PausesSurviveAReopening) {
  ClockFixture f({{0, role::start}, {10, role::pause}, {40, role::resume}, {60, role::stop}, {80, role::reopen}});
  f.allows(Target::working_time(hours{1})).with(Reopen::carry_on);
  EXPECT_EQ(f.read_at(90).elapsed, minutes{40});
  EXPECT_EQ(f.read_at(90).due, at(110));
}

TEST(Course, AStopFromAPauseAndTheClosedTimeCountedToo) {
  ClockFixture f({{0, role::start}, {10, role::pause}, {40, role::stop}, {60, role::reopen}});
  f.allows(Target::working_time(hours{1})).with(Reopen::count_the_closed_time_too);
  EXPECT_EQ(f.read_at(70).elapsed, minutes{40});
}

}  // namespace
}  // namespace slakit::test
