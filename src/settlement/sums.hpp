// Sums of charges, and their exact shares. Private to src.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/wide.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

using Rows = std::vector<std::size_t>;

[[noreturn]] inline void throw_too_large(const Plan& plan) {
  throw Error("contract '" + plan.contract.contract.id + "': the sum of its charges is too large");
}

inline std::int64_t fitting(const Plan& plan, const Wide& total) {
  const Checked<std::int64_t> minor = total.to_int64();
  if (!minor) throw_too_large(plan);
  return *minor;
}

// A sum of minor units that must fit; what is on the way to it need not.
template <class Of>
std::int64_t sum_of(const Plan& plan, const Rows& rows, Of of) {
  std::int64_t high = 0;  // of 2^31 rows neither can overflow
  std::int64_t low = 0;
  for (const std::size_t row : rows) {
    const std::int64_t minor = of(row);
    high += minor >> 32;
    low += minor & 0xFFFF'FFFF;
  }
  return fitting(plan, Wide(high) * Wide(std::int64_t{1} << 32) + Wide(low));
}

// Places in `weights`, the largest weight first, equal ones in their order.
inline Rows largest_first(const std::vector<Wide>& weights) {
  Rows order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return weights[a] == weights[b] ? a < b : weights[b] < weights[a]; });
  return order;
}

// Splits `total` over `weights`, none below zero, exactly: floors first, then the rest by largest remainder, earlier
// rows first.
inline std::vector<std::int64_t> apportion(const Plan& plan, std::int64_t total, const std::vector<Wide>& weights) {
  Wide sum;
  for (const Wide& weight : weights) sum = sum + weight;
  std::vector<std::int64_t> parts(weights.size(), 0);
  if (sum.is_zero()) return parts;
  std::vector<Wide> rests(weights.size());
  std::int64_t left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide::Division division = divide(Wide(total) * weights[i], sum);
    parts[i] = fitting(plan, division.quotient);
    rests[i] = division.remainder;
    left -= parts[i];
  }
  const Rows order = largest_first(rests);
  for (std::size_t i = 0; left > 0 && i < order.size(); ++i, --left) ++parts[order[i]];
  return parts;
}

}  // namespace slakit
