// A settlement by names: each charge with its clause, ticket and amounts, so that it can be laid beside another one,
// made under other terms, from another log or long ago.
//
//     Ledger ledger = ledger_of(audit);
//     ledger.lines[0].penalty, ledger.lines[0].ticket, ledger.lines[0].net   // "missed response", "T2", 1000000
//     Ledger earlier = read_ledger_file("july/report.json");                 // io/ledger_reader.hpp
//
// Amounts are minor units of its currency. Thread-safety: plain values. Compiled (floor io).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/audit/settled.hpp"
#include "slakit/money/money.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

struct LedgerLine {
  std::string ticket;    // empty: of no single one
  std::string incident;  // the matter it is part of; where it has no ticket, the window or the finding
  std::string clause;    // of the penalty
  std::string penalty;
  std::string obligation;  // empty: an event is priced
  std::int32_t cycle = 0;
  std::uint32_t nth = 0;  // of several with the same names
  std::string window;     // first day of its settlement window; empty: the contract has no windows
  Instant at{};           // of the breach
  Duration late{};
  std::string count;   // "2", "51/24"
  std::string status;  // "charged", "not_highest", ...
  std::int64_t gross = 0;
  std::int64_t cut = 0;
  std::int64_t adjusted = 0;
  std::int64_t net = 0;
  bool is_provisional = false;
};

// What was posted to one account in one window.
struct LedgerPosting {
  std::string window;   // first day
  std::string account;  // "provider", "penalties/missed response"
  std::int64_t minor = 0;
};

struct Ledger {
  std::string contract;  // its id
  Currency currency;
  Instant as_of{};
  Zone zone;                            // of the contract
  std::vector<LedgerLine> lines;        // in the order of the charges
  std::vector<LedgerPosting> postings;  // summed, by window and account
  std::int64_t total = 0;
};

Ledger ledger_of(const Settled& settled);
Ledger ledger_of(const Audit& audit);

}  // namespace slakit
