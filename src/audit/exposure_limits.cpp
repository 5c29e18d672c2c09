#include "audit/exposure_limits.hpp"

#include <algorithm>

#include "settlement/coupling.hpp"
#include "settlement/groups.hpp"

namespace slakit {

std::optional<LimitTree> LimitTree::of(const Plan& plan) {
  const bool is_chosen = plan.policies.several_caps == SeveralCaps::greatest_wins && plan.limits.size() > 1;
  const bool is_plain = std::all_of(plan.limits.begin(), plan.limits.end(), [](const PricedLimit& limit) {
    return limit.base.attribute.empty() && limit.trailing == 1 && !limit.carry_over;
  });
  if (settles_charges_together(plan) || is_chosen || !is_plain) return std::nullopt;
  return LimitTree(plan);
}

std::int32_t LimitTree::node(std::size_t limit, const Breach& breach) {
  const PricedLimit& rule = plan_->limits[limit];
  const bool is_named =
      rule.scope == CapScope::incident || rule.scope == CapScope::obligation || rule.scope == CapScope::service;
  std::vector<std::int32_t>& by_span =
      is_named ? places_[limit].by_group[group_of(*plan_, breach, rule.scope)] : places_[limit].by_span;
  const std::int32_t place = span_at(rule.spans, breach.belongs) + 1;  // the first: there are no spans
  const auto span = static_cast<std::size_t>(place);
  if (by_span.size() <= span) by_span.resize(span + 1, unknown);
  if (by_span[span] == unknown) {
    by_span[span] = static_cast<std::int32_t>(nodes_.size());
    nodes_.push_back({std::max<std::int64_t>(rule.amount.minor, 0), 0, unknown});
  }
  return by_span[span];
}

std::int32_t LimitTree::leaf(std::size_t term, const Breach& breach) {
  std::int32_t first = free;
  std::int32_t last = free;
  const auto follow = [&](std::int32_t next) {
    std::int32_t& known = nodes_[static_cast<std::size_t>(last)].next;
    if (known == unknown) known = next;
    return known == next;
  };
  for (std::size_t limit = 0; limit < plan_->limits.size(); ++limit) {
    if (plan_->limits[limit].terms[term] == 0) continue;
    const std::int32_t here = node(limit, breach);
    if (first == free)
      first = here;
    else if (!follow(here))
      return no_place;
    last = here;
  }
  return last == free || follow(free) ? first : no_place;
}

std::int64_t LimitTree::add(std::int32_t leaf, std::int64_t minor) {
  for (std::int32_t i = leaf; i != free && minor != 0;) {
    Node& node = nodes_[static_cast<std::size_t>(i)];
    const std::int64_t before = std::min(node.sum, node.room);
    if (minor > 0 && node.sum > INT64_MAX - minor) throw_too_large(*plan_);
    node.sum += minor;
    minor = std::min(node.sum, node.room) - before;
    i = node.next;
  }
  return minor;
}

}  // namespace slakit
