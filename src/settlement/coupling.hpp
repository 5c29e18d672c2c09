// Whether the settlement makes what one charge comes to depend on others, apart from limits. Private to src.
#pragma once

#include "slakit/plan/plan.hpp"

namespace slakit {

inline bool settles_charges_together(const Plan& plan) noexcept {
  const Setting<SettlementRule>& rule = plan.contract.settlement;
  return plan.policies.rounding_stage == RoundingStage::per_statement || !plan.contract.minimums.empty() ||
         (rule && (!rule->point_ladder.empty() || !rule->earn_back.empty()));
}

}  // namespace slakit
