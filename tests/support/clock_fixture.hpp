// A clock over a history written as (minute, roles): each combination of roles is an event type of its own, called by
// its bits. Minute 0 is Monday 2026-01-12 00:00 UTC.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "slakit/clock/reading.hpp"
#include "slakit/clock/run.hpp"

namespace slakit::test {

using std::chrono::hours;
using std::chrono::minutes;

inline constexpr Instant day0{std::chrono::sys_days{std::chrono::year{2026} / 1 / 12}};
inline constexpr Instant at(int minute) { return day0 + minutes{minute}; }
inline constexpr int day = 24 * 60;

struct Row {
  int minute;
  Roles roles;
};

// Monday to Friday, such hours.
inline Calendar weekdays(const char* opening, Zone zone = Zone::utc()) {
  CalendarSpec spec;
  spec.zone = std::move(zone);
  for (std::size_t weekday = 0; weekday < 5; ++weekday) spec.weekly[weekday] = {*HoursSpan::parse(opening)};
  return Calendar::weekly(spec);
}

struct ClockFixture {
  explicit ClockFixture(const std::vector<Row>& rows, Calendar calendar = Calendar::always(Zone::utc()))
      : calendars{std::move(calendar)} {
    for (int code = 0; code < 512; ++code) {
      roles.push_back(static_cast<Roles>(code));
      types.intern(std::to_string(code));
    }
    for (const Row& row : rows) {
      instants.push_back(at(row.minute));
      codes.push_back(row.roles);
    }
    clock.roles = roles;
  }
  ClockFixture(const ClockFixture&) = delete;  // the clock borrows from it

  ClockFixture& allows(Target target) {
    clock.target = target;
    return *this;
  }
  ClockFixture& with(Reopen reopen) {
    clock.reopen = reopen;
    clock.may_reopen = true;
    return *this;
  }
  ClockFixture& with(Cycles cycles) {
    clock.cycles = cycles;
    return *this;
  }
  ClockFixture& after(Duration delay) {
    clock.after = delay;
    return *this;
  }

  // Events before that minute.
  Reading read_at(int minute) {
    clock.calendars = calendars.data();
    finished.clear();
    const std::int64_t* const order = sequence.empty() ? nullptr : sequence.data();
    run(clock, {instants.size(), instants.data(), codes.data(), order}, at(minute), course,
        [&](const Course& c) { finished.push_back(slakit::read(clock, c, at(minute))); });
    return slakit::read(clock, course, at(minute));
  }

  // Moments instead of a history: for changes of target and calendar.
  Reading read_moments(const std::vector<Moment>& moments, int minute) {
    clock.calendars = calendars.data();
    begin(clock, course);
    for (const Moment& moment : moments) advance(clock, course, moment, detail::NothingFinished{});
    return slakit::read(clock, course, at(minute));
  }

  std::vector<Calendar> calendars;
  std::vector<Roles> roles;
  Dictionary types;
  std::vector<Instant> instants;
  std::vector<EventLog::Code> codes;
  std::vector<std::int64_t> sequence;
  Clock clock;
  Course course;
  std::vector<Reading> finished;  // cycles
};

}  // namespace slakit::test
