#include "slakit/time/windows.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace slakit {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

Date date(int year, unsigned month, unsigned day) {
  return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

Period period(const char* text) { return Period::parse(text).value(); }

using Windows = std::vector<Window>;

// A year from 15 March, its own day out.
const Window term{date(2024, 3, 16), date(2025, 3, 15)};

TEST(Windows, QuartersOfATermBeginTheDayAfterTheCorrespondingDay) {
  EXPECT_EQ(windows(term, {period("P3M"), date(2024, 3, 15), days{1}}),
            (Windows{{date(2024, 3, 16), date(2024, 6, 15)},
                     {date(2024, 6, 16), date(2024, 9, 15)},
                     {date(2024, 9, 16), date(2024, 12, 15)},
                     {date(2024, 12, 16), date(2025, 3, 15)}}));
}

TEST(Windows, OfTheCivilCalendarAreCutOffAtBothEnds) {
  EXPECT_EQ(windows(term, civil_windows(term.first, period("P1Y"))),
            (Windows{{date(2024, 3, 16), date(2024, 12, 31), true}, {date(2025, 1, 1), date(2025, 3, 15), true}}));
  const Windows months = windows(term, civil_windows(term.first, period("P1M")));
  EXPECT_EQ(months.size(), 13U);
  EXPECT_EQ(months[0], (Window{date(2024, 3, 16), date(2024, 3, 31), true}));
  EXPECT_EQ(months[1], (Window{date(2024, 4, 1), date(2024, 4, 30)}));
  // 2024-03-16 is a Saturday.
  const Windows weeks = windows(term, civil_windows(term.first, period("P7D")));
  EXPECT_EQ(weeks[0], (Window{date(2024, 3, 16), date(2024, 3, 17), true}));
  EXPECT_EQ(weeks[1], (Window{date(2024, 3, 18), date(2024, 3, 24)}));
}

TEST(Windows, MonthsAreCountedFromTheOriginAndDoNotDrift) {
  const Window half{date(2024, 1, 31), date(2024, 6, 30)};
  const Windows clamped = windows(half, {period("P1M"), half.first});
  ASSERT_EQ(clamped.size(), 6U);
  EXPECT_EQ(clamped[0].last, date(2024, 2, 28));  // 29 February begins the next
  EXPECT_EQ(clamped[1], (Window{date(2024, 2, 29), date(2024, 3, 30)}));
  EXPECT_EQ(clamped[2], (Window{date(2024, 3, 31), date(2024, 4, 29)}));
  EXPECT_EQ(clamped[5], (Window{date(2024, 6, 30), date(2024, 6, 30), true}));
  const Windows rolled = windows(half, {period("P1M"), half.first, days{0}, MonthArithmetic::roll_over});
  EXPECT_EQ(rolled[0].last, date(2024, 3, 1));
  EXPECT_TRUE(windows(half, {period("P1M"), half.first, days{0}, MonthArithmetic::reject}).empty());
}

TEST(Windows, AreWholeDays) {
  EXPECT_TRUE(windows(term, {period("PT12H"), term.first}).empty());
  EXPECT_EQ(windows(term, {period("P1D"), term.first}).size(), 365U);
  EXPECT_EQ(windows(term, {period("P1D"), term.first}, 3).size(), 3U);
}

TEST(Windows, EndWithTheCalendarsRange) {
  const Window century{date(2090, 1, 1), date(2100, 12, 31)};
  const Windows made = windows(century, {period("P100Y"), century.first});
  EXPECT_EQ(made, (Windows{{century.first, century.last, true}}));
}

RC_GTEST_PROP(WindowLaws, TheyAreTheStretch, ()) {
  const auto first = Date{sys_days{date(2020, 1, 1)} + days{*rc::gen::inRange(0, 2000)}};
  const Window stretch{first, Date{sys_days{first} + days{*rc::gen::inRange(0, 2000)}}};
  const Period every = period(*rc::gen::element("P1D", "P7D", "P10D", "P1M", "P3M", "P6M", "P1Y", "P1M3D", "P5M"));
  WindowRule rule{every, Date{sys_days{first} - days{*rc::gen::inRange(0, 40)}}, days{*rc::gen::inRange(0, 2)}};
  if (is_civil(every) && *rc::gen::arbitrary<bool>()) rule = civil_windows(first, every);
  rule.months = *rc::gen::element(MonthArithmetic::clamp_to_month_end, MonthArithmetic::roll_over);
  const Windows made = windows(stretch, rule);
  RC_ASSERT(!made.empty());
  RC_ASSERT(made.front().first == stretch.first);
  RC_ASSERT(made.back().last == stretch.last);
  for (std::size_t i = 0; i < made.size(); ++i) {
    RC_ASSERT(made[i].first <= made[i].last);
    if (i > 0) RC_ASSERT(sys_days{made[i].first} == sys_days{made[i - 1].last} + days{1});
    if (i > 0 && i + 1 < made.size()) RC_ASSERT(!made[i].is_partial);
  }
}

}  // namespace
}  // namespace slakit
