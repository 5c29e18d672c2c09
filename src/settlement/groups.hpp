// Charges that minimums and limits look at together. Private to src.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "settlement/sums.hpp"
#include "slakit/assessment/breach.hpp"

namespace slakit {

// By what they are over, then by span; -1 where there are no spans.
using GroupKey = std::pair<std::string, std::int32_t>;
using Groups = std::map<GroupKey, Rows>;

// Which span an instant falls into; before the first and after the last, that one.
inline std::int32_t span_at(const std::vector<Interval>& spans, Instant t) noexcept {
  std::int32_t span = spans.empty() ? -1 : 0;
  while (span >= 0 && static_cast<std::size_t>(span) + 1 < spans.size() &&
         spans[static_cast<std::size_t>(span) + 1].from <= t)
    ++span;
  return span;
}

// What a breach is grouped by: which incident, obligation or service; empty: all of them together.
std::string group_of(const Plan& plan, const Breach& breach, CapScope scope);

Groups groups_of(const Plan& plan, const std::vector<Breach>& breaches, const Charges& charges, const Rows& rows,
                 CapScope scope, const std::vector<Interval>& spans);

}  // namespace slakit
