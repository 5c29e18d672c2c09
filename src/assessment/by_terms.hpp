// Findings under the terms that held: of each version of an amended contract those that it governs. Private to src.
//
//     std::vector<PromiseFinding> found = promises_by_terms(plan, binding, as_of);
//
// A window is governed by the version in force when it begins, a trigger or an event by the one at its instant; what
// has neither is today's. Under `as_now` and `forward_only` everything is.
#pragma once

#include <vector>

#include "slakit/assessment/duties.hpp"
#include "slakit/assessment/indicators.hpp"
#include "slakit/assessment/promises.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

DutyFindings duties_by_terms(const Plan& plan, const Binding& binding, Instant as_of);
std::vector<PromiseFinding> promises_by_terms(const Plan& plan, const Binding& binding, Instant as_of);
std::vector<IndicatorFinding> indicators_by_terms(const Plan& plan, const Binding& binding, Instant as_of,
                                                  const Judged& judged);

}  // namespace slakit
