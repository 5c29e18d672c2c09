#include "slakit/clock/goal.hpp"

#include <gtest/gtest.h>

#include "slakit/time/tzdb.hpp"
#include "support/clock_fixture.hpp"

namespace slakit::test {
namespace {

std::optional<Instant> due_of(std::vector<Row> rows, Target target, Calendar calendar, BusinessDayRule rule = {}) {
  ClockFixture f(rows, std::move(calendar));
  f.clock.days = rule;
  return f.allows(target).read_at(60 * day).due;
}

// research/clocks.md V43: Monday 08:00 and Friday 18:00, one business day, Monday to Friday 09:00-17:00.
TEST(Goal, V43ABusinessDayEndsInThreeWays) {
  const auto due = [](int start, BusinessDayEnd end, LateStart late = {}) {
    return due_of({{start, role::start}}, Target::business_days(1), weekdays("09:00-17:00"), {{}, end, late});
  };
  const int friday = 4 * day;
  EXPECT_EQ(due(10 * 60, BusinessDayEnd::same_time_of_day), at(day + 10 * 60));
  EXPECT_EQ(due(10 * 60, BusinessDayEnd::close_of_business), at(day + 17 * 60));
  EXPECT_EQ(due(10 * 60, BusinessDayEnd::midnight), at(2 * day));
  EXPECT_EQ(due(friday + 18 * 60, BusinessDayEnd::close_of_business), at(7 * day + 17 * 60));
  EXPECT_EQ(due(friday + 18 * 60, BusinessDayEnd::close_of_business, LateStart::next_opening), at(8 * day + 17 * 60));
}

// V29: Monday 08:00, 8 business days, a holiday on Thursday; 3 h 31 of pause end inside the hours of the next day.
TEST(Goal, V29APauseOfABusinessDayTargetIsOpenTime) {
  CalendarSpec spec;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) spec.weekly[weekday] = {*HoursSpan::parse("08:00-18:00")};
  spec.holidays = {{Date{std::chrono::year{2026} / 1 / 15}, ""}};
  const Roles pause = role::pause;
  const Roles resume = role::resume;
  // From Monday 08:00 to Tuesday noon: 3 h 31 of it at the end of Monday and the beginning of Tuesday.
  const std::optional<Instant> due = due_of({{8 * 60, role::start}, {17 * 60, pause}, {day + 10 * 60 + 31, resume}},
                                            Target::business_days(8), Calendar::weekly(spec));
  EXPECT_EQ(due, at(11 * day + 11 * 60 + 31));
}

TEST(Goal, CalendarDaysEndAtTheSameTimeOrWithTheDay) {
  const auto due = [](BusinessDayEnd end) {
    return due_of({{4 * day + 600, role::start}}, Target::calendar_days(2), weekdays("09:00-17:00"), {{}, end, {}});
  };
  EXPECT_EQ(due(BusinessDayEnd::same_time_of_day), at(6 * day + 600));
  EXPECT_EQ(due(BusinessDayEnd::midnight), at(7 * day));
  EXPECT_EQ(due(BusinessDayEnd::close_of_business), at(7 * day)) << "a Sunday has no close of business";
}

TEST(Goal, APauseOfCalendarDaysIsAllItsTime) {
  EXPECT_EQ(due_of({{600, role::start}, {700, role::pause}, {700 + day, role::resume}}, Target::calendar_days(2),
                   weekdays("09:00-17:00")),
            at(3 * day + 600));
}

TEST(Goal, ADeadlineIsATimeOfALaterDay) {
  const Calendar office = weekdays("09:00-17:00");
  const auto due = [&](int start, Target target, BusinessDayRule rule = {}) {
    return due_of({{start, role::start}}, target, office, rule);
  };
  EXPECT_EQ(due(4 * day + 600, Target::deadline(hours{16}, 1)), at(7 * day + 16 * 60)) << "16:00 next business day";
  EXPECT_EQ(due(4 * day + 600, Target::deadline(hours{16}, 1, false)), at(5 * day + 16 * 60));
  EXPECT_EQ(due(600, Target::deadline(Target::close_of_business, 0)), at(17 * 60));
  EXPECT_EQ(due(5 * day, Target::deadline(hours{16}, 0)), at(7 * day + 16 * 60)) << "from a Saturday, the next";
  EXPECT_EQ(due(18 * 60, Target::deadline(hours{16}, 1), {.late = LateStart::next_opening}), at(2 * day + 16 * 60));
}

// 02:30 does not exist in Berlin on 2026-03-29, and occurs twice on 2026-10-25.
TEST(Goal, ADeadlineWhoseTimeIsSkippedOrRepeatedIsAPolicy) {
  const Calendar berlin = Calendar::always(load_zone("Europe/Berlin"));
  const auto due = [&](int days_later, Gap gap, Fold fold) {
    ClockFixture f({{days_later * day, role::start}}, berlin);
    f.clock.days.gap = gap;
    f.clock.days.fold = fold;
    return f.allows(Target::deadline(minutes{150}, 1, false)).read_at(days_later * day + 1);
  };
  constexpr int spring = 75;   // 2026-03-28
  constexpr int autumn = 285;  // 2026-10-24
  EXPECT_EQ(due(spring, Gap::instant_after, Fold::first).due, at((spring + 1) * day + 60));
  EXPECT_EQ(due(spring, Gap::shifted, Fold::first).due, at((spring + 1) * day + 90));
  EXPECT_EQ(due(spring, Gap::reject, Fold::first).fault, Fault::nonexistent_time);
  EXPECT_EQ(due(autumn, Gap::reject, Fold::first).due, at((autumn + 1) * day + 30));
  EXPECT_EQ(due(autumn, Gap::reject, Fold::second).due, at((autumn + 1) * day + 90));
  EXPECT_EQ(due(autumn, Gap::reject, Fold::reject).fault, Fault::ambiguous_time);
}

// A day ends where the next begins, whatever the policy of times of day is.
TEST(Goal, TheEndOfADayIsNoTimeThatAPolicyCouldRefuse) {
  const Calendar havana = Calendar::always(load_zone("America/Havana"));  // 00:00 is skipped on 2026-03-08
  ClockFixture f({{54 * day + 12 * 60, role::start}}, havana);            // 2026-03-07 07:00 there
  f.clock.days.gap = Gap::reject;
  f.clock.days.end = BusinessDayEnd::midnight;
  EXPECT_EQ(f.allows(Target::calendar_days(0)).read_at(55 * day).due, at(55 * day + 5 * 60));
}

TEST(Goal, AnInstantAllowsOpenTimeFromTheStart) {
  ClockFixture f({{600, role::start}}, weekdays("09:00-17:00"));
  EXPECT_EQ(f.allows(Target::business_days(1)).read_at(700).target, hours{8});
  EXPECT_EQ(f.allows(Target::calendar_days(1)).read_at(700).target, hours{24});
}

}  // namespace
}  // namespace slakit::test
