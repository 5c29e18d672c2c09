// Lateness: what lies between the due instant and the stop, on the wall clock.
//
//     due 05-07 00:00, restored 05-08 03:00, no pauses:  late.time == 27 h, late.days_touched == 2
//
// [due, end) less the pauses after due (or with them: PauseAfterDue). `days_touched` counts the local dates of which
// some time is late, so a due instant at 00:00 is 24:00 of the day before. The time between a stop and a reopening that
// does not count is never late.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "slakit/clock/course.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

struct Lateness {
  Duration time{};
  std::int32_t days_touched = 0;
  friend bool operator==(const Lateness&, const Lateness&) = default;
};

namespace detail {

inline std::chrono::local_days local_date(const Zone& zone, Instant t) noexcept {
  return std::chrono::floor<std::chrono::days>(zone.to_local(t));
}

// Adds a late piece; pieces come in time order, so a date is new unless it is the last one counted.
inline void add_late(Lateness& late, std::chrono::local_days& last_date, const Zone& zone, Instant from,
                     Instant to) noexcept {
  if (from >= to) return;
  late.time += to - from;
  const std::chrono::local_days first = std::max(local_date(zone, from), last_date + std::chrono::days{1});
  const std::chrono::local_days last = local_date(zone, to - Duration{1});
  if (last < first) return;
  late.days_touched += static_cast<std::int32_t>((last - first).count() + 1);
  last_date = last;
}

}  // namespace detail

// Calls `take(from, to)` for each piece of [due, end) that is late, in order; a piece may be empty.
template <class Take>
void each_late(Instant due, Instant end, std::span<const Span> spans, bool pauses_stop_it, Take take) {
  Instant from = due;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const bool counts =
        spans[i].state == SpanState::running || (spans[i].state == SpanState::paused && !pauses_stop_it);
    const Instant to = i + 1 < spans.size() ? std::min(spans[i + 1].from, end) : end;
    if (counts || to <= from) continue;
    take(from, std::min(spans[i].from, end));
    from = std::max(from, to);
  }
  take(from, end);
}

inline Lateness lateness(Instant due, Instant end, std::span<const Span> spans, bool pauses_stop_it,
                         const Zone& zone) noexcept {
  Lateness late;
  std::chrono::local_days last_date{std::chrono::days{-1}};
  each_late(due, end, spans, pauses_stop_it,
            [&](Instant from, Instant to) { detail::add_late(late, last_date, zone, from, to); });
  return late;
}

// Of stretches in order that do not touch.
inline Lateness lateness(std::span<const Interval> stretches, const Zone& zone) noexcept {
  Lateness late;
  std::chrono::local_days last_date{std::chrono::days{-1}};
  for (const Interval& one : stretches) detail::add_late(late, last_date, zone, one.from, one.to);
  return late;
}

}  // namespace slakit
