// A reading: what a clock says of one cycle at `as_of`, of which it has seen the events before.
//
//     // received 10:00, waiting 10:30, customer replied 16:30, restored 19:00, calendar always, target 4 h
//     Reading r = read(clock, course, as_of);
//     r.state == ClockState::stopped, r.elapsed == 3 h, *r.due == 20:00, !r.is_breached
//
// Breached is a comparison of integers: a timer's elapsed > budget, or a stop (while open: as_of) after the due
// instant. `due` is the instant the clock reaches its target, pauses credited; past the stop as if it went on. It is
// absent while the ticket is paused before it got there, and where no target matches. Costs an elapsed() for each
// span and a due(). A calendar's fault is carried; the other fields then hold what was known before it.
// Thread-safety: pure functions.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "slakit/base/fault.hpp"
#include "slakit/base/ratio.hpp"
#include "slakit/clock/course.hpp"
#include "slakit/clock/goal.hpp"

namespace slakit {

struct Reading {
  ClockState state = ClockState::no_start;
  Fault fault = Fault::none;      // nothing is measured
  Fault due_fault = Fault::none;  // only `due` is not known
  Oddities oddities = 0;
  bool is_breached = false;
  bool is_timer = true;  // the target is working time
  std::int16_t target_rule = -1;
  std::int32_t cycle = 0;
  Instant triggered{};  // the start event
  Instant started{};    // where counting starts
  Instant ended{};      // the stop, or as_of
  Duration elapsed{};   // open time of [started, ended) outside pauses
  Duration target{};    // as open time; what a target that is an instant allowed from its start
  std::optional<Instant> due;

  bool has_started() const noexcept { return state >= ClockState::running; }
  bool is_open() const noexcept { return state == ClockState::running || state == ClockState::paused; }
  bool has_target() const noexcept { return target_rule >= 0; }
  Duration remaining() const noexcept { return target - elapsed; }  // negative once it is used up
  // How far the end is from the limit, on either side: open time of a timer, time of an instant. Only where `due` is.
  Duration distance() const noexcept {
    const Duration distance = is_timer || !due ? elapsed - target : ended - *due;
    return distance < Duration{} ? -distance : distance;
  }
  // The share of the target that is used up: 3/4; frozen while paused. Only of a target above zero.
  Ratio used() const noexcept { return {elapsed.count(), target.count()}; }
};

namespace detail {

inline bool is_waiting(const Course& course, Instant as_of) noexcept {
  return course.started > course.triggered && course.started >= as_of;
}

inline ClockState state_at(const Course& course, Instant as_of) noexcept {
  if (course.state != ClockState::running && course.state != ClockState::stopped) return course.state;
  // Even where it has stopped: what it waits for may still come, and then it never started.
  if (is_waiting(course, as_of)) return ClockState::waiting_to_start;
  if (course.state == ClockState::stopped) return course.state;
  return course.waits() ? ClockState::paused : ClockState::running;
}

// Walks a budget over the spans. Nothing: the ticket is still paused before it is used up.
inline Checked<std::optional<Instant>> walk(const Clock& clock, const Course& course, Duration budget,
                                            DueBoundary boundary) noexcept {
  const std::size_t count = course.spans.size();
  Duration left = budget;
  for (std::size_t i = 0; i < count; ++i) {
    const Span& span = course.spans[i];
    const bool is_last = i + 1 == count;
    Instant from = std::max(span.from, course.started);
    if (span.state != SpanState::running) {
      if (!is_last) continue;
      if (course.state != ClockState::stopped) return std::optional<Instant>{};
      from = std::max(from, course.ended);  // the stop closes the pause
    }
    const Calendar& calendar = clock.calendars[span.calendar];
    if (!is_last) {
      const Instant to = course.spans[i + 1].from;
      if (to <= from) continue;
      const Checked<Duration> open = calendar.elapsed(from, to);
      if (!open) return open.fault;
      // At the span's very end the target is reached under `close`; under `next_open` it lies behind it.
      const bool is_here = left < *open || (left == *open && boundary == DueBoundary::close);
      if (!is_here) {
        left -= *open;
        continue;
      }
    }
    const Checked<Instant> due = calendar.due(from, left, boundary);
    if (!due) return due.fault;
    return std::optional<Instant>{due.value};
  }
  return std::optional<Instant>{};
}

// The goal's instant with the pauses before it credited. Compiled (floor io).
Checked<std::optional<Instant>> credited(const Clock& clock, const Course& course, const Goal& goal) noexcept;

// The last instant at which the target is kept if nothing happens: behind `due` where closed time follows it.
inline Checked<std::optional<Instant>> kept_until(const Clock& clock, const Course& course,
                                                  const Reading& reading) noexcept {
  if (!reading.is_timer) return reading.due;
  return walk(clock, course, reading.target, DueBoundary::next_open);
}

// Elapsed time and due instant of a timer in one walk: open_time() and walk() together.
inline void measure_timer(const Clock& clock, const Course& course, Duration budget, Reading& reading) noexcept {
  const std::size_t count = course.spans.size();
  Duration left = budget;
  bool is_found = false;
  const auto find = [&](const Calendar& calendar, Checked<Duration> open_before) {
    const Checked<Instant> due =
        open_before ? calendar.due_after(*open_before, left, clock.boundary) : Checked<Instant>{open_before.fault};
    reading.due_fault = due.fault;
    if (due) reading.due.emplace(*due);
    is_found = true;
  };
  for (std::size_t i = 0; i < count; ++i) {
    const Span& span = course.spans[i];
    const bool is_last = i + 1 == count;
    const Instant from = std::max(span.from, course.started);
    const Calendar& calendar = clock.calendars[span.calendar];
    if (span.state != SpanState::running) {
      // The stop closes the pause.
      if (is_last && !is_found && course.state == ClockState::stopped)
        find(calendar, calendar.open_before(std::max(from, course.ended)));
      continue;
    }
    const Instant to = is_last ? reading.ended : course.spans[i + 1].from;
    const Checked<Duration> before = calendar.open_before(from);
    Duration open{};
    if (from < to) {
      const Checked<Duration> after = calendar.open_before(to);
      reading.fault = before ? after.fault : before.fault;
      if (reading.fault != Fault::none) return;
      open = *after - *before;
      reading.elapsed += open;
    }
    if (is_found) continue;
    if (is_last || left < open || (left == open && clock.boundary == DueBoundary::close && from < to))
      find(calendar, before);
    else
      left -= open;
  }
  reading.is_breached = reading.elapsed > budget;
}

inline void measure(const Clock& clock, const Course& course, Reading& reading) noexcept {
  if (reading.has_target() && course.target.is_timer()) {
    reading.target = goal(clock, course).budget;
    return measure_timer(clock, course, reading.target, reading);
  }
  if (reading.ended > reading.started) {
    const Checked<Duration> elapsed = open_time(clock, course, reading.ended);
    reading.fault = elapsed.fault;
    reading.elapsed = elapsed.value;
  }
  if (!reading.has_target() || reading.fault != Fault::none) return;
  reading.is_timer = false;
  const Goal goal = slakit::goal(clock, course);
  reading.target = goal.budget;
  const Checked<std::optional<Instant>> due =
      goal.fault == Fault::none ? credited(clock, course, goal) : Checked<std::optional<Instant>>{goal.fault};
  reading.fault = reading.due_fault = due.fault;
  reading.due = due.value;
  reading.is_breached = due && *due && reading.ended > **due;
}

}  // namespace detail

inline Reading read(const Clock& clock, const Course& course, Instant as_of) noexcept {
  Reading reading;
  reading.state = detail::state_at(course, as_of);
  reading.fault = course.fault;
  reading.oddities = course.oddities;
  reading.cycle = course.cycle;
  const bool has_begun = course.state == ClockState::running || course.state == ClockState::stopped;
  reading.target_rule = has_begun ? course.target_rule : course.matched_rule;
  if (course.state == ClockState::no_start || course.state == ClockState::stop_before_start) return reading;
  reading.triggered = course.triggered;
  reading.started = course.started;
  if (!reading.has_started() || reading.fault != Fault::none) return reading;
  reading.ended = course.state == ClockState::stopped ? course.ended : as_of;
  detail::measure(clock, course, reading);
  return reading;
}

// The instant at which `budget` is used up (steps.hpp), pauses credited; nothing while it is paused before that.
inline Checked<std::optional<Instant>> due(const Clock& clock, const Course& course, Duration budget) noexcept {
  return detail::walk(clock, course, budget, clock.boundary);
}

// Remembers the first breach as the events before `at` show it, for the clocks that it starts. To be called before a
// moment at `at` is taken, and before a reading.
inline void note_breach(const Clock& clock, Course& course, Instant at) noexcept {
  if (course.first_breach || course.state != ClockState::running || course.started >= at) return;
  const Reading reading = read(clock, course, at);
  if (reading.fault == Fault::none && reading.is_breached) course.first_breach = reading.due;
}

}  // namespace slakit
