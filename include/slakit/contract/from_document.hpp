// A contract from a document's tree; io/contract_reader.hpp does it from files and text.
//
//     Contract c = contract_from_document(read_yaml(text, "contract.yaml"), {"contract.yaml"});
//
// `source_names[mark.file]` is what a value's file is called: the document, then those joined to it. A reading whose
// place is unset in the document puts its `use` there. Throws ContractError with every problem, in document order:
// those given (from reading the text), then its own. Thread-safety: a pure function.
#pragma once

#include <string>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/base/value.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit {

Contract contract_from_document(Value document, std::vector<std::string> source_names,
                                std::vector<Problem> problems = {});

}  // namespace slakit
