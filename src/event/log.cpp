#include "slakit/event/log.hpp"

#include <utility>

#include "slakit/event/columns.hpp"

namespace slakit {

EventLogBuilder::EventLogBuilder(std::vector<std::string> attribute_names) {
  for (std::string& name : attribute_names) attributes_.push_back({std::move(name), {}, {}});
}

void EventLogBuilder::add(const Event& event) {
  // Logs often have a ticket's rows together.
  const bool again = !ticket_.empty() && tickets_.name(ticket_.back()) == event.ticket;
  ticket_.push_back(again ? ticket_.back() : tickets_.intern(event.ticket));
  at_.push_back(event.at);
  type_.push_back(types_.intern(event.type));
  sequence_.push_back(event.sequence);
  row_.push_back(event.row > 0 ? event.row : static_cast<std::int64_t>(at_.size()));
  if (event.recorded_at) {
    recorded_at_.resize(at_.size() - 1, not_recorded);
    recorded_at_.push_back(*event.recorded_at);
  }
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    TextColumn& column = attributes_[i];
    const bool given = i < event.attributes.size() && event.attributes[i].has_value();
    column.codes.push_back(given ? column.values.intern(*event.attributes[i]) : Dictionary::absent);
  }
}

EventLog EventLogBuilder::finish() && {
  if (!recorded_at_.empty()) recorded_at_.resize(at_.size(), not_recorded);
  EventColumns columns{&tickets_, ticket_, at_, &types_, type_, sequence_, recorded_at_, row_, {}};
  for (const TextColumn& column : attributes_)
    columns.attributes.push_back({column.name, &column.values, column.codes});
  EventLog log = group(columns);
  if (intake_.rows_in == 0) intake_.rows_in = log.intake.rows_in;
  log.intake = std::move(intake_);
  return log;
}

}  // namespace slakit
