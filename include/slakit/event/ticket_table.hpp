// Tickets as a table that a host holds already: one row per ticket, a column of instants for each event that it can
// have.
//
//     TicketTable table;
//     table.tickets = {offsets, bytes};                               // Arrow's utf8 layout: one name per row
//     table.events = {{"opened", instants(opened_us)}, {"restored", instants(restored_us)}};
//     table.attributes = {{"priority", &priorities, priority_codes}};
//     Partial partial = assess_table(plan, table, as_of, findings);   // assessment/assess_table.hpp
//     EventLog log = events_of(table);                                // or as events, for all that asks for a log
//
// A cell that is `not_happened` (the least number there is: numpy's NaT, and what Arrow's nulls are filled with) says
// nothing. A ticket's attributes hold from its first event on. Two columns may name one event.
//
// As events, a row gives one for each cell that says something, with the row's number (counted from 1) and attributes;
// a row that gives none is counted among the intake's ignored ("no-event").
//
// Errors: LogError with every problem: too-many-events, ragged-columns (lengths differ), missing-column (an attribute
// without its names), bad-code, bad-offsets, ticket-comes-back (two rows of one name). Thread-safety: a table is only
// read. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "slakit/event/columns.hpp"
#include "slakit/event/log.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

inline constexpr Instant not_happened = Instant::min();

// Borrowed: text i is bytes [offsets[i], offsets[i + 1]).
struct TextSlices {
  std::span<const std::int32_t> offsets;  // one more than texts; or empty, where there is none
  std::string_view bytes;

  std::size_t size() const noexcept { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::string_view operator[](std::size_t i) const noexcept {
    const auto from = static_cast<std::size_t>(offsets[i]);
    return {bytes.data() + from, static_cast<std::size_t>(offsets[i + 1]) - from};
  }
};

// Borrowed.
struct EventInstants {
  std::string_view event;
  std::span<const Instant> at;
};

// Borrowed: all columns have as many rows as there are tickets.
struct TicketTable {
  TextSlices tickets;
  std::vector<EventInstants> events = {};
  std::vector<TextCodes> attributes = {};

  std::size_t size() const noexcept { return tickets.size(); }
};

EventLog events_of(const TicketTable& table);

}  // namespace slakit
