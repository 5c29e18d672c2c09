// A timeline: what a clock made of one ticket as segments whose running parts sum to its elapsed time, exactly.
//
//     received 10:00, waiting 10:30, customer replied 16:30, restored 19:00, calendar always:
//     [10:00, 10:30) running   [10:30, 16:30) paused   [16:30, 19:00) running    -> 3 h
//
// Recomputed on demand for one ticket; never stored.
#pragma once

#include <cstdint>
#include <vector>

#include "slakit/clock/run.hpp"

namespace slakit {

enum class SegmentState : std::uint8_t {
  running,  // open time that counts
  paused,   // open or closed, the ticket waits
  closed,   // the calendar is closed
};

struct Segment {
  Interval span;
  SegmentState state;
  friend bool operator==(const Segment&, const Segment&) = default;
};

using Timeline = std::vector<Segment>;

namespace detail {

// [from, to) outside pauses: the calendar decides.
inline void add_unpaused(Timeline& timeline, const Calendar& calendar, Instant from, Instant to) {
  for (const Interval& open : calendar.intervals(from, to)) {
    if (from < open.from) timeline.push_back({{from, open.from}, SegmentState::closed});
    timeline.push_back({open, SegmentState::running});
    from = open.to;
  }
  if (from < to) timeline.push_back({{from, to}, SegmentState::closed});
}

}  // namespace detail

// The segments of [started, ended) in time order; empty when the clock did not start.
inline Timeline timeline(const Clock& clock, const ClockRun& run, const Pauses& pauses) {
  Timeline result;
  if (!run.has_started()) return result;
  Instant from = run.started;
  for (const Interval& pause : pauses) {
    if (pause.to <= from) continue;
    if (from < pause.from) detail::add_unpaused(result, *clock.calendar, from, pause.from);
    from = std::max(from, pause.from);
    result.push_back({{from, pause.to}, SegmentState::paused});
    from = pause.to;
  }
  if (from < run.ended) detail::add_unpaused(result, *clock.calendar, from, run.ended);
  return result;
}

}  // namespace slakit
