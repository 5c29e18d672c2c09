// One derivation while it is made: the charge with the rules it rests on, and the chain of formulas so far. Private to
// src/audit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/derivation_numbers.hpp"
#include "audit/derivation_words.hpp"
#include "slakit/audit/derivation.hpp"

namespace slakit {

// What the derivations of one audit look up.
struct Derivations::Shared {
  explicit Shared(const Audit& made);

  const Audit& audit;
  std::vector<std::vector<std::uint32_t>> adjustments;            // of the statement, by charge
  std::map<std::uint32_t, std::vector<std::uint32_t>> of_breach;  // charges by breach
  std::map<std::string, std::vector<std::uint32_t>> of_incident;  // and by incident
  std::vector<std::int32_t> repeats;  // which repeat each charge is, from 1; 0: of no such rule
  std::vector<Ratio> window_points;   // of what stands, where a ladder prices them
};

namespace derived {

class Work {
 public:
  Work(const Derivations::Shared& looked_up, std::size_t charge_row);

  const Derivations::Shared& shared;
  const Audit& audit;
  const Charges& charges;
  std::size_t row;
  const Breach& breach;
  const Plan& plan;   // as signed
  const Plan& terms;  // in force for the breach
  std::size_t index;  // of the term
  const PricedTerm& term;
  const PenaltyTerm& rule;
  const ChargeRule& charge;
  int digits;

  Derivation steps;
  std::string last;  // what the chain has come to; empty: it has not begun
  Amount amount;     // in minor units, once it is money

  // A step without arithmetic.
  DerivationStep& tell(DerivationKind kind, const Text& text);
  // left = right: the chain comes to `right`.
  DerivationStep& compute(DerivationKind kind, const Text& text, const std::string& left, const std::string& right);
  // The same of money.
  DerivationStep& compute_money(DerivationKind kind, const Text& text, const std::string& left, const Amount& minor);

  std::string money(const Amount& minor) const { return money_text(minor, digits); }
  std::string money(std::int64_t minor) const { return money_text({Wide(minor), Wide(1)}, digits); }
  Text cash(const Amount& minor) const;
  Text cash(std::int64_t minor) const { return cash({Wide(minor), Wide(1)}); }
  Text when(Instant at) const;
  std::string instant(Instant at) const;  // RFC 3339

  Text penalty_of(const PenaltyTerm& other) const { return name_of(other.name, other.title); }
  Text obligation() const;
  const Obligation* promise() const { return plan.obligation_of(breach.kind, breach.obligation); }
};

// "1007/1008 (99.9007%)", of an indicator.
Text figure_text(const Work& work);

// The parts, in their order.
void derive_breach(Work& work);
// Whether something is left to price.
bool derive_count(Work& work);
void derive_worth(Work& work);    // price, multipliers, excused share
void derive_repeat(Work& work);   // and the limits of a single charge
void derive_loss(Work& work);     // of documents
void derive_settled(Work& work);  // what stands, rounding, minimums, caps, earn-back
void derive_not_applied(Work& work);

// Of an attribute that is asked about; nothing where it was not said.
const std::string* said_of(const Breach& breach, const std::string& attribute) noexcept;
// The first condition that does not hold.
const Condition* unmet(const Where& where, const Breach& breach) noexcept;
// ", and the ticket says ..."
Text what_it_says(const Work& work, const std::string& attribute);

// A title in Chinese without marks.
std::string bare_zh(const std::string& name, const LocalText& title);

// A limit's name and clause, and what it did to the charges that this one is among; null: nothing.
Text limit_name(const Work& work, std::size_t limit);
Text limit_clause(const Work& work, std::size_t limit);
const CapUse* use_of(const Work& work, std::size_t limit);

// Which repeat each charge is.
std::vector<std::int32_t> repeat_positions(const Audit& audit);

}  // namespace derived
}  // namespace slakit
