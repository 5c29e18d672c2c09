// A calendar by itself: from text as contract documents write one, or out of a file of calendars.
//
//     Calendar office = read_calendar("{weekly: {mon-fri: ['09:00-12:00', '13:30-18:00']}, holidays: CN, "
//                                     "time_zone: Asia/Shanghai}");
//     Calendar always = read_calendar("always");   // in UTC; {always: true, time_zone: Asia/Shanghai} elsewhere
//     Calendar served = read_calendar_file("examples/after-sales/contract.yaml", "round the clock");
//
// A file is a contract, a file that contracts include, a document with nothing but `calendars` and `holidays`, or one
// calendar. Of several calendars one is named; any_of, all_of, except and phases name others of the same file. Text is
// one calendar, and has no others to name.
//
// Zones: in a contract, a calendar without a zone of its own has the contract's. Elsewhere it has `time_zone`, where
// that is given; else hours need their own, calendars that are always open have UTC, and those that combine others, or
// hold in phases, their first part's.
//
// Throws CalendarError with every problem; codes are those of contract documents, and "several-calendars" where the
// name is missing. Thread-safety: pure functions of the text or file, the files that it names and the system's zones.
#pragma once

#include <string>
#include <string_view>

#include "slakit/calendar/calendar.hpp"

namespace slakit {

Calendar read_calendar(std::string_view text, const std::string& source_name = "<text>");

Calendar read_calendar_file(const std::string& path, std::string_view name = "", const std::string& time_zone = "");

}  // namespace slakit
