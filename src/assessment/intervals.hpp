// Sets of time as intervals in order that do not touch. Private to src.
#pragma once

#include <algorithm>
#include <vector>

#include "slakit/time/instant.hpp"

namespace slakit {

using Intervals = std::vector<Interval>;

inline Intervals united(Intervals list) {
  std::sort(list.begin(), list.end(), [](const Interval& a, const Interval& b) { return a.from < b.from; });
  Intervals made;
  for (const Interval& one : list) {
    if (one.to <= one.from) continue;
    if (!made.empty() && one.from <= made.back().to)
      made.back().to = std::max(made.back().to, one.to);
    else
      made.push_back(one);
  }
  return made;
}

inline Interval within(const Interval& one, const Interval& span) noexcept {
  return {std::max(one.from, span.from), std::max(std::max(one.from, span.from), std::min(one.to, span.to))};
}

// What of `a` is not in `b`; both are united.
inline Intervals without(const Intervals& a, const Intervals& b) {
  Intervals left;
  std::size_t next = 0;
  for (Interval one : a) {
    while (next < b.size() && b[next].to <= one.from) ++next;
    for (std::size_t i = next; i < b.size() && b[i].from < one.to; ++i) {
      if (one.from < b[i].from) left.push_back({one.from, b[i].from});
      one.from = std::max(one.from, b[i].to);
    }
    if (one.from < one.to) left.push_back(one);
  }
  return left;
}

}  // namespace slakit
