#include "slakit/clock/clock.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/clock/lateness.hpp"
#include "slakit/clock/run.hpp"
#include "slakit/clock/timeline.hpp"

namespace slakit {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant day0{std::chrono::sys_days{std::chrono::year{2026} / 1 / 12}};  // a Monday

constexpr Instant at(int minute) { return day0 + minutes{minute}; }

struct Row {
  int minute;
  Roles roles;
};

// A clock over a history written as (minute, roles); every combination of roles is an event type of its own.
struct Fixture {
  explicit Fixture(const std::vector<Row>& rows, Calendar c = Calendar::always(Zone::utc()), Duration after = {})
      : calendar(std::move(c)) {
    for (int code = 0; code < 32; ++code) roles.push_back(static_cast<Roles>(code));
    for (const Row& row : rows) {
      instants.push_back(at(row.minute));
      types.push_back(row.roles);
    }
    clock = {roles, after, &calendar, DueBoundary::close};
  }

  ClockRun run_until(int minute) { return run(clock, {instants, types, sequence}, at(minute), pauses); }
  std::optional<Instant> due_of(const ClockRun& run, Duration target) { return *due(clock, run, pauses, target); }

  Calendar calendar;
  std::vector<Roles> roles;
  std::vector<Instant> instants;
  std::vector<EventLog::Code> types;
  std::vector<std::int64_t> sequence;
  Clock clock;
  Pauses pauses;
};

Calendar weekdays_8_to_18() {
  CalendarSpec spec;
  for (std::size_t day = 0; day < 5; ++day) spec.weekly[day] = {*HoursSpan::parse("08:00-18:00")};
  return Calendar::weekly(spec);
}

// research/clocks.md V23: pause min 90-120; start min 75, 30 min of budget: due at min 135.
TEST(Clock, V23PauseMovesTheDueInstant) {
  Fixture f({{75, role::start}, {90, role::pause}, {120, role::resume}});
  const ClockRun run = f.run_until(600);
  EXPECT_EQ(f.due_of(run, minutes{30}), at(135));
}

// V26: open 10:00, pause 10:30-12:00, the target becomes 1 h while paused: nothing of the pause is lost.
TEST(Clock, V26PauseSurvivesAnotherTarget) {
  Fixture f({{600, role::start}, {630, role::pause}, {720, role::resume}});
  EXPECT_EQ(f.run_until(720).elapsed, minutes{30});
  EXPECT_EQ(f.due_of(f.run_until(721), hours{1}), at(750));
}

// V36: paused inside hours, resumed outside: the overlap is credited.
TEST(Clock, V36PauseCreditsTheOverlapWithOpenTime) {
  Fixture f({{17 * 60, role::start}, {17 * 60 + 30, role::pause}, {20 * 60, role::resume}}, weekdays_8_to_18());
  const ClockRun run = f.run_until(24 * 60 + 9 * 60);
  EXPECT_EQ(run.elapsed, minutes{90});  // 17:00-17:30 and Tuesday 08:00-09:00
}

// V50: 28 799 s of 28 800 s is not breached, however a percentage would round.
TEST(Clock, V50ComparesIntegers) {
  Fixture f({{0, role::start}});
  f.instants.push_back(day0 + std::chrono::seconds{28'799});
  f.types.push_back(role::stop);
  EXPECT_LT(f.run_until(10'000).elapsed, std::chrono::seconds{28'800});
}

TEST(Clock, RolesOfOneInstantApplyInOrder) {
  const Roles all = role::start | role::resume | role::pause | role::stop;
  Fixture f({{10, all}});
  const ClockRun run = f.run_until(100);
  EXPECT_EQ(run.state, ClockState::stopped);
  EXPECT_EQ(run.elapsed, Duration{});
  EXPECT_EQ(run.oddities, 0);
}

TEST(Clock, OrderOfRowsWithinAnInstantDoesNotMatter) {
  const std::vector<Row> rows{
      {0, role::start}, {10, role::pause}, {10, role::resume}, {10, role::pause}, {30, role::resume}};
  Fixture forward(rows);
  Fixture backward({rows[0], rows[3], rows[2], rows[1], rows[4]});
  EXPECT_EQ(forward.run_until(60).elapsed, minutes{40});
  EXPECT_EQ(backward.run_until(60).elapsed, minutes{40});
}

TEST(Clock, TheSourcesOwnOrderComesBeforeRoles) {
  Fixture f({{0, role::start}, {10, role::pause}, {10, role::resume}});
  f.sequence = {1, 2, 3};  // paused, then resumed within the same minute
  EXPECT_EQ(f.run_until(60).elapsed, minutes{60});
  f.sequence.clear();  // resume before pause: still paused
  EXPECT_EQ(f.run_until(60).elapsed, minutes{10});
}

TEST(Clock, OdditiesAreNoted) {
  EXPECT_EQ(Fixture({{0, role::start}, {5, role::start}}).run_until(9).oddities, oddity::duplicate_start);
  EXPECT_EQ(Fixture({{0, role::start}, {0, role::start}}).run_until(9).oddities, oddity::duplicate_start);
  EXPECT_EQ(Fixture({{0, role::start}, {5, role::resume}}).run_until(9).oddities, oddity::resume_without_pause);
  EXPECT_EQ(Fixture({{0, role::start}, {5, role::pause}, {6, role::pause}}).run_until(9).oddities,
            oddity::overlapping_pauses);
  EXPECT_EQ(Fixture({{0, role::start}, {5, role::pause}, {6, role::stop}}).run_until(9).oddities,
            oddity::stop_while_paused);
}

TEST(Clock, WithoutAStartNothingIsMeasured) {
  EXPECT_EQ(Fixture({{5, role::pause}}).run_until(9).state, ClockState::no_start);
  EXPECT_EQ(Fixture({{5, role::stop}, {6, role::start}}).run_until(9).state, ClockState::stop_before_start);
  EXPECT_EQ(Fixture({{9, role::start}}).run_until(9).state, ClockState::no_start) << "events at as_of are not seen";
}

TEST(Clock, DelayedStartIsDecidedWhenTheDelayIsOver) {
  const auto state = [](const std::vector<Row>& rows, int as_of) {
    return Fixture(rows, Calendar::always(Zone::utc()), minutes{60}).run_until(as_of).state;
  };
  const Roles solved = role::unless | role::stop;
  EXPECT_EQ(state({{0, role::start}, {60, solved}}, 100), ClockState::not_triggered);
  EXPECT_EQ(state({{0, role::start}, {61, solved}}, 100), ClockState::stopped);
  EXPECT_EQ(state({{0, role::start}}, 60), ClockState::waiting_to_start);
  EXPECT_EQ(state({{0, role::start}}, 61), ClockState::running);
  EXPECT_EQ(state({{0, role::start}, {30, role::stop}, {50, solved}}, 100), ClockState::not_triggered);
}

TEST(Clock, ACalendarThatDoesNotKnowTheDateIsAFault) {
  CalendarSpec spec;
  spec.weekly[0] = {*HoursSpan::parse("08:00-18:00")};
  spec.known_until = std::chrono::year{2026} / 1 / 13;
  Fixture f({{600, role::start}}, Calendar::weekly(spec));
  EXPECT_EQ(f.run_until(700).fault, Fault::none);
  EXPECT_EQ(f.run_until(3 * 24 * 60).fault, Fault::calendar_unknown);
}

TEST(Clock, ADueInstantBehindAnOpenPauseIsNotKnown) {
  Fixture f({{0, role::start}, {10, role::pause}});
  const ClockRun run = f.run_until(60);
  EXPECT_EQ(run.state, ClockState::paused);
  EXPECT_EQ(f.due_of(run, minutes{30}), std::nullopt);
  EXPECT_EQ(f.due_of(run, minutes{5}), at(5));
  EXPECT_EQ(f.due_of(run, minutes{10}), at(10)) << "reached at the pause's first instant";
}

TEST(Lateness, IsWallTimeLessPausesAfterDue) {
  const Pauses pauses{{at(0), at(20)}, {at(60), at(90)}};
  EXPECT_EQ(lateness(at(10), at(120), pauses, true, Zone::utc()).time, minutes{70});
  EXPECT_EQ(lateness(at(10), at(120), pauses, false, Zone::utc()).time, minutes{110});
  EXPECT_EQ(lateness(at(10), at(70), pauses, true, Zone::utc()).time, minutes{40}) << "a pause runs past the end";
  EXPECT_EQ(lateness(at(200), at(120), pauses, true, Zone::utc()), Lateness{});
}

TEST(Lateness, CountsTheDatesItTouches) {
  const int day = 24 * 60;
  const auto touched = [](int due, int end, const Pauses& pauses = {}) {
    return lateness(at(due), at(end), pauses, true, Zone::utc()).days_touched;
  };
  EXPECT_EQ(touched(day, day + 1), 1) << "due at 00:00 is 24:00 of the day before";
  EXPECT_EQ(touched(day - 1, day), 1);
  EXPECT_EQ(touched(day - 1, day + 1), 2);
  EXPECT_EQ(touched(0, 3 * day), 3);
  EXPECT_EQ(touched(0, 3 * day, {{at(day), at(2 * day)}}), 2) << "a date wholly paused is not late";
  EXPECT_EQ(touched(0, day, {{at(60), at(120)}, {at(180), at(240)}}), 1) << "one date in three pieces";
}

TEST(Timeline, RunningPartsSumToElapsed) {
  Fixture f({{7 * 60, role::start}, {9 * 60, role::pause}, {10 * 60, role::resume}, {19 * 60, role::stop}},
            weekdays_8_to_18());
  const ClockRun run = f.run_until(24 * 60);
  const Timeline line = timeline(f.clock, run, f.pauses);
  const ClosedReason night{ClosedBy::hours, "", "", ""};
  const Timeline expected{{{at(7 * 60), at(8 * 60)}, SegmentState::closed, night},
                          {{at(8 * 60), at(9 * 60)}, SegmentState::running},
                          {{at(9 * 60), at(10 * 60)}, SegmentState::paused},
                          {{at(10 * 60), at(18 * 60)}, SegmentState::running},
                          {{at(18 * 60), at(19 * 60)}, SegmentState::closed, night}};
  EXPECT_EQ(line, expected);
  EXPECT_EQ(run.elapsed, hours{9});
}

// From Friday evening over a holiday on Monday.
TEST(Timeline, ClosedTimeSaysWhy) {
  constexpr int day = 24 * 60;
  CalendarSpec spec;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) spec.weekly[weekday] = {*HoursSpan::parse("08:00-18:00")};
  spec.holidays = {{Date{std::chrono::year{2026} / 1 / 19}, "国庆节", "National Day", "CN"}};
  Fixture f({{4 * day + 17 * 60, role::start}, {8 * day + 9 * 60, role::stop}}, Calendar::weekly(spec));
  const ClockRun run = f.run_until(9 * day);
  std::string line;
  Duration running{};
  for (const Segment& segment : timeline(f.clock, run, f.pauses)) {
    line += to_string(segment) + "; ";
    if (segment.state == SegmentState::running) running += segment.span.length();
  }
  EXPECT_EQ(
      line,
      "running; closed: outside the hours; closed: no hours on that weekday; closed: 国庆节 (National Day); closed: "
      "outside the hours; running; ");
  EXPECT_EQ(running, run.elapsed);
  EXPECT_EQ(run.elapsed, hours{2});
}

}  // namespace
}  // namespace slakit
