// Local dates as instants of a zone, and back. Private to src.
#pragma once

#include <chrono>

#include "slakit/time/period.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

// The first instant of a date. Dates past 2100 begin at the end of the range.
inline Instant begin_of(Date date, const Zone& zone) noexcept {
  return zone.to_instant(LocalTime{std::chrono::local_days{date}}).value_or(range_end);
}

inline Instant end_of(Date date, const Zone& zone) noexcept {
  return begin_of(Date{std::chrono::sys_days{date} + std::chrono::days{1}}, zone);
}

inline Date date_of(Instant at, const Zone& zone) noexcept {
  return Date{std::chrono::floor<std::chrono::days>(zone.to_local(at))};
}

// So long after an instant, or (sign -1) before it: months and days on the local calendar, cut to the month's end.
inline Instant shifted(Instant at, const Period& period, int sign, const Zone& zone) noexcept {
  if (period.is_exact()) return at + sign * period.time;
  const LocalTime local = zone.to_local(at);
  const auto date = std::chrono::floor<std::chrono::days>(local);
  const Checked<Date> day =
      add(Date{date}, Period{sign * period.months, sign * period.days, {}}, MonthArithmetic::clamp_to_month_end);
  const Instant outside = sign > 0 ? range_end : range_begin;
  if (!day) return outside;
  return zone.to_instant(std::chrono::local_days{*day} + (local - date)).value_or(outside) + sign * period.time;
}

}  // namespace slakit
