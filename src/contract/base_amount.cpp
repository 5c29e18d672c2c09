#include "slakit/contract/base_amount.hpp"

#include <algorithm>

#include "slakit/contract/contract.hpp"

namespace slakit {

std::optional<Money> base_amount(const ContractHead& head, std::string_view name) {
  if (name == "price") return head.price ? head.price->amount : std::nullopt;
  const auto found =
      std::find_if(head.bases.begin(), head.bases.end(), [&](const BaseAmount& base) { return base.name == name; });
  return found != head.bases.end() ? found->amount : std::nullopt;
}

namespace {

const Currency no_currency = *Currency::parse("XXX");

// The currency of the first amount it is shown.
class FirstCurrency {
 public:
  void look(const std::optional<Money>& amount) {
    if (amount && currency_ == no_currency) currency_ = amount->currency;
  }
  template <class Items>
  void look_in(const Items& items) {
    for (const auto& item : items) look(item.amount);
  }
  void look(const ChargeRule& charge) {
    look(charge.amount);
    look_in(charge.bands);
    look_in(charge.steps);
    look(charge.at_least);
    look(charge.at_most);
  }
  void look(const SettlementRule& rule) {
    look(rule.point_value);
    look_in(rule.point_ladder);
    if (rule.at_risk) look(rule.at_risk->amount);
  }
  Currency get() const noexcept { return currency_; }

 private:
  Currency currency_ = no_currency;
};

}  // namespace

Currency currency_of(const Contract& contract) {
  const Currency stated = currency_of(contract.contract);
  if (stated != no_currency) return stated;
  FirstCurrency first;
  for (const PenaltyTerm& term : contract.penalties)
    for (const ChargeRule& charge : term.charge) first.look(charge);
  for (const CapRule& cap : contract.caps) first.look(cap.limit.amount);
  for (const MinimumRule& rule : contract.minimums) {
    first.look(rule.raise_to);
    first.look(rule.ignore_up_to);
  }
  if (contract.settlement) first.look(*contract.settlement);
  for (const TerminationRule& rule : contract.termination)
    if (rule.when.credits) first.look(rule.when.credits->amount);
  return first.get();
}

Currency currency_of(const ContractHead& head) {
  if (head.price && head.price->amount) return head.price->amount->currency;
  for (const BaseAmount& base : head.bases)
    if (base.amount) return base.amount->currency;
  return no_currency;
}

}  // namespace slakit
