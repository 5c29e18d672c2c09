#include "slakit/base/decimal.hpp"

#include <gtest/gtest.h>

namespace slakit {
namespace {

TEST(Decimal, ReadsWhatItPrints) {
  for (const char* text : {"0", "1", "-12.50", "0.001", "999999999999999999", "0.000000000000000001", "-0.5"})
    EXPECT_EQ(to_string(*Decimal::parse(text)), text);
}

TEST(Decimal, RefusesEverythingElse) {
  for (const char* text :
       {"", "-", ".", ".5", "5.", "1.2.3", "+1", "1e3", "1,000", " 1", "1 ", "0x10", "1000000000000000000", "--1"})
    EXPECT_FALSE(Decimal::parse(text)) << text;
}

TEST(Rate, InEveryNotation) {
  const auto value = [](const char* text) { return Rate::parse(text)->value; };
  EXPECT_EQ(value("1%"), (Decimal{1, 2}));
  EXPECT_EQ(value("0.05%"), (Decimal{5, 4}));
  EXPECT_EQ(value("1\u2030"), (Decimal{1, 3}));
  EXPECT_EQ(value("5bp"), (Decimal{5, 4}));
  EXPECT_EQ(value("5 bp"), (Decimal{5, 4}));
  EXPECT_EQ(value("0.01"), (Decimal{1, 2}));
  EXPECT_EQ(Rate::parse("1%")->text, "1%");
  for (const char* text : {"", "%", "1%%", "one", "1 percent", "%1"}) EXPECT_FALSE(Rate::parse(text)) << text;
}

}  // namespace
}  // namespace slakit
