#include "slakit/money/money.hpp"

#include <gtest/gtest.h>

#include <random>

#include "slakit/money/amount.hpp"

namespace slakit {
namespace {

TEST(Money, ReadsWhatItPrints) {
  for (const char* text : {"CNY 1000000.00", "JPY 105", "BHD 1.234", "EUR -3.50", "USD 0.01"})
    EXPECT_EQ(to_string(*Money::parse(text)), text);
  EXPECT_EQ(Money::parse("CNY 1000000")->minor, 100'000'000);
  EXPECT_EQ(amount_string(*Money::parse("CNY 30000")), "30000.00");
}

TEST(Money, RefusesMoreDecimalsThanTheCurrencyHas) {
  EXPECT_FALSE(Money::parse("JPY 10.5"));
  EXPECT_FALSE(Money::parse("CNY 1.005"));
  EXPECT_FALSE(Money::parse("BHD 1.0005"));
}

TEST(Money, RefusesOtherShapes) {
  for (const char* text :
       {"", "CNY", "100 CNY", "cny 1", "CNY1", "CNY  1", "CNY 1,000.00", "CN 1", "CNY 99999999999999999999"})
    EXPECT_FALSE(Money::parse(text)) << text;
}

TEST(Amount, RoundsEachWay) {
  const Money base = *Money::parse("CNY 1000.50");  // 1% is 10.005
  const Amount amount = share(*Rate::parse("1%"), base, Ratio(1, 1));
  EXPECT_EQ(*round(amount, Rounding::half_up), 1001);
  EXPECT_EQ(*round(amount, Rounding::half_even), 1000);
  EXPECT_EQ(*round(amount, Rounding::down), 1000);
  EXPECT_EQ(*round(amount, Rounding::up), 1001);
  EXPECT_FALSE(is_whole(amount));
}

TEST(Amount, NegativeRoundsAsItsMirror) {
  const Amount amount{Wide(-5), Wide(2)};
  EXPECT_EQ(*round(amount, Rounding::half_up), -3);
  EXPECT_EQ(*round(amount, Rounding::half_even), -2);
  EXPECT_EQ(*round(amount, Rounding::down), -2);
  EXPECT_EQ(*round(amount, Rounding::up), -3);
}

// research/penalties.md M4, E11: 48 h of 744 down on 100 000: the exact share, not a rounded percentage.
TEST(Amount, SharesExactlyBeforeItRounds) {
  const Amount amount = share(*Rate::parse("1"), *Money::parse("EUR 100000.00"), Ratio(48, 744));
  EXPECT_EQ(*round(amount, Rounding::half_up), 645'161);
}

TEST(Amount, SumsDoNotGrowTheirDenominator) {
  Amount sum;
  for (std::int64_t i = 1; i <= 10'000; ++i)
    sum = sum + share(*Rate::parse("0.0001%"), *Money::parse("CNY 999999999999.99"), Ratio(i * 7'919, 86'400'000'000));
  // 10^-6 x 99999999999999 x 7919 x (10000 x 10001 / 2) / 86400000000, by an independent calculation: 458321290.50...
  EXPECT_EQ(*round(sum, Rounding::down), 458'321'290);
}

TEST(Amount, OverflowIsAFault) {
  const Amount amount = share(*Rate::parse("100"), Money{INT64_MAX, *Currency::parse("CNY")}, Ratio(1, 1));
  EXPECT_EQ(round(amount, Rounding::half_up).fault, Fault::overflow);
}

}  // namespace
}  // namespace slakit
