// What both checking a calendar's spec and laying out its days need.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "slakit/calendar/hours.hpp"

namespace slakit {

inline constexpr std::chrono::seconds day_length = std::chrono::hours{24};

// The hours of a make-up day, of the week it is in; null where the weekly hours do not tell. A week without hours has
// none on make-up days either.
inline const DayHours* make_up_hours(const WeeklyHours& weekly, std::optional<int> like) noexcept {
  if (like) return &weekly[static_cast<std::size_t>(*like)];
  const DayHours* common = nullptr;
  for (const DayHours& hours : weekly) {
    if (hours.empty()) continue;
    if (common != nullptr && *common != hours) return nullptr;
    common = &hours;
  }
  return common != nullptr ? common : &weekly.front();
}

}  // namespace slakit
