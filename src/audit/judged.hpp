// An audit in its two parts, for those who need them without the rest. Private to src.
#pragma once

#include "slakit/audit/audit.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

// Findings, other promises, excuses, indicators, decisions and breaches of result.plan at result.as_of.
void judge(const Binding& binding, Audit& result);

// Charges and statement of what was judged.
void settle(Audit& result);

}  // namespace slakit
