// A calendar as a contract writes it; floor plan turns it into a Calendar.
//
//     round the clock: always
//     office: {weekly: {mon-fri: ["09:00-12:00", "13:30-18:00"]}, holidays: CN}
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "slakit/calendar/hours.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

BOOST_DESCRIBE_STRUCT(DatedHours, (), (date, hours))

struct CalendarRule {
  std::string name;
  bool always = false;                    // 24 hours a day; nothing else is set then
  std::string time_zone;                  // empty: the contract's
  WeeklyHours weekly;                     // by weekday, Monday first
  std::vector<std::string> holiday_sets;  // countries with published schedules: "CN"
  std::vector<Date> holidays;             // closed dates
  std::vector<Date> make_up_days;         // working days that a weekend lost
  std::optional<int> make_up_like;        // whose hours a make-up day has: 0 = Monday .. 6 = Sunday
  std::vector<DatedHours> exceptions;     // hours of one date, before anything else
};
BOOST_DESCRIBE_STRUCT(CalendarRule, (),
                      (name, always, time_zone, weekly, holiday_sets, holidays, make_up_days, make_up_like, exceptions))

}  // namespace slakit
