// What a consistent contract still exposes its parties to, and what it assumes.
//
//     for (const Problem& remark : remarks(contract)) std::cout << to_string(remark) << '\n';
//     // contract.yaml:40:1: penalties: no cap limits what is owed, so exposure has no bound; ... [no-cap]
//
// Codes: check.hpp. Neither ever stops a computation. Thread-safety: pure functions.
#pragma once

#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit {

std::vector<Problem> remarks(const Contract& contract);

// Assumed values, readings, and policies left to their defaults.
std::vector<Problem> notes(const Contract& contract);

}  // namespace slakit
