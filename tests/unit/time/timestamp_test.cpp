#include "slakit/time/timestamp.hpp"

#include <gtest/gtest.h>

#include <string>

namespace slakit {
namespace {

// RFC 3339 section 5.8 gives the first three and what instant they are.
TEST(Timestamp, ReadsInstants) {
  const auto utc = [](std::string_view text) { return to_rfc3339(Timestamp::parse(text).value().instant().value()); };
  EXPECT_EQ(utc("1985-04-12T23:20:50.52Z"), "1985-04-12T23:20:50.520000Z");
  EXPECT_EQ(utc("1996-12-19T16:39:57-08:00"), "1996-12-20T00:39:57Z");
  EXPECT_EQ(utc("1937-01-01T12:00:27.87+00:20"), "1937-01-01T11:40:27.870000Z");
  EXPECT_EQ(utc("2024-05-06t09:00:00z"), "2024-05-06T09:00:00Z");
  EXPECT_EQ(utc("2024-05-06 09:00+08"), "2024-05-06T01:00:00Z");
  EXPECT_EQ(utc("2024-05-06 09:00:00-0330"), "2024-05-06T12:30:00Z");
  EXPECT_EQ(utc("2024-02-29T00:00:00.000001Z"), "2024-02-29T00:00:00.000001Z");
}

TEST(Timestamp, FloorsBelowTheMicrosecondAndSaysSo) {
  const Timestamp lost = *Timestamp::parse("2024-05-06T09:00:00.123456789Z");
  EXPECT_EQ(to_rfc3339(*lost.instant()), "2024-05-06T09:00:00.123456Z");
  EXPECT_TRUE(lost.digits_lost);
  EXPECT_FALSE(Timestamp::parse("2024-05-06T09:00:00.123456000Z")->digits_lost);
}

TEST(Timestamp, AWallTimeIsNoInstant) {
  const Timestamp wall = *Timestamp::parse("2024-05-06T09:00:00");
  EXPECT_EQ(wall.offset, std::nullopt);
  EXPECT_EQ(wall.instant(), std::nullopt);
  EXPECT_EQ(Timestamp::parse("2024-05-06T09:00:00-00:00")->offset, std::chrono::seconds{0});
}

TEST(Timestamp, RefusesEverythingElse) {
  for (const std::string text : {"",
                                 "2024",
                                 "2024-05-06",
                                 "2024-05-06T",
                                 "2024-05-06T09",
                                 "2024-05-06T9:00",
                                 "24-05-06T09:00:00Z",
                                 "2024-02-30T09:00:00Z",
                                 "2023-02-29T09:00:00Z",
                                 "2024-00-01T09:00:00Z",
                                 "2024-05-06T24:00:00Z",
                                 "2024-05-06T09:60:00Z",
                                 "2024-05-06T09:00:60Z",
                                 "2024-05-06T09:00:00.Z",
                                 "2024-05-06T09:00:00,5Z",
                                 "2024-05-06T09:00:00+24:00",
                                 "2024-05-06T09:00:00+08:60",
                                 "2024-05-06T09:00:00+8",
                                 "2024-05-06T09:00:00+08:",
                                 "2024-05-06T09:00:00ZZ",
                                 " 2024-05-06T09:00:00Z",
                                 "2024-05-06T09:00:00 Z",
                                 "2024-05-06T09:00:00Z ",
                                 "+2024-05-06T09:00:00Z",
                                 "2024/05/06T09:00:00Z",
                                 "20240506T090000Z"}) {
    EXPECT_EQ(Timestamp::parse(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace slakit
