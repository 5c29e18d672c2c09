#include "slakit/calendar/interval_table.hpp"

#include <algorithm>
#include <cstddef>

namespace slakit::detail {

std::vector<Interval> combine(const std::vector<Interval>& a, const std::vector<Interval>& b,
                              bool (*keep)(bool in_a, bool in_b)) {
  // Boundaries alternate between opening and closing: how many have passed tells whether a list is open.
  const auto boundary = [](const std::vector<Interval>& list, std::size_t i) {
    if (i >= 2 * list.size()) return Instant::max();
    return i % 2 == 0 ? list[i / 2].from : list[i / 2].to;
  };
  std::vector<Interval> result;
  bool open = false;
  for (std::size_t i = 0, j = 0; i < 2 * a.size() || j < 2 * b.size();) {
    const Instant at = std::min(boundary(a, i), boundary(b, j));
    while (boundary(a, i) == at) ++i;
    while (boundary(b, j) == at) ++j;
    const bool now = keep(i % 2 == 1, j % 2 == 1);
    if (now && !open) result.push_back({at, at});
    if (!now && open) result.back().to = at;
    open = now;
  }
  return result;
}

}  // namespace slakit::detail
