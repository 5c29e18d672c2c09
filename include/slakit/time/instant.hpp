// Instants and durations: integers of microseconds, nothing else.
//
// An Instant is a point on the UTC time line (POSIX time, no leap seconds). It never has a zone; wall-clock readings
// are `LocalTime` and become instants only through a Zone and an explicit policy (zone.hpp).
//
//     Instant t = Instant{} + std::chrono::hours{4};   // 1970-01-01T04:00:00Z
//     in_range(t)                                      // true: 1970-01-01 .. 2100-12-31
#pragma once

#include <chrono>
#include <cstdint>

namespace slakit {

using Duration = std::chrono::microseconds;
using Instant = std::chrono::sys_time<Duration>;
using LocalTime = std::chrono::local_time<Duration>;
using Date = std::chrono::year_month_day;

// Half-open [from, to).
struct Interval {
  Instant from;
  Instant to;
  constexpr Duration length() const noexcept { return to - from; }
  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

// The range every calendar and clock answers for; outside it kernels report Fault::out_of_range.
inline constexpr Instant range_begin{};                                                      // 1970-01-01
inline constexpr Instant range_end{std::chrono::sys_days{std::chrono::year{2101} / 1 / 1}};  // exclusive

constexpr bool in_range(Instant t) noexcept { return t >= range_begin && t <= range_end; }

}  // namespace slakit
