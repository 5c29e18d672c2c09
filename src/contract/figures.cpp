#include "contract/figures.hpp"

#include <cstdint>

#include "slakit/money/amount.hpp"

namespace slakit {

bool is_percentage(const IndicatorRule& rule) noexcept {
  if (rule.attainment || rule.availability) return true;
  if (!rule.target) return false;
  for (const Setting<Figure>* figure :
       {&rule.target->at_least, &rule.target->more_than, &rule.target->at_most, &rule.target->less_than})
    if (*figure) return (*figure)->text.ends_with('%');
  return false;
}

Ratio ratio_of(const Decimal& decimal) noexcept {
  return ratio_of(Wide(decimal.coefficient), Wide::power_of_ten(decimal.scale)).value_or(Ratio{});
}

std::optional<Ratio> figure_of(const std::string& text) {
  std::optional<Decimal> number = Decimal::parse(text);
  if (!number) {
    const std::optional<Rate> rate = Rate::parse(text);
    if (!rate) return std::nullopt;
    number = rate->value;
  }
  const Checked<Ratio> ratio = ratio_of(Wide(number->coefficient), Wide::power_of_ten(number->scale));
  return ratio ? std::optional(*ratio) : std::nullopt;
}

Checked<Ratio> ratio_of(Wide numerator, Wide denominator) noexcept {
  if (numerator.overflowed() || denominator.overflowed()) return Fault::overflow;
  if (denominator.is_zero() || denominator.is_negative()) return Fault::out_of_range;
  // Nearly all fit as they are, and 64 bits are reduced many times faster.
  const Checked<std::int64_t> whole_top = numerator.to_int64();
  const Checked<std::int64_t> whole_bottom = denominator.to_int64();
  if (whole_top && whole_bottom && *whole_top != INT64_MIN) return Ratio(*whole_top, *whole_bottom);
  const Wide common = greatest_common_divisor(numerator.is_negative() ? -numerator : numerator, denominator);
  const Checked<std::int64_t> top = divide(numerator, common).quotient.to_int64();
  const Checked<std::int64_t> bottom = divide(denominator, common).quotient.to_int64();
  if (!top || !bottom) return Fault::overflow;
  return Ratio(*top, *bottom);
}

Checked<Ratio> rounded(const Ratio& figure, const IndicatorRule& rule, Rounding otherwise) noexcept {
  if (!rule.rounding) return figure;
  const Wide scale = Wide::power_of_ten(rule.rounding->decimals + (is_percentage(rule) ? 2 : 0));
  const Checked<std::int64_t> steps = round(Amount{Wide(figure.numerator()) * scale, Wide(figure.denominator())},
                                            rule.rounding->mode.value_or(otherwise));
  if (!steps) return steps.fault;
  return ratio_of(Wide(*steps), scale);
}

bool is_within(const Bound& bound, const Ratio& figure) noexcept {
  const auto limit = [](const Setting<Figure>& one) { return ratio_of(one->value); };
  return (!bound.at_least || figure >= limit(bound.at_least)) &&
         (!bound.more_than || figure > limit(bound.more_than)) && (!bound.at_most || figure <= limit(bound.at_most)) &&
         (!bound.less_than || figure < limit(bound.less_than));
}

}  // namespace slakit
