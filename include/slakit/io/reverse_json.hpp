// A reverse audit as a JSON document (RFC 8259).
//
//     to_json(reverse(contract, audit, log, claims))
//     // {"slakit_reverse": 1, "currency": "EUR", "claims": [...], "computed": ["63.00"], "matches": [...], ...}
//
// Version 1. Amounts are decimals as text, values as a document would write them; `ours` and `theirs` of a parting are
// steps of a derivation, null where the charge stands in one of them only; counts are exact fractions. Thread-safety: a
// pure function. Compiled (floor io).
#pragma once

#include <string>

#include "slakit/audit/reverse.hpp"

namespace slakit {

inline constexpr int reverse_version = 1;

std::string to_json(const ReverseAudit& found);

}  // namespace slakit
