#include "event/cut.hpp"

#include <algorithm>

namespace slakit {
namespace {

// Leaves the rows of a column that are kept.
template <class T>
void keep(std::vector<T>& column, const std::vector<std::size_t>& rows) {
  if (column.empty()) return;
  for (std::size_t i = 0; i < rows.size(); ++i) column[i] = column[rows[i]];
  column.resize(rows.size());
}

}  // namespace

bool has_events_from(const EventLog& log, Instant at) noexcept {
  return std::any_of(log.at.begin(), log.at.end(), [at](Instant t) { return t >= at; });
}

EventLog cut(const EventLog& log, Instant at) {
  EventLog before = log;
  std::vector<std::size_t> rows;
  before.first.assign(1, 0);
  for (std::size_t ticket = 0; ticket < log.ticket_count(); ++ticket) {
    for (std::size_t i = log.first[ticket]; i < log.first[ticket + 1]; ++i)
      if (log.at[i] < at) rows.push_back(i);
    before.first.push_back(static_cast<std::uint32_t>(rows.size()));
  }
  keep(before.at, rows);
  keep(before.type, rows);
  keep(before.sequence, rows);
  keep(before.recorded_at, rows);
  keep(before.row, rows);
  for (TextColumn& column : before.attributes) keep(column.codes, rows);
  return before;
}

}  // namespace slakit
