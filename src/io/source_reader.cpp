// Reads an export through its mapping; the document itself is read in source_mapping.cpp.
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "instant_reader.hpp"
#include "row_notes.hpp"
#include "slakit/base/error.hpp"
#include "slakit/event/quality.hpp"
#include "slakit/io/csv.hpp"
#include "slakit/io/source_mapping.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using Code = Dictionary::Code;

char delimiter_of(const SourceMapping& mapping) { return mapping.delimiter ? mapping.delimiter->front() : ','; }

std::vector<std::string> attribute_names(const SourceMapping& mapping) {
  std::vector<std::string> names;
  for (const AttributeColumn& one : mapping.attributes) names.push_back(one.attribute);
  return names;
}

class SourceReader {
 public:
  SourceReader(CsvReader reader, const SourceMapping& mapping)
      : reader_(std::move(reader)),
        mapping_(mapping),
        instants_(mapping.time_format.value_or(""), zone(), mapping.gap.value_or(Gap{}), mapping.fold.value_or(Fold{})),
        builder_(attribute_names(mapping)) {
    find_columns();
    for (std::size_t event = 0; event < mapping_.states.size(); ++event) {
      for (const std::string& state : mapping_.states[event].states) {
        states_.intern(state);
        event_of_state_.push_back(event);
      }
    }
  }

  EventLog read() {
    intake().source = reader_.source();
    while (reader_.next()) {
      ++intake().rows_in;
      read_row();
    }
    if (is_updates()) {
      give_updates();
    } else {
      for (std::size_t row = 0; row < rows_.size(); ++row) give_ticket_row(row);
    }
    EventLog log = std::move(builder_).finish();
    log.events_are_states = mapping_.state.has_value();
    remark_on_quality(log);
    return log;
  }

 private:
  struct Row {
    Code ticket;
    Instant at;
    std::int64_t order;
    std::size_t event;  // index into mapping.states
    std::int64_t number;
    bool digits_lost;
    std::optional<Instant> recorded_at;
  };

  bool is_updates() const { return mapping_.state.has_value(); }
  Intake& intake() { return builder_.intake(); }

  std::optional<Zone> zone() const {
    if (mapping_.time_zone) return load_zone(*mapping_.time_zone);
    // RFC 3339 cells may each have their own offset; one that has none is a bad row, not a bad file.
    if (!mapping_.time_format || format_has_offset(*mapping_.time_format)) return std::nullopt;
    throw LogError({Problem{"missing-time-zone",
                            "source.time_zone",
                            "the export's times have no UTC offset; say which time zone they are in, in the mapping or "
                            "as an argument",
                            reader_.source(),
                            {}}});
  }

  void find_columns() {
    std::vector<Problem> problems;
    const auto need = [&](const std::string& name) { return find_column(reader_, name, problems).value_or(0); };
    ticket_ = need(mapping_.ticket);
    if (mapping_.at) at_ = need(*mapping_.at);
    if (mapping_.order) order_ = need(*mapping_.order);
    if (mapping_.state) state_ = need(*mapping_.state);
    if (mapping_.recorded_at) recorded_at_ = need(*mapping_.recorded_at);
    for (const AttributeColumn& one : mapping_.attributes) text_columns_.push_back(need(one.column));
    for (const EventColumn& one : mapping_.events) text_columns_.push_back(need(one.column));
    if (!problems.empty()) throw LogError(std::move(problems));
  }

  // What a cell says; nothing where it is empty or holds a marker for that.
  CsvCell said(std::size_t column) const {
    const CsvCell& cell = reader_.cells()[column];
    const auto& markers = mapping_.missing;
    if (cell && std::find(markers.begin(), markers.end(), *cell) != markers.end()) return std::nullopt;
    return cell;
  }
  std::string_view text(std::size_t column) const { return said(column).value_or(std::string_view{}); }

  // Keeps a row that can be read; counts one that cannot, with the first reason.
  void read_row() {
    const std::vector<CsvCell>& cells = reader_.cells();
    if (cells.size() != reader_.header().size()) {
      return reject("ragged-row",
                    "the row has " + std::to_string(cells.size()) + " cells, the header " +
                        std::to_string(reader_.header().size()),
                    "");
    }
    Row row{0, {}, 0, 0, reader_.row(), false, std::nullopt};
    const std::string_view ticket = text(ticket_);
    if (ticket.empty()) return reject("empty-ticket", "the row names no ticket", "");
    if (is_updates() && !read_update(row)) return;
    if (rows_.size() == log_events_max) {
      throw LogError({Problem{"too-many-events", "", "too many rows for one log; split it", reader_.source(), {}}});
    }
    row.ticket = tickets_.intern(ticket);
    if (recorded_at_) read_recorded_at(row, text(*recorded_at_));
    rows_.push_back(row);
    for (const std::size_t column : text_columns_) {
      const CsvCell cell = said(column);
      texts_.push_back(cell ? values_.intern(*cell) : Dictionary::absent);
    }
  }

  bool read_update(Row& row) {
    const std::string_view at = text(at_);
    if (at.empty()) return reject("missing-instant", "the row does not say when it was written", ""), false;
    InstantReader::Result instant = instants_.read(at);
    if (instant.issue) return reject(instant.issue->code, instant.issue->message, at), false;
    row.at = instant.at;
    if (order_) {
      const std::string_view order = text(*order_);
      const std::optional<std::int64_t> number = parse_integer(order);
      if (!number) return reject("bad-order", "the column that orders rows holds no integer", order), false;
      row.order = *number;
    }
    const std::string_view state = text(state_);
    if (state.empty()) return reject("missing-state", "the row shows no state", ""), false;
    const Code known = states_.find(state);
    if (known == Dictionary::absent) {
      return reject("unknown-state", "the mapping does not say which event this state becomes", state), false;
    }
    row.event = event_of_state_[static_cast<std::size_t>(known)];
    row.digits_lost = instant.digits_lost;
    return true;
  }

  // When a row was written down decides no clock: a row that says it badly is used without.
  void read_recorded_at(Row& row, std::string_view cell) {
    if (cell.empty()) return;
    const InstantReader::Result instant = instants_.read(cell);
    if (instant.issue) {
      return count_row(intake().remarks, instant.issue->code, instant.issue->message, row.number,
                       tickets_.name(row.ticket), cell);
    }
    row.recorded_at = instant.at;
    row.digits_lost = row.digits_lost || instant.digits_lost;
  }

  void reject(std::string_view code, std::string_view why, std::string_view cell) {
    const std::string_view ticket = reader_.cells().size() > ticket_ ? text(ticket_) : std::string_view{};
    count_row(intake().rejected, code, why, reader_.row(), ticket, cell);
  }

  void remark_digits(const Row& row) {
    count_row(intake().remarks, "digits-lost", "digits below a microsecond were dropped", row.number,
              tickets_.name(row.ticket), "");
  }

  // Rows by ticket, instant and order. What the export leaves undecided is decided by content, never by place in the
  // file.
  void give_updates() {
    std::vector<std::size_t> sorted(rows_.size());
    std::iota(sorted.begin(), sorted.end(), std::size_t{0});
    std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) { return before(a, b); });
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const Row& row = rows_[sorted[i]];
      const Row* last = i > 0 ? &rows_[sorted[i - 1]] : nullptr;
      const bool first = last == nullptr || last->ticket != row.ticket;
      const std::string& ticket = tickets_.name(row.ticket);
      if (!first && last->event == row.event) {
        count_row(intake().ignored, "no-state-change", "the row shows the same state as the ticket's row before",
                  row.number, ticket, mapping_.states[row.event].event);
        continue;
      }
      if (!first && last->at == row.at && last->order == row.order) {
        count_row(intake().remarks, "undecided-order",
                  "the export does not say which of two states at one instant came first", row.number, ticket,
                  mapping_.states[row.event].event);
      }
      // Before the row's own event: whatever these columns tell was so when the row was written.
      if (first) give_columns(sorted[i], row.order == INT64_MIN ? row.order : row.order - 1);
      give(sorted[i], row.at, mapping_.states[row.event].event, row.order);
      if (row.digits_lost) remark_digits(row);
    }
  }

  bool before(std::size_t a, std::size_t b) const {
    const Row& x = rows_[a];
    const Row& y = rows_[b];
    if (x.ticket != y.ticket) return x.ticket < y.ticket;
    if (x.at != y.at) return x.at < y.at;
    if (x.order != y.order) return x.order < y.order;
    if (x.event != y.event) return x.event < y.event;
    for (std::size_t i = 0; i < text_columns_.size(); ++i) {
      const Code c = texts_[a * text_columns_.size() + i];
      const Code d = texts_[b * text_columns_.size() + i];
      if (c == d) continue;
      if (c == Dictionary::absent || d == Dictionary::absent) return c == Dictionary::absent;
      return values_.name(c) < values_.name(d);
    }
    if (x.recorded_at != y.recorded_at) return x.recorded_at < y.recorded_at;
    return x.number < y.number;
  }

  void give_ticket_row(std::size_t index) {
    const Row& row = rows_[index];
    const std::string& ticket = tickets_.name(row.ticket);
    std::optional<ColumnIssue> issue;
    if (give_columns(index, 0, &issue)) return;
    if (issue) {
      count_row(intake().rejected, issue->issue.code, issue->issue.message, row.number, ticket, issue->cell);
    } else {
      count_row(intake().ignored, "no-event", "none of the columns with events is filled in", row.number, ticket, "");
    }
  }

  struct ColumnIssue {
    CellIssue issue;
    std::string_view cell;
  };

  // Gives the events of a row's columns; returns whether there were any. A cell that cannot be read is a remark on a
  // row that gives other events, and `only_issue` where it gives none.
  bool give_columns(std::size_t index, std::int64_t sequence, std::optional<ColumnIssue>* only_issue = nullptr) {
    const Row& row = rows_[index];
    std::vector<ColumnIssue> issues;
    bool given = false;
    bool digits_lost = false;
    for (std::size_t i = 0; i < mapping_.events.size(); ++i) {
      const Code code = texts_[index * text_columns_.size() + mapping_.attributes.size() + i];
      if (code == Dictionary::absent || values_.name(code).empty()) continue;
      const std::string& cell = values_.name(code);
      InstantReader::Result instant = instants_.read(cell);
      if (instant.issue) {
        issues.push_back({std::move(*instant.issue), cell});
        continue;
      }
      digits_lost = digits_lost || instant.digits_lost;
      give(index, instant.at, mapping_.events[i].event, sequence);
      given = true;
    }
    if (!given && only_issue != nullptr && !issues.empty()) {
      *only_issue = std::move(issues.front());
      return false;
    }
    if (!issues.empty()) {
      count_row(intake().remarks, issues.front().issue.code, issues.front().issue.message, row.number,
                tickets_.name(row.ticket), issues.front().cell);
    }
    if (digits_lost && !row.digits_lost) remark_digits(row);
    return given;
  }

  void give(std::size_t index, Instant at, const std::string& type, std::int64_t sequence) {
    const Row& row = rows_[index];
    event_.ticket = tickets_.name(row.ticket);
    event_.at = at;
    event_.type = type;
    event_.sequence = sequence;
    event_.row = row.number;
    event_.recorded_at = row.recorded_at;
    event_.attributes.clear();
    for (std::size_t i = 0; i < mapping_.attributes.size(); ++i) {
      const Code code = texts_[index * text_columns_.size() + i];
      event_.attributes.push_back(code == Dictionary::absent ? std::nullopt
                                                             : std::optional<std::string_view>(values_.name(code)));
    }
    builder_.add(event_);
  }

  CsvReader reader_;
  const SourceMapping& mapping_;
  InstantReader instants_;
  EventLogBuilder builder_;
  std::size_t ticket_ = 0;
  std::size_t at_ = 0;
  std::size_t state_ = 0;
  std::optional<std::size_t> order_;
  std::optional<std::size_t> recorded_at_;
  std::vector<std::size_t> text_columns_;  // of attributes, then of events

  Dictionary tickets_;
  Dictionary states_;
  std::vector<std::size_t> event_of_state_;
  Dictionary values_;
  std::vector<Row> rows_;
  std::vector<Code> texts_;  // of row r: [r * text_columns, (r + 1) * text_columns)
  Event event_{};
};

EventLog read_through(CsvReader reader, const SourceMapping& mapping, const std::optional<std::string>& time_zone) {
  if (!time_zone) return SourceReader(std::move(reader), mapping).read();
  const SourceMapping other = with_time_zone(mapping, *time_zone);
  return SourceReader(std::move(reader), other).read();
}

}  // namespace

EventLog read_source(const SourceMapping& mapping, const std::string& path,
                     const std::optional<std::string>& time_zone) {
  return read_through(CsvReader::from_file(path, delimiter_of(mapping)), mapping, time_zone);
}

EventLog read_source_text(const SourceMapping& mapping, std::string_view text, const std::string& source_name,
                          const std::optional<std::string>& time_zone) {
  return read_through(CsvReader::from_text(text, source_name, delimiter_of(mapping)), mapping, time_zone);
}

}  // namespace slakit
