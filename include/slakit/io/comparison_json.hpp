// A comparison as a JSON document (RFC 8259).
//
//     to_json(compare(july, ledger_of(audit)), audit.plan.zone)
//     // {"slakit_comparison": 1, "currency": "CNY", "before": "80000.00", "after": "90000.00", "by": "10000.00", ...}
//
// Version 1. Amounts are decimals as text, instants RFC 3339 in `zone`, durations ISO 8601; null: that side has none.
// Thread-safety: a pure function. Compiled (floor io).
#pragma once

#include <string>

#include "slakit/audit/compare.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

inline constexpr int comparison_version = 1;

std::string to_json(const Comparison& comparison, const Zone& zone);

}  // namespace slakit
