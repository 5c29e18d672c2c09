// Calendar periods as ISO 8601 writes them: "P1Y", "P2W", "P10D", "PT4H", "P1DT12H".
//
//     Period p = *Period::parse("PT1H30M");   // p.time == 90 min, p.is_exact()
//     *add(2024y/2/29, *Period::parse("P1Y")) // 2025-02-28: months clamp to the month's end (PRC Civil Code art. 202)
//
// Years and months have no fixed length, so they stay apart from days, and days from time. Decimal fractions are
// allowed in the smallest part only ("PT0.5S"). Range: each part up to 10^6, seconds to the microsecond. Text is
// compiled (floor io), arithmetic is not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "slakit/base/fault.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/month_arithmetic.hpp"

namespace slakit {

struct Period {
  int months = 0;  // years are twelve of them
  int days = 0;    // weeks are seven of them
  Duration time{};

  static std::optional<Period> parse(std::string_view text) noexcept;

  // No months and no days: the same length everywhere.
  constexpr bool is_exact() const noexcept { return months == 0 && days == 0; }
  constexpr bool is_zero() const noexcept { return is_exact() && time == Duration{}; }
  friend constexpr bool operator==(const Period&, const Period&) = default;
};

// Month arithmetic: first months (clamped to the month's end), then days.
constexpr Date add(Date date, const Period& period) noexcept {
  const auto month = std::chrono::year_month{date.year(), date.month()} + std::chrono::months{period.months};
  const Date last{month / std::chrono::last};
  const Date clamped = Date{month / date.day()}.ok() ? Date{month / date.day()} : last;
  return Date{std::chrono::sys_days{clamped} + std::chrono::days{period.days}};
}

// The same, where the month may have no such day: by `rule`; then days. Faults: nonexistent_date.
constexpr Checked<Date> add(Date date, const Period& period, MonthArithmetic rule) noexcept {
  const auto month = std::chrono::year_month{date.year(), date.month()} + std::chrono::months{period.months};
  const Date same_day{month / date.day()};
  if (same_day.ok() || rule == MonthArithmetic::clamp_to_month_end) return add(date, period);
  if (rule == MonthArithmetic::reject) return Fault::nonexistent_date;
  return Date{std::chrono::sys_days{same_day} + std::chrono::days{period.days}};  // 31 February is 2 or 3 March
}

// "P1Y2M3DT4H5M6.5S"; "PT0S" for nothing; a length of time below zero has a sign in front ("-PT4H").
std::string to_string(const Period& period);

}  // namespace slakit
