// The upper half of a 64 x 64 bit product: division by a constant without dividing.
//
//     multiply_high(1ULL << 63, 6)   // 3
//
// One instruction where the compiler has 128-bit integers (the only place that may name them: -Wpedantic refuses the
// word elsewhere), four multiplications where it has not.
#pragma once

#include <cstdint>

namespace slakit::detail {

constexpr std::uint64_t multiply_high_portable(std::uint64_t a, std::uint64_t b) noexcept {
  constexpr std::uint64_t low = 0xFFFF'FFFF;
  const std::uint64_t low_low = (a & low) * (b & low);
  const std::uint64_t high_low = (a >> 32U) * (b & low);
  const std::uint64_t low_high = (a & low) * (b >> 32U);
  const std::uint64_t middle = (low_low >> 32U) + (high_low & low) + (low_high & low);
  return (a >> 32U) * (b >> 32U) + (high_low >> 32U) + (low_high >> 32U) + (middle >> 32U);
}

#ifdef __SIZEOF_INT128__
__extension__ using Uint128 = unsigned __int128;
constexpr std::uint64_t multiply_high(std::uint64_t a, std::uint64_t b) noexcept {
  return static_cast<std::uint64_t>((static_cast<Uint128>(a) * b) >> 64U);
}
#else
constexpr std::uint64_t multiply_high(std::uint64_t a, std::uint64_t b) noexcept {
  return multiply_high_portable(a, b);
}
#endif

}  // namespace slakit::detail
