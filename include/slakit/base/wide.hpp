// Wide: a signed 256-bit integer, just enough for exact money.
//
//     Wide a = Wide(9'000'000'000'000'000'000) * Wide(1'000'000'000'000);
//     divide(a, Wide(7)).quotient          // exact, truncated toward zero
//     a.to_int64()                         // Fault::overflow: does not fit
//
// Why not a library: Boost.Multiprecision costs 1.7 s per translation unit and __int128 is too narrow for
// 10^12 minor units x 10^8 x 3*10^13 us x 10^6 tickets (and absent on 32-bit). The tests replay it against
// Boost.Multiprecision. Overflow is sticky: `overflowed()` stays set in everything computed from it.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>

#include "slakit/base/fault.hpp"

namespace slakit {

class Wide {
 public:
  static constexpr int limb_count = 8;

  constexpr Wide() noexcept = default;
  constexpr Wide(std::int64_t value) noexcept : negative_(value < 0) {
    const std::uint64_t magnitude =
        negative_ ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    limbs_[0] = static_cast<std::uint32_t>(magnitude);
    limbs_[1] = static_cast<std::uint32_t>(magnitude >> 32U);
  }

  static constexpr Wide power_of_ten(int exponent) noexcept {
    Wide result(1);
    for (int i = 0; i < exponent; ++i) result = result * Wide(10);
    return result;
  }

  constexpr bool overflowed() const noexcept { return overflowed_; }
  constexpr bool is_negative() const noexcept { return negative_; }
  constexpr bool is_zero() const noexcept { return limbs_ == Limbs{}; }

  constexpr Checked<std::int64_t> to_int64() const noexcept {
    for (std::size_t i = 2; i < limb_count; ++i)
      if (limbs_[i] != 0) return Fault::overflow;
    const std::uint64_t magnitude = limbs_[0] | std::uint64_t{limbs_[1]} << 32U;
    const std::uint64_t limit = static_cast<std::uint64_t>(INT64_MAX) + (negative_ ? 1U : 0U);
    if (overflowed_ || magnitude > limit) return Fault::overflow;
    return negative_ ? static_cast<std::int64_t>(0 - magnitude) : static_cast<std::int64_t>(magnitude);
  }

  friend constexpr Wide operator-(Wide a) noexcept {
    a.negative_ = !a.negative_ && !a.is_zero();
    return a;
  }

  friend constexpr Wide operator+(const Wide& a, const Wide& b) noexcept {
    Wide sum;
    if (a.negative_ == b.negative_) {
      sum = a.plus_magnitude(b);
      sum.negative_ = a.negative_;
    } else if (compare_magnitude(a, b) != std::strong_ordering::less) {
      sum = a.minus_magnitude(b);
      sum.negative_ = a.negative_;
    } else {
      sum = b.minus_magnitude(a);
      sum.negative_ = b.negative_;
    }
    return sum.settled(a, b);
  }
  friend constexpr Wide operator-(const Wide& a, const Wide& b) noexcept { return a + -b; }

  friend constexpr Wide operator*(const Wide& a, const Wide& b) noexcept {
    Wide product;
    for (std::size_t i = 0; i < limb_count; ++i) {
      if (a.limbs_[i] == 0) continue;  // most are
      std::uint64_t carry = 0;
      for (std::size_t j = 0; j < limb_count; ++j) {
        const std::uint64_t digit = std::uint64_t{a.limbs_[i]} * b.limbs_[j];
        if (i + j >= limb_count) {
          product.overflowed_ |= (digit | carry) != 0;
          carry = 0;
          continue;
        }
        const std::uint64_t total = digit + product.limbs_[i + j] + carry;  // < 2^64: (2^32-1)^2 + 2(2^32-1)
        product.limbs_[i + j] = static_cast<std::uint32_t>(total);
        carry = total >> 32U;
      }
      product.overflowed_ |= carry != 0;
    }
    product.negative_ = a.negative_ != b.negative_;
    return product.settled(a, b);
  }

  struct Division;
  // Truncated toward zero; the remainder has the dividend's sign. A zero divisor overflows.
  friend constexpr Division divide(const Wide& dividend, const Wide& divisor) noexcept;

  friend constexpr bool operator==(const Wide& a, const Wide& b) noexcept {
    return a.negative_ == b.negative_ && a.limbs_ == b.limbs_;
  }
  friend constexpr std::strong_ordering operator<=>(const Wide& a, const Wide& b) noexcept {
    if (a.negative_ != b.negative_) return a.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
    return a.negative_ ? compare_magnitude(b, a) : compare_magnitude(a, b);
  }

 private:
  using Limbs = std::array<std::uint32_t, limb_count>;  // least significant first

  static constexpr std::strong_ordering compare_magnitude(const Wide& a, const Wide& b) noexcept {
    for (std::size_t i = limb_count; i-- > 0;)
      if (a.limbs_[i] != b.limbs_[i]) return a.limbs_[i] <=> b.limbs_[i];
    return std::strong_ordering::equal;
  }

  // Fits 64 bits but for its sign, as nearly all amounts do.
  constexpr bool is_small() const noexcept {
    std::uint32_t high = 0;
    for (std::size_t i = 2; i < limb_count; ++i) high |= limbs_[i];
    return high == 0;
  }
  constexpr std::uint64_t small() const noexcept { return limbs_[0] | std::uint64_t{limbs_[1]} << 32U; }
  static constexpr Wide of_magnitude(std::uint64_t magnitude) noexcept {
    Wide made;
    made.limbs_[0] = static_cast<std::uint32_t>(magnitude);
    made.limbs_[1] = static_cast<std::uint32_t>(magnitude >> 32U);
    return made;
  }

  constexpr Wide plus_magnitude(const Wide& b) const noexcept {
    Wide sum;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < limb_count; ++i) {
      carry += std::uint64_t{limbs_[i]} + b.limbs_[i];
      sum.limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    sum.overflowed_ = carry != 0;
    return sum;
  }

  // |this| >= |b|
  constexpr Wide minus_magnitude(const Wide& b) const noexcept {
    Wide difference;
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < limb_count; ++i) {
      const std::uint64_t digit = std::uint64_t{limbs_[i]} - b.limbs_[i] - borrow;
      difference.limbs_[i] = static_cast<std::uint32_t>(digit);
      borrow = digit >> 63U;
    }
    return difference;
  }

  // Bits up to the highest one that is set.
  constexpr int bit_count() const noexcept {
    for (std::size_t i = limb_count; i-- > 0;)
      if (limbs_[i] != 0) return static_cast<int>(i) * 32 + static_cast<int>(std::bit_width(limbs_[i]));
    return 0;
  }

  constexpr bool bit(int index) const noexcept {
    return ((limbs_[static_cast<std::size_t>(index / 32)] >> static_cast<unsigned>(index % 32)) & 1U) != 0;
  }

  // Carries overflow along and keeps zero positive.
  constexpr Wide settled(const Wide& a, const Wide& b) const noexcept {
    Wide result = *this;
    result.overflowed_ |= a.overflowed_ || b.overflowed_;
    if (result.is_zero()) result.negative_ = false;
    return result;
  }

  Limbs limbs_{};
  bool negative_ = false;
  bool overflowed_ = false;
};

struct Wide::Division {
  Wide quotient;
  Wide remainder;
};

constexpr Wide::Division divide(const Wide& dividend, const Wide& divisor) noexcept {
  Wide::Division result;
  if (divisor.is_zero()) {
    result.quotient.overflowed_ = true;
    return result;
  }
  if (dividend.is_small() && divisor.is_small()) {
    result.quotient = Wide::of_magnitude(dividend.small() / divisor.small());
    result.remainder = Wide::of_magnitude(dividend.small() % divisor.small());
    result.quotient.negative_ = dividend.negative_ != divisor.negative_;
    result.remainder.negative_ = dividend.negative_;
    result.quotient = result.quotient.settled(dividend, divisor);
    result.remainder = result.remainder.settled(dividend, divisor);
    return result;
  }
  // Long division bit by bit: such amounts are few, and single steps are easy to be sure of.
  for (int i = dividend.bit_count(); i-- > 0;) {
    result.remainder = result.remainder.plus_magnitude(result.remainder);
    if (dividend.bit(i)) result.remainder.limbs_[0] |= 1U;
    if (Wide::compare_magnitude(result.remainder, divisor) == std::strong_ordering::less) continue;
    result.remainder = result.remainder.minus_magnitude(divisor);
    result.quotient.limbs_[static_cast<std::size_t>(i / 32)] |= 1U << static_cast<unsigned>(i % 32);
  }
  result.quotient.negative_ = dividend.negative_ != divisor.negative_;
  result.remainder.negative_ = dividend.negative_;
  result.quotient = result.quotient.settled(dividend, divisor);
  result.remainder = result.remainder.settled(dividend, divisor);
  return result;
}

// Of two positive numbers (Euclid).
constexpr Wide greatest_common_divisor(Wide a, Wide b) noexcept {
  while (!b.is_zero()) {
    const Wide rest = divide(a, b).remainder;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace slakit
