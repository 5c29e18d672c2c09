// Loads zones of the IANA time zone database (compiled, floor io).
//
//     Zone shanghai = load_zone("Asia/Shanghai");
//     shanghai.offset_at(sys_days{2026y/1/1})   // 28800 s
//     load_zone("Asia/Shangai")                 // ZoneError: unknown time zone ...; did you mean 'Asia/Shanghai'?
//
// Reads the system's compiled zone files (TZif, RFC 9636), footers included: 1970-2100 is right with "fat" and "slim"
// files. Nothing is cached here: load once, then copy the value. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "slakit/base/error.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

// Codes: "unknown-zone"; "zone-data" where the system's database is absent or damaged.
class ZoneError : public InputError {
 public:
  using InputError::InputError;
};

Zone load_zone(std::string_view name);

bool zone_exists(std::string_view name) noexcept;

// The sentence for an unknown name: "unknown time zone 'X'; did you mean 'Y'?" (or where to look names up).
std::string unknown_zone_message(std::string_view name);

}  // namespace slakit
