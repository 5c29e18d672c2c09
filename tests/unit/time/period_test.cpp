#include "slakit/time/period.hpp"

#include <gtest/gtest.h>

#include <string>

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::year;

TEST(Period, ReadsEveryPart) {
  const Period whole = *Period::parse("P1Y2M3W4DT5H6M7.000008S");
  EXPECT_EQ(whole.months, 14);
  EXPECT_EQ(whole.days, 25);
  EXPECT_EQ(whole.time, 5h + 6min + 7s + 8us);
  EXPECT_FALSE(whole.is_exact());
}

TEST(Period, KeepsMonthsDaysAndTimeApart) {
  EXPECT_EQ(*Period::parse("P1M"), (Period{1, 0, {}}));
  EXPECT_EQ(*Period::parse("PT1M"), (Period{0, 0, 1min}));
  EXPECT_EQ(*Period::parse("P1D"), (Period{0, 1, {}}));
  EXPECT_EQ(*Period::parse("PT24H"), (Period{0, 0, 24h}));
  EXPECT_EQ(*Period::parse("P2W"), (Period{0, 14, {}}));
  EXPECT_TRUE(Period::parse("PT4H")->is_exact());
  EXPECT_TRUE(Period::parse("PT0S")->is_zero());
}

TEST(Period, TakesAFractionOfTheSmallestPartOnly) {
  EXPECT_EQ(Period::parse("PT0.5S")->time, 500ms);
  EXPECT_EQ(Period::parse("PT1.5H")->time, 90min);
  EXPECT_EQ(Period::parse("PT0,25M")->time, 15s);
  EXPECT_EQ(Period::parse("PT0.1234560S")->time, 123456us);
  EXPECT_FALSE(Period::parse("PT1.5H30M"));
  EXPECT_FALSE(Period::parse("P0.5D"));
  EXPECT_FALSE(Period::parse("P1.5DT1H"));
  EXPECT_FALSE(Period::parse("PT0.1234567S"));
}

TEST(Period, RefusesEverythingElse) {
  for (const char* text : {"",      "P",      "PT",    "P1",    "1H",    "PT4",       "P4H",
                           "PT4D",  "PT1M1H", "P1D1D", "P1M1Y", "PTT1H", "P1DT",      "-PT4H",
                           "PT-4H", "PT4H ",  "pt4h",  "PT.5S", "PT5.S", "P1000001D", "PT99999999999999999999H",
                           "P1YT",  "PH"})
    EXPECT_FALSE(Period::parse(text)) << text;
  EXPECT_TRUE(Period::parse("P1000000D"));
}

TEST(Period, WritesWhatItReads) {
  for (const char* text :
       {"P1Y", "P2M", "P10D", "PT4H", "PT1H30M", "P1Y2M3DT4H5M6.5S", "PT0S", "PT0.000001S", "PT59S", "P1DT12H"})
    EXPECT_EQ(to_string(*Period::parse(text)), text);
  EXPECT_EQ(to_string(Period{0, 0, -90min}), "-PT1H30M");
  EXPECT_EQ(to_string(*Period::parse("P2W")), "P14D");
  EXPECT_EQ(to_string(*Period::parse("P18M")), "P1Y6M");
}

TEST(Period, AddsMonthsByRule) {
  const Period month{1, 0, {}};
  const Date january_31 = year{2024} / 1 / 31;
  EXPECT_EQ(*add(january_31, month, MonthArithmetic::clamp_to_month_end), Date{year{2024} / 2 / 29});
  EXPECT_EQ(*add(january_31, month, MonthArithmetic::roll_over), Date{year{2024} / 3 / 2});
  EXPECT_EQ(add(january_31, month, MonthArithmetic::reject).fault, Fault::nonexistent_date);
  EXPECT_EQ(*add(january_31, Period{2, 1, {}}, MonthArithmetic::reject), Date{year{2024} / 4 / 1});
  EXPECT_EQ(*add(year{2023} / 1 / 31, month, MonthArithmetic::roll_over), Date{year{2023} / 3 / 3});
}

TEST(Period, AddsMonthsClampedToTheEndOfTheMonth) {
  EXPECT_EQ(add(year{2024} / 2 / 29, *Period::parse("P1Y")), Date{year{2025} / 2 / 28});
  EXPECT_EQ(add(year{2024} / 1 / 31, *Period::parse("P1M")), Date{year{2024} / 2 / 29});
  EXPECT_EQ(add(year{2024} / 1 / 31, *Period::parse("P1M1D")), Date{year{2024} / 3 / 1});
  EXPECT_EQ(add(year{2024} / 11 / 15, *Period::parse("P3M")), Date{year{2025} / 2 / 15});
  EXPECT_EQ(add(year{2024} / 3 / 16, *Period::parse("P1Y")), Date{year{2025} / 3 / 16});
}

}  // namespace
}  // namespace slakit
