// The log audit in money: what each entry that was made late, or changed what was known of a breach, moves.
//
//     EntryAmounts amounts = entry_amounts(audit, log);
//     amounts.of_finding[3]                // -1000000: with it the total is CNY 10000.00 lower than without it
//     amounts.entries[0].by                // the entry as a whole, all obligations together
//
// `by` is the audit's total less what it would be had the entry never been made, or, of a change of attributes that was
// made in time, had they not been changed (assessment/log_audit.hpp says what that is): all else equal, after limits.
//
// Cost: where only clocks and events of tickets are priced, its ticket is judged again, and, unless some rule joins the
// charges of several incidents (limits, repeats, ...), its incident priced; else the whole is priced or audited again,
// for at most `audits_max` entries that change something. The rest is not computed, and counted. Thread-safety: a pure
// function. Throws what price() and settle() throw. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/event/log.hpp"

namespace slakit {

// One row of the source, or what it changed.
struct EntryAmount {
  std::string ticket;
  std::int64_t row = 0;
  std::vector<std::size_t> findings;  // of the log audit
  Setting<std::int64_t> by;           // minor units; absent: not computed
};

struct EntryAmounts {
  std::vector<EntryAmount> entries;               // in the order of the log audit's findings
  std::vector<Setting<std::int64_t>> of_finding;  // by finding: its entry's
  std::size_t not_computed = 0;                   // entries
};

struct EntryAmountOptions {
  std::size_t audits_max = 200;
};

EntryAmounts entry_amounts(const Audit& audit, const EventLog& log, const EntryAmountOptions& options = {});

}  // namespace slakit
