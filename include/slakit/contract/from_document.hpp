// A contract from a document's tree; io/contract_reader.hpp does it from files and text.
//
//     Contract c = contract_from_document(read_yaml(text, "contract.yaml"), "contract.yaml");
//
// A reading whose place is unset in the document puts its `use` there. Throws ContractError with every problem, in
// document order: those given (from reading the text), then its own. Thread-safety: a pure function.
#pragma once

#include <string>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/base/value.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit {

Contract contract_from_document(Value document, std::string source_name, std::vector<Problem> problems = {});

}  // namespace slakit
