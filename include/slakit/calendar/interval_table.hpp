// A sorted list of open intervals that answers "how much of it lies before t" at once.
//
//     IntervalTable table({{t0, t0 + 1h}, {t0 + 2h, t0 + 4h}});
//     table.before(t0 + 3h)   // 2 h
//     table.total()           // 3 h
//     table.ending_after(t0 + 1h)   // 1: the second interval
//
// The intervals are disjoint, do not touch, and lie in 1970-2100. Immutable; lookups do not allocate.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "slakit/time/instant.hpp"

namespace slakit::detail {

class IntervalTable {
 public:
  struct Entry {
    Instant from;
    Instant to;
    Duration before{};  // the length of all intervals in front of this one
    Duration up_to() const noexcept { return before + (to - from); }
  };

  IntervalTable() = default;
  explicit IntervalTable(const std::vector<Interval>& intervals) {
    entries_.reserve(intervals.size());
    for (const Interval& interval : intervals) entries_.push_back({interval.from, interval.to, total()});
    // By UTC day: where to start looking. Few intervals need no index.
    if (entries_.size() < 4) return;
    std::uint32_t next = 0;
    for (std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(range_begin); day <= range_end;
         day += std::chrono::days{1}) {
      while (next < entries_.size() && entries_[next].to <= day) ++next;
      by_day_.push_back(next);
    }
  }

  const std::vector<Entry>& entries() const noexcept { return entries_; }
  std::size_t size() const noexcept { return entries_.size(); }
  const Entry& operator[](std::size_t i) const noexcept { return entries_[i]; }
  Duration total() const noexcept { return entries_.empty() ? Duration{} : entries_.back().up_to(); }

  // The first interval that ends after t (in range); size() where there is none.
  std::size_t ending_after(Instant t) const noexcept {
    std::size_t i = by_day_.empty() ? 0 : by_day_[day_of(t)];
    while (i < entries_.size() && entries_[i].to <= t) ++i;
    return i;
  }

  // Open time in [range_begin, t).
  Duration before(Instant t) const noexcept {
    const std::size_t i = ending_after(t);
    if (i == entries_.size()) return total();
    return entries_[i].before + std::max(Duration{}, t - entries_[i].from);
  }

  // The first interval at whose end at least `amount` has passed.
  std::size_t reaching(Duration amount) const noexcept {
    const auto found = std::partition_point(entries_.begin(), entries_.end(),
                                            [&](const Entry& entry) { return entry.up_to() < amount; });
    return static_cast<std::size_t>(std::distance(entries_.begin(), found));
  }

 private:
  static std::size_t day_of(Instant t) noexcept {
    return static_cast<std::size_t>(std::chrono::floor<std::chrono::days>(t).time_since_epoch().count());
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> by_day_;
};

// The instants for which keep(in a, in b) holds; both lists sorted and disjoint. Compiled.
std::vector<Interval> combine(const std::vector<Interval>& a, const std::vector<Interval>& b,
                              bool (*keep)(bool in_a, bool in_b));

}  // namespace slakit::detail
