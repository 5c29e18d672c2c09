// The breaches of some clocks only. Private to src.
#pragma once

#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/breach.hpp"

namespace slakit {

struct WantedClocks {
  const std::vector<char>& levels;   // by service level
  const std::vector<char>& tickets;  // by ticket
};

// What assess() has for the service levels and tickets that are wanted, in its order. Of a plan whose clocks wait for
// no consent.
std::vector<Breach> breaches_of_levels(const Plan& plan, const Binding& binding, Instant as_of,
                                       const WantedClocks& wanted);

}  // namespace slakit
