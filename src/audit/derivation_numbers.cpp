#include "audit/derivation_numbers.hpp"

#include <cstdint>

namespace slakit::derived {

std::string to_text(Wide number) {
  if (number.is_negative()) return "-" + to_text(-number);
  std::string text;
  constexpr int digits = 18;
  for (;;) {
    const Wide::Division division = divide(number, Wide::power_of_ten(digits));
    std::string part = std::to_string(division.remainder.to_int64().value_or(0));
    if (division.quotient.is_zero()) return part + text;
    std::string whole(static_cast<std::size_t>(digits) - part.size(), '0');
    whole += part;
    text.insert(0, whole);
    number = division.quotient;
  }
}

std::string exact_text(const Amount& number) {
  const Wide magnitude = number.numerator.is_negative() ? -number.numerator : number.numerator;
  const Wide common = magnitude.is_zero() ? number.denominator : greatest_common_divisor(magnitude, number.denominator);
  const Wide below = divide(number.denominator, common).quotient;
  const std::string above = to_text(divide(number.numerator, common).quotient);
  return below == Wide(1) ? above : above + "/" + to_text(below);
}

namespace {

// Whether it is whole after so many more decimals.
bool ends(const Amount& number, int decimals) noexcept {
  return is_whole({number.numerator * Wide::power_of_ten(decimals), number.denominator});
}

}  // namespace

std::string money_text(const Amount& minor, int digits) {
  constexpr int most = 9;  // decimals that are still read as such
  if (!is_whole(minor)) {
    const Amount tenth{minor.numerator * Wide(10), minor.denominator};
    return digits < most && ends(tenth, most - digits)
               ? money_text(tenth, digits + 1)
               : exact_text({minor.numerator, minor.denominator * Wide::power_of_ten(digits)});
  }
  std::string text = to_text(divide(minor.numerator, minor.denominator).quotient);
  if (digits == 0) return text;
  const bool is_negative = text.front() == '-';
  if (is_negative) text.erase(0, 1);
  const auto scale = static_cast<std::size_t>(digits);
  if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
  text.insert(text.size() - scale, 1, '.');
  return is_negative ? "-" + text : text;
}

Amount hours_of(Duration length) noexcept {
  return {Wide(length.count()), Wide(std::chrono::duration_cast<Duration>(std::chrono::hours{1}).count())};
}

Amount exact_of(const Ratio& ratio) noexcept { return {Wide(ratio.numerator()), Wide(ratio.denominator())}; }

std::string rate_text(const Rate& rate) {
  constexpr int percent = 2;
  if (!rate.text.ends_with('%') || rate.value.scale < percent) return to_string(rate.value);
  return to_string(Decimal{rate.value.coefficient, rate.value.scale - percent}) + "%";
}

}  // namespace slakit::derived
