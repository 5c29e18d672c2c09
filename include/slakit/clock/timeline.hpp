// A timeline: what a clock made of one ticket as segments, why each is what it is, and who held the ticket. Their
// running parts sum to the elapsed time, exactly, and together they cover [start event, as_of).
//
//     received 10:00, waiting 10:30, customer replied 16:30, restored 19:00, calendar always, as_of 20:00:
//     [10:00, 10:30) running   [10:30, 16:30) paused: waiting   [16:30, 19:00) running   [19:00, 20:00) stopped   -> 3 h
//
// Closed time says why, a segment for each reason: "closed: National Day". Where a ticket counted anew (a reset, a
// restart), what came before is "not started": it does not count.
//
// Recomputed on demand for one ticket; never stored. Thread-safety: pure functions. Compiled (floor io).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/calendar/closed_reason.hpp"
#include "slakit/clock/course.hpp"
#include "slakit/event/dictionary.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

enum class SegmentState : std::uint8_t {
  not_started,  // before a delayed start is over, or a reset
  running,      // open time that counts
  paused,       // open or closed, the ticket waits
  closed,       // the calendar is closed
  stopped,      // after the stop, or between it and a reopening
};

struct Segment {
  Interval span;
  SegmentState state = SegmentState::running;
  ClosedReason reason = {};  // where it is closed
  std::string cause = {};    // where it is paused: the event
  std::string holder = {};   // who held the ticket; empty: the log does not say
  friend bool operator==(const Segment&, const Segment&) = default;
};

using Timeline = std::vector<Segment>;

// Who holds a ticket from an instant on.
struct Hold {
  Instant from;
  std::string by;
};

// "running", "paused: waiting", "closed: National Day"; with who held it: "running (network team)".
std::string to_string(const Segment& segment);

// One line, in the wall clock of a zone: "05-06 10:00 running 30 min, 10:30 paused: waiting 6 h, 05-07 00:30 running 2
// h". A date is written where it changes, with its year where that changes, too; empty for an empty timeline.
std::string to_string(const Timeline& timeline, const Zone& zone);

// The segments of [triggered, as_of) in time order; empty where nothing started. `types` names the course's events;
// `holds` in time order. Throws FaultError where the calendar has no answer.
Timeline timeline(const Clock& clock, const Course& course, Instant as_of, const Dictionary& types,
                  const std::vector<Hold>& holds = {});

// The running parts.
Duration running_time(const Timeline& timeline) noexcept;

}  // namespace slakit
