// Some rows of a ticket table as a log. Private to src.
//
//     TableLog made(table);
//     const Binding binding(plan, made.log());    // stays good: names have their codes from the beginning
//     made.clear();
//     made.add(row);                              // as many as there are
//
// Tickets have the order in which they are added.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "slakit/event/ticket_table.hpp"

namespace slakit {

class TableLog {
 public:
  // A table that check_table() has passed.
  TableLog(const TicketTable& table, Duration resolution);
  TableLog(const TableLog&) = delete;
  TableLog& operator=(const TableLog&) = delete;

  const EventLog& log() const noexcept { return log_; }
  EventLog take() && { return std::move(log_); }

  // Of each of the table's columns of instants, the event's code.
  const std::vector<Dictionary::Code>& types() const noexcept { return types_; }
  // The columns of the log's attributes, in their order.
  const std::vector<TextCodes>& attributes() const noexcept { return attributes_; }

  void clear();
  // A row that has an event.
  void add(std::size_t row);

 private:
  struct Happened {
    Instant at;
    std::uint32_t rank;  // of the event's name
    Dictionary::Code type;
  };

  const TicketTable& table_;
  std::vector<TextCodes> attributes_;
  std::vector<Dictionary::Code> types_;
  std::vector<std::uint32_t> ranks_;
  std::vector<Happened> happened_;  // of the row at hand
  EventLog log_;
};

// Throws LogError with every problem.
void check_table(const TicketTable& table);

// Rows stand in the byte order of their tickets' names.
bool is_in_name_order(const TextSlices& names) noexcept;

bool has_event(const TicketTable& table, std::size_t row) noexcept;

}  // namespace slakit
