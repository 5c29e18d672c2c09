#include "slakit/clock/lateness.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "support/clock_fixture.hpp"

namespace slakit::test {
namespace {

std::vector<Span> paused(const std::vector<std::pair<int, int>>& pauses) {
  std::vector<Span> spans;
  for (const auto& [from, to] : pauses) {
    spans.push_back({.from = at(from), .state = SpanState::paused});
    spans.push_back({.from = at(to)});
  }
  return spans;
}

TEST(Lateness, IsWallTimeLessPausesAfterDue) {
  const std::vector<Span> pauses = paused({{0, 20}, {60, 90}});
  EXPECT_EQ(lateness(at(10), at(120), pauses, true, Zone::utc()).time, minutes{70});
  EXPECT_EQ(lateness(at(10), at(120), pauses, false, Zone::utc()).time, minutes{110});
  EXPECT_EQ(lateness(at(10), at(70), pauses, true, Zone::utc()).time, minutes{40}) << "a pause runs past the end";
  EXPECT_EQ(lateness(at(200), at(120), pauses, true, Zone::utc()), Lateness{});
}

TEST(Lateness, CountsTheDatesItTouches) {
  const auto touched = [](int due, int end, const std::vector<std::pair<int, int>>& pauses = {}) {
    return lateness(at(due), at(end), paused(pauses), true, Zone::utc()).days_touched;
  };
  EXPECT_EQ(touched(day, day + 1), 1) << "due at 00:00 is 24:00 of the day before";
  EXPECT_EQ(touched(day - 1, day), 1);
  EXPECT_EQ(touched(day - 1, day + 1), 2);
  EXPECT_EQ(touched(0, 3 * day), 3);
  EXPECT_EQ(touched(0, 3 * day, {{day, 2 * day}}), 2) << "a date wholly paused is not late";
  EXPECT_EQ(touched(0, day, {{60, 120}, {180, 240}}), 1) << "one date in three pieces";
}

TEST(Lateness, LeavesOutWhatLiesBetweenAStopAndAReopening) {
  const std::vector<Span> spans{{.from = at(0)}, {.from = at(60), .state = SpanState::stopped}, {.from = at(100)}};
  EXPECT_EQ(lateness(at(30), at(120), spans, false, Zone::utc()).time, minutes{50});
}

}  // namespace
}  // namespace slakit::test
