// Other weekly hours in a part of the year, each year; both days are in, and a season may pass New Year.
//
//     Season winter{{11, 1}, {3, 31}, hours};   // November to March
#pragma once

#include <cstddef>
#include <vector>

#include "slakit/calendar/hours.hpp"
#include "slakit/time/month_day.hpp"

namespace slakit {

struct Season {
  MonthDay from;
  MonthDay to;
  WeeklyHours weekly;
};

// The first season that has a day of another before it, by index; their number where none has. Seasons without a first
// or last day (month 0) have none. Compiled (floor io).
std::size_t overlapping_season(const std::vector<Season>& seasons);

}  // namespace slakit
