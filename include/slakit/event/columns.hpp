// Events as columns that a host holds already, grouped into an EventLog: names are codes of dictionaries, rows stand in
// any order.
//
//     EventColumns columns;
//     columns.tickets = &tickets;  columns.ticket = ticket_codes;     // Dictionary, std::span<const Dictionary::Code>
//     columns.types = &types;      columns.type = type_codes;
//     columns.at = instants(at_us);                                   // time/instant_column.hpp
//     columns.attributes = {{"priority", &priorities, priority_codes}};
//     EventLog log = group(columns);                                  // what an EventLogBuilder gives for these rows
//     for_each_part(columns, 1'000'000, [&](const EventLog& part) { assess(plan, part, as_of, findings); });
//
// Cost: a few nanoseconds an event where rows are sorted by ticket (any order of its events), two to three times that
// where they are sorted by time. The order of tickets is that of their names' bytes, found once where the dictionary is
// not in byte order; a dictionary that is costs nothing. An EventGrouper keeps what it works with, and fills a log that
// is there, so that groupings of like size allocate nothing.
//
// Parts: for rows of which each ticket's stand together, logs of whole tickets of at most `max_events` events (more
// only where one ticket alone has more), in the order of the rows; memory stays that of one part. Each part has the
// resolution of all rows. Together the parts hold what group() gives.
//
// Errors: LogError, before anything is grouped: too-many-events, missing-column, ragged-columns (lengths differ),
// bad-code (no such name; a ticket and a type may not be absent), and of parts ticket-comes-back, when it does.
// Rows of Intake are counted by whoever read them: a grouped log's says rows_in only.
// Thread-safety: columns are only read; one EventGrouper or EventParts to a thread. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "slakit/event/dictionary.hpp"
#include "slakit/event/log.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

// Borrowed: what a name is called, and each row's code.
struct TextCodes {
  std::string_view name;
  const Dictionary* values = nullptr;
  std::span<const Dictionary::Code> codes;  // Dictionary::absent where the row says nothing
};

// Borrowed: all columns have the length of `at`, or are empty where they are optional.
struct EventColumns {
  const Dictionary* tickets = nullptr;
  std::span<const Dictionary::Code> ticket;
  std::span<const Instant> at;
  const Dictionary* types = nullptr;
  std::span<const Dictionary::Code> type;
  std::span<const std::int64_t> sequence = {};  // optional: 0
  std::span<const Instant> recorded_at = {};    // optional: not_recorded
  std::span<const std::int64_t> row = {};       // optional: counted from 1
  std::vector<TextCodes> attributes = {};
};

EventLog group(const EventColumns& columns);

namespace detail {
struct GroupingState;
}

// Groups again and again into memory it keeps.
class EventGrouper {
 public:
  EventGrouper();
  EventGrouper(EventGrouper&&) noexcept;
  EventGrouper& operator=(EventGrouper&&) noexcept;
  ~EventGrouper();

  // `into` becomes the log; what it held is gone, but for its memory.
  void group(const EventColumns& columns, EventLog& into);

 private:
  std::unique_ptr<detail::GroupingState> state_;
};

// The parts one by one. What the columns borrow must outlive it.
class EventParts {
 public:
  EventParts(const EventColumns& columns, std::size_t max_events);
  EventParts(EventParts&&) noexcept;
  EventParts& operator=(EventParts&&) noexcept;
  ~EventParts();

  // The next part, borrowed until the one after it is asked for; null where there is none.
  const EventLog* next();

 private:
  std::unique_ptr<detail::GroupingState> state_;
};

template <class F>
void for_each_part(const EventColumns& columns, std::size_t max_events, F&& f) {
  EventParts parts(columns, max_events);
  while (const EventLog* part = parts.next()) f(*part);
}

}  // namespace slakit
