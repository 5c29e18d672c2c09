// Ticket tables for tests: rows with everything written out, the columns that a TicketTable borrows, and the log that
// the same rows are one by one.
//
//     const std::vector<PlainTicket> rows{{"T1", {t0, t1}, {"P1"}}};
//     HeldTable held({"opened", "solved"}, {"priority"}, rows);
//     assess_table(plan, held.table(), as_of, findings);
//     assess(plan, log_by_rows({"opened", "solved"}, {"priority"}, rows), as_of, others);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "slakit/event/ticket_table.hpp"

namespace slakit::test {

struct PlainTicket {
  std::string name;
  std::vector<std::optional<Instant>> at;  // by event
  std::vector<std::optional<std::string>> attributes;
};

class HeldTable {
 public:
  HeldTable(std::vector<std::string> events, std::vector<std::string> attributes, const std::vector<PlainTicket>& rows)
      : events_(std::move(events)),
        attributes_(std::move(attributes)),
        at_(events_.size()),
        values_(attributes_.size()),
        codes_(attributes_.size()) {
    for (const PlainTicket& row : rows) {
      bytes_ += row.name;
      offsets_.push_back(static_cast<std::int32_t>(bytes_.size()));
      for (std::size_t i = 0; i < events_.size(); ++i) at_[i].push_back(row.at[i].value_or(not_happened));
      for (std::size_t i = 0; i < attributes_.size(); ++i)
        codes_[i].push_back(row.attributes[i] ? values_[i].intern(*row.attributes[i]) : Dictionary::absent);
    }
  }
  HeldTable(const HeldTable&) = delete;
  HeldTable& operator=(const HeldTable&) = delete;

  TicketTable table() const {
    TicketTable table;
    table.tickets = {offsets_, bytes_};
    for (std::size_t i = 0; i < events_.size(); ++i) table.events.push_back({events_[i], at_[i]});
    for (std::size_t i = 0; i < attributes_.size(); ++i)
      table.attributes.push_back({attributes_[i], &values_[i], codes_[i]});
    return table;
  }

 private:
  std::vector<std::string> events_;
  std::vector<std::string> attributes_;
  std::vector<std::int32_t> offsets_{0};
  std::string bytes_;
  std::vector<std::vector<Instant>> at_;
  std::vector<Dictionary> values_;
  std::vector<std::vector<Dictionary::Code>> codes_;
};

inline EventLog log_by_rows(const std::vector<std::string>& events, const std::vector<std::string>& attributes,
                            const std::vector<PlainTicket>& rows) {
  EventLogBuilder builder(attributes);
  std::int64_t number = 0;
  for (const PlainTicket& row : rows) {
    ++number;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (!row.at[i]) continue;
      Event event{row.name, *row.at[i], events[i], {}};
      for (const std::optional<std::string>& value : row.attributes)
        event.attributes.push_back(value ? std::optional<std::string_view>(*value) : std::nullopt);
      event.row = number;
      builder.add(event);
    }
  }
  return std::move(builder).finish();
}

}  // namespace slakit::test
