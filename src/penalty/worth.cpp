#include "penalty/worth.hpp"

#include <algorithm>
#include <string>

#include "penalty/exact.hpp"

namespace slakit {
namespace {

bool matches(const Where& where, const Breach& breach) {
  return std::all_of(where.begin(), where.end(), [&](const Condition& condition) {
    const std::string* value = said(breach, condition.attribute);
    return value != nullptr &&
           std::find(condition.values.begin(), condition.values.end(), *value) != condition.values.end();
  });
}

// In whose money and units everything is.
class Valuer {
 public:
  Valuer(const Plan& plan, std::size_t term, const Breach& breach)
      : plan_(plan),
        index_(term),
        term_(plan.terms[term]),
        rule_(plan.contract.penalties[term]),
        charge_(rule_.charge.front()),
        breach_(breach) {}

  std::optional<Checked<Worth>> value() {
    if (!is_priced()) return std::nullopt;
    const Checked<Counted> counted = count_units(plan_, index_, breach_);
    if (!counted) return Checked<Worth>(counted.fault);
    counted_ = *counted;
    const Checked<Ratio> count = multiply(counted_.count, breach_.chargeable);
    if (!count) return Checked<Worth>(count.fault);
    made_.count = *count;
    if (counted_.is_free) return lost(ChargeStatus::below_threshold);
    if (!charge_.documented.empty()) return Checked<Worth>(made_);  // what it comes to: penalty/losses.cpp
    const std::size_t band = charge_.bands.empty() ? 0 : band_of(charge_.bands, figure()).value_or(no_band);
    // A figure that was kept and is in no band has nothing to do with this.
    if (band == no_band && breach_.is_kept) return std::nullopt;
    if (band == no_band) return lost(ChargeStatus::no_band);
    const bool is_valued = !charge_.bands.empty()  ? of_band(charge_.bands[band])
                           : charge_.steps.empty() ? of_count()
                                                   : of_steps();
    if (!is_valued) return lost(ChargeStatus::no_base);
    multiply_all();
    if (fault_ != Fault::none) return Checked<Worth>(fault_);
    if (made_.exact.numerator.overflowed() || made_.exact.denominator.overflowed())
      return Checked<Worth>(Fault::overflow);
    return Checked<Worth>(made_);
  }

 private:
  static constexpr std::size_t no_band = static_cast<std::size_t>(-1);

  bool is_priced() const {
    const bool pays_for_kept =
        term_.kind == PricedKind::indicator ? !charge_.bands.empty() : charge_.counts == ChargedTime::time_saved;
    const bool is_meant = breach_.is_kept ? pays_for_kept : charge_.counts != ChargedTime::time_saved;
    return is_meant && matches(rule_.applies, breach_);
  }

  std::optional<Checked<Worth>> lost(ChargeStatus status) {
    made_.status = status;
    return Checked<Worth>(made_);
  }

  // What does not fit is a fault, never nothing.
  Ratio fitting(const Checked<Ratio>& ratio) noexcept {
    if (!ratio) fault_ = ratio.fault;
    return ratio.value_or(Ratio{});
  }

  Ratio figure() const noexcept { return term_.kind == PricedKind::indicator ? breach_.figure : counted_.measure; }

  // What a unit costs; nothing where the ticket does not say it.
  std::optional<Amount> each(const Setting<Rate>& rate, const Setting<Money>& amount) const {
    if (amount) return amount_of(*amount);
    const std::optional<Amount> base = base_of(term_.base, breach_);
    return rate && base ? std::optional(share(*rate, *base)) : std::nullopt;
  }

  void in_points(int points, const Ratio& count) {
    made_.points = fitting(multiply(Ratio(points, 1), count));
    const Setting<SettlementRule>& rule = plan_.contract.settlement;
    if (rule && rule->point_value) made_.exact = times(amount_of(*rule->point_value), made_.points);
  }

  bool of_band(const Band& band) {
    made_.count = breach_.chargeable;
    const bool is_bonus = band.bonus || charge_.counts == ChargedTime::time_saved;
    if (band.points) {
      in_points(is_bonus ? -*band.points : *band.points, Ratio(1, 1));
    } else {
      const std::optional<Amount> amount = each(band.rate, band.amount);
      if (!amount) return false;
      made_.exact = is_bonus ? times(*amount, Ratio(-1, 1)) : *amount;
    }
    return true;
  }

  bool of_count() {
    const bool is_bonus = charge_.counts == ChargedTime::time_saved;
    if (charge_.points) {
      in_points(is_bonus ? -*charge_.points : *charge_.points, counted_.count);
      return true;
    }
    std::optional<Amount> amount;
    if (charge_.external.empty())
      amount = each(charge_.rate, charge_.amount);
    else if (const std::string* text = said(breach_, charge_.external); text != nullptr)
      amount = amount_said(*text, plan_.currency());
    if (!amount) return false;
    made_.exact = times(*amount, counted_.count);
    if (is_bonus) made_.exact = times(made_.exact, Ratio(-1, 1));
    return true;
  }

  bool of_steps() {
    Ratio below(0, 1);
    for (const ChargeStep& step : charge_.steps) {
      const bool is_within = !step.up_to || counted_.count <= Ratio(*step.up_to, 1);
      const bool is_last = is_within || &step == &charge_.steps.back();
      const Ratio end = is_within ? counted_.count : Ratio(*step.up_to, 1);
      const bool is_marginal = term_.stepped == SteppedRate::marginal;
      if (is_marginal || is_last) {
        const std::optional<Amount> amount = each(step.rate, step.amount);
        if (!amount) return false;
        made_.exact =
            is_marginal ? made_.exact + times(*amount, fitting(subtract(end, below))) : times(*amount, counted_.count);
      }
      if (is_last) break;
      below = end;
    }
    return true;
  }

  void multiply_all() {
    made_.exact = multiplied(charge_, breach_, made_.exact);
    for (const Multiplier& multiplier : charge_.multipliers) {
      if (!matches(multiplier.where, breach_)) continue;
      made_.points = fitting(multiply(made_.points, ratio_of(multiplier.times)));
    }
    made_.points = fitting(multiply(made_.points, breach_.chargeable));
  }

  const Plan& plan_;
  std::size_t index_;
  const PricedTerm& term_;
  const PenaltyTerm& rule_;
  const ChargeRule& charge_;
  const Breach& breach_;
  Counted counted_;
  Worth made_;
  Fault fault_ = Fault::none;
};

}  // namespace

std::optional<Checked<Worth>> worth_of(const Plan& terms, std::size_t term, const Breach& breach) {
  return Valuer(terms, term, breach).value();
}

Amount multiplied(const ChargeRule& charge, const Breach& breach, Amount amount) {
  for (const Multiplier& multiplier : charge.multipliers)
    if (matches(multiplier.where, breach)) amount = times(amount, multiplier.times);
  return times(amount, breach.chargeable);
}

Amount clamped(const ChargeRule& charge, Amount amount) {
  if (amount.numerator.is_zero() || amount.numerator.is_negative()) return amount;
  if (charge.at_least) amount = std::max(amount, amount_of(*charge.at_least));
  if (charge.at_most) amount = std::min(amount, amount_of(*charge.at_most));
  return amount;
}

const std::string* said(const Breach& breach, std::string_view attribute) noexcept {
  for (const Said& one : breach.said)
    if (one.attribute == attribute) return &one.value;
  return nullptr;
}

std::optional<Amount> base_of(const PricedBase& base, const Breach& breach) {
  if (base.attribute.empty()) return amount_of(base.amount);
  const std::string* text = said(breach, base.attribute);
  if (text == nullptr) return std::nullopt;
  if (base.amount.minor == 0) return amount_said(*text, base.amount.currency);
  const std::optional<Decimal> number = Decimal::parse(*text);
  return number && number->coefficient >= 0 ? std::optional(times(amount_of(base.amount), *number)) : std::nullopt;
}

std::optional<Amount> amount_said(std::string_view text, const Currency& currency) {
  if (const std::optional<Money> money = Money::parse(text))
    return money->currency == currency && money->minor >= 0 ? std::optional(amount_of(*money)) : std::nullopt;
  const std::optional<Decimal> number = Decimal::parse(text);
  if (!number || number->coefficient < 0) return std::nullopt;
  return Amount{Wide(number->coefficient) * Wide::power_of_ten(currency.digits()), Wide::power_of_ten(number->scale)};
}

Amount times(const Amount& amount, const Ratio& count) noexcept {
  return {amount.numerator * Wide(count.numerator()), amount.denominator * Wide(count.denominator())};
}

Amount times(const Amount& amount, const Decimal& number) noexcept {
  return {amount.numerator * Wide(number.coefficient), amount.denominator * Wide::power_of_ten(number.scale)};
}

Amount amount_of(const Money& money) noexcept { return {Wide(money.minor), Wide(1)}; }

Amount share(const Rate& rate, const Amount& base) noexcept {
  return {base.numerator * Wide(rate.value.coefficient), base.denominator * Wide::power_of_ten(rate.value.scale)};
}

std::optional<std::size_t> band_of(const std::vector<Band>& bands, const Ratio& figure) noexcept {
  for (std::size_t i = 0; i < bands.size(); ++i)
    if (is_within(bands[i].figure, figure)) return i;
  return std::nullopt;
}

}  // namespace slakit
