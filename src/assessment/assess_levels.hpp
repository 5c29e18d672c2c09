// The breaches of some clocks only. Private to src.
#pragma once

#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/breach.hpp"

namespace slakit {

// What assess() has for the service levels that are wanted, by index, in its order. Of a plan whose clocks wait for no
// consent.
std::vector<Breach> breaches_of_levels(const Plan& plan, const Binding& binding, TicketRange range, Instant as_of,
                                       const std::vector<char>& wanted);

}  // namespace slakit
