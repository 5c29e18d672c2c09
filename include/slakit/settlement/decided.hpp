// What recorded decisions would make of a total: waivers and adjustments, beside the computed one.
//
//     Decided d = decide(plan, charges, partial.breaches, decisions, statement.total);
//     d.effects[0].minor    // -1000000: the missed response of T2 is waived
//     d.total               // CNY 69500.00; statement.total stays as it was computed
//
// A waiver takes away the charges that stand for its ticket, under its penalty or for its obligation; each once. An
// adjustment adds its amount, in the contract's currency. Of several about the same ticket, obligation and penalty the
// last counts. A decision that does neither here says why.
// Thread-safety: pure functions. Throws Error when the total does not fit 64 bits of minor units. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/assessment/decisions.hpp"
#include "slakit/assessment/partial.hpp"
#include "slakit/money/money.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

struct DecisionEffect {
  std::size_t decision = 0;  // index into the decisions
  std::int64_t minor = 0;    // what it adds to the total; below zero where it takes away
  std::string flaw;          // why it does nothing; empty: it does
};

struct Decided {
  Money total;                          // the computed one and all effects
  std::vector<DecisionEffect> effects;  // one for each waiver and adjustment
};

Decided decide(const Plan& plan, const Charges& charges, const std::vector<Breach>& breaches,
               const std::vector<Decision>& decisions, Money computed);

}  // namespace slakit
