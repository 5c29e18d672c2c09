// Small logs for tests, row by row.
//
//     EventLog log = log_of({{"T1", "2024-03-20T10:00+08:00", "report", {{"by", "ann"}}}});
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "slakit/event/log.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {

inline Instant instant_of(std::string_view text) { return Timestamp::parse(text).value().instant().value(); }

struct Row {
  std::string ticket;
  std::string at;
  std::string event;
  std::vector<std::pair<std::string, std::string>> attributes = {};
};

inline EventLog log_of(const std::vector<Row>& rows) {
  std::vector<std::string> names;
  for (const Row& row : rows)
    for (const auto& [name, value] : row.attributes)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  std::sort(names.begin(), names.end());
  EventLogBuilder builder(names);
  for (const Row& row : rows) {
    Event event{row.ticket, instant_of(row.at), row.event, {}};
    event.attributes.resize(names.size());
    for (const auto& [name, value] : row.attributes)
      event.attributes[static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin())] = value;
    builder.add(event);
  }
  return std::move(builder).finish();
}

}  // namespace slakit
