// A ticket comes back after its clock stopped (research V35).
//
//     // open 12:00, 4 h, closed 13:00, reopened 15:00
//     carry_on                    due 18:00: the closed time does not count
//     count_the_closed_time_too   due 16:00: as if it had never been closed
//     new_cycle                   due 19:00; the first cycle keeps its verdict
//     restart                     due 19:00; there is one verdict, the later
//     ignore                      the first stop decides
#pragma once

#include <cstdint>

namespace slakit {

enum class Reopen : std::uint8_t { carry_on, count_the_closed_time_too, new_cycle, restart, ignore };

}  // namespace slakit
