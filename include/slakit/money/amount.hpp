// Amounts before they are rounded: exact fractions of a minor unit.
//
//     Amount a = share(*Rate::parse("1%"), *Money::parse("CNY 1000000.00"), Ratio(27, 24));
//     round(a, Rounding::half_up)      // 1125000 minor units: CNY 11250.00
//
// Overflow (a result past 64 bits of minor units) is Fault::overflow, never a wrong figure.
#pragma once

#include "slakit/base/decimal.hpp"
#include "slakit/base/fault.hpp"
#include "slakit/base/ratio.hpp"
#include "slakit/base/wide.hpp"
#include "slakit/money/money.hpp"
#include "slakit/money/rounding.hpp"

namespace slakit {

struct Amount {
  Wide numerator{};
  Wide denominator{1};  // positive

  friend Amount operator+(const Amount& a, const Amount& b) noexcept {
    if (a.denominator == b.denominator) return {a.numerator + b.numerator, a.denominator};
    // Over the least common multiple: the denominators of one contract divide a common one, so sums do not grow.
    const Wide common = greatest_common_divisor(a.denominator, b.denominator);
    const Wide by_a = divide(b.denominator, common).quotient;
    const Wide by_b = divide(a.denominator, common).quotient;
    return {a.numerator * by_a + b.numerator * by_b, a.denominator * by_a};
  }
  friend bool operator==(const Amount& a, const Amount& b) noexcept {
    return a.numerator * b.denominator == b.numerator * a.denominator;
  }
  friend bool operator<(const Amount& a, const Amount& b) noexcept {
    return a.numerator * b.denominator < b.numerator * a.denominator;
  }
};

// rate x base x count.
inline Amount share(const Rate& rate, Money base, const Ratio& count) noexcept {
  return {Wide(base.minor) * Wide(rate.value.coefficient) * Wide(count.numerator()),
          Wide::power_of_ten(rate.value.scale) * Wide(count.denominator())};
}

// To whole minor units. Halves go away from zero (half_up) or to the even neighbour.
inline Checked<std::int64_t> round(const Amount& amount, Rounding mode) noexcept {
  const Wide::Division division = divide(amount.numerator, amount.denominator);
  const Wide& rest = division.remainder;
  if (division.quotient.overflowed()) return Fault::overflow;
  const Wide twice = rest.is_negative() ? -(rest + rest) : rest + rest;
  const auto is_odd = [&division] { return !divide(division.quotient, Wide(2)).remainder.is_zero(); };
  bool away = false;
  switch (mode) {
    case Rounding::half_up: away = twice >= amount.denominator; break;
    case Rounding::half_even: away = twice > amount.denominator || (twice == amount.denominator && is_odd()); break;
    case Rounding::down: away = false; break;
    case Rounding::up: away = !rest.is_zero(); break;
  }
  const Wide rounded = away ? division.quotient + Wide(rest.is_negative() ? -1 : 1) : division.quotient;
  return rounded.to_int64();
}

// No fraction of a minor unit: no rounding policy can change it.
inline bool is_whole(const Amount& amount) noexcept {
  return divide(amount.numerator, amount.denominator).remainder.is_zero();
}

}  // namespace slakit
