#include "slakit/calendar/calendar_spec.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/calendar/calendar.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::year;

CalendarSpec office() {
  CalendarSpec spec;
  for (std::size_t day = 0; day < 5; ++day) spec.weekly[day] = {*HoursSpan::parse("09:00-17:00")};
  return spec;
}

// "code path" of each problem.
std::vector<std::string> found_in(const CalendarSpec& spec) {
  std::vector<std::string> result;
  for (const Problem& problem : problems_of(spec)) result.push_back(problem.code + ' ' + problem.path);
  return result;
}

using Found = std::vector<std::string>;

TEST(CalendarSpec, FindsNothingWrongWithAnOffice) { EXPECT_EQ(found_in(office()), Found{}); }

TEST(CalendarSpec, FindsEverythingAtOnce) {
  CalendarSpec spec = office();
  spec.weekly[0] = {*HoursSpan::parse("13:00-17:00"), *HoursSpan::parse("09:00-13:30")};
  spec.weekly[6] = {{9h, 9h}};
  spec.holidays = {{year{2023} / 2 / 29, ""}};
  spec.make_up_days = {{year{1969} / 12 / 31, ""}};
  spec.exceptions = {{year{2024} / 5 / 1, {}}, {year{2024} / 5 / 1, {{25h, 26h}}}};
  spec.known_from = year{2024} / 1 / 1;
  spec.known_until = year{2024} / 1 / 1;
  EXPECT_EQ(found_in(spec), (Found{"overlapping-hours weekly.mon", "bad-hours weekly.sun",
                                   "bad-date holidays.2023-02-29", "bad-date make_up_days.1969-12-31",
                                   "make-up-without-hours make_up_like", "bad-hours exceptions.2024-05-01",
                                   "duplicate-date exceptions.2024-05-01", "empty-known-range known_until"}));
  try {
    Calendar::weekly(spec);
    FAIL() << "no error";
  } catch (const CalendarError& error) {
    EXPECT_EQ(error.problems(), problems_of(spec));
  }
}

TEST(CalendarSpec, ChecksSeasonsYearlyExceptionsAndClosures) {
  CalendarSpec spec = office();
  spec.seasons = {{{11, 1}, {3, 31}, spec.weekly}, {{3, 31}, {4, 30}, {}}};
  spec.yearly_exceptions = {{{12, 24}, {}}, {{12, 24}, {}}, {{2, 30}, {{25h, 26h}}}};
  const Instant t = std::chrono::sys_days{year{2024} / 5 / 1};
  spec.closures = {{{t, t}, ""}, {{t, t + 1us}, ""}, {{t, range_end + 1s}, ""}, {{t, t + 1s}, ""}};
  EXPECT_EQ(found_in(spec),
            (Found{"overlapping-hours seasons.1", "duplicate-date yearly_exceptions.1",
                   "bad-date yearly_exceptions.2.day", "bad-hours yearly_exceptions.2.hours",
                   "reversed-range closures.0", "not-a-second closures.1", "reversed-range closures.2"}));
  spec = office();
  spec.seasons = {{{13, 1}, {0, 0}, {}}};
  EXPECT_EQ(found_in(spec), (Found{"bad-date seasons.0.from", "bad-date seasons.0.to"}));
}

TEST(CalendarSpec, MakeUpDaysNeedHoursInEverySeason) {
  CalendarSpec spec = office();
  spec.make_up_days = {{year{2024} / 9 / 29, ""}};
  spec.seasons = {{{6, 1}, {8, 31}, office().weekly}};
  EXPECT_EQ(found_in(spec), Found{});
  spec.seasons[0].weekly[0] = {{9h, 12h}};
  EXPECT_EQ(found_in(spec), Found{"make-up-without-hours make_up_like"});
}

TEST(CalendarSpec, MakeUpDaysNeedHours) {
  CalendarSpec spec = office();
  spec.make_up_days = {{year{2024} / 9 / 29, ""}};
  EXPECT_EQ(found_in(spec), Found{});
  spec.weekly[4] = {*HoursSpan::parse("09:00-16:00")};
  EXPECT_EQ(found_in(spec), Found{"make-up-without-hours make_up_like"});
  spec.make_up_like = 4;
  EXPECT_EQ(found_in(spec), Found{});
  spec.make_up_like = 5;
  EXPECT_EQ(found_in(spec), Found{"make-up-without-hours make_up_like"});
  spec.make_up_like = 7;
  EXPECT_EQ(found_in(spec), Found{"bad-weekday make_up_like"});
}

TEST(CalendarSpec, AllowsHoursThatTouchAndShiftsThatMeetAtNight) {
  CalendarSpec spec;
  spec.weekly[0] = {*HoursSpan::parse("09:00-12:00"), *HoursSpan::parse("12:00-17:00"),
                    *HoursSpan::parse("22:00-06:00")};
  spec.weekly[1] = {*HoursSpan::parse("05:00-09:00")};
  EXPECT_EQ(found_in(spec), Found{});
}

TEST(CalendarSpec, RefusesACalendarThatNeverOpens) {
  CalendarSpec nothing;
  CalendarSpec unreachable;
  unreachable.exceptions = {{year{2024} / 5 / 1, {{9h, 17h}}}};
  unreachable.known_from = year{2024} / 5 / 2;
  for (const CalendarSpec& spec : {nothing, unreachable}) {
    try {
      Calendar::weekly(spec);
      FAIL() << "no error";
    } catch (const CalendarError& error) {
      ASSERT_EQ(error.problems().size(), 1U);
      EXPECT_EQ(error.problems()[0].code, "never-opens");
    }
  }
}

TEST(CalendarSpec, WritesDates) { EXPECT_EQ(to_string(Date{year{2024} / 5 / 6}), "2024-05-06"); }

}  // namespace
}  // namespace slakit
