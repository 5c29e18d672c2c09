#include "slakit/base/wide.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <random>

namespace slakit {
namespace {

using Oracle = boost::multiprecision::cpp_int;

// A number of up to `limbs` random 32-bit limbs, in both types.
struct Pair {
  Wide wide;
  Oracle oracle;
};

Pair random_pair(std::mt19937_64& random, int limbs) {
  Pair pair{Wide(0), 0};
  for (int i = 0; i < limbs; ++i) {
    // Mixes dense limbs with the corners where carries go wrong.
    const std::uint64_t draw = random();
    const std::int64_t limb = draw % 8 == 0 ? 0 : draw % 8 == 1 ? 0xFFFFFFFF : static_cast<std::int64_t>(draw >> 32U);
    pair.wide = pair.wide * Wide(std::int64_t{1} << 32U) + Wide(limb);
    pair.oracle = pair.oracle * (std::int64_t{1} << 32U) + limb;
  }
  if (random() % 2 == 0) pair = {-pair.wide, -pair.oracle};
  return pair;
}

Oracle to_oracle(Wide wide) {
  const bool negative = wide.is_negative();
  if (negative) wide = -wide;
  Oracle result = 0;
  Oracle unit = 1;
  while (!wide.is_zero()) {
    const Wide::Division division = divide(wide, Wide(1'000'000'000));
    result += unit * *division.remainder.to_int64();
    unit *= 1'000'000'000;
    wide = division.quotient;
  }
  return negative ? Oracle(-result) : result;
}

TEST(Wide, AgreesWithBoostMultiprecision) {
  std::mt19937_64 random(20240506);
  for (int i = 0; i < 2'000; ++i) {
    const Pair a = random_pair(random, 1 + i % 4);
    const Pair b = random_pair(random, 1 + i / 4 % 4);
    SCOPED_TRACE("a = " + a.oracle.str() + ", b = " + b.oracle.str());
    ASSERT_EQ(to_oracle(a.wide + b.wide), a.oracle + b.oracle);
    ASSERT_EQ(to_oracle(a.wide - b.wide), a.oracle - b.oracle);
    ASSERT_EQ(to_oracle(a.wide * b.wide), a.oracle * b.oracle);
    ASSERT_EQ(a.wide < b.wide, a.oracle < b.oracle);
    if (b.oracle == 0) continue;
    const Wide::Division division = divide(a.wide, b.wide);
    ASSERT_EQ(to_oracle(division.quotient), a.oracle / b.oracle);
    ASSERT_EQ(to_oracle(division.remainder), a.oracle % b.oracle);
  }
}

TEST(Wide, Int64Corners) {
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN})
    EXPECT_EQ(Wide(value).to_int64(), value);
  EXPECT_FALSE((Wide(INT64_MAX) + Wide(1)).to_int64());
  EXPECT_FALSE((Wide(INT64_MIN) - Wide(1)).to_int64());
}

TEST(Wide, OverflowSticks) {
  const Wide largest = Wide::power_of_ten(77);  // 2^255 < 10^77 < 2^256
  EXPECT_FALSE(largest.overflowed());
  EXPECT_TRUE((largest * Wide(10)).overflowed());
  EXPECT_TRUE((largest * Wide(10) * Wide(0)).overflowed());
  EXPECT_TRUE((largest + largest).overflowed());
  EXPECT_FALSE((largest * Wide(10)).to_int64());
  EXPECT_TRUE(divide(Wide(1), Wide(0)).quotient.overflowed());
}

TEST(Wide, GreatestCommonDivisor) {
  EXPECT_EQ(greatest_common_divisor(Wide(86'400), Wide(1'000)), Wide(200));
  EXPECT_EQ(greatest_common_divisor(Wide(7), Wide(9)), Wide(1));
}

}  // namespace
}  // namespace slakit
