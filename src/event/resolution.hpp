// How fine instants are stamped.
//
// Private to src/event.
#pragma once

#include <span>

#include "slakit/event/ticket_table.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

// 1 min, 1 s, 1 ms or 1 us: the coarsest that divides every instant.
Duration resolution_of(std::span<const Instant> at) noexcept;
// Of all cells that say something.
Duration resolution_of(const TicketTable& table) noexcept;

}  // namespace slakit
