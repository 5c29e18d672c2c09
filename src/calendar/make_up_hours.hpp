// What both checking a calendar's spec and laying out its days need.
#pragma once

#include <chrono>
#include <cstddef>

#include "slakit/calendar/calendar_spec.hpp"

namespace slakit {

inline constexpr std::chrono::seconds day_length = std::chrono::hours{24};

// The hours of a make-up day; null where the weekly hours do not tell.
inline const DayHours* make_up_hours(const CalendarSpec& spec) noexcept {
  if (spec.make_up_like) return &spec.weekly[static_cast<std::size_t>(*spec.make_up_like)];
  const DayHours* common = nullptr;
  for (const DayHours& hours : spec.weekly) {
    if (hours.empty()) continue;
    if (common != nullptr && *common != hours) return nullptr;
    common = &hours;
  }
  return common;
}

}  // namespace slakit
