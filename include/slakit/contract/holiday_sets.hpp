// One set of holidays from what a contract says of it: its days, rules and files, and the set that it extends
// (compiled, floor io).
//
//     // holidays: {cn 2027: {extends: CN, file: 2027.json}}
//     holiday_set("cn 2027", contract.holidays, {{"CN", find_holiday_set("CN")}}, files)
//     // CN's holidays and those of the file: known from 2007-01-01 until 2028-01-01
//
// A set that extends another one has its code, goes on where that one ends, and holds on the dates that it names
// itself. Of a set's own parts, days written in the document hold before those of its files. `files` holds what the
// files of each set say, joined and filtered (plan/sources.hpp reads them). Throws CalendarError where two sets leave a
// gap
// ("known-gap") or extend each other. Thread-safety: pure functions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "slakit/calendar/holidays.hpp"
#include "slakit/contract/calendar_rule.hpp"

namespace slakit {

using PublishedHolidays = std::map<std::string, const HolidaySet*>;  // by code; borrowed
using HolidayFiles = std::map<std::string, HolidaySet>;              // by the name of the set

HolidaySet holiday_set(const std::string& name, const std::vector<HolidayList>& own, const PublishedHolidays& published,
                       const HolidayFiles& files);

// Several files of one set: those that say for which dates they are complete go on where another ends.
HolidaySet joined_files(std::vector<HolidaySet> files);

}  // namespace slakit
