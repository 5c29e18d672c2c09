// A row of a log that a finding rests on, by names that outlive the log.
//
//     finding.evidence->ticket, finding.evidence->event, finding.evidence->row   // "T7", "inspection report", 812
#pragma once

#include <cstdint>
#include <string>

#include "slakit/event/log.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

struct LoggedEvent {
  std::string ticket;
  std::string event;
  std::int64_t row = 0;  // of the source
  Instant at{};
  friend bool operator==(const LoggedEvent&, const LoggedEvent&) = default;
};

inline LoggedEvent logged_event(const EventLog& log, std::size_t ticket, std::size_t row) {
  return {log.tickets.name(static_cast<EventLog::Code>(ticket)), log.types.name(log.type[row]), log.row[row],
          log.at[row]};
}

}  // namespace slakit
