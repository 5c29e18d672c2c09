// Two settlements laid side by side, whatever differs between them: a draft of the contract, a calendar, an amended
// term, events that came late, a reading, the instant.
//
//     Comparison d = compare(before, after);      // audits, or ledgers (ledger.hpp)
//     d.by                                        // after less before, minor units
//     d.clauses[0].by, d.tickets[0].by            // sum to the same
//     d.postings                                  // what settles the difference, beside what was posted before
//
// Nothing of the earlier one is changed: a supplementary statement posts the difference with its sign, and it balances
// in each window. Lines are matched by ticket (or incident, where there is none), penalty, obligation and the instant
// of the breach; the rest by cycle. Verdicts are matched by ticket, obligation and the instant of the trigger; the rest
// by cycle. Two that are alike in everything are in no list. Sums are as computed, before decisions; what recorded
// decisions make of the totals stands beside them. Throws InputError "two-currencies". Thread-safety: pure functions.
// Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/assessment/log_audit.hpp"
#include "slakit/audit/audit.hpp"
#include "slakit/audit/ledger.hpp"
#include "slakit/base/setting.hpp"

namespace slakit {

// One side is absent where the other has a line more.
struct LineDifference {
  Setting<LedgerLine> before;
  Setting<LedgerLine> after;
  std::int64_t by = 0;

  const LedgerLine& either() const noexcept { return after ? *after : *before; }
};

// Summed over the lines of one clause and penalty, one ticket, or one window.
struct SumDifference {
  std::string clause;  // of a clause only
  std::string name;    // the penalty; the ticket, or incident; the window's first day
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::int64_t by = 0;
  std::size_t lines = 0;  // that differ
};

// Of a clock. Absent: not judged.
struct VerdictDifference {
  std::string ticket;
  std::string obligation;
  std::int32_t cycle = 0;
  Setting<Judgement> before;
  Setting<Judgement> after;
};

// Of a duty, another promise or an indicator's window: verdicts counted by name.
struct CountDifference {
  std::string obligation;
  std::string verdict;
  std::int64_t before = 0;
  std::int64_t after = 0;
};

// What differs in the documents, or in how they were run: "penalties.late restoration.charge.rate", "1%", "2%";
// "as_of"; "decisions", "0 recorded", "1 recorded".
struct PlaceDifference {
  std::string path;
  std::string before;  // as a document would write it; empty: not there
  std::string after;
};

struct Comparison {
  Currency currency;
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::int64_t by = 0;
  Setting<std::int64_t> decided_before;  // of audits: the total after decisions
  Setting<std::int64_t> decided_after;
  std::vector<LineDifference> lines;    // those that differ in anything; as the later has them, then what is gone
  std::vector<SumDifference> clauses;   // with lines that differ; in the order of the lines
  std::vector<SumDifference> tickets;   // by amount, the largest difference first
  std::vector<SumDifference> windows;   // in the order of time; where postings differ
  std::vector<LedgerPosting> postings;  // of the difference: they sum to zero in each window
  std::vector<VerdictDifference> verdicts;
  std::vector<CountDifference> counts;
  std::vector<PlaceDifference> places;

  bool is_empty() const noexcept {
    return lines.empty() && windows.empty() && verdicts.empty() && counts.empty() && places.empty() && by == 0 &&
           decided_before == decided_after;
  }
};

// Without verdicts, and of places those of the run: "contract.id", "as_of".
Comparison compare(const Ledger& before, const Ledger& after);

Comparison compare(const Audit& before, const Audit& after);

}  // namespace slakit
