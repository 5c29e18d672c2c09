// An open stretch of one UTC day.
//
//     DaySpan morning{32'400, 43'200};   // from 09:00 to 12:00
#pragma once

#include <cstdint>

namespace slakit::detail {

inline constexpr std::int64_t seconds_per_day = 86'400;

// [from, to) in seconds since the day's 00:00 UTC, at most 86400.
struct DaySpan {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  friend constexpr auto operator<=>(const DaySpan&, const DaySpan&) = default;
};

}  // namespace slakit::detail
