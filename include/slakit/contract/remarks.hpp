// What a consistent contract still exposes its parties to.
//
//     for (const Problem& remark : remarks(contract)) std::cout << to_string(remark) << '\n';
//     // contract.yaml:40:1: penalties: no cap limits what is owed, so exposure has no bound; ... [no-cap]
//
// Codes: "no-cap". Remarks never stop a computation. Thread-safety: a pure function.
#pragma once

#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit {

std::vector<Problem> remarks(const Contract& contract);

}  // namespace slakit
