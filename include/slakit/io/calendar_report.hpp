// What a calendar says, as a JSON document (RFC 8259): what every face prints its tables from.
//
//     calendar_report(office, {{2024y/10/1, 2024y/10/7}})
//     // {"slakit_calendar": 1, "time_zone": "Asia/Shanghai", "tzdata": "2025b", "digest": "...", "known_until": ...,
//     //  "week": [{"weekday": "mon", "hours": ["09:00-17:00"], "dates": 968, "of": 1044}, ...],
//     //  "days": [{"date": "2024-10-01", "weekday": "tue", "hours": [], "open": "PT0S",
//     //            "closed": [{"from": "00:00", "to": "24:00", "by": "holiday", "name": ..., "source": "CN"}]}, ...]}
//     due_report(office, friday_16h, hours{2}, DueBoundary::close)
//     // {"slakit_due": 1, "start": ..., "budget": "PT2H", "due": ..., "segments": [running, closed: ..., running]}
//
// `week` is read off the open time itself, so combinations have one, too: of each weekday the hours it has in a
// twentieth of its dates or more, over all that are known. Hours are local; those of a date on
// which the clocks change are what they read. A date for which holidays are not published has "fault" and no hours.
// Throws FaultError where there is no due instant. Thread-safety: pure functions.
#pragma once

#include <string>

#include "slakit/base/setting.hpp"
#include "slakit/calendar/calendar.hpp"

namespace slakit {

// Both in.
struct DateRange {
  Date first;
  Date last;
};

std::string calendar_report(const Calendar& calendar, const Setting<DateRange>& days = {});

std::string due_report(const Calendar& calendar, Instant start, Duration budget, DueBoundary boundary = {});

}  // namespace slakit
