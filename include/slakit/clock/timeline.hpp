// A timeline: what a clock made of one ticket as segments whose running parts sum to its elapsed time, exactly.
//
//     received 10:00, waiting 10:30, customer replied 16:30, restored 19:00, calendar always:
//     [10:00, 10:30) running   [10:30, 16:30) paused   [16:30, 19:00) running    -> 3 h
//
// Closed time says why, a segment for each reason: "closed: National Day".
//
// Recomputed on demand for one ticket; never stored. Compiled (floor io).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/calendar/closed_reason.hpp"
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
  ClosedReason reason = {};  // where it is closed
  friend bool operator==(const Segment&, const Segment&) = default;
};

using Timeline = std::vector<Segment>;

// "running", "paused", "closed: National Day".
std::string to_string(const Segment& segment);

// The segments of [started, ended) in time order; empty when the clock did not start.
Timeline timeline(const Clock& clock, const ClockRun& run, const Pauses& pauses);

}  // namespace slakit
