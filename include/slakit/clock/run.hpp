// What a clock made of one ticket: a pure function of its whole history and `as_of`.
//
//     received 10:00, waiting 10:30, customer replied 16:30, restored 19:00, calendar always:
//     run.state == ClockState::stopped, run.elapsed == 3 h, pauses == {[10:30, 16:30)}
//     due(clock, run, pauses, 4 h) -> 20:00
//
// Because it reads the history, pauses can never be lost and replaying yields the same result. Events at or after
// `as_of` are not seen. Pauses credit only the open time they overlap. Dirty histories have rules, and each use sets an
// Oddity.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "slakit/base/fault.hpp"
#include "slakit/clock/clock.hpp"

namespace slakit {

enum class ClockState : std::uint8_t {
  no_start,           // no start event: nothing can be measured
  stop_before_start,  // a stop came before the start event: nothing can be measured
  not_triggered,      // an `unless` event came before a delayed start
  waiting_to_start,   // the delay of a delayed start is not over at as_of
  running,
  paused,  // at as_of
  stopped,
};

using Oddities = std::uint8_t;
namespace oddity {
inline constexpr Oddities duplicate_start = 1;       // the first counts
inline constexpr Oddities overlapping_pauses = 2;    // their union counts
inline constexpr Oddities stop_while_paused = 4;     // the stop closes the pause
inline constexpr Oddities resume_without_pause = 8;  // ignored
inline constexpr Oddities any = 15;
}  // namespace oddity

struct ClockRun {
  ClockState state = ClockState::no_start;
  Fault fault = Fault::none;
  Oddities oddities = 0;
  Instant triggered{};  // the start event
  Instant started{};    // where counting starts: triggered + after
  Instant ended{};      // the stop, or as_of
  Duration elapsed{};   // open time of [started, ended) outside pauses

  bool has_started() const noexcept { return state >= ClockState::running; }
  bool is_open() const noexcept { return state == ClockState::running || state == ClockState::paused; }
};

// The pauses of one run in time order, disjoint; a buffer that callers reuse. The last one ends at `ended` when the
// ticket is still paused there.
using Pauses = std::vector<Interval>;

namespace detail {

// Walks a history once, up to the first stop after the start.
struct ClockScan {
  ClockRun& run;
  Pauses& pauses;
  bool is_paused = false;
  Instant paused_at{};  // while is_paused

  // All that happens at one instant (and one place of the source's own order).
  void apply(Roles roles, Instant at) {
    if ((roles & role::start) != 0) start(at);
    if ((roles & role::resume) != 0) resume(at, (roles & role::start) != 0);
    if ((roles & role::pause) != 0) pause(at);
    if ((roles & role::stop) != 0) stop(at);
  }

  bool done() const noexcept { return run.state == ClockState::stopped || run.state == ClockState::stop_before_start; }

  void start(Instant at) noexcept {
    if (run.state == ClockState::running) {
      run.oddities |= oddity::duplicate_start;
      return;
    }
    run.state = ClockState::running;
    run.triggered = at;
  }

  // A ticket that starts unpaused "resumes" with its first event where states are events: nothing odd in that.
  void resume(Instant at, bool starts_here) {
    if (!is_paused) {
      if (!starts_here && run.state == ClockState::running) run.oddities |= oddity::resume_without_pause;
      return;
    }
    end_pause(at);
    is_paused = false;
  }

  void pause(Instant at) noexcept {
    if (is_paused) {
      run.oddities |= oddity::overlapping_pauses;
    } else {
      is_paused = true;
      paused_at = at;
    }
  }

  void stop(Instant at) noexcept {
    run.state = run.state == ClockState::running ? ClockState::stopped : ClockState::stop_before_start;
    run.ended = at;
  }

  // The end of the history as far as as_of sees it.
  void close(Instant as_of) {
    const bool still_runs = run.state == ClockState::running;
    if (still_runs) run.ended = as_of;
    if (!is_paused || (!still_runs && run.state != ClockState::stopped)) return;
    if (still_runs) run.state = ClockState::paused;
    if (!still_runs && paused_at < run.ended) run.oddities |= oddity::stop_while_paused;
    end_pause(run.ended);
  }

  void end_pause(Instant at) {
    if (paused_at < at) pauses.push_back({paused_at, at});
  }
};

inline void scan(const Clock& clock, const History& history, Instant as_of, ClockRun& run, Pauses& pauses) {
  ClockScan scan{run, pauses};
  const std::size_t count = history.at.size();
  for (std::size_t i = 0; i < count && history.at[i] < as_of && !scan.done();) {
    Roles together = 0;
    const std::size_t first = i;
    do {
      const Roles roles = clock.roles[static_cast<std::size_t>(history.type[i])];
      if ((together & roles & role::start) != 0) run.oddities |= oddity::duplicate_start;
      together |= roles;
      ++i;
    } while (i < count && history.at[i] == history.at[first] &&
             (history.sequence.empty() || history.sequence[i] == history.sequence[first]));
    if (together != 0) scan.apply(together, history.at[first]);
  }
  scan.close(as_of);
}

inline bool came_in_time(const Clock& clock, const History& history, Instant as_of, const ClockRun& run) noexcept {
  for (std::size_t i = 0; i < history.at.size() && history.at[i] < as_of && history.at[i] <= run.started; ++i)
    if (history.at[i] >= run.triggered && (clock.roles[static_cast<std::size_t>(history.type[i])] & role::unless) != 0)
      return true;
  return false;
}

// A delayed start: decided once the delay is over, or earlier by an `unless`.
inline void delay_start(const Clock& clock, const History& history, Instant as_of, ClockRun& run) noexcept {
  const Checked<Instant> started = clock.calendar->due(run.triggered, clock.after, DueBoundary::close);
  run.fault = started.fault;
  run.started = started.value;
  if (!started) return;
  if (came_in_time(clock, history, as_of, run))
    run.state = ClockState::not_triggered;
  else if (run.started >= as_of)
    run.state = ClockState::waiting_to_start;
}

}  // namespace detail

// Runs `clock` over one ticket. `pauses` is cleared and filled; it may allocate, nothing else does.
// A calendar fault is carried in the result; the other fields then hold what was known before it.
inline ClockRun run(const Clock& clock, const History& history, Instant as_of, Pauses& pauses) {
  ClockRun run;
  pauses.clear();
  detail::scan(clock, history, as_of, run, pauses);
  if (run.state == ClockState::no_start || run.state == ClockState::stop_before_start) return run;
  run.started = run.triggered;
  if (clock.after > Duration{}) detail::delay_start(clock, history, as_of, run);
  if (run.fault != Fault::none || !run.has_started() || run.ended <= run.started) return run;

  const auto add = [&](Instant from, Instant to, int sign) {
    const Checked<Duration> open = clock.calendar->elapsed(from, to);
    if (!open) run.fault = open.fault;
    run.elapsed += sign * open.value;
  };
  add(run.started, run.ended, +1);
  for (const Interval& pause : pauses)
    if (pause.to > run.started) add(std::max(pause.from, run.started), pause.to, -1);
  return run;
}

// The instant at which the clock reaches `target`, pauses credited; past the stop as if it went on.
// Nothing when the ticket is still paused before it got there: that instant is not known yet.
inline Checked<std::optional<Instant>> due(const Clock& clock, const ClockRun& run, const Pauses& pauses,
                                           Duration target) noexcept {
  const Calendar& calendar = *clock.calendar;
  Instant from = run.started;
  Duration left = target;
  for (const Interval& pause : pauses) {
    if (pause.to <= from) continue;
    if (pause.from > from) {
      const Checked<Duration> open = calendar.elapsed(from, pause.from);
      if (!open) return open.fault;
      // At the pause's very start the target is reached under `close`; under `next_open` it lies behind the pause.
      if (*open > left || (*open == left && clock.boundary == DueBoundary::close)) break;
      left -= *open;
    }
    const bool still_paused = run.state == ClockState::paused && &pause == &pauses.back();
    if (still_paused) return std::optional<Instant>{};
    from = pause.to;
  }
  const Checked<Instant> due = calendar.due(from, left, clock.boundary);
  if (!due) return due.fault;
  return std::optional<Instant>{due.value};
}

}  // namespace slakit
