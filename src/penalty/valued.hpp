// The first stage of pricing: what breaches are worth under each term, before others are looked at. Kept for one plan,
// most of it holds under another. Private to src.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "penalty/stages.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/penalty/price.hpp"

namespace slakit {

// A breach on its way to its place: light, and names are only looked at where instants are equal.
struct BreachPlace {
  Instant at;
  std::uint32_t breach;
  std::uint16_t obligation;
  PricedKind kind;
};

struct Valued {
  std::vector<BreachPlace> order;  // oldest first
  Incidents incidents;
  Charges charges;  // with exact amounts, not rounded
};

Valued value(const Plan& plan, const Priceable& found);

// What is known under another plan, and still holds.
struct StillValued {
  static constexpr std::uint32_t none = UINT32_MAX;

  const Valued& known;
  std::vector<char> terms;  // by term: what a breach is worth under it is the same
  // By breach: the known one that equals it, or none, ascending. Nothing: all are the known ones.
  std::optional<std::vector<std::uint32_t>> was;
};

// What value() gives as charges.
Charges value_again(const Plan& plan, const Priceable& found, const StillValued& still);

// The stages that follow. price() is value() and these.
Charges finish_pricing(const Plan& plan, const Priceable& found, const Incidents& incidents, Charges valued);

}  // namespace slakit
