// Priced readings as a JSON document (RFC 8259).
//
//     to_json(price_readings(contract, audit, log))
//     // {"slakit_readings": 1, "currency": "CNY", "total": "80000.00", "lowest": {...}, "highest": {...}, ...}
//
// Version 1. Amounts are decimals as text, values as a document would write them; `total` and `by` of an alternative
// are null where `problem` says why it cannot be computed, and `combinations` where they are too many to count.
// Thread-safety: a pure function. Compiled (floor io).
#pragma once

#include <string>

#include "slakit/audit/priced_readings.hpp"

namespace slakit {

inline constexpr int priced_readings_version = 1;

std::string to_json(const PricedReadings& priced);

}  // namespace slakit
