// Random open time of a few days, for tests that compare it with a plain list of its open seconds.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "slakit/calendar/day_patterns.hpp"

namespace slakit::detail {

inline constexpr std::chrono::sys_days random_days_begin{std::chrono::year{2024} / 1 / 1};

// Up to `spans_max` spans on a grid of `step` seconds; sometimes a whole day, sometimes none.
inline DayPattern random_pattern(std::mt19937& random, std::size_t spans_max, std::uint32_t step) {
  constexpr std::uint32_t day = 86'400;
  if (random() % 8 == 0) return {{0, day}};
  std::vector<std::uint32_t> edges;
  const std::size_t spans = random() % (spans_max + 1);
  for (std::size_t i = 0; i < 2 * spans; ++i)
    edges.push_back(static_cast<std::uint32_t>(random() % (day / step + 1)) * step);
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  DayPattern pattern;
  for (std::size_t i = 0; i + 1 < edges.size(); i += 2) pattern.push_back({edges[i], edges[i + 1]});
  return pattern;
}

inline DayPatterns random_days(std::mt19937& random, std::size_t count, std::size_t spans_max, std::uint32_t step) {
  std::vector<DayPattern> patterns;
  for (std::size_t i = 0; i < 5; ++i) patterns.push_back(random_pattern(random, spans_max, step));
  std::vector<std::uint32_t> of_day;
  for (std::size_t i = 0; i < count; ++i) of_day.push_back(static_cast<std::uint32_t>(random() % patterns.size()));
  return numbered(random_days_begin, of_day, patterns);
}

// Each second of the days, open or not.
inline std::vector<bool> open_seconds_of(const DayPatterns& days) {
  std::vector<bool> open(days.of_day.size() * 86'400);
  for (std::size_t day = 0; day < days.of_day.size(); ++day)
    for (const DaySpan& span : days.patterns[days.of_day[day]])
      std::fill(open.begin() + static_cast<std::ptrdiff_t>(day * 86'400 + span.from),
                open.begin() + static_cast<std::ptrdiff_t>(day * 86'400 + span.to), true);
  return open;
}

}  // namespace slakit::detail
