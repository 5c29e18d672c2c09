// What the money clauses come to, as far as a contract alone says it. Private to src/contract.
//
//     known_amount(contract, charge.rate, charge.amount, charge.of, "late")   // 1% of CNY 1000.00: 1000 minor units
//
// Exact amounts of minor units; nothing where a ticket says the base.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

#include "contract/dates.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/money/amount.hpp"

namespace slakit {

inline Amount amount_of(const Money& money) noexcept { return {Wide(money.minor), Wide(1)}; }

inline Amount share_of(const Rate& rate, const Amount& base) noexcept {
  return {base.numerator * Wide(rate.value.coefficient), base.denominator * Wide::power_of_ten(rate.value.scale)};
}

inline Amount times(const Amount& amount, std::int64_t count) noexcept {
  return {amount.numerator * Wide(count), amount.denominator};
}

// `at risk` is a share itself, and a penalty may have a part of it.
std::optional<Amount> known_base(const Contract& contract, const std::string& of, std::string_view penalty);

std::optional<Amount> known_amount(const Contract& contract, const Setting<Rate>& rate, const Setting<Money>& amount,
                                   const std::string& of, std::string_view penalty);

// Counted along a lateness, as minutes to months are.
constexpr bool is_of_lateness(ChargeUnit unit) noexcept {
  switch (unit) {
    case ChargeUnit::minute:
    case ChargeUnit::hour:
    case ChargeUnit::day:
    case ChargeUnit::business_day:
    case ChargeUnit::week:
    case ChargeUnit::month: return true;
    case ChargeUnit::incident:
    case ChargeUnit::percentage_point:
    case ChargeUnit::unit:
    case ChargeUnit::window: break;
  }
  return false;
}
constexpr bool is_of_figure(ChargeUnit unit) noexcept {
  return unit == ChargeUnit::percentage_point || unit == ChargeUnit::unit;
}

// It has a deadline that time can run from.
inline bool can_be_late(const Obligation& rule) noexcept {
  return std::holds_alternative<ClockRule>(rule.measure) || std::holds_alternative<DutyRule>(rule.measure) ||
         std::holds_alternative<RecordRules>(rule.measure);
}

// Contracts may have many obligations, and as many penalties.
class ObligationsByName {
 public:
  explicit ObligationsByName(const Contract& contract) {
    for (const Obligation& rule : contract.obligations) rules_.emplace(rule.name, &rule);
  }
  // Null where there is none of this name.
  const Obligation* find(std::string_view name) const {
    const auto found = rules_.find(name);
    return found == rules_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<std::string_view, const Obligation*> rules_;
};

// How long a lateness can be: it ends with the stretch in which the promise holds.
class LateTime {
 public:
  explicit LateTime(const Contract& contract) : dates_(contract) {}

  // Nothing where it has no end, or is no lateness.
  std::optional<Duration> of(const Obligation& rule) const;

 private:
  dates::Dates dates_;
};

// So many units of the charge are longer than that, whatever month it is.
bool is_longer(const ChargeRule& charge, std::int64_t units, Duration time);

// It gives, and takes nothing.
inline bool is_bonus(const ChargeRule& charge) {
  return charge.counts == ChargedTime::time_saved ||
         (!charge.bands.empty() &&
          std::all_of(charge.bands.begin(), charge.bands.end(), [](const Band& band) { return band.bonus; }));
}

}  // namespace slakit
