// Windows: a stretch of days cut into consecutive periods, such as the quarters of a term.
//
//     const Window term{2024y/3/16, 2025y/3/15};                       // both days in
//     windows(term, {*Period::parse("P3M"), 2024y/3/15, days{1}})[0]   // 2024-03-16 to 2024-06-15
//     windows(term, civil_windows(term.first, *Period::parse("P1M")))[0]   // 2024-03-16 to 2024-03-31, partial
//
// Boundaries are counted from the origin, never from the window before: 31 January and a month, two months, three are
// 29 February, 31 March, 30 April. Together the windows are the stretch: each day is in exactly one. Thread-safety:
// pure functions. Compiled (floor io).
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "slakit/base/fault.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/month_arithmetic.hpp"
#include "slakit/time/period.hpp"

namespace slakit {

// Local dates, both in.
struct Window {
  Date first;
  Date last;
  bool is_partial = false;  // the stretch cuts it off, at either end
  friend bool operator==(const Window&, const Window&) = default;
};

// The k-th window ends right before the origin, k periods and the shift: a term whose start day is out counts months
// from that day, and its windows begin a day later.
struct WindowRule {
  Period every;  // whole days
  Date origin;
  std::chrono::days shift{};
  MonthArithmetic months{};
};

// Whether the civil calendar has periods of this length: months that divide a year, or weeks.
bool is_civil(const Period& every) noexcept;

// Weeks from Monday, or months, quarters and years, from the one that holds `first`. The period is civil.
WindowRule civil_windows(Date first, const Period& every) noexcept;

// `times` periods after a date, counted at once. Faults: out_of_range past 2100, nonexistent_date under `reject`.
Checked<Date> add_times(Date origin, const Period& period, int times, MonthArithmetic rule) noexcept;

// At most so many; none where the rule's periods are no whole days, or a month has no such day and that is rejected.
std::vector<Window> windows(const Window& stretch, const WindowRule& rule,
                            std::size_t most = static_cast<std::size_t>(-1));

}  // namespace slakit
