#include "slakit/base/ratio.hpp"

#include <gtest/gtest.h>

namespace slakit {
namespace {

TEST(Ratio, IsReduced) {
  EXPECT_EQ(Ratio(27, 24), Ratio(9, 8));
  EXPECT_EQ(to_string(Ratio(27, 24)), "9/8");
  EXPECT_EQ(to_string(Ratio(6, 3)), "2");
  EXPECT_EQ(to_string(Ratio(-3, 6)), "-1/2");
  EXPECT_EQ(to_string(Ratio()), "0");
}

TEST(Ratio, ComparesExactlyAtTheEdge) {
  // The cross products differ by one in the 37th digit; doubles cannot tell them apart.
  EXPECT_LT(Ratio(INT64_MAX - 1, INT64_MAX), Ratio(1, 1));
  EXPECT_LT(Ratio(999'999'999'999'999'998, 999'999'999'999'999'999),
            Ratio(999'999'999'999'999'999, 1'000'000'000'000'000'000));
}

TEST(Ratio, PercentIsCutNeverRoundedUp) {
  EXPECT_EQ(percent_string(Ratio(7999, 8000), 2), "99.98");
  EXPECT_EQ(percent_string(Ratio(2, 3), 2), "66.66");
  EXPECT_EQ(percent_string(Ratio(1, 1), 2), "100.00");
  EXPECT_EQ(percent_string(Ratio(999'999, 1'000'000), 2), "99.99");
  EXPECT_EQ(percent_string(Ratio(0, 5), 0), "0");
}

}  // namespace
}  // namespace slakit
