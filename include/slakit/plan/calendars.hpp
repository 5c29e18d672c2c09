// Builds a contract's calendars from their rules (compiled, floor io).
//
//     build_calendar(rule, contract.contract.time_zone, load_sources(contract))
//     // {weekly: {mon-fri: ["09:00-12:00", "13:30-18:00"]}, holidays: CN}: open Mon-Fri but for the State Council's
//     // days off, and on its make-up days; known from 2007 until the end of the set's last year
//
// A rule without a zone of its own has the contract's. `sources` and the contract's `own_holidays` hold what it names.
// Throws CalendarError with every problem. Thread-safety: a pure function.
#pragma once

#include <string>
#include <vector>

#include "slakit/calendar/calendar.hpp"
#include "slakit/contract/calendar_rule.hpp"
#include "slakit/plan/sources.hpp"

namespace slakit {

// What the calendar of such a rule is made from, unless that is always open or combines others. Throws CalendarError
// where its sets of holidays leave a gap.
CalendarSpec calendar_spec(const CalendarRule& rule, const std::string& contract_zone, const Sources& sources,
                           const std::vector<HolidayList>& own_holidays = {});

Calendar build_calendar(const CalendarRule& rule, const std::string& contract_zone, const Sources& sources,
                        const std::vector<HolidayList>& own_holidays = {});

}  // namespace slakit
