// From weekly hours and special dates to the list of open intervals, 1970-2100 (compiled, floor io).
//
//     open_intervals(spec)   // {[2024-09-30T01:00Z, 04:00Z), [05:30Z, 10:00Z), ...}: sorted, disjoint, not touching
//
// First the open hours on the wall clock, date by date; then each piece of constant offset of the zone cuts out the
// wall clock readings it shows. So an instant is open exactly when its reading falls in the hours of that date: a
// reading that occurs twice is open twice, one that is skipped never.
#pragma once

#include <vector>

#include "slakit/calendar/calendar_spec.hpp"
#include "slakit/time/instant.hpp"

namespace slakit::detail {

// `spec` has no problems.
std::vector<Interval> open_intervals(const CalendarSpec& spec);

}  // namespace slakit::detail
