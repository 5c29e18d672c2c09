#include "slakit/clock/timeline.hpp"

#include <algorithm>
#include <utility>

namespace slakit {
namespace {

// [from, to) outside pauses: the calendar decides.
void add_unpaused(Timeline& timeline, const Calendar& calendar, Instant from, Instant to) {
  for (ClosedSpan& closed : calendar.closed_spans(from, to)) {
    if (from < closed.span.from) timeline.push_back({{from, closed.span.from}, SegmentState::running});
    timeline.push_back({closed.span, SegmentState::closed, std::move(closed.reason)});
    from = closed.span.to;
  }
  if (from < to) timeline.push_back({{from, to}, SegmentState::running});
}

}  // namespace

std::string to_string(const Segment& segment) {
  switch (segment.state) {
    case SegmentState::running: return "running";
    case SegmentState::paused: return "paused";
    case SegmentState::closed: return "closed: " + to_string(segment.reason);
  }
  return "";
}

Timeline timeline(const Clock& clock, const ClockRun& run, const Pauses& pauses) {
  Timeline result;
  if (!run.has_started()) return result;
  Instant from = run.started;
  for (const Interval& pause : pauses) {
    if (pause.to <= from) continue;
    if (from < pause.from) add_unpaused(result, *clock.calendar, from, pause.from);
    from = std::max(from, pause.from);
    result.push_back({{from, pause.to}, SegmentState::paused});
    from = pause.to;
  }
  if (from < run.ended) add_unpaused(result, *clock.calendar, from, run.ended);
  return result;
}

}  // namespace slakit
