// Sources: what a contract names and does not contain: time zones, published holiday sets and files of holidays.
//
//     Sources sources = load_sources(contract);     // reads the system's tzdata, and files (compiled, floor io)
//     Plan plan = compile(contract, {}, sources);   // pure
//
// Made once and passed in, so that compile() is a pure function and a host can bring its own.
#pragma once

#include <map>
#include <string>

#include "slakit/calendar/holidays.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/contract/holiday_sets.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

struct Sources {
  std::map<std::string, Zone> zones;
  PublishedHolidays holiday_sets;                     // borrowed: built-in sets live for ever
  std::map<std::string, HolidayFiles> holiday_files;  // by the zone that their times without a zone are in
};

// Everything the contract names. Files of holidays lie in the folder of the document that names them, or below; text
// has the working directory for its folder. Throws ZoneError for an unknown zone (a contract from the reader has none),
// ContractError with every problem of the files.
Sources load_sources(const Contract& contract);

}  // namespace slakit
