// Holidays and closures from iCalendar (RFC 5545), read by libical.
//
//     HolidaySet set = read_icalendar(
//         "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Neujahr\nDTSTART;VALUE=DATE:20060101\nRRULE:FREQ=YEARLY\n"
//         "END:VEVENT\nEND:VCALENDAR\n", "germany.ics");
//     set.holidays.front()   // {2006-01-01, "Neujahr", "", "germany.ics"}; the last is 2100-01-01
//
// Days (VALUE=DATE) become holidays: DTEND is the day after, a TZID beside a day means nothing, and whether the day is
// marked as free (TRANSP) does not matter, since most holidays are. Times become closures between instants, unless
// TRANSP says that they take no time up. A TZID is an IANA name (load_zone; not what VTIMEZONE says), times without one
// have `floating`, and neither is guessed. RRULE, RDATE, EXDATE, EXRULE and moved occurrences (RECURRENCE-ID) hold;
// DTSTART is always the first occurrence. Cancelled events (STATUS) are left out. Rules without an end go to 2100;
// those that recur within a day are refused.
//
// Nothing says for which years a file is complete: known_from and known_until stay unset. Throws CalendarError with
// every problem: source, the line of the event, what to write instead. Codes: "bad-holiday-file", "unknown-zone",
// "unknown-title". Work is bounded: 4 MiB, 2000 rules, 200 000 steps of
// each, 200 000 days; after 20 problems the rest is not read. Thread-safety: a pure function of the text and the
// system's zones.
#pragma once

#include <string>
#include <string_view>

#include "slakit/base/setting.hpp"
#include "slakit/calendar/holiday_filter.hpp"
#include "slakit/calendar/holidays.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

struct HolidayFileOptions {
  HolidayFilter filter;
  Setting<Zone> floating;  // of times that name no zone
};

HolidaySet read_icalendar(std::string_view text, const std::string& source_name = "<text>",
                          const HolidayFileOptions& options = {});

}  // namespace slakit
