#include "assessment/accrued.hpp"

#include <algorithm>

namespace slakit {

std::vector<Interval> stretches_of(const Breach& breach) {
  if (!breach.stretches.empty() || breach.late.time == Duration{}) return breach.stretches;
  return {{breach.at, breach.at + breach.late.time}};
}

void accrued_by(const Zone& zone, const Breach& whole, Instant t, Breach& then) {
  then = whole;
  then.ended = std::min(whole.ended, t);
  then.stretches.clear();
  const auto add = [&](Instant from, Instant to) {
    if (from < t) then.stretches.push_back({from, std::min(to, t)});
  };
  for (const Interval& one : whole.stretches) add(one.from, one.to);
  if (whole.stretches.empty() && whole.late.time > Duration{}) add(whole.at, whole.at + whole.late.time);
  then.late = lateness(then.stretches, zone);
}

}  // namespace slakit
