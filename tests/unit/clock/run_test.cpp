#include "slakit/clock/run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "support/clock_fixture.hpp"

namespace slakit::test {
namespace {

TEST(Run, RolesOfOneInstantApplyInOrder) {
  const Roles all = role::start | role::resume | role::pause | role::stop;
  ClockFixture f({{10, all}});
  const Reading reading = f.read_at(100);
  EXPECT_EQ(reading.state, ClockState::stopped);
  EXPECT_EQ(reading.elapsed, Duration{});
  EXPECT_EQ(reading.oddities, 0);
}

TEST(Run, OrderOfRowsWithinAnInstantDoesNotMatter) {
  const std::vector<Row> rows{
      {0, role::start}, {10, role::pause}, {10, role::resume}, {10, role::pause}, {30, role::resume}};
  ClockFixture forward(rows);
  ClockFixture backward({rows[0], rows[3], rows[2], rows[1], rows[4]});
  EXPECT_EQ(forward.read_at(60).elapsed, minutes{40});
  EXPECT_EQ(backward.read_at(60).elapsed, minutes{40});
}

TEST(Run, TheSourcesOwnOrderComesBeforeRoles) {
  ClockFixture f({{0, role::start}, {10, role::pause}, {10, role::resume}});
  f.sequence = {1, 2, 3};  // paused, then resumed within the same minute
  EXPECT_EQ(f.read_at(60).elapsed, minutes{60});
  f.sequence.clear();  // resume before pause: still paused
  EXPECT_EQ(f.read_at(60).elapsed, minutes{10});
}

TEST(Run, OdditiesAreNoted) {
  const auto oddities = [](const std::vector<Row>& rows) { return ClockFixture(rows).read_at(9).oddities; };
  EXPECT_EQ(oddities({{0, role::start}, {5, role::start}}), oddity::duplicate_start);
  EXPECT_EQ(oddities({{0, role::start}, {0, role::start}}), oddity::duplicate_start);
  EXPECT_EQ(oddities({{0, role::start}, {5, role::resume}}), oddity::resume_without_pause);
  EXPECT_EQ(oddities({{0, role::start}, {5, role::pause}, {6, role::pause}}), oddity::overlapping_pauses);
  EXPECT_EQ(oddities({{0, role::start}, {5, role::pause}, {6, role::stop}}), oddity::stop_while_paused);
  EXPECT_EQ(oddities({{0, role::start}, {5, role::pause}, {5, role::stop}}), 0) << "nothing was paused";
}

TEST(Run, WithoutAStartNothingIsMeasured) {
  EXPECT_EQ(ClockFixture({{5, role::pause}}).read_at(9).state, ClockState::no_start);
  EXPECT_EQ(ClockFixture({{5, role::stop}, {6, role::start}}).read_at(9).state, ClockState::stop_before_start);
  EXPECT_EQ(ClockFixture({{9, role::start}}).read_at(9).state, ClockState::no_start) << "events at as_of are not seen";
}

TEST(Run, TheFirstStopWins) {
  ClockFixture f({{0, role::start}, {10, role::stop}, {20, role::stop}, {30, role::start}, {40, role::pause}});
  const Reading reading = f.read_at(60);
  EXPECT_EQ(reading.ended, at(10));
  EXPECT_EQ(reading.oddities, 0);
}

TEST(Run, DelayedStartIsDecidedWhenTheDelayIsOver) {
  const auto state = [](const std::vector<Row>& rows, int as_of) {
    return ClockFixture(rows).after(minutes{60}).read_at(as_of).state;
  };
  const Roles solved = role::unless | role::stop;
  EXPECT_EQ(state({{0, role::start}, {60, solved}}, 100), ClockState::not_triggered);
  EXPECT_EQ(state({{0, role::start}, {61, solved}}, 100), ClockState::stopped);
  EXPECT_EQ(state({{0, role::start}}, 60), ClockState::waiting_to_start);
  EXPECT_EQ(state({{0, role::start}}, 61), ClockState::running);
  EXPECT_EQ(state({{0, role::start}, {30, role::stop}, {50, solved}}, 100), ClockState::not_triggered);
}

// By the definition: the roles of an instant together, one moment after the other.
Course folded(const Clock& clock, const std::vector<Row>& rows, Instant as_of) {
  Course course = begin(clock);
  for (std::size_t i = 0; i < rows.size() && at(rows[i].minute) < as_of;) {
    if (course.state == ClockState::stopped || course.state == ClockState::stop_before_start) break;
    Moment moment;
    moment.at = at(rows[i].minute);
    for (const int minute = rows[i].minute; i < rows.size() && rows[i].minute == minute; ++i) {
      moment.starts_twice |= (moment.roles & rows[i].roles & role::start) != 0;
      if ((rows[i].roles & role::pause) != 0 && (moment.roles & role::pause) == 0) moment.by = rows[i].roles;
      moment.roles |= rows[i].roles;
    }
    advance(clock, course, moment, detail::NothingFinished{});
  }
  return course;
}

// Most of these are orderly (one event at an instant, in turn), and some are not.
std::vector<Row> random_history(std::mt19937& random) {
  constexpr Roles one_each[] = {0, role::start, role::resume, role::pause, role::stop};
  constexpr Roles all = role::start | role::resume | role::pause | role::stop;
  std::vector<Row> rows{{0, role::start}};
  const std::size_t size = random() % 9;
  int minute = static_cast<int>(random() % 4);
  while (rows.size() < size) {
    const Roles roles = random() % 8 == 0 ? static_cast<Roles>(random() % 32) : one_each[random() % 5];
    rows.push_back({minute, static_cast<Roles>(roles & all)});
    minute += static_cast<int>(random() % 4);
  }
  if (random() % 4 == 0) rows.erase(rows.begin());
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.minute < b.minute; });
  return rows;
}

TEST(Run, FollowsAHistoryAsTheFoldOfItsMomentsDoes) {
  std::mt19937 random(7);
  int orderly = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::vector<Row> rows = random_history(random);
    ClockFixture f(rows);
    const int minute = static_cast<int>(random() % 24);
    f.read_at(minute);
    const Course expected = folded(f.clock, rows, at(minute));
    ASSERT_EQ(f.course.state, expected.state) << round;
    ASSERT_EQ(f.course.oddities, expected.oddities) << round;
    ASSERT_EQ(f.course.spans, expected.spans) << round;
    ASSERT_EQ(f.course.is_paused, expected.is_paused) << round;
    ASSERT_EQ(f.course.triggered, expected.triggered) << round;
    ASSERT_EQ(f.course.started, expected.started) << round;
    ASSERT_EQ(f.course.ended, expected.ended) << round;
    Course quick;
    const History history{rows.size(), f.instants.data(), f.codes.data(), nullptr};
    orderly += detail::follow_orderly(f.clock, history, at(minute), quick) ? 1 : 0;
  }
  EXPECT_GT(orderly, 5'000);
  EXPECT_LT(orderly, 15'000);
}

}  // namespace
}  // namespace slakit::test
