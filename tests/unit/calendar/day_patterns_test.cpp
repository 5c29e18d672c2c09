// Lists of days against the plain list of their open seconds.
#include "slakit/calendar/day_patterns.hpp"

#include <gtest/gtest.h>

#include "support/random_days.hpp"

namespace slakit::detail {
namespace {

using namespace std::chrono_literals;
using Seconds = std::vector<bool>;

constexpr Instant t0 = random_days_begin;

Seconds combined(const Seconds& a, const Seconds& b, KeepInstant keep) {
  Seconds result(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) result[i] = keep(a[i], b[i]);
  return result;
}

TEST(DayPatterns, CombineAsSetsOfInstants) {
  std::mt19937 random(5);
  const KeepInstant either = [](bool a, bool b) { return a || b; };
  const KeepInstant both = [](bool a, bool b) { return a && b; };
  const KeepInstant without = [](bool a, bool b) { return a && !b; };
  for (int round = 0; round < 30; ++round) {
    const DayPatterns a = random_days(random, 6, 3, 1800);
    const DayPatterns b = random_days(random, 6, 3, 900);
    for (const KeepInstant keep : {either, both, without})
      ASSERT_EQ(open_seconds_of(combine(a, b, keep)), combined(open_seconds_of(a), open_seconds_of(b), keep));
    EXPECT_EQ(combine(a, a, either), a);
    EXPECT_EQ(combine(a, a, both), a);
    EXPECT_EQ(combine(a, a, without).patterns.size(), 1U);
  }
}

TEST(DayPatterns, CombineOnTheDaysThatBothHave) {
  std::mt19937 random(6);
  const DayPatterns whole = random_days(random, 6, 2, 3600);
  const DayPatterns middle = clipped(whole, {t0 + 24h, t0 + 96h});
  const DayPatterns common = combine(whole, middle, [](bool a, bool b) { return a && b; });
  EXPECT_EQ(common, middle);
  EXPECT_EQ(common.first, random_days_begin + std::chrono::days{1});
  EXPECT_EQ(common.of_day.size(), 3U);
}

TEST(DayPatterns, AreNumberedByTheirFirstDay) {
  const DayPatterns days = numbered(random_days_begin, {2, 1, 2, 3}, {{}, {{0, 10}}, {{5, 7}}, {{0, 10}}});
  EXPECT_EQ(days.of_day, (std::vector<std::uint32_t>{1, 2, 1, 2}));
  EXPECT_EQ(days.patterns, (std::vector<DayPattern>{{}, {{5, 7}}, {{0, 10}}}));
}

TEST(DayPatterns, AreCutAndJoinedAtAnySecond) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    const DayPatterns a = random_days(random, 5, 3, 600);
    const DayPatterns b = random_days(random, 5, 3, 600);
    const std::size_t cut = round % 3 == 0 ? 86'400 * (1 + random() % 4) : random() % (5 * 86'400);
    const Instant at = t0 + std::chrono::seconds{cut};
    const Seconds open_a = open_seconds_of(a);
    const Seconds open_b = open_seconds_of(b);
    Seconds expected = open_a;
    std::copy(open_b.begin() + static_cast<std::ptrdiff_t>(cut), open_b.end(),
              expected.begin() + static_cast<std::ptrdiff_t>(cut));
    const DayPatterns both = joined(a, at, b);
    ASSERT_EQ(both.first, a.first);
    ASSERT_EQ(open_seconds_of(both), expected) << cut;

    Seconds front = open_a;
    std::fill(front.begin() + static_cast<std::ptrdiff_t>(cut), front.end(), false);
    Seconds seen = open_seconds_of(clipped(a, {t0, at}));
    seen.resize(front.size(), false);
    ASSERT_EQ(seen, front) << cut;
  }
}

TEST(DayPatterns, AreMadeOfStretches) {
  const DayPatterns days =
      patterns_of({{t0 - 5h, t0 + 1h}, {t0 + 20h, t0 + 50h}, {t0 + 50h, t0 + 51h}}, {t0, t0 + 72h});
  EXPECT_EQ(days.of_day.size(), 3U);
  EXPECT_EQ(days.on(random_days_begin), (DayPattern{{0, 3600}, {72'000, 86'400}}));
  EXPECT_EQ(days.on(random_days_begin + std::chrono::days{1}), (DayPattern{{0, 86'400}}));
  EXPECT_EQ(days.on(random_days_begin + std::chrono::days{2}), (DayPattern{{0, 10'800}}));
}

}  // namespace
}  // namespace slakit::detail
