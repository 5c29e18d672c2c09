// Which calendars of a contract rest on which: combinations and phases name others.
//
//     // {any_of: [office, london], except: [window]}
//     parts_of(rule)                       // office at "any_of.0", london at "any_of.1", window at "except.0"
//     build_order(contract.calendars)      // those that others rest on first; none that leads back to itself
//     build_order(contract.calendars, {3}) // the fourth, after those that it rests on
//     unfolded_sizes(contract.calendars)    // 4 for that one: itself and its three parts
//
// Compiled (floor io). Cost: linear, whatever the document says; nothing recurses. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "slakit/contract/calendar_rule.hpp"

namespace slakit {

struct CalendarPart {
  std::string name;
  std::string path;  // within the calendar: "except.0", "phases.1.calendar"
};

std::vector<CalendarPart> parts_of(const CalendarRule& rule);

// Indices of `rules`. Left out: calendars in a circle, and those that rest on one. Names without a calendar are
// passed over.
std::vector<std::size_t> build_order(const std::vector<CalendarRule>& rules);
std::vector<std::size_t> build_order(const std::vector<CalendarRule>& rules, const std::vector<std::size_t>& of);

// Of each calendar, the calendars it is made from, itself in, each counted as often as it is named on the way; at most
// calendar_parts_max + 1. Asking why such a calendar is closed asks each of them.
inline constexpr std::size_t calendar_parts_max = 256;
std::vector<std::size_t> unfolded_sizes(const std::vector<CalendarRule>& rules);

}  // namespace slakit
