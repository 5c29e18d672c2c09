#include "slakit/base/multiply_high.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <random>

namespace slakit::detail {
namespace {

static_assert(multiply_high(std::uint64_t{1} << 63U, 6) == 3);

TEST(MultiplyHigh, IsTheUpperHalfOfTheProduct) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 100'000; ++i) {
    const std::uint64_t a = random() >> (random() % 64U);
    const std::uint64_t b = random() >> (random() % 64U);
    const boost::multiprecision::uint128_t product = boost::multiprecision::uint128_t{a} * b;
    const auto upper = static_cast<std::uint64_t>(product >> 64U);
    ASSERT_EQ(multiply_high(a, b), upper) << a << " * " << b;
    ASSERT_EQ(multiply_high_portable(a, b), upper) << a << " * " << b;
  }
  const std::uint64_t all = ~std::uint64_t{0};
  EXPECT_EQ(multiply_high(all, all), all - 1);
  EXPECT_EQ(multiply_high_portable(all, all), all - 1);
}

}  // namespace
}  // namespace slakit::detail
