// The duties of a plan, and what they assume. Private to src.
#pragma once

#include <vector>

#include "slakit/contract/contract.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

// Throws ContractError where the rule of months leaves a period without a last day.
std::vector<Plan::Duty> duties_of(const Contract& contract);

// What the contract leaves open about periods and members, where its duties ask for it.
std::vector<Assumption> assumptions_of(const Contract& contract, const std::vector<Plan::Duty>& duties);

}  // namespace slakit
