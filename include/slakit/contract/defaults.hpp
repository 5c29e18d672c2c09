// Policies that a contract leaves unset and can reach: each takes its default, and is an assumption.
//
//     for (const Assumption& a : defaults(contract)) std::cout << a.path << ": " << a.used << " (" << a.note << ")\n";
//     // policies.pause_after_due: stops accrual (a clock that is priced by the day can pause after its due instant)
//
// Thread-safety: a pure function.
#pragma once

#include <vector>

#include "slakit/contract/contract.hpp"
#include "slakit/contract/reading.hpp"

namespace slakit {

// Kind `policy_default`; a policy that nothing in this contract would ask for is not among them.
std::vector<Assumption> defaults(const Contract& contract);

}  // namespace slakit
