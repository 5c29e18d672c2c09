#include "assessment/waits.hpp"

#include <algorithm>

namespace slakit {
namespace {

constexpr Roles holding = role::hold | role::release;

}  // namespace

void WaitBook::add_everywhere(std::size_t level, const Wait& wait) {
  if (everywhere_.size() <= level) everywhere_.resize(level + 1);
  everywhere_[level].push_back(wait);
}

Waits WaitBook::of(std::size_t ticket, std::size_t level, Instant since) const {
  Waits all;
  const auto add = [&](const Waits& more) {
    for (const Wait& wait : more)
      if (wait.span.to > since && wait.span.to > wait.span.from) all.push_back(wait);
  };
  if (level < everywhere_.size()) add(everywhere_[level]);
  if (const auto found = own_.find({ticket, level}); found != own_.end()) add(found->second);
  std::stable_sort(all.begin(), all.end(), [](const Wait& a, const Wait& b) { return a.span.from < b.span.from; });
  Waits apart;
  for (const Wait& wait : all) {
    if (!apart.empty() && wait.span.from <= apart.back().span.to)
      apart.back().span.to = std::max(apart.back().span.to, wait.span.to);
    else
      apart.push_back(wait);
  }
  return apart;
}

std::vector<Moment> held(std::vector<Moment> moments, const Waits& waits) {
  if (waits.empty()) return moments;
  std::vector<Moment> made;
  bool by_condition = false;
  bool by_wait = false;
  std::size_t next = 0;  // wait
  // Boundaries of waits up to an instant: they come before its events.
  const auto wait_until = [&](Instant at) {
    while (next < waits.size()) {
      const Instant boundary = by_wait ? waits[next].span.to : waits[next].span.from;
      if (boundary > at) return;
      by_wait = !by_wait;
      if (!by_condition) {
        Moment& moment = made.emplace_back();
        moment.at = boundary;
        moment.roles = by_wait ? role::hold : role::release;
        if (by_wait) moment.by = waits[next].by;
      }
      if (!by_wait) ++next;
    }
  };
  for (Moment& moment : moments) {
    wait_until(moment.at);
    if ((moment.roles & holding) != 0) {
      by_condition = (moment.roles & role::hold) != 0;
      if (by_wait) moment.roles &= static_cast<Roles>(~holding);
    }
    made.push_back(moment);
  }
  wait_until(Instant::max());
  return made;
}

}  // namespace slakit
