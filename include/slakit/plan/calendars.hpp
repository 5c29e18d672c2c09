// Builds a contract's calendars from their rules (compiled, floor io).
//
//     // office: {weekly: {mon-fri: ["09:00-12:00", "13:30-18:00"]}, holidays: CN}
//     // served: {any_of: [office, hotline], except: [maintenance window]}
//     build_calendars(contract, load_sources(contract))            // both, each built once, whatever rests on it
//     *build_calendar(contract, "served", load_sources(contract))  // that one and its parts; nothing: no such name
//
// A calendar without a zone of its own has the contract's, combinations and phases, too: that is where their days
// begin, and where a phase ends at midnight. `sources` holds what the contract names. Reasons know
// calendars by their names in the contract: "closed: maintenance window".
// Throws ContractError with every problem at its place; a calendar that rests on one with a problem adds none.
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "slakit/calendar/calendar.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/plan/sources.hpp"

namespace slakit {

// In the order of contract.calendars.
std::vector<Calendar> build_calendars(const Contract& contract, const Sources& sources);

// Builds those that others are combined into, and throws what goes wrong: the others show it to who reads them.
void check_combinations(const Contract& contract, const Sources& sources);

std::optional<Calendar> build_calendar(const Contract& contract, std::string_view name, const Sources& sources);

// What the calendar of such a rule is made from, unless that is always open or combines others. Throws CalendarError
// where its sets of holidays leave a gap.
CalendarSpec calendar_spec(const CalendarRule& rule, const Contract& contract, const Sources& sources);

}  // namespace slakit
