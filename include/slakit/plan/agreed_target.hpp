// What a ticket itself agrees, as an attribute says it: an instant, or a duration of working time.
//
//     agreed_target("2024-05-07T12:00:00+08:00", zone)   // Target::at(...)
//     agreed_target("2024-05-07 12:00", zone)            // the same: a wall time is the contract's
//     agreed_target("PT4H", zone)                        // Target::working_time(hours{4})
//     agreed_target("soon", zone)                        // nothing: the rule does not match this ticket
//
// Thread-safety: a pure function. Compiled (floor io).
#pragma once

#include <optional>
#include <string_view>

#include "slakit/clock/target.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

std::optional<Target> agreed_target(std::string_view text, const Zone& zone);

}  // namespace slakit
