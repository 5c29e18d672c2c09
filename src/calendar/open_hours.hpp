// From what a plan says of local dates to open time, UTC day by UTC day. Private to src/calendar.
//
// An instant is open exactly when its wall-clock reading falls in the hours of that date: a reading that occurs twice
// is open twice, one that is skipped never. Ordinary days are alike by weekday, season and offset, so few are laid out.
#pragma once

#include "calendar/date_plan.hpp"
#include "slakit/calendar/day_patterns.hpp"

namespace slakit::detail {

// The days that touch `known`, with the open time inside it.
DayPatterns day_patterns(const DatePlan& plan, Interval known);

}  // namespace slakit::detail
