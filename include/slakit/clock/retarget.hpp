// The priority, and with it the target, changes while the clock runs (research V27).
//
//     // open 09:00 under 8 h, paused 10:00-11:00, at 12:00 the target becomes 4 h; 2 h are used up
//     keep_start_and_pauses   due 14:00: as if 4 h had been the target from the start
//     keep_start_only         due 13:00: the same, and the pauses before the change count as time
//     restart                 due 16:00: 4 h from the change
//     remaining_share         due 15:00: three quarters of the old target were left, so three quarters of the new are
//     as_at_start             due 18:00: the change is none
//
// A pause that is still on goes on under each. `remaining_share` needs working time on both sides, and is
// keep_start_and_pauses elsewhere; what is left is rounded down to the microsecond; a clock past its target keeps its
// due instant.
#pragma once

#include <cstdint>

namespace slakit {

enum class Retarget : std::uint8_t {
  keep_start_and_pauses,
  keep_start_only,
  restart,
  remaining_share,
  as_at_start,
};

}  // namespace slakit
