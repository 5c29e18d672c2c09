// The audit as a JSON document (RFC 8259): what every face hands out, and what the tables are printed from.
//
//     std::string text = to_json(result);   // {"slakit_report": 1, "contract": {"id": "after-sales", ...}, ...}
//
// Version 1. `calendars` has the digest of each calendar, its zone and the release of the IANA database that the zone
// is from. Closed segments of a ticket say why. `left_out` names every part of the contract that this version does not
// compute: the total is without them. `source.log_findings` are entries of the log that were made late or changed what
// was known of a breach (assessment/log_audit.hpp); null there: no verdict. A charge has its `cycle` where that is not
// 0, and, where its incident is a number that other runs count anew, its `matter`, so that settlements can be compared
// (ledger_reader.hpp). `derivation` of a charge is how it came
// about (audit/derivation.hpp), `steps` its arithmetic in English. Instants are RFC 3339 in the contract's
// zone, durations ISO 8601, money "CNY 80000.00", exact fractions "27/24"; enumerators are their names. Findings stand
// in the order (ticket, obligation), charges in that of their breaches, so the same audit gives the same bytes. UTF-8,
// two blanks of indent. Thread-safety: pure functions.
#pragma once

#include <string>

#include "slakit/audit/audit.hpp"
#include "slakit/audit/derivation.hpp"
#include "slakit/audit/entry_amounts.hpp"
#include "slakit/audit/explain.hpp"

namespace slakit {

inline constexpr int report_version = 1;

std::string to_json(const Audit& audit);

// With what each finding of the log audit moves: `amount` is null where that was not computed.
std::string to_json(const Audit& audit, const EntryAmounts& amounts);

// Of the report, the part about exclusions: {"claims": [...], "effects": [...]}.
std::string excuses_to_json(const Audit& audit);

// Of the report, the statement without its postings: windows, caps, adjustments, claims, rights to terminate, ...
std::string settlement_to_json(const Audit& audit);

// How a charge came about: [{"kind", "formula", "facts", "en", "zh"}].
std::string derivation_to_json(const Derivation& derivation);

// One ticket: events, obligations with their segments, charges with every step.
std::string to_json(const Explanation& explanation, const Audit& audit);

}  // namespace slakit
