// Another contract's plan beside a known one of the same sources: calendars, which cost most to build, are shared where
// both contracts have the same. Gives what compile(contract, {}, sources) gives. Private to src.
#pragma once

#include "slakit/contract/contract.hpp"
#include "slakit/plan/plan.hpp"
#include "slakit/plan/sources.hpp"

namespace slakit {

Plan compile_beside(const Plan& known, const Contract& contract, const Sources& sources);

}  // namespace slakit
