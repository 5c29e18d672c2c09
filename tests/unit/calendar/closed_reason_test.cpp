#include "slakit/calendar/closed_reason.hpp"

#include <gtest/gtest.h>

#include "slakit/calendar/calendar.hpp"
#include "slakit/calendar/holidays.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year;

CalendarSpec office() {
  CalendarSpec spec;
  spec.zone = load_zone("Asia/Shanghai");
  for (std::size_t day = 0; day < 5; ++day) spec.weekly[day] = {{9h, 12h}, {13h + 30min, 18h}};
  add(spec, *find_holiday_set("CN"));
  return spec;
}

Instant in_shanghai(Date date, std::chrono::minutes time) { return sys_days{date} + time - 8h; }

ClosedBy by(const Calendar& calendar, Instant t) { return calendar.why_closed(t)->by; }

TEST(ClosedReason, NamesTheHolidayAndItsSource) {
  const Calendar calendar = Calendar::weekly(office());
  const ClosedReason reason = calendar.why_closed(in_shanghai(year{2024} / 10 / 1, 10h)).value();
  EXPECT_EQ(reason, (ClosedReason{ClosedBy::holiday, "国庆节", "National Day", "CN"}));
  EXPECT_EQ(to_string(reason), "国庆节 (National Day)");
}

TEST(ClosedReason, TellsHoursFromDaysWithout) {
  CalendarSpec spec = office();
  spec.exceptions = {{year{2024} / 5 / 8, {{9h, 10h}}}};
  spec.yearly_exceptions = {{{12, 24}, {{9h, 12h}}}};
  spec.closures = {
      {{in_shanghai(year{2024} / 5 / 9, 10h), in_shanghai(year{2024} / 5 / 9, 11h)}, "fire drill", "site.ics"}};
  const Calendar calendar = Calendar::weekly(spec);
  EXPECT_FALSE(calendar.why_closed(in_shanghai(year{2024} / 5 / 7, 10h)));
  EXPECT_EQ(by(calendar, in_shanghai(year{2024} / 5 / 7, 12h + 30min)), ClosedBy::hours);
  EXPECT_EQ(by(calendar, in_shanghai(year{2024} / 5 / 12, 12h)), ClosedBy::no_hours_that_day);
  EXPECT_EQ(by(calendar, in_shanghai(year{2024} / 5 / 8, 12h)), ClosedBy::exception);
  EXPECT_EQ(by(calendar, in_shanghai(year{2024} / 12 / 24, 15h)), ClosedBy::exception);
  EXPECT_EQ(*calendar.why_closed(in_shanghai(year{2024} / 5 / 9, 10h)),
            (ClosedReason{ClosedBy::closure, "fire drill", "", "site.ics"}));
  EXPECT_THROW(calendar.why_closed(in_shanghai(year{2030} / 1 / 1, 0h)), FaultError);
}

TEST(ClosedReason, OfCombinations) {
  const Calendar calendar = Calendar::weekly(office());
  CalendarSpec window;
  window.zone = load_zone("Asia/Shanghai");
  window.weekly[2] = {{14h, 15h}};
  const Calendar maintenance = Calendar::weekly(window).named("maintenance window");
  const Calendar served = calendar - maintenance;
  EXPECT_EQ(*served.why_closed(in_shanghai(year{2024} / 5 / 8, 14h + 30min)),
            (ClosedReason{ClosedBy::exclusion, "maintenance window", "", ""}));
  EXPECT_EQ(by(served, in_shanghai(year{2024} / 5 / 8, 13h)), ClosedBy::hours);
  EXPECT_EQ(by(calendar & maintenance, in_shanghai(year{2024} / 5 / 7, 10h)), ClosedBy::no_hours_that_day);
  EXPECT_EQ(by(calendar | maintenance, in_shanghai(year{2024} / 10 / 1, 10h)), ClosedBy::holiday);
  const Instant may = in_shanghai(year{2024} / 5 / 1, 0h);
  const Calendar phases = Calendar::always(load_zone("Asia/Shanghai")).then(may, calendar);
  EXPECT_FALSE(phases.why_closed(may - 1us));
  EXPECT_EQ(by(phases, may), ClosedBy::holiday);
}

TEST(ClosedReason, SpansDivideWhatIsNotOpen) {
  const Calendar calendar = Calendar::weekly(office());
  const Instant from = in_shanghai(year{2024} / 9 / 30, 17h);
  const Instant to = in_shanghai(year{2024} / 10 / 8, 10h);
  const std::vector<ClosedSpan> spans = calendar.closed_spans(from, to);
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans[0].reason.by, ClosedBy::hours);
  EXPECT_EQ(spans[1].reason.by, ClosedBy::holiday);
  EXPECT_EQ(spans[1].span, (Interval{in_shanghai(year{2024} / 10 / 1, 0h), in_shanghai(year{2024} / 10 / 8, 0h)}));
  EXPECT_EQ(spans[2].reason.by, ClosedBy::hours);
  Duration closed{};
  for (const ClosedSpan& span : spans) closed += span.span.length();
  EXPECT_EQ(closed + *calendar.elapsed(from, to), to - from);
}

// A weekend that ends in a holiday changes its reason at midnight of the part's own zone.
TEST(ClosedReason, ChangesWithTheDatesOfEachPart) {
  CalendarSpec tokyo = office();
  tokyo.zone = load_zone("Asia/Tokyo");
  const Calendar either = Calendar::weekly(office()) | Calendar::weekly(tokyo);
  const Instant from = in_shanghai(year{2024} / 4 / 30, 20h);
  for (const ClosedSpan& span : either.closed_spans(from, from + 240h)) {
    EXPECT_EQ(*either.why_closed(span.span.from), span.reason);
    EXPECT_EQ(*either.why_closed(span.span.to - 1us), span.reason);
  }
}

}  // namespace
}  // namespace slakit
