// Limits as a tree of sums: what the total changes by when one charge does. Private to src.
//
//     std::optional<LimitTree> tree = LimitTree::of(plan);    // nothing: limits alone do not decide
//     std::int32_t leaf = tree->leaf(term, breach);           // LimitTree::no_place: limits do not nest
//     tree->add(leaf, +1'000'000);                            // what is left of it after all limits
//
// A limit leaves of its charges what it has room for, whichever it cuts: so sums are enough where the charges under one
// limit are together under the next as well.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "slakit/assessment/breach.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

class LimitTree {
 public:
  static constexpr std::int32_t free = -1;      // under no limit
  static constexpr std::int32_t no_place = -2;  // the limits do not nest

  static std::optional<LimitTree> of(const Plan& plan);

  std::int32_t leaf(std::size_t term, const Breach& breach);
  std::int64_t add(std::int32_t leaf, std::int64_t minor);

 private:
  struct Node {
    std::int64_t room = 0;
    std::int64_t sum = 0;
    std::int32_t next = unknown;
  };
  static constexpr std::int32_t unknown = -3;

  explicit LimitTree(const Plan& plan) : plan_(&plan), places_(plan.limits.size()) {}
  std::int32_t node(std::size_t limit, const Breach& breach);

  const Plan* plan_;
  std::vector<Node> nodes_;
  struct Places {
    std::vector<std::int32_t> by_span;
    std::unordered_map<std::string, std::vector<std::int32_t>> by_group;
  };
  std::vector<Places> places_;  // by limit
};

}  // namespace slakit
