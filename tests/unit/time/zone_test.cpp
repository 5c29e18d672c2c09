#include "slakit/time/zone.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;

constexpr sys_seconds begin = std::chrono::floor<seconds>(range_begin);
constexpr sys_seconds end = std::chrono::floor<seconds>(range_end);

// +1 h; summer time from 2024-03-31T01:00Z to 2024-10-27T01:00Z, as in Berlin.
Zone berlin_2024() {
  const sys_seconds spring = sys_days{year{2024} / 3 / 31} + 1h;
  const sys_seconds autumn = sys_days{year{2024} / 10 / 27} + 1h;
  return Zone{"Test/Berlin", "", {{begin, spring, 1h}, {spring, autumn, 2h}, {autumn, end, 1h}}};
}

TEST(Zone, UtcReadsAsItIs) {
  const Instant t = sys_days{year{2024} / 5 / 6} + 9h + 1us;
  EXPECT_EQ(Zone::utc().to_local(t).time_since_epoch(), t.time_since_epoch());
  EXPECT_EQ(*Zone::utc().to_instant(Zone::utc().to_local(t)), t);
  EXPECT_EQ(Zone{}.name(), "UTC");
  EXPECT_EQ(Zone{}, Zone::utc());
}

TEST(Zone, FixedOffsetsAreEastOfUtc) {
  const Zone zone = Zone::fixed(8h, "UTC+8");
  EXPECT_EQ(zone.offset_at(Instant{}), seconds{8h});
  EXPECT_EQ(*zone.to_instant(LocalTime{local_days{year{2024} / 1 / 1}}), sys_days{year{2023} / 12 / 31} + 16h);
}

TEST(Zone, AGapIsTheInstantAfterOrRefused) {
  const LocalTime skipped{local_days{year{2024} / 3 / 31} + 2h + 30min};
  EXPECT_EQ(*berlin_2024().to_instant(skipped), sys_days{year{2024} / 3 / 31} + 1h);
  EXPECT_EQ(berlin_2024().to_instant(skipped, Gap::reject).fault, Fault::nonexistent_time);
  // The edges of the gap exist: 01:59:59.999999 and 03:00.
  EXPECT_EQ(*berlin_2024().to_instant(LocalTime{local_days{year{2024} / 3 / 31} + 2h - 1us}, Gap::reject),
            sys_days{year{2024} / 3 / 31} + 1h - 1us);
  EXPECT_EQ(*berlin_2024().to_instant(LocalTime{local_days{year{2024} / 3 / 31} + 3h}, Gap::reject),
            sys_days{year{2024} / 3 / 31} + 1h);
}

// As java.time and zoneinfo read it: V09 and V11 of research/clocks.md.
TEST(Zone, AGapIsShiftedByItsLength) {
  const LocalTime skipped{local_days{year{2024} / 3 / 31} + 2h + 30min};
  EXPECT_EQ(*berlin_2024().to_instant(skipped, Gap::shifted), sys_days{year{2024} / 3 / 31} + 1h + 30min);
  EXPECT_EQ(*berlin_2024().to_instant(skipped - 30min, Gap::shifted), sys_days{year{2024} / 3 / 31} + 1h);
  EXPECT_EQ(*berlin_2024().to_instant(skipped + 30min, Gap::shifted), sys_days{year{2024} / 3 / 31} + 1h);
  const Zone jump{"Test", "", {{begin, sys_days{year{2000} / 1 / 1}, 0s}, {sys_days{year{2000} / 1 / 1}, end, 24h}}};
  EXPECT_EQ(*jump.to_instant(LocalTime{local_days{year{2000} / 1 / 1} + 3h}, Gap::shifted),
            sys_days{year{2000} / 1 / 1} + 3h);
}

TEST(Zone, AFoldIsTheFirstTheSecondOrRefused) {
  const LocalTime twice{local_days{year{2024} / 10 / 27} + 2h + 30min};
  EXPECT_EQ(*berlin_2024().to_instant(twice), sys_days{year{2024} / 10 / 27} + 30min);
  EXPECT_EQ(*berlin_2024().to_instant(twice, Gap::reject, Fold::second), sys_days{year{2024} / 10 / 27} + 90min);
  EXPECT_EQ(berlin_2024().to_instant(twice, Gap::instant_after, Fold::reject).fault, Fault::ambiguous_time);
  // 02:00 occurs twice, 03:00 once.
  EXPECT_EQ(berlin_2024().to_instant(twice - 30min, Gap::reject, Fold::reject).fault, Fault::ambiguous_time);
  EXPECT_TRUE(berlin_2024().to_instant(twice + 30min, Gap::reject, Fold::reject));
}

TEST(Zone, KnowsItsRange) {
  const Zone zone = Zone::fixed(8h, "UTC+8");
  EXPECT_EQ(*zone.to_instant(zone.to_local(range_begin)), range_begin);
  EXPECT_EQ(*zone.to_instant(zone.to_local(range_end)), range_end);
  EXPECT_EQ(zone.to_instant(zone.to_local(range_begin) - 1us).fault, Fault::out_of_range);
  EXPECT_EQ(zone.to_instant(zone.to_local(range_end) + 1us).fault, Fault::out_of_range);
  EXPECT_EQ(zone.to_instant(LocalTime::max()).fault, Fault::out_of_range);
  EXPECT_EQ(zone.to_instant(LocalTime::min()).fault, Fault::out_of_range);
}

TEST(Zone, JoinsNeighboursOfEqualOffset) {
  const sys_seconds middle = sys_days{year{2000} / 1 / 1};
  const Zone zone{"Test", "2025b", {{begin, middle, 1h}, {middle, end, 1h}}};
  ASSERT_EQ(zone.segments().size(), 1U);
  EXPECT_EQ(zone.segments()[0], (ZoneSegment{begin, end, 1h}));
  EXPECT_EQ(zone.tzdata_version(), "2025b");
}

// Offsets that jump at random, up to a whole day: to_instant against a search over all instants.
TEST(Zone, AgreesWithASearchOnRandomZones) {
  std::mt19937 random(11);
  const sys_seconds start = sys_days{year{2000} / 1 / 1};
  for (int round = 0; round < 8; ++round) {
    std::vector<ZoneSegment> segments{{begin, start, 0s}};
    for (sys_seconds at = start; at < start + 96h;) {
      const sys_seconds to = at + 30min * (1 + random() % 60);
      segments.push_back({at, to, 30min * (static_cast<int>(random() % 49) - 24)});
      at = to;
    }
    segments.push_back({segments.back().to, end, 0s});
    const Zone zone{"Test", "", segments};
    for (int probe = 0; probe < 192; ++probe) {
      const LocalTime local{start.time_since_epoch() + 30min * probe};
      std::vector<Instant> matches;
      for (Instant t = start - 48h; t < start + 192h; t += 30min)
        if (zone.to_local(t) == local) matches.push_back(t);
      const Checked<Instant> first = zone.to_instant(local, Gap::reject, Fold::first);
      const Checked<Instant> second = zone.to_instant(local, Gap::reject, Fold::second);
      if (matches.empty()) {
        EXPECT_EQ(first.fault, Fault::nonexistent_time);
      } else {
        EXPECT_EQ(first, Checked<Instant>{matches[0]});
        EXPECT_EQ(second, Checked<Instant>{matches[matches.size() > 1 ? 1 : 0]});
      }
    }
  }
}

}  // namespace
}  // namespace slakit
