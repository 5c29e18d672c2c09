// Lengths of time and instants as people read them.
//
//     readable(Duration{90 min})                                          // "1 h 30 min"; "45 s"; "0 s"; "-2 h"
//     wall_text(Instant{sys_days{2024y/5/6} + 2h}, shanghai)              // "2024-05-06 10:00"; seconds where there are any
//
// Exact: nothing is rounded. Days are not a unit, since a day of a zone may have 23 hours. Thread-safety: pure
// functions. Compiled (floor io).
#pragma once

#include <string>

#include "slakit/time/instant.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

std::string readable(Duration duration);

// The wall clock of a zone, without its offset.
std::string wall_text(Instant instant, const Zone& zone);

}  // namespace slakit
