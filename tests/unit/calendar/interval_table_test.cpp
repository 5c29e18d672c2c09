#include "slakit/calendar/interval_table.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace slakit::detail {
namespace {

using namespace std::chrono_literals;

constexpr Instant t0 = std::chrono::sys_days{std::chrono::year{2024} / 1 / 1};

// Hours of a week, each open or not.
std::vector<Interval> intervals_of(const std::vector<bool>& open) {
  std::vector<Interval> result;
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (!open[i]) continue;
    const Instant from = t0 + std::chrono::hours{i};
    if (!result.empty() && result.back().to == from) {
      result.back().to += 1h;
    } else {
      result.push_back({from, from + 1h});
    }
  }
  return result;
}

std::vector<bool> random_hours(std::mt19937& random, std::size_t count) {
  std::vector<bool> open(count);
  for (std::size_t i = 0; i < count; ++i) open[i] = random() % 3 != 0;
  return open;
}

TEST(IntervalTable, SumsWhatLiesBefore) {
  std::mt19937 random(3);
  for (const std::size_t count : {1U, 3U, 200U}) {  // without and with an index by day
    const std::vector<bool> open = random_hours(random, count);
    const IntervalTable table(intervals_of(open));
    Duration sum{};
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_EQ(table.before(t0 + std::chrono::hours{i}), sum);
      if (open[i]) {
        EXPECT_EQ(table.before(t0 + std::chrono::hours{i} + 1us), sum + 1us);
        sum += 1h;
      }
    }
    EXPECT_EQ(table.total(), sum);
    EXPECT_EQ(table.before(range_end), sum);
    EXPECT_EQ(table.before(range_begin), 0us);
  }
}

TEST(IntervalTable, CombinesAsSetsOfInstants) {
  std::mt19937 random(5);
  for (int round = 0; round < 50; ++round) {
    const std::vector<bool> a = random_hours(random, 60);
    const std::vector<bool> b = random_hours(random, 60);
    std::vector<bool> either(60), both(60), only_a(60);
    for (std::size_t i = 0; i < 60; ++i) {
      either[i] = a[i] || b[i];
      both[i] = a[i] && b[i];
      only_a[i] = a[i] && !b[i];
    }
    const auto keep = [&](auto what) { return combine(intervals_of(a), intervals_of(b), what); };
    EXPECT_EQ(keep([](bool x, bool y) { return x || y; }), intervals_of(either));
    EXPECT_EQ(keep([](bool x, bool y) { return x && y; }), intervals_of(both));
    EXPECT_EQ(keep([](bool x, bool y) { return x && !y; }), intervals_of(only_a));
  }
}

}  // namespace
}  // namespace slakit::detail
