// Published holiday schedules that come with the library (compiled, floor io).
//
//     const HolidaySet* cn = find_holiday_set("CN");
//     cn->holidays.front()           // {2007-01-01, "元旦", "New Year's Day"}
//     *cn->known_until               // 2027-01-01: nothing is published for later
//     CalendarSpec spec;             // weekly hours, zone
//     add(spec, *cn);                // its holidays and make-up days, known from 2007-01-01 until 2027-01-01
//     find_holiday_set("XX")         // nullptr
//     joined(*cn, read_holiday_file("2027.json"))   // known until 2028-01-01 (holiday_file.hpp, floor io)
//
// Sets: "CN", the arrangements of the General Office of China's State Council, as last amended.
// Ownership: sets live as long as the program. Thread-safety: immutable.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/calendar/calendar_spec.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

struct HolidaySet {
  std::string code;                   // ISO 3166-1 alpha-2; empty: of no country
  std::string source;                 // who published it
  std::vector<Holiday> holidays;      // days off, in order
  std::vector<Holiday> make_up_days;  // working days in exchange, in order
  std::vector<Closure> closures;      // closed stretches that are no whole days, in order
  Setting<Date> known_from;
  Setting<Date> known_until;  // exclusive
};

// Borrowed; nullptr for a code without a set.
const HolidaySet* find_holiday_set(std::string_view code);

// The codes that have a set, in order.
std::vector<std::string_view> holiday_set_codes();

// One set that goes on where another ends, or adds to it: a year that is published later, days of a company. On a date
// that both name, `more` holds. It is known for what either is known for; a set that does not say for which dates it is
// complete adds nothing to that, and one that says only until when goes on from `set`. The code is that of `set`.
// Throws CalendarError ("known-gap") where dates between the two would not be known.
HolidaySet joined(HolidaySet set, const HolidaySet& more);

// Adds the set to what `spec` says already; the dates known are those known to both.
void add(CalendarSpec& spec, const HolidaySet& set);

// Adds sets of one calendar: those of the same code are joined first, so that "CN" and a set that goes on from it are
// known for the years of both; those of different ones, or of none, are known for the dates known to all.
void add(CalendarSpec& spec, const std::vector<HolidaySet>& sets);

}  // namespace slakit
