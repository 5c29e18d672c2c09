// Contracts from files and text, YAML or JSON.
//
//     Contract c = slakit::read_contract_file("examples/after-sales/contract.yaml");
//     c.obligations.size()   // 3
//
// A document in a file may share sections with others: `include: [calendars.yaml, holidays/company.yaml]` joins to it
// what these files have under calendars, holidays, rosters, events and attributes. They lie in the document's folder or
// below, are `slakit: 1` themselves, at most 16, and include nothing; a name is given once in all of them. The limits
// of yaml.hpp hold for all together.
//
// Files of holidays that it names (`holidays`, `file`) are read once to see that they can be; plan/sources.hpp reads
// them to compute.
//
// Throws ContractError with every problem of the document at once: code, path, file, line, column and what to write
// instead. A file that is missing or no text is one problem. Thread-safety: pure functions of the files or text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/value.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit {

Contract read_contract_file(const std::string& path);

// Text has no folder: `include` is refused (include-needs-file).
Contract read_contract(std::string_view text, const std::string& source_name = "<text>");

// A document with what it includes, before anything is known about its meaning. source_names[mark.file] is the file
// that a mark is in, 0 the document.
struct ContractDocument {
  Value tree;
  std::vector<std::string> source_names;
};

ContractDocument read_contract_document_file(const std::string& path);

}  // namespace slakit
