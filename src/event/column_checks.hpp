// What is wrong with columns that a host gives.
//
// Private to src/event.
#pragma once

#include "slakit/event/columns.hpp"
#include "slakit/event/ticket_table.hpp"

namespace slakit {

// Throws LogError with every column that is missing, has another length or a code without a name.
void check_columns(const EventColumns& columns);
// The same of a table, and of names outside their bytes.
void check_columns(const TicketTable& table);

// Throws LogError where a ticket's rows do not stand together.
void check_tickets_stand_together(const EventColumns& columns);

}  // namespace slakit
