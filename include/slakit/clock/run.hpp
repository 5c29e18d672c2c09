// Runs a clock over one ticket's history: what a course makes of all its events before `as_of`.
//
//     Course course;                                             // a buffer: reuse it for the next ticket
//     run(clock, history(log, ticket), as_of, course);
//     read(clock, course, as_of)
//
// For clocks whose roles follow from event types alone (Clock::roles); where they follow from attributes, the moments
// are the plan's to make (plan/moments.hpp). Replaying yields the same course whatever the order of rows was.
#pragma once

#include <cstddef>

#include "slakit/clock/course.hpp"

namespace slakit {

namespace detail {

struct NothingFinished {
  void operator()(const Course&) const noexcept {}
};

// Nothing that follows can change it.
inline bool is_over(const Clock& clock, const Course& course, Instant at) noexcept {
  if (course.state == ClockState::stop_before_start) return true;
  if (clock.cycles != Cycles::first) return false;
  if (course.state == ClockState::not_triggered) return true;
  // An `unless` is waited for until the delay is over.
  return course.state == ClockState::stopped && !clock.may_reopen && at > course.started;
}

// One event of an orderly history. False: it comes out of turn.
inline bool step_orderly(Roles roles, Instant at, EventLog::Code type, std::int16_t calendar, Course& course) {
  const bool is_counting = course.state == ClockState::running;
  switch (roles) {
    case role::start:
      if (is_counting) return false;
      course.state = ClockState::running;
      course.triggered = course.started = at;
      break;
    case role::resume:
      if (course.is_paused) {
        course.is_paused = false;
        break;
      }
      if (is_counting) course.oddities |= oddity::resume_without_pause;
      return true;
    case role::pause:
      if (course.is_paused || !is_counting) return false;
      course.is_paused = true;
      course.paused_by = type;
      add_span(course.spans, at, SpanState::paused, calendar, type);
      return true;
    default:
      if (!is_counting) return false;
      course.state = ClockState::stopped;
      course.ended = at;
      if (course.is_paused) course.oddities |= oddity::stop_while_paused;
      course.is_paused = false;
      return true;
  }
  add_span(course.spans, at, SpanState::running, calendar, Dictionary::absent);
  return true;
}

// Most histories are orderly: a start, pauses and resumptions in turn, a stop, each event that means something at an
// instant of its own. They are followed here in one pass, without moments; false leaves a course to be begun anew.
inline bool follow_orderly(const Clock& clock, const History& history, Instant as_of, Course& course) {
  constexpr Roles known = role::start | role::resume | role::pause | role::stop;
  if (clock.cycles != Cycles::first || clock.after != Duration{} || clock.may_reopen || clock.starts_by_breach)
    return false;
  begin(clock, course);
  Instant last = range_begin - Duration{1};
  const std::size_t count = history.size;
  for (std::size_t i = 0; i < count; ++i) {
    const Roles roles = clock.roles[static_cast<std::size_t>(history.type[i])];
    if (roles == 0) continue;
    const Instant at = history.at[i];
    if (at >= as_of) break;
    // What comes together has an order, and what means several things, too: that is for advance().
    if (at == last) return false;
    if (course.state == ClockState::stopped) break;
    if ((roles & ~known) != 0 || (roles & (roles - 1)) != 0) return false;
    last = at;
    if (!step_orderly(roles, at, history.type[i], clock.calendar, course)) return false;
  }
  return true;
}

}  // namespace detail

// `finished(course)` is called with each cycle when the next begins; the last one stays in `course`, which is begun
// anew. May allocate; throws nothing else.
template <class Finished = detail::NothingFinished>
void run(const Clock& clock, const History& history, Instant as_of, Course& course, Finished&& finished = {}) {
  if (detail::follow_orderly(clock, history, as_of, course)) return;
  begin(clock, course);
  const std::size_t count = history.size;
  for (std::size_t i = 0; i < count && history.at[i] < as_of && !detail::is_over(clock, course, history.at[i]);) {
    Moment moment;
    moment.at = history.at[i];
    const std::size_t first = i;
    do {
      const Roles roles = clock.roles[static_cast<std::size_t>(history.type[i])];
      moment.starts_twice = moment.starts_twice || (moment.roles & roles & role::start) != 0;
      if ((roles & role::pause) != 0 && (moment.roles & role::pause) == 0) moment.by = history.type[i];
      moment.roles |= roles;
      ++i;
    } while (i < count && history.at[i] == moment.at &&
             (history.sequence == nullptr || history.sequence[i] == history.sequence[first]));
    if (moment.roles != 0) advance(clock, course, moment, finished);
  }
}

}  // namespace slakit
