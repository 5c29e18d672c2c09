// Instants as text in a zone: RFC 3339 with the zone's offset at that instant.
//
//     to_rfc3339(Instant{sys_days{2024y/5/6} + 1h}, load_zone("Asia/Shanghai"))   // "2024-05-06T09:00:00+08:00"
//
// Offsets with seconds (before 1972 in a few zones) are outside RFC 3339; such an instant is written in UTC. Compiled
// (floor io).
#pragma once

#include <string>

#include "slakit/time/instant.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

std::string to_rfc3339(Instant instant, const Zone& zone);

}  // namespace slakit
