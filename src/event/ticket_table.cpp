#include "slakit/event/ticket_table.hpp"

#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>

#include "column_checks.hpp"
#include "name_order.hpp"
#include "resolution.hpp"
#include "slakit/base/error.hpp"
#include "table_log.hpp"

namespace slakit {
namespace {

// Eight bytes as a number, the first of them the greatest part.
std::uint64_t eight_bytes(const char* bytes) noexcept {
  const auto at = [bytes](int i) { return std::uint64_t{static_cast<unsigned char>(bytes[i])}; };
  return at(0) << 56U | at(1) << 48U | at(2) << 40U | at(3) << 32U | at(4) << 24U | at(5) << 16U | at(6) << 8U | at(7);
}

// Names of one kind have one length, and seldom more than sixteen bytes: two numbers, which may overlap.
bool is_less(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size() || a.size() < 8 || a.size() > 16) return a < b;
  const std::uint64_t first_a = eight_bytes(a.data());
  const std::uint64_t first_b = eight_bytes(b.data());
  if (first_a != first_b) return first_a < first_b;
  return eight_bytes(a.data() + a.size() - 8) < eight_bytes(b.data() + b.size() - 8);
}

// The row whose name an earlier one has; the number of rows where there is none.
std::size_t first_repeated(const TextSlices& names) {
  if (is_in_name_order(names)) return names.size();  // each is greater than the one before
  boost::unordered_flat_set<std::string_view, std::hash<std::string_view>> seen;
  seen.reserve(names.size());
  for (std::size_t row = 0; row < names.size(); ++row)
    if (!seen.insert(names[row]).second) return row;
  return names.size();
}

std::vector<std::size_t> rows_by_name(const TextSlices& names) {
  std::vector<std::size_t> rows(names.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (!is_in_name_order(names))
    std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
  return rows;
}

void ignore_row(const TicketTable& table, std::size_t row, std::vector<Intake::Note>& ignored) {
  if (ignored.empty()) {
    ignored.push_back({"no-event", "none of the columns with events is filled in", 0,
                       static_cast<std::int64_t>(row + 1), std::string(table.tickets[row])});
  }
  ++ignored.front().rows;
}

}  // namespace

bool is_in_name_order(const TextSlices& names) noexcept {
  if (names.size() == 0) return true;
  std::string_view last = names[0];
  for (std::size_t row = 1; row < names.size(); ++row) {
    const std::string_view name = names[row];
    if (!is_less(last, name)) return false;
    last = name;
  }
  return true;
}

bool has_event(const TicketTable& table, std::size_t row) noexcept {
  return std::any_of(table.events.begin(), table.events.end(),
                     [row](const EventInstants& column) { return column.at[row] != not_happened; });
}

void check_table(const TicketTable& table) {
  check_columns(table);
  const std::size_t row = first_repeated(table.tickets);
  if (row == table.size()) return;
  throw LogError({Problem{"ticket-comes-back",
                          "row " + std::to_string(row + 1) + " (ticket " + std::string(table.tickets[row]) + ")",
                          "an earlier row is this ticket's, too; give each ticket one row, or give its events",
                          "",
                          {}}});
}

TableLog::TableLog(const TicketTable& table, Duration resolution) : table_(table), attributes_(table.attributes) {
  std::stable_sort(attributes_.begin(), attributes_.end(),
                   [](const TextCodes& a, const TextCodes& b) { return a.name < b.name; });
  for (const TextCodes& one : attributes_) log_.attributes.push_back({std::string(one.name), *one.values, {}});
  for (const EventInstants& one : table.events) types_.push_back(log_.types.intern(one.event));
  const NameOrder order = name_order(log_.types);
  for (const Dictionary::Code type : types_) ranks_.push_back(order.rank_of(type));
  log_.resolution = resolution;
  log_.first.push_back(0);
}

void TableLog::clear() {
  log_.tickets = {};
  log_.first.resize(1);
  log_.at.clear();
  log_.type.clear();
  log_.row.clear();
  for (TextColumn& column : log_.attributes) column.codes.clear();
}

void TableLog::add(std::size_t row) {
  happened_.clear();
  for (std::size_t i = 0; i < types_.size(); ++i)
    if (const Instant at = table_.events[i].at[row]; at != not_happened)
      happened_.push_back({at, ranks_[i], types_[i]});
  std::sort(happened_.begin(), happened_.end(),
            [](const Happened& a, const Happened& b) { return a.at != b.at ? a.at < b.at : a.rank < b.rank; });
  log_.tickets.intern(table_.tickets[row]);
  for (const Happened& event : happened_) {
    log_.at.push_back(event.at);
    log_.type.push_back(event.type);
  }
  log_.row.resize(log_.at.size(), static_cast<std::int64_t>(row + 1));
  for (std::size_t i = 0; i < attributes_.size(); ++i)
    log_.attributes[i].codes.resize(log_.at.size(), attributes_[i].codes[row]);
  log_.first.push_back(static_cast<std::uint32_t>(log_.at.size()));
}

EventLog events_of(const TicketTable& table) {
  check_table(table);
  TableLog made(table, resolution_of(table));
  std::vector<Intake::Note> ignored;
  for (std::size_t row = 0; row < table.size(); ++row)
    if (!has_event(table, row)) ignore_row(table, row, ignored);
  for (const std::size_t row : rows_by_name(table.tickets))
    if (has_event(table, row)) made.add(row);
  EventLog log = std::move(made).take();
  log.intake.rows_in = static_cast<std::int64_t>(table.size());
  log.intake.ignored = std::move(ignored);
  return log;
}

}  // namespace slakit
