// Open time as a list of UTC days, each the number of a pattern: what a calendar is before it is made fast.
//
//     DayPatterns days = day_patterns(spec, known);     // open_hours.hpp
//     days.patterns[days.of_day[0]]                     // {{32400, 43200}, {48600, 64800}}: seconds of that UTC day
//     combine(a, b, either)                             // as sets of instants
//
// A year of office hours has a handful of different days, so all of 1970-2100 is a few patterns and 48 thousand
// numbers: combining two calendars combines their few pairs of patterns. Pattern 0 is a closed day; patterns are
// numbered in the order of their first day, so equal open time is equal DayPatterns. Compiled (floor io).
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "slakit/calendar/day_span.hpp"
#include "slakit/time/instant.hpp"

namespace slakit::detail {

using DayPattern = std::vector<DaySpan>;  // sorted, disjoint, not touching

struct DayPatterns {
  std::chrono::sys_days first{};
  std::vector<std::uint32_t> of_day;
  std::vector<DayPattern> patterns{DayPattern{}};

  std::chrono::sys_days end() const noexcept {
    return first + std::chrono::days{static_cast<std::int64_t>(of_day.size())};
  }
  const DayPattern& on(std::chrono::sys_days day) const noexcept {
    return patterns[of_day[static_cast<std::size_t>((day - first).count())]];
  }
  friend bool operator==(const DayPatterns&, const DayPatterns&) = default;
};

// Equal patterns become one, and all are numbered in the order of their first day.
DayPatterns numbered(std::chrono::sys_days first, std::vector<std::uint32_t> of_day,
                     const std::vector<DayPattern>& patterns);

using KeepInstant = bool (*)(bool in_a, bool in_b);

DayPattern combine(const DayPattern& a, const DayPattern& b, KeepInstant keep);

// On the days that both have.
DayPatterns combine(const DayPatterns& a, const DayPatterns& b, KeepInstant keep);

// The days that touch `range` with the open time inside it. Whole seconds.
DayPatterns clipped(const DayPatterns& days, Interval range);

// `a` before `at`, `b` from then on; the days of `a` up to then and of `b` after. Whole seconds.
DayPatterns joined(const DayPatterns& a, Instant at, const DayPatterns& b);

// The days of `range` with these stretches open, sorted and disjoint. Whole seconds.
DayPatterns patterns_of(const std::vector<Interval>& open, Interval range);

}  // namespace slakit::detail
