// What a calendar is made from: weekly hours of one zone, and the dates that differ.
//
//     CalendarSpec spec;
//     spec.zone = load_zone("Asia/Shanghai");
//     for (int day = 0; day < 5; ++day) spec.weekly[day] = {*HoursSpan::parse("09:00-17:00")};
//     spec.holidays = {{2024y/10/1, "National Day"}};
//     spec.exceptions = {{2024y/9/29, {*HoursSpan::parse("09:00-18:00")}}};
//     problems_of(spec)           // empty: nothing is wrong with it
//     Calendar::weekly(spec)      // calendar.hpp
//
// For one date the first that speaks holds: exception, yearly exception, make-up day, holiday, season, weekly hours.
// Dates are local, 1970-2100. Thread-safety: a plain value.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/calendar/hours.hpp"
#include "slakit/calendar/overnight_holiday.hpp"
#include "slakit/calendar/season.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/month_day.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

struct Holiday {
  Date date;
  std::string name;          // as its country writes it; may be empty
  std::string english = "";  // may be empty
  std::string source = "";   // the set or file it comes from: "CN", "us.ics"; may be empty
  friend bool operator==(const Holiday&, const Holiday&) = default;
};

// The hours of a day of every year, unless `exceptions` has that date.
struct YearlyHours {
  MonthDay day;
  DayHours hours;  // empty: closed that day
};

// A closed stretch between two instants (an iCalendar event with times), whatever the hours say.
struct Closure {
  Interval span;  // whole seconds
  std::string name;
  std::string source = "";
  friend bool operator==(const Closure&, const Closure&) = default;
};

struct CalendarSpec {
  Zone zone;
  WeeklyHours weekly;                 // Monday first
  std::vector<Season> seasons;        // before `weekly`; no day in two of them
  std::vector<Holiday> holidays;      // closed dates
  std::vector<Holiday> make_up_days;  // working days that a weekend lost
  Setting<int> make_up_like;  // whose hours they have: 0 = Monday .. 6 = Sunday; unset: all open weekdays are alike
  std::vector<DatedHours> exceptions;  // hours of one date
  std::vector<YearlyHours> yearly_exceptions;
  std::vector<Closure> closures;
  OvernightHoliday overnight_holiday = OvernightHoliday::cut_at_midnight;
  Setting<Date> known_from;   // holidays are published for dates in [known_from, known_until);
  Setting<Date> known_until;  // answers that depend on others are Fault::calendar_unknown
};

// "2024-10-01"
inline std::string to_string(Date date) {
  const auto padded = [](int number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
  };
  return padded(static_cast<int>(date.year()), 4) + '-' +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + '-' +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

namespace detail {

// As paths of problems name them.
inline constexpr std::array<std::string_view, 7> weekday_keys{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

}  // namespace detail

// Everything wrong with `spec` that can be seen without building it; paths are its fields ("weekly.mon").
// Building may add one more: "never-opens". Compiled (floor io).
std::vector<Problem> problems_of(const CalendarSpec& spec);

}  // namespace slakit
