// Checking a contract document like code: every code there is, and what a document gives.
//
//     CheckResult result = check_document(read_yaml(text, "contract.yaml"), {"contract.yaml"});
//     result.errors    // what it must not say; with any of these it is no contract
//     result.remarks   // what it may say and had better not: "no cap limits what is owed ..." [no-cap]
//     result.notes     // what it assumes: "PT30M is assumed; the text does not say" [assumed]
//     for (const CheckCode& code : check_codes()) std::cout << code.code << ": " << code.remedy << '\n';
//
// Files and text: io/contract_check.hpp. Codes are stable: programs match on them. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/base/value.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit {

enum class Severity : std::uint8_t { error, remark, note };

struct CheckCode {
  std::string_view code;
  Severity severity;
  std::string_view says;    // what is the matter
  std::string_view remedy;  // what to write instead
};

// Every code of contract documents, in the order of the README's table. Lives as long as the program.
std::span<const CheckCode> check_codes();

// With errors there are no remarks and no notes. Each list is in document order, each problem with its place.
struct CheckResult {
  std::vector<Problem> errors;
  std::vector<Problem> remarks;
  std::vector<Problem> notes;
};

// `problems` and `source_names` are as for contract_from_document().
CheckResult check_document(Value document, std::vector<std::string> source_names, std::vector<Problem> problems = {});

// Of a contract in hand, which has no errors.
CheckResult check_contract(const Contract& contract);

}  // namespace slakit
