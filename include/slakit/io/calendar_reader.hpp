// A calendar by itself, written as contract documents write one; the C interface makes its calendars from it.
//
//     Calendar office = read_calendar("{weekly: {mon-fri: ['09:00-12:00', '13:30-18:00']}, holidays: CN, "
//                                     "time_zone: Asia/Shanghai}");
//     Calendar always = read_calendar("always");   // in UTC; {always: true, time_zone: Asia/Shanghai} elsewhere
//
// Keys: weekly, holidays, make_up_days, make_up_like, exceptions, time_zone, always. Hours need a time_zone.
// Throws CalendarError with every problem; codes are those of contract documents and of calendar_spec.hpp.
// Thread-safety: a pure function of the text and the system's zones.
#pragma once

#include <string>
#include <string_view>

#include "slakit/calendar/calendar.hpp"

namespace slakit {

Calendar read_calendar(std::string_view text, const std::string& source_name = "<text>");

}  // namespace slakit
