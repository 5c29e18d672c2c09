#include "slakit/event/log.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>

namespace slakit {
namespace {

template <class T>
void permute(std::vector<T>& column, const std::vector<std::uint32_t>& order) {
  std::vector<T> sorted;
  sorted.reserve(column.size());
  for (std::uint32_t index : order) sorted.push_back(column[index]);
  column = std::move(sorted);
}

}  // namespace

EventLogBuilder::EventLogBuilder(std::vector<std::string> attribute_names) {
  for (std::string& name : attribute_names) log_.attributes.push_back({std::move(name), {}, {}});
}

void EventLogBuilder::add(const Event& event) {
  ticket_.push_back(log_.tickets.intern(event.ticket));
  log_.at.push_back(event.at);
  log_.type.push_back(log_.types.intern(event.type));
  log_.sequence.push_back(event.sequence);
  log_.row.push_back(event.row > 0 ? event.row : static_cast<std::int64_t>(log_.at.size()));
  for (std::size_t i = 0; i < log_.attributes.size(); ++i) {
    TextColumn& column = log_.attributes[i];
    const bool given = i < event.attributes.size() && event.attributes[i].has_value();
    column.codes.push_back(given ? column.values.intern(*event.attributes[i]) : Dictionary::absent);
  }
}

EventLog EventLogBuilder::finish() && {
  if (log_.intake.rows_in == 0) log_.intake.rows_in = static_cast<std::int64_t>(log_.at.size());
  order_tickets();
  order_rows();
  log_.resolution = resolution();
  return std::move(log_);
}

// Renumbers tickets so that code order is byte order.
void EventLogBuilder::order_tickets() {
  const std::size_t count = log_.tickets.size();
  std::vector<Dictionary::Code> by_name(count);
  std::iota(by_name.begin(), by_name.end(), 0);
  std::sort(by_name.begin(), by_name.end(),
            [&](auto a, auto b) { return log_.tickets.name(a) < log_.tickets.name(b); });
  Dictionary ordered;
  std::vector<Dictionary::Code> renumbered(count);
  for (Dictionary::Code old : by_name)
    renumbered[static_cast<std::size_t>(old)] = ordered.intern(log_.tickets.name(old));
  for (Dictionary::Code& code : ticket_) code = renumbered[static_cast<std::size_t>(code)];
  log_.tickets = std::move(ordered);
}

void EventLogBuilder::order_rows() {
  std::vector<std::uint32_t> order(log_.at.size());
  std::iota(order.begin(), order.end(), 0U);
  // By name, so that the order of a source's columns cannot order rows either.
  std::sort(log_.attributes.begin(), log_.attributes.end(),
            [](const TextColumn& a, const TextColumn& b) { return a.name < b.name; });
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return before(a, b); });
  permute(ticket_, order);
  permute(log_.at, order);
  permute(log_.type, order);
  permute(log_.sequence, order);
  permute(log_.row, order);
  for (TextColumn& column : log_.attributes) permute(column.codes, order);
  if (std::all_of(log_.sequence.begin(), log_.sequence.end(), [](auto s) { return s == 0; })) log_.sequence.clear();

  log_.first.assign(log_.tickets.size() + 1, 0);
  for (Dictionary::Code code : ticket_) ++log_.first[static_cast<std::size_t>(code) + 1];
  std::partial_sum(log_.first.begin(), log_.first.end(), log_.first.begin());
}

bool EventLogBuilder::before(std::uint32_t a, std::uint32_t b) const {
  if (ticket_[a] != ticket_[b]) return ticket_[a] < ticket_[b];
  if (log_.at[a] != log_.at[b]) return log_.at[a] < log_.at[b];
  if (log_.sequence[a] != log_.sequence[b]) return log_.sequence[a] < log_.sequence[b];
  if (log_.type[a] != log_.type[b]) return log_.types.name(log_.type[a]) < log_.types.name(log_.type[b]);
  for (const TextColumn& column : log_.attributes) {
    const Dictionary::Code x = column.codes[a];
    const Dictionary::Code y = column.codes[b];
    if (x == y) continue;
    if (x == Dictionary::absent || y == Dictionary::absent) return x == Dictionary::absent;
    return column.values.name(x) < column.values.name(y);
  }
  return log_.row[a] < log_.row[b];  // equal in all that counts
}

Duration EventLogBuilder::resolution() const noexcept {
  using namespace std::chrono;
  for (const Duration step : {Duration{minutes{1}}, Duration{seconds{1}}, Duration{milliseconds{1}}})
    if (std::all_of(log_.at.begin(), log_.at.end(),
                    [&](Instant t) { return t.time_since_epoch() % step == Duration{}; }))
      return step;
  return Duration{1};
}

}  // namespace slakit
