// What a contract promises besides speed, ready to be judged, and what that assumes. Private to src.
#pragma once

#include <vector>

#include "slakit/plan/plan.hpp"

namespace slakit {

// Fills the plan's duties, promises and indicators. Throws ContractError where the rule of months leaves a period
// without a last day.
void add_promises(const Contract& contract, Plan& plan);

// What the contract leaves open about their periods and members, where they ask for it.
std::vector<Assumption> assumptions_of(const Contract& contract, const Plan& plan);

}  // namespace slakit
