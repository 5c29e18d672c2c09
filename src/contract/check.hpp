// What one key of a contract means to another. Private to src/contract.
#pragma once

#include <string>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/contract/check.hpp"

namespace slakit {

// A problem for each inconsistency, readings excepted. `before` are the problems of reading: members that could not be
// read stay quiet.
std::vector<Problem> inconsistencies(const Contract& contract, const Value& document,
                                     const std::vector<std::string>& source_names, const std::vector<Problem>& before);

// By file, line and column.
void sort_by_place(std::vector<Problem>& problems);

}  // namespace slakit
