#include "slakit/clock/steps.hpp"

#include <gtest/gtest.h>

#include "support/clock_fixture.hpp"

namespace slakit::test {
namespace {

StepRule share(const char* text) { return {.kind = StepKind::share, .share = *Decimal::parse(text)}; }
StepRule before(Duration offset) { return {.kind = StepKind::before, .offset = offset}; }
StepRule after(Duration offset, Duration again = {}) {
  return {.kind = StepKind::after, .offset = offset, .again = again};
}

std::optional<Instant> step(ClockFixture& f, const StepRule& rule, int time = 0) {
  f.read_at(60 * day);
  return *step_at(f.clock, f.course, rule, time);
}

// research/clocks.md V49: Monday to Friday 9-12 and 13-17; Monday 10:00, 6 h: 50, 75 and 100 %.
TEST(Steps, V49SharesAreWalkedOnTheCalendar) {
  CalendarSpec spec;
  for (std::size_t weekday = 0; weekday < 5; ++weekday)
    spec.weekly[weekday] = {*HoursSpan::parse("09:00-12:00"), *HoursSpan::parse("13:00-17:00")};
  ClockFixture f({{600, role::start}}, Calendar::weekly(spec));
  f.allows(Target::working_time(hours{6}));
  EXPECT_EQ(step(f, share("0.5")), at(14 * 60));
  EXPECT_EQ(step(f, share("0.75")), at(15 * 60 + 30));
  EXPECT_EQ(step(f, share("1")), at(17 * 60));
}

// V24: Monday to Friday 08-18; Monday 17:00, 4 h: due Tuesday 11:00, the step an hour before at 10:00, not at 00:00.
TEST(Steps, V24BeforeDueIsWorkingTime) {
  ClockFixture f({{17 * 60, role::start}}, weekdays("08:00-18:00"));
  f.allows(Target::working_time(hours{4}));
  EXPECT_EQ(step(f, before(hours{1})), at(day + 10 * 60));
  EXPECT_EQ(step(f, before(hours{3})), at(18 * 60)) << "one hour after the start";
  EXPECT_EQ(step(f, before(hours{9})), at(17 * 60)) << "not before the start";
}

TEST(Steps, AgainAndAgainAfterDue) {
  ClockFixture f({{17 * 60, role::start}}, weekdays("08:00-18:00"));
  f.allows(Target::working_time(hours{4}));
  EXPECT_EQ(step(f, after({}, hours{4}), 0), at(day + 11 * 60));
  EXPECT_EQ(step(f, after({}, hours{4}), 1), at(day + 15 * 60));
  EXPECT_EQ(step(f, after({}, hours{4}), 2), at(2 * day + 9 * 60));
  const auto next = [&](int as_of) {
    f.read_at(as_of);
    return *next_step(f.clock, f.course, after({}, hours{4}), at(as_of));
  };
  EXPECT_EQ(next(18 * 60), (StepInstant{0, at(day + 11 * 60)}));
  EXPECT_EQ(next(day + 11 * 60), (StepInstant{1, at(day + 15 * 60)}));
  EXPECT_EQ(next(day + 15 * 60 - 1), (StepInstant{1, at(day + 15 * 60)}));
  EXPECT_EQ(next(2 * day + 9 * 60), (StepInstant{3, at(2 * day + 13 * 60)}));
}

TEST(Steps, WaitWithTheTicket) {
  ClockFixture f({{0, role::start}, {30, role::pause}});
  f.allows(Target::working_time(hours{1}));
  EXPECT_EQ(step(f, share("0.75")), std::nullopt);
  EXPECT_EQ(step(f, share("0.5")), at(30));
  EXPECT_EQ(*next_step(f.clock, f.course, share("0.75"), at(40)), std::nullopt);
}

TEST(Steps, OfAnInstantGoByItsOpenTime) {
  ClockFixture f({{4 * day + 600, role::start}}, weekdays("09:00-17:00"));
  f.allows(Target::deadline(hours{16}, 1));  // 14 h of open time: Friday 10:00 to Monday 16:00
  EXPECT_EQ(step(f, share("0.5")), at(4 * day + 17 * 60));
  EXPECT_EQ(step(f, before(hours{8})), at(4 * day + 16 * 60));
  EXPECT_EQ(step(f, after(hours{2})), at(8 * day + 10 * 60));
}

TEST(Steps, AShareThatIsNoWholeMicrosecondIsRoundedUp) {
  ClockFixture f({{0, role::start}});
  f.allows(Target::working_time(Duration{3}));
  EXPECT_EQ(step(f, share("0.5")), at(0) + Duration{2});
}

}  // namespace
}  // namespace slakit::test
