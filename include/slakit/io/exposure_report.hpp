// An exposure as a JSON document (RFC 8259), by names.
//
//     std::string text = to_json(exposure(audit, log, hours{24}), audit);
//     // {"slakit_exposure": 1, "contract": "after-sales", "as_of": ..., "now": "CNY 80000.00", "items": [...], ...}
//
// Version 1. `items` are clocks that run, and duties and records that are owed: what has accrued, what is at stake, the
// next jump (null: none until the end). `jumps` are in time order; `item` is a place in that list, null where a jump is
// of none. `tickets` are those with money at stake, the dearest first. Instants are RFC 3339 in the contract's zone,
// money "CNY 10000.00"; enumerators are their names. UTF-8, two blanks of indent. Thread-safety: a pure function.
#pragma once

#include <string>

#include "slakit/audit/exposure.hpp"

namespace slakit {

inline constexpr int exposure_version = 1;

std::string to_json(const Exposure& exposure, const Audit& audit);

}  // namespace slakit
