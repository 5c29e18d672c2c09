#include "slakit/clock/reading.hpp"

#include <gtest/gtest.h>

#include "support/clock_fixture.hpp"

namespace slakit::test {
namespace {

// research/clocks.md V23: pause min 90-120; start min 75, 30 min of budget: due at min 135.
TEST(Reading, V23PauseMovesTheDueInstant) {
  ClockFixture f({{75, role::start}, {90, role::pause}, {120, role::resume}});
  EXPECT_EQ(f.allows(Target::working_time(minutes{30})).read_at(600).due, at(135));
}

// V26: open 10:00, pause 10:30-12:00, the target becomes 1 h while paused: nothing of the pause is lost.
TEST(Reading, V26PauseSurvivesAnotherTarget) {
  const Target h1 = Target::working_time(hours{1});
  ClockFixture f({});
  f.allows(Target::working_time(hours{8}));
  const std::vector<Moment> moments{{.at = at(600), .roles = role::start},
                                    {.at = at(630), .roles = role::pause},
                                    {.at = at(660), .target_rule = 1, .target = &h1},
                                    {.at = at(720), .roles = role::resume}};
  EXPECT_EQ(f.read_moments(moments, 720).elapsed, minutes{30});
  EXPECT_EQ(f.read_moments(moments, 721).due, at(750));
}

// V36: paused inside hours, resumed outside: the overlap is credited.
TEST(Reading, V36PauseCreditsTheOverlapWithOpenTime) {
  ClockFixture f({{17 * 60, role::start}, {17 * 60 + 30, role::pause}, {20 * 60, role::resume}},
                 weekdays("08:00-18:00"));
  EXPECT_EQ(f.read_at(day + 9 * 60).elapsed, minutes{90});  // 17:00-17:30 and Tuesday 08:00-09:00
}

// V50: 28 799 s of 28 800 s is not breached, however a percentage would round.
TEST(Reading, V50ComparesIntegers) {
  ClockFixture f({{0, role::start}});
  f.instants.push_back(day0 + std::chrono::seconds{28'799});
  f.codes.push_back(role::stop);
  const Reading reading = f.allows(Target::working_time(hours{8})).read_at(10'000);
  EXPECT_FALSE(reading.is_breached);
  EXPECT_EQ(reading.used(), Ratio(28'799, 28'800));
}

TEST(Reading, ExactlyOnTargetIsMet) {
  ClockFixture f({{0, role::start}, {60, role::stop}});
  EXPECT_FALSE(f.allows(Target::working_time(hours{1})).read_at(100).is_breached);
  EXPECT_TRUE(f.allows(Target::working_time(hours{1} - Duration{1})).read_at(100).is_breached);
}

TEST(Reading, ACalendarThatDoesNotKnowTheDateIsAFault) {
  CalendarSpec spec;
  spec.weekly[0] = {*HoursSpan::parse("08:00-18:00")};
  spec.known_until = std::chrono::year{2026} / 1 / 13;
  ClockFixture f({{600, role::start}}, Calendar::weekly(spec));
  EXPECT_EQ(f.read_at(700).fault, Fault::none);
  EXPECT_EQ(f.read_at(3 * day).fault, Fault::calendar_unknown);
}

TEST(Reading, ADueInstantBehindAnOpenPauseIsNotKnown) {
  ClockFixture f({{0, role::start}, {10, role::pause}});
  const auto due = [&](int budget) { return f.allows(Target::working_time(minutes{budget})).read_at(60).due; };
  EXPECT_EQ(f.read_at(60).state, ClockState::paused);
  EXPECT_EQ(due(30), std::nullopt);
  EXPECT_EQ(due(5), at(5));
  EXPECT_EQ(due(10), at(10)) << "reached at the pause's first instant";
}

// V54: a deadline of 15:00 stays where it is when the ticket waits 5 minutes; a timer does not.
TEST(Reading, V54ADeadlineDoesNotDrift) {
  ClockFixture f({{600, role::start}, {610, role::pause}, {615, role::resume}});
  EXPECT_EQ(f.allows(Target::deadline(hours{15}, 0, false)).read_at(700).due, at(15 * 60));
  EXPECT_EQ(f.allows(Target::at(at(15 * 60))).read_at(700).due, at(15 * 60));
  EXPECT_EQ(f.allows(Target::working_time(hours{5})).read_at(700).due, at(15 * 60 + 5));
}

TEST(Reading, AStopAfterADeadlineIsABreachWithinTheSameOpenTime) {
  ClockFixture f({{600, role::start}, {20 * 60, role::stop}}, weekdays("09:00-17:00"));
  EXPECT_TRUE(f.allows(Target::deadline(hours{17}, 0)).read_at(2 * day).is_breached);
  EXPECT_FALSE(f.allows(Target::working_time(hours{7})).read_at(2 * day).is_breached) << "no open time passed";
}

TEST(Reading, ABreachIsNotedAsTheEventsBeforeShowIt) {
  const Target longer = Target::working_time(hours{8});
  ClockFixture f({});
  f.allows(Target::working_time(hours{1}));
  f.read_moments({{.at = at(0), .roles = role::start}}, 90);
  note_breach(f.clock, f.course, at(60));
  EXPECT_EQ(f.course.first_breach, std::nullopt) << "exactly on target";
  note_breach(f.clock, f.course, at(61));
  advance(f.clock, f.course, {.at = at(61), .target_rule = 1, .target = &longer}, detail::NothingFinished{});
  EXPECT_EQ(f.course.first_breach, at(60)) << "what started then is not undone";
  EXPECT_FALSE(read(f.clock, f.course, at(70)).is_breached);
}

}  // namespace
}  // namespace slakit::test
