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

}  // namespace detail

// `finished(course)` is called with each cycle when the next begins; the last one stays in `course`, which is begun
// anew. May allocate; throws nothing else.
template <class Finished>
void run(const Clock& clock, const History& history, Instant as_of, Course& course, Finished&& finished) {
  begin(clock, course);
  const std::size_t count = history.at.size();
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
             (history.sequence.empty() || history.sequence[i] == history.sequence[first]));
    if (moment.roles != 0) advance(clock, course, moment, finished);
  }
}

inline void run(const Clock& clock, const History& history, Instant as_of, Course& course) {
  run(clock, history, as_of, course, detail::NothingFinished{});
}

}  // namespace slakit
