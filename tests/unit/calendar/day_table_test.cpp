// The table against the plain list of open seconds it stands for, with ordinary and with crowded days.
#include "slakit/calendar/day_table.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "support/random_days.hpp"

namespace slakit::detail {
namespace {

using namespace std::chrono_literals;

struct Kind {
  std::size_t spans_max;
  std::uint32_t step;
};

class DayTableOf : public testing::TestWithParam<Kind> {};

constexpr Instant t0 = random_days_begin;

// Open seconds before each second.
std::vector<std::int64_t> sums(const std::vector<bool>& open) {
  std::vector<std::int64_t> result(open.size() + 1, 0);
  for (std::size_t i = 0; i < open.size(); ++i) result[i + 1] = result[i] + (open[i] ? 1 : 0);
  return result;
}

void compare(const DayTable& table, const std::vector<bool>& open, std::mt19937& random) {
  const std::vector<std::int64_t> before = sums(open);
  const auto at = [](std::size_t second) { return t0 + std::chrono::seconds{second}; };
  ASSERT_EQ(table.total(), std::chrono::seconds{before.back()});
  for (int probe = 0; probe < 400; ++probe) {
    const std::size_t second = random() % open.size();
    const Duration part{random() % 1'000'000};
    ASSERT_EQ(table.before(at(second)), std::chrono::seconds{before[second]});
    ASSERT_EQ(table.before(at(second) + part), std::chrono::seconds{before[second]} + (open[second] ? part : 0us));
    ASSERT_EQ(table.is_open(at(second) + part), open[second]);

    // Every instant with that much open time before it lies between the two.
    const auto first = std::lower_bound(before.begin(), before.end(), before[second]) - before.begin();
    const auto last = std::upper_bound(before.begin(), before.end(), before[second]) - before.begin() - 1;
    const Duration amount = table.before(at(second));
    if (amount > 0us) {
      ASSERT_EQ(table.first_at(amount), at(static_cast<std::size_t>(first)));
    }
    if (amount < table.total()) {
      ASSERT_EQ(table.last_at(amount), at(static_cast<std::size_t>(last)));
    }
    if (open[second] && part > 0us) {
      ASSERT_EQ(table.first_at(amount + part), at(second) + part);
      ASSERT_EQ(table.last_at(amount + part), at(second) + part);
    }
    if (open[second]) {
      std::size_t closes = second;
      while (closes < open.size() && open[closes]) ++closes;
      std::size_t opens = second;
      while (opens > 0 && open[opens - 1]) --opens;
      ASSERT_EQ(table.closing_after(at(second) + part), at(closes));
      ASSERT_EQ(table.opening_before(at(second) + part + 1us), at(opens));
    }
  }
  EXPECT_EQ(table.before(table.end()), table.total());
  EXPECT_EQ(table.before(table.begin()), 0us);
}

TEST_P(DayTableOf, EqualsAListOfSeconds) {
  std::mt19937 random(11);
  for (int round = 0; round < 25; ++round) {
    const DayPatterns days = random_days(random, 1 + random() % 20, GetParam().spans_max, GetParam().step);
    if (days.patterns.size() == 1) continue;
    const DayTable table(days);
    compare(table, open_seconds_of(days), random);
    EXPECT_EQ(table.day_patterns(), days);
    EXPECT_TRUE(table == DayTable(days));
    if (testing::Test::HasFatalFailure()) FAIL() << "round " << round;
  }
}

INSTANTIATE_TEST_SUITE_P(Office, DayTableOf, testing::Values(Kind{2, 3600}));
INSTANTIATE_TEST_SUITE_P(HalfHours, DayTableOf, testing::Values(Kind{6, 1800}));
INSTANTIATE_TEST_SUITE_P(Minutes, DayTableOf, testing::Values(Kind{40, 60}));
INSTANTIATE_TEST_SUITE_P(Seconds, DayTableOf, testing::Values(Kind{300, 1}));

TEST(DayTable, HasAsManySlotsAsKeepBoundariesApart) {
  const auto table = [](const DayPattern& pattern) { return DayTable(numbered(random_days_begin, {0}, {pattern})); };
  EXPECT_EQ(table({{9 * 3600, 12 * 3600}, {13 * 3600, 17 * 3600}}).slot_bits(), 5U);
  EXPECT_EQ(table({{9 * 3600, 12 * 3600}, {12 * 3600 + 1800, 17 * 3600}}).slot_bits(), 6U);
  EXPECT_EQ(table({{9 * 3600, 12 * 3600}, {12 * 3600 + 600, 17 * 3600}}).slot_bits(), 8U);
  EXPECT_FALSE(table({{9 * 3600, 12 * 3600}, {12 * 3600 + 600, 17 * 3600}}).has_crowded_slots());
  EXPECT_TRUE(table({{9 * 3600, 12 * 3600}, {12 * 3600 + 1, 17 * 3600}}).has_crowded_slots());
}

// The part of the day is never rounded across a boundary: every slot's edge, to the microsecond, over 131 years.
TEST(DayTable, PlacesEveryMicrosecondInItsDayAndSlot) {
  constexpr std::int64_t day = 86'400'000'000;
  std::mt19937_64 random(3);
  for (int probe = 0; probe < 200'000; ++probe) {
    for (const unsigned bits : {5U, 6U, 8U, 10U}) {
      const std::int64_t slot = day >> bits;
      const auto number = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(47'847 * (day / slot)));
      for (const std::int64_t since : {number * slot, number * slot + slot - 1}) {
        const DayTable::Place place(static_cast<std::uint64_t>(since));
        ASSERT_EQ(place.day(), static_cast<std::size_t>(since / day)) << since;
        ASSERT_EQ(place.slot(bits), static_cast<std::size_t>(since % day / slot)) << since;
      }
    }
  }
}

}  // namespace
}  // namespace slakit::detail
