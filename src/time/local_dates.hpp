// Local dates as instants of a zone, and back. Private to src.
#pragma once

#include <chrono>

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

}  // namespace slakit
