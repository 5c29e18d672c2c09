#include "pricing.hpp"

#include <chrono>

namespace slakit {

namespace {

// At least so long, whatever month it is; business days lie on as many dates.
Duration shortest(ChargeUnit unit) noexcept {
  using std::chrono::days;
  switch (unit) {
    case ChargeUnit::minute: return std::chrono::minutes{1};
    case ChargeUnit::hour: return std::chrono::hours{1};
    case ChargeUnit::day:
    case ChargeUnit::business_day: return days{1};
    case ChargeUnit::week: return days{7};
    case ChargeUnit::month: return days{28};
    case ChargeUnit::incident:
    case ChargeUnit::percentage_point:
    case ChargeUnit::unit:
    case ChargeUnit::window: break;
  }
  return {};
}

}  // namespace

std::optional<Duration> LateTime::of(const Obligation& rule) const {
  if (!can_be_late(rule)) return std::nullopt;
  const std::optional<dates::Stretch> whole = rule.within ? dates_.own(*rule.within) : dates_.term();
  if (!whole || !whole->last) return std::nullopt;
  return std::chrono::sys_days{*whole->last} - std::chrono::sys_days{whole->first} + std::chrono::days{1};
}

bool is_longer(const ChargeRule& charge, std::int64_t units, Duration time) {
  const Decimal each = charge.units.value_or(Decimal{1, 0});
  return Wide(shortest(*charge.per).count()) * Wide(each.coefficient) * Wide(units) >
         Wide(time.count()) * Wide::power_of_ten(each.scale);
}

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
