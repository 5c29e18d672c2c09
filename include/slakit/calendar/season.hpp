// Other weekly hours in a part of the year, each year; both days are in, and a season may pass New Year.
//
//     Season winter{{11, 1}, {3, 31}, hours};   // November to March
#pragma once

#include "slakit/calendar/hours.hpp"
#include "slakit/time/month_day.hpp"

namespace slakit {

struct Season {
  MonthDay from;
  MonthDay to;
  WeeklyHours weekly;
};

}  // namespace slakit
