// An event log as columns: one row per event, grouped by ticket, in time order.
//
//     EventLogBuilder builder({"class"});
//     builder.add({.ticket = "T1", .at = t0, .type = "received", .attributes = {"fault"}, .row = 1});
//     builder.add({.ticket = "T1", .at = t1, .type = "restored", .row = 2});
//     EventLog log = std::move(builder).finish();
//     log.ticket_count()            // 1
//     log.tickets.name(0)           // "T1"
//
// finish() orders tickets by their bytes and each ticket's events by (instant, sequence, type, attributes by name), so
// the result never depends on the order in which rows came. `sequence` is the source's own tie-breaker (0 where it has
// none). Attributes are text; absent (null) is not empty: an absent one says nothing, an empty one says "".
// `recorded_at` is when the source wrote the event down: it tells who entered what late, and never decides what
// happened first (events equal in all else stand in its order, so that rows in any order give one log).
// Hosts that hold columns already group those, without a builder: columns.hpp.
// Thread-safety: a finished log is immutable. The builder is compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
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

// In a column of recorded_at: the source does not say.
inline constexpr Instant not_recorded = Instant::min();

struct EventLog {
  using Code = Dictionary::Code;

  Dictionary tickets;  // code order = byte order of the names
  Dictionary types;
  std::vector<std::uint32_t> first;  // rows of ticket t: [first[t], first[t + 1])
  std::vector<Instant> at;
  std::vector<Code> type;
  std::vector<std::int64_t> sequence;  // empty where no event has one
  std::vector<Instant> recorded_at;    // empty where no event has one
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
  std::optional<Instant> recorded_at = std::nullopt;
};

class EventLogBuilder {
 public:
  explicit EventLogBuilder(std::vector<std::string> attribute_names = {});
  void add(const Event& event);
  Intake& intake() noexcept { return intake_; }

  EventLog finish() &&;

 private:
  Dictionary tickets_;
  Dictionary types_;
  std::vector<Dictionary::Code> ticket_;
  std::vector<Instant> at_;
  std::vector<Dictionary::Code> type_;
  std::vector<std::int64_t> sequence_;
  std::vector<Instant> recorded_at_;  // shorter than the others: the rest says nothing
  std::vector<std::int64_t> row_;
  std::vector<TextColumn> attributes_;
  Intake intake_;
};

}  // namespace slakit
