#include "slakit/calendar/hours.hpp"

#include <gtest/gtest.h>

namespace slakit {
namespace {

using namespace std::chrono_literals;

TEST(HoursSpan, ReadsHoursOfADay) {
  EXPECT_EQ(*HoursSpan::parse("09:00-17:30"), (HoursSpan{9h, 17h + 30min}));
  EXPECT_EQ(*HoursSpan::parse("00:00-24:00"), (HoursSpan{0h, 24h}));
  EXPECT_EQ(*HoursSpan::parse("08:30:15-12:00:45"), (HoursSpan{8h + 30min + 15s, 12h + 45s}));
}

TEST(HoursSpan, RunsPastMidnight) {
  EXPECT_EQ(*HoursSpan::parse("22:00-06:00"), (HoursSpan{22h, 30h}));
  EXPECT_EQ(*HoursSpan::parse("18:00-00:00"), (HoursSpan{18h, 24h}));
  EXPECT_EQ(*HoursSpan::parse("18:00-24:00"), (HoursSpan{18h, 24h}));
}

TEST(HoursSpan, RefusesEverythingElse) {
  for (const char* text :
       {"", "-", "09:00", "09:00-", "9:00-17:00", "09:00-09:00", "24:00-08:00", "09:00-24:01", "09:60-10:00",
        "25:00-26:00", "09:00 - 17:00", "0900-1700", "09:00-17:00-18:00", "09:0a-17:00", "+9:00-17:00"})
    EXPECT_FALSE(HoursSpan::parse(text)) << text;
  EXPECT_FALSE(HoursSpan::parse("00:00-00:00"));  // neither nothing nor all day: write 00:00-24:00
}

TEST(HoursSpan, ReadsATimeOfDay) {
  EXPECT_EQ(*HoursSpan::parse_time("00:00"), 0s);
  EXPECT_EQ(*HoursSpan::parse_time("24:00"), 24h);
  EXPECT_EQ(*HoursSpan::parse_time("23:59:59"), 24h - 1s);
  EXPECT_FALSE(HoursSpan::parse_time("24:00:01"));
  EXPECT_FALSE(HoursSpan::parse_time("12:30:60"));
}

TEST(HoursSpan, WritesWhatItReads) {
  for (const char* text : {"09:00-17:30", "00:00-24:00", "22:00-06:00", "08:30:15-12:00"})
    EXPECT_EQ(to_string(*HoursSpan::parse(text)), text);
}

}  // namespace
}  // namespace slakit
