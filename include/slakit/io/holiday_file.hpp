// Holidays from files: iCalendar (.ics), and the JSON that is published for China's years (.json).
//
//     HolidaySet set = read_holiday_file("2027.json");
//     *set.known_from, *set.known_until       // 2027-01-01, 2028-01-01: a year's file is complete for its year
//     HolidaySet all = joined(*find_holiday_set("CN"), set);   // holidays.hpp: known from 2007-01-01 until 2028-01-01
//
// The JSON is that of holiday-cn: {"year": 2027, "days": [{"name": ..., "date": "2027-01-01", "isOffDay": true}]};
// isOffDay false is a working day in exchange. Its days lie in that year and the December before; a file without days
// is not published yet, and an error. iCalendar: icalendar.hpp. Throws CalendarError with every problem; codes:
// "unreadable-file", "bad-holiday-file", "unknown-title", "unknown-zone". Thread-safety: pure functions of the file and
// the system's zones.
#pragma once

#include <string>
#include <string_view>

#include "slakit/calendar/holidays.hpp"
#include "slakit/io/icalendar.hpp"

namespace slakit {

HolidaySet read_holiday_file(const std::string& path, const HolidayFileOptions& options = {});

HolidaySet read_holiday_json(std::string_view text, const std::string& source_name = "<text>",
                             const HolidayFilter& filter = {});

}  // namespace slakit
