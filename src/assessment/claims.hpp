// The exclusions that a log claims, and where they reach. Private to src.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "slakit/assessment/excuses.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

std::vector<ExclusionClaim> claims_of(const Plan& plan, const Binding& binding, Instant as_of);

// The claim counts, and its exclusion is about this obligation.
bool reaches(const Plan& plan, const ExclusionClaim& claim, const std::string& obligation) noexcept;

// Time that is excused for one ticket; for others it is not.
bool is_of_one_ticket(const Plan& plan, const ExclusionClaim& claim) noexcept;

}  // namespace slakit
