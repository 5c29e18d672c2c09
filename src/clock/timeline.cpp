#include "slakit/clock/timeline.hpp"

#include <algorithm>

namespace slakit {
namespace {

// [from, to) outside pauses: the calendar decides.
void add_unpaused(Timeline& timeline, const Calendar& calendar, Instant from, Instant to) {
  for (const Interval& open : calendar.intervals(from, to)) {
    if (from < open.from) timeline.push_back({{from, open.from}, SegmentState::closed});
    timeline.push_back({open, SegmentState::running});
    from = open.to;
  }
  if (from < to) timeline.push_back({{from, to}, SegmentState::closed});
}

}  // namespace

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
