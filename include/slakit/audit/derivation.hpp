// Derivations: how one charge came to its amount, as data and as an auditor's sentences in English and Chinese.
//
//     Derivation d = derivation_of(audit, 1);
//     d[3].formula       // "1% * 1000000.00 * 2 = 20000.00"
//     d[3].en            // "1% x CNY 1000000.00 x 2 = CNY 20000.00"
//     d[2].zh            // "逾期27小时，不足一日按一日计，计2日"
//
// In the order of the pipeline: the clause and its version; what was broken, with its ticket and instants; lateness,
// threshold, rounding, count; base and price, or the rows of a table that were reached; multipliers, exclusions,
// repeats, limits of a single charge, losses; why it does not stand; rounding; what the settlement made of it; what did
// not apply, and why.
//
// A formula is plain arithmetic: numbers ("27", "45/2", "1%", "20000.00"), + - * / and parentheses, ceil, floor, max,
// min and round(x, decimals, mode). Money is in whole units of the contract's currency, time in hours, figures as they
// are (99.9%). Each follows from its left side. Its numbers are facts, of its own step or an earlier one, or what
// earlier formulas came to; the last one comes to the charge's net amount. Steps without arithmetic have no formula.
// Thread-safety: pure functions; one Derivations may be shared. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "slakit/audit/audit.hpp"

namespace slakit {

enum class DerivationKind : std::uint8_t {
  clause,
  amendment,         // the version of the terms
  breach,            // what was broken, when
  lateness,          // what of the time from due to stop counts
  shortfall,         // how far a figure misses its target
  threshold,         // what is free
  rounded_lateness,  // to whole units, before they are counted
  due_day,           // is counted, too
  count,             // units
  excused,           // by an exclusion, in part
  base,              // what a share is a share of, where the contract does not say it by itself
  price,             // rate x base x count
  band,              // the row of a table that its figure is in
  step,              // the part of the count in one step of a rate
  sum,               // of the steps
  points,            // become money
  multiplier,
  repeat,
  clamp,        // not less, not more than so much for one charge
  documents,    // of a loss
  loss,         // beside or above the penalty
  not_charged,  // it does not stand, and why
  rounding,
  minimum,
  cap,
  carried,  // over, from a window in which it was cut
  earned_back,
  provisional,
  not_applied,  // another rule, and why it does not matter here
};

// "due", "2024-05-07T00:00:00+08:00"; "rate", "1%". Exact.
struct DerivationFact {
  std::string name;
  std::string value;
};

struct DerivationStep {
  DerivationKind kind{};
  std::string formula;  // empty: no arithmetic
  std::vector<DerivationFact> facts;
  std::string en;
  std::string zh;
};

using Derivation = std::vector<DerivationStep>;

// Its English sentences, less what was broken and what did not apply.
std::vector<std::string> arithmetic_of(const Derivation& derivation);

// Of the audit's charges, by row.
Derivation derivation_of(const Audit& audit, std::size_t charge);

// Of many charges: what they share is looked up once. Borrows the audit.
class Derivations {
 public:
  struct Shared;  // private to the library

  explicit Derivations(const Audit& audit);
  Derivation of(std::size_t charge) const;

 private:
  std::shared_ptr<const Shared> shared_;
};

}  // namespace slakit
