// compile(contract, reading, sources): the contract with every choice resolved. Pure (and compiled, floor io).
//
//     Plan plan = compile(contract, {}, load_sources(contract));
//     plan.term->from     // 2024-03-15T16:00:00Z: 2024-03-16 00:00 in Asia/Shanghai
//
// A reading is a list of choices (path, value); assumptions, what-if and recomputation only vary it. Throws
// ContractError where a choice does not fit the document, or a calendar cannot be built.
#pragma once

#include <vector>

#include "slakit/contract/contract.hpp"
#include "slakit/contract/reading.hpp"
#include "slakit/plan/plan.hpp"
#include "slakit/plan/sources.hpp"

namespace slakit {

Plan compile(const Contract& contract, const std::vector<Choice>& choices, const Sources& sources);

}  // namespace slakit
