// Contracts from files and text, YAML or JSON.
//
//     Contract c = slakit::read_contract_file("examples/after-sales/contract.yaml");
//     c.obligations.size()   // 3
//
// Throws ContractError with every problem of the document at once: code, path, line, column and what to write instead.
// A file that is missing or no text is one problem. Thread-safety: pure functions of the file or text.
#pragma once

#include <string>
#include <string_view>

#include "slakit/contract/contract.hpp"

namespace slakit {

Contract read_contract_file(const std::string& path);
Contract read_contract(std::string_view text, const std::string& source_name = "<text>");

}  // namespace slakit
