// Sources: what a contract names and does not contain: time zones and published holiday sets.
//
//     Sources sources = load_sources(contract);     // reads the system's tzdata (compiled, floor io)
//     Plan plan = compile(contract, {}, sources);   // pure
//
// Made once and passed in, so that compile() is a pure function and a host can bring its own.
#pragma once

#include <map>
#include <string>

#include "slakit/calendar/holidays.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

struct Sources {
  std::map<std::string, Zone> zones;
  std::map<std::string, const HolidaySet*> holiday_sets;  // borrowed: built-in sets live for ever
};

// Everything the contract names. Throws ZoneError for an unknown zone (a contract from the reader has none).
Sources load_sources(const Contract& contract);

}  // namespace slakit
