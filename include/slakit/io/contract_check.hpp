// Contracts in files and text, checked like code.
//
//     CheckResult result = check_contract_file("examples/after-sales/contract.yaml");
//     result.errors.empty()   // true: it is a contract
//     result.remarks          // "contract.yaml:40:1: penalties: no cap limits what is owed, ... [no-cap]"
//
// A file's source mapping is read, too: an event that a clock waits for and that the mapping never gives is a remark,
// and what the mapping assumes is a note. Text has no folder, so its mapping is left alone. A file that cannot be read
// is an error in the result; nothing is thrown. Thread-safety: pure functions of the files or text.
#pragma once

#include <string>
#include <string_view>

#include "slakit/contract/check.hpp"

namespace slakit {

CheckResult check_contract_file(const std::string& path);
CheckResult check_contract_text(std::string_view text, const std::string& source_name = "<text>");

}  // namespace slakit
