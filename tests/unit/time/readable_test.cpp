#include "slakit/time/readable.hpp"

#include <gtest/gtest.h>

namespace slakit {
namespace {

using namespace std::chrono_literals;

TEST(Readable, LengthsAreExact) {
  EXPECT_EQ(readable(27h), "27 h");
  EXPECT_EQ(readable(90min), "1 h 30 min");
  EXPECT_EQ(readable(45s), "45 s");
  EXPECT_EQ(readable(1s + 5us), "1 s 5 us");
  EXPECT_EQ(readable(-2h), "-2 h");
  EXPECT_EQ(readable(0s), "0 s");
}

TEST(Readable, InstantsAreWallClocks) {
  const Instant at{std::chrono::sys_days{2024y / 5 / 6} + 20h};
  EXPECT_EQ(wall_text(at, Zone::utc()), "2024-05-06 20:00");
  EXPECT_EQ(wall_text(at, Zone::fixed(8h, "UTC+8")), "2024-05-07 04:00");
  EXPECT_EQ(wall_text(at + 7s, Zone::utc()), "2024-05-06 20:00:07");
  EXPECT_EQ(wall_text(at + 500ms, Zone::utc()), "2024-05-06 20:00:00.500000");
}

}  // namespace
}  // namespace slakit
