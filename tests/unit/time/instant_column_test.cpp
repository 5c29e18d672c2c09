#include "slakit/time/instant_column.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <vector>

namespace slakit {
namespace {

TEST(InstantColumn, ReadsMicrosecondsInPlace) {
  const std::vector<std::int64_t> us{0, 3'600'000'000, std::numeric_limits<std::int64_t>::min()};
  EXPECT_EQ(static_cast<const void*>(instants(us).data()), static_cast<const void*>(us.data()));
  ASSERT_EQ(instants(us).size(), 3U);
  EXPECT_EQ(instants(us)[1], Instant{} + std::chrono::hours{1});
  EXPECT_EQ(instants(us)[2], Instant::min());
  EXPECT_EQ(durations(us)[1], std::chrono::hours{1});
  EXPECT_TRUE(instants({}).empty());
}

TEST(InstantColumn, WritesWhereItWasGiven) {
  std::vector<std::int64_t> us(2, 7);
  std::vector<std::uint8_t> codes(1, 7);
  instants_out(us)[0] = Instant{} + std::chrono::seconds{1};
  durations_out(us)[1] = Duration{-1};
  faults_out(codes)[0] = Fault::never_opens;
  EXPECT_EQ(us, (std::vector<std::int64_t>{1'000'000, -1}));
  EXPECT_EQ(codes, std::vector<std::uint8_t>{2});
}

}  // namespace
}  // namespace slakit
