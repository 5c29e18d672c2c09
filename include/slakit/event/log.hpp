// An event log as columns: one row per event, grouped by ticket, in time order.
//
//     EventLogBuilder builder({"class"});
//     builder.add({.ticket = "T1", .at = t0, .type = "received", .attributes = {"fault"}, .row = 1});
//     builder.add({.ticket = "T1", .at = t1, .type = "restored", .row = 2});
//     EventLog log = std::move(builder).finish();
//     log.ticket_count()            // 1
//     log.tickets.name(0)           // "T1"
//
// finish() orders tickets by their bytes and each ticket's events by (instant, sequence, type, attributes), so the
// result never depends on the order in which rows came. `sequence` is the source's own tie-breaker (0 where it has
// none). Attributes are text; absent (null) is not empty: an absent one says nothing, an empty one says "".
// Thread-safety: a finished log is immutable.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "slakit/event/dictionary.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

// What became of the rows of a source before any clock saw them. Invariant after reading: rows_in = events' rows +
// ignored + rejected.
struct Intake {
  struct Note {
    std::string code;            // stable word: "no-state-change", "bad-instant", "unknown-state", "digits-lost", ...
    std::string text;            // one sentence
    std::int64_t rows = 0;       // how many rows it concerns
    std::int64_t first_row = 0;  // 1-based line of data (the header is not counted)
    std::string example;         // that row's ticket and text
  };
  std::string source;  // file name, "" when built in memory
  std::int64_t rows_in = 0;
  std::vector<Note> ignored;   // rows that say nothing
  std::vector<Note> rejected;  // rows that cannot be read
  std::vector<Note> remarks;   // rows used, with a caveat (counted again among used rows)
};

// A text attribute, dictionary-encoded; codes[i] belongs to the log's row i, Dictionary::absent where the row says
// nothing.
struct TextColumn {
  std::string name;
  Dictionary values;
  std::vector<Dictionary::Code> codes;
};

struct EventLog {
  using Code = Dictionary::Code;

  Dictionary tickets;  // code order = byte order of the names
  Dictionary types;
  std::vector<std::uint32_t> first;  // rows of ticket t: [first[t], first[t + 1])
  std::vector<Instant> at;
  std::vector<Code> type;
  std::vector<std::int64_t> sequence;  // empty where no event has one
  std::vector<std::int64_t> row;       // 1-based row of the source; one source row may give several events
  std::vector<TextColumn> attributes;
  bool events_are_states = false;  // each event names the state that begins, so it ends the one before
  Duration resolution{1};          // 1 min, 1 s, 1 ms or 1 us: the coarsest that divides every instant
  Intake intake;

  std::size_t ticket_count() const noexcept { return tickets.size(); }
  std::size_t size() const noexcept { return at.size(); }
  const TextColumn* attribute(std::string_view name) const noexcept {
    for (const TextColumn& column : attributes)
      if (column.name == name) return &column;
    return nullptr;
  }
};

struct Event {
  std::string_view ticket;
  Instant at;
  std::string_view type;
  std::vector<std::optional<std::string_view>> attributes = {};  // in the builder's order; may be shorter
  std::int64_t sequence = 0;
  std::int64_t row = 0;  // 0: the builder counts
};

class EventLogBuilder {
 public:
  explicit EventLogBuilder(std::vector<std::string> attribute_names = {}) {
    for (std::string& name : attribute_names) log_.attributes.push_back({std::move(name), {}, {}});
  }

  void add(const Event& event) {
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

  Intake& intake() noexcept { return log_.intake; }

  EventLog finish() && {
    if (log_.intake.rows_in == 0) log_.intake.rows_in = static_cast<std::int64_t>(log_.at.size());
    order_tickets();
    order_rows();
    log_.resolution = resolution();
    return std::move(log_);
  }

 private:
  // Renumbers tickets so that code order is byte order.
  void order_tickets() {
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

  void order_rows() {
    std::vector<std::uint32_t> order(log_.at.size());
    std::iota(order.begin(), order.end(), 0U);
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

  bool before(std::uint32_t a, std::uint32_t b) const {
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

  template <class T>
  static void permute(std::vector<T>& column, const std::vector<std::uint32_t>& order) {
    std::vector<T> sorted;
    sorted.reserve(column.size());
    for (std::uint32_t index : order) sorted.push_back(column[index]);
    column = std::move(sorted);
  }

  Duration resolution() const noexcept {
    using namespace std::chrono;
    for (const Duration step : {Duration{minutes{1}}, Duration{seconds{1}}, Duration{milliseconds{1}}})
      if (std::all_of(log_.at.begin(), log_.at.end(),
                      [&](Instant t) { return t.time_since_epoch() % step == Duration{}; }))
        return step;
    return Duration{1};
  }

  EventLog log_;
  std::vector<Dictionary::Code> ticket_;
};

}  // namespace slakit
