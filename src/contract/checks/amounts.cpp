#include "amounts.hpp"

namespace slakit {

std::optional<Amount> known_base(const Contract& contract, const std::string& of, std::string_view penalty) {
  if (of != "at risk") {
    const std::optional<Money> base = base_amount(contract.contract, of);
    return base ? std::optional(amount_of(*base)) : std::nullopt;
  }
  if (!contract.settlement || !contract.settlement->at_risk) return std::nullopt;
  const SettlementRule& rule = *contract.settlement;
  if (rule.at_risk_of == of) return std::nullopt;
  const std::optional<Amount> all =
      known_amount(contract, rule.at_risk->rate, rule.at_risk->amount, rule.at_risk_of, "");
  const auto part =
      std::find_if(rule.pool.begin(), rule.pool.end(), [&](const PoolShare& one) { return one.penalty == penalty; });
  return all && part != rule.pool.end() ? std::optional(share_of(part->share, *all)) : all;
}

std::optional<Amount> known_amount(const Contract& contract, const Setting<Rate>& rate, const Setting<Money>& amount,
                                   const std::string& of, std::string_view penalty) {
  if (amount) return amount_of(*amount);
  const std::optional<Amount> base = known_base(contract, of, penalty);
  return rate && base ? std::optional(share_of(*rate, *base)) : std::nullopt;
}

}  // namespace slakit
