// Counting business days, against the definition of one.
#include <gtest/gtest.h>

#include "slakit/calendar/calendar.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year;

// By the definition: some open time between the date's first and last readings.
bool has_open_time(const Calendar& calendar, local_days date) {
  const Zone& zone = calendar.zone();
  Duration open{};
  for (const ZoneSegment& segment : zone.segments()) {
    const Instant from = std::max<Instant>(segment.from, Instant{LocalTime{date}.time_since_epoch() - segment.offset});
    const Instant to =
        std::min<Instant>(segment.to, Instant{LocalTime{date + days{1}}.time_since_epoch() - segment.offset});
    if (from < to) open += *calendar.elapsed(from, to);
  }
  return open > 0us;
}

TEST(BusinessDates, AreTheDatesWithOpenTime) {
  for (const char* name : {"Pacific/Apia", "America/Sao_Paulo", "Asia/Tokyo", "Europe/Berlin"}) {
    CalendarSpec spec;
    spec.zone = load_zone(name);
    spec.weekly[0] = spec.weekly[3] = {{22h, 30h}};
    spec.weekly[4] = spec.weekly[5] = {{0h, 1h}, {9h, 17h}};
    spec.holidays = {{year{2011} / 12 / 30, ""}, {year{2012} / 1 / 2, ""}};
    const Calendar calendar = Calendar::weekly(spec);
    std::int64_t count = 0;
    const Date first{year{2010} / 1 / 1};
    for (local_days date{first}; date < local_days{year{2013} / 1 / 1}; date += days{1}) {
      ASSERT_EQ(*calendar.business_days(first, Date{date}), count) << name;
      const bool is_one = has_open_time(calendar, date);
      ASSERT_EQ(*calendar.is_business_day(Date{date}), is_one) << name << ' ' << to_string(Date{date});
      if (is_one) {
        ++count;
        ASSERT_EQ(*calendar.add_business_days(Date{local_days{first} - days{1}}, count), Date{date});
      }
    }
    EXPECT_EQ(*calendar.business_days(year{2013} / 1 / 1, first), -count);
  }
}

TEST(BusinessDays, ATimeOfDayThatIsSkippedOrRepeatedIsAPolicy) {
  const Calendar berlin = Calendar::always(load_zone("Europe/Berlin"));
  const Instant spring = std::chrono::sys_days{year{2026} / 3 / 28} + 90min;   // 02:30
  const Instant autumn = std::chrono::sys_days{year{2026} / 10 / 24} + 30min;  // 02:30
  const auto next = [&](Instant t, Gap gap, Fold fold) {
    BusinessDayRule rule;
    rule.gap = gap;
    rule.fold = fold;
    return berlin.add_business_days(t, 1, rule);
  };
  EXPECT_EQ(*berlin.add_business_days(spring, 1), spring + 23h + 30min);
  EXPECT_EQ(*next(spring, Gap::shifted, Fold::first), spring + 24h);
  EXPECT_EQ(next(spring, Gap::reject, Fold::first).fault, Fault::nonexistent_time);
  EXPECT_EQ(*next(autumn, Gap::reject, Fold::first), autumn + 24h);
  EXPECT_EQ(*next(autumn, Gap::reject, Fold::second), autumn + 25h);
  EXPECT_EQ(next(autumn, Gap::reject, Fold::reject).fault, Fault::ambiguous_time);
}

}  // namespace
}  // namespace slakit
