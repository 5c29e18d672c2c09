#include "slakit/time/zoned_text.hpp"

#include <gtest/gtest.h>

#include "slakit/time/timestamp.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;

TEST(ZonedText, HasTheOffsetOfItsInstant) {
  const Instant winter{std::chrono::sys_days{2024y / 1 / 1}};
  const Instant summer{std::chrono::sys_days{2024y / 7 / 1}};
  EXPECT_EQ(to_rfc3339(winter, load_zone("Asia/Shanghai")), "2024-01-01T08:00:00+08:00");
  EXPECT_EQ(to_rfc3339(winter, load_zone("America/New_York")), "2023-12-31T19:00:00-05:00");
  EXPECT_EQ(to_rfc3339(summer, load_zone("America/New_York")), "2024-06-30T20:00:00-04:00");
  EXPECT_EQ(to_rfc3339(winter, load_zone("America/St_Johns")), "2023-12-31T20:30:00-03:30");
  EXPECT_EQ(to_rfc3339(winter + 1us, Zone::utc()), "2024-01-01T00:00:00.000001Z");
}

TEST(ZonedText, ReadsBackAsTheSameInstant) {
  for (const char* name : {"Asia/Kathmandu", "Africa/Monrovia", "America/Nuuk", "Pacific/Apia"}) {
    const Zone zone = load_zone(name);
    for (Instant at = range_begin; at < range_end; at += 15'000'017s)
      ASSERT_EQ(*Timestamp::parse(to_rfc3339(at, zone))->instant(), at) << name;
  }
}

}  // namespace
}  // namespace slakit
