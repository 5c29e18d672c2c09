// Ratio: a reduced fraction of 64-bit integers; attainments and pro-rata shares.
//
//     Ratio r(27, 24);      // 9/8
//     to_string(r)          // "9/8"
//     Ratio(3, 1)           // to_string: "3"
//     percent_string(Ratio(2, 3), 2)   // "66.66": cut, never rounded up to a verdict it has not reached
//
// The denominator is positive; a zero denominator is a programming error.
#pragma once

#include <cassert>
#include <cstdint>
#include <numeric>
#include <string>

#include "slakit/base/decimal.hpp"
#include "slakit/base/wide.hpp"

namespace slakit {

class Ratio {
 public:
  constexpr Ratio() noexcept = default;
  constexpr Ratio(std::int64_t numerator, std::int64_t denominator) noexcept {
    assert(denominator > 0);
    const std::int64_t divisor = std::gcd(numerator, denominator);
    numerator_ = numerator / divisor;
    denominator_ = denominator / divisor;
  }

  constexpr std::int64_t numerator() const noexcept { return numerator_; }
  constexpr std::int64_t denominator() const noexcept { return denominator_; }
  constexpr bool is_whole() const noexcept { return denominator_ == 1; }

  friend constexpr bool operator==(const Ratio&, const Ratio&) = default;
  friend constexpr std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) noexcept {
    return Wide(a.numerator_) * Wide(b.denominator_) <=> Wide(b.numerator_) * Wide(a.denominator_);
  }

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

inline std::string to_string(const Ratio& ratio) {
  std::string text = std::to_string(ratio.numerator());
  if (!ratio.is_whole()) text += "/" + std::to_string(ratio.denominator());
  return text;
}

// The ratio in percent with `digits` decimals, truncated toward zero: 7999/8000 is "99.98", never "100.00".
inline std::string percent_string(const Ratio& ratio, int digits) {
  const Wide scaled =
      divide(Wide(ratio.numerator()) * Wide::power_of_ten(2 + digits), Wide(ratio.denominator())).quotient;
  return to_string(Decimal{scaled.to_int64().value_or(0), digits});
}

}  // namespace slakit
