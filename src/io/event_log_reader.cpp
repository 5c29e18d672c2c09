#include "slakit/io/event_log_reader.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "instant_reader.hpp"
#include "row_notes.hpp"
#include "slakit/base/error.hpp"
#include "slakit/event/quality.hpp"
#include "slakit/io/csv.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

std::optional<Zone> zone_of(const LogOptions& options) {
  if (options.time_zone.empty()) return std::nullopt;
  return load_zone(options.time_zone);
}

class PlainLog {
 public:
  PlainLog(CsvReader reader, const LogOptions& options)
      : reader_(std::move(reader)),
        options_(options),
        instants_("", zone_of(options), options.gap, options.fold),
        builder_(find_columns()) {}

  EventLog read() {
    Intake& intake = builder_.intake();
    intake.source = reader_.source();
    try {
      while (reader_.next()) read_row(intake);
    } catch (const LogError& error) {  // the file itself broke off: its rows' problems come first
      problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
    }
    if (!problems_.empty()) throw LogError(std::move(problems_));
    EventLog log = std::move(builder_).finish();
    remark_on_quality(log);
    return log;
  }

 private:
  struct RowIssue {
    CellIssue issue;
    std::string_view column;
    std::string cell;
  };

  // Returns the attributes' names.
  std::vector<std::string> find_columns() {
    const std::vector<std::string>& header = reader_.header();
    std::vector<Problem> problems;
    const auto need = [&](std::string_view name) { return find_column(reader_, name, problems).value_or(0); };
    ticket_ = need("ticket");
    at_ = need("at");
    event_ = need("event");
    std::vector<std::string> names;
    for (std::size_t i = 0; i < header.size(); ++i) {
      const std::string& name = header[i];
      if (name.empty() || name == "ticket" || name == "at" || name == "event") continue;
      const auto again = std::find(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(i), name);
      if (again != header.begin() + static_cast<std::ptrdiff_t>(i)) continue;
      need(name);  // says so where the header names it again
      if (name == "sequence") {
        sequence_ = i;
      } else if (name == "recorded_at") {
        recorded_at_ = i;
      } else {
        attributes_.push_back(i);
        names.push_back(name);
      }
    }
    if (!problems.empty()) throw LogError(std::move(problems));
    return names;
  }

  void read_row(Intake& intake) {
    ++intake.rows_in;
    issues_.clear();
    const std::vector<CsvCell>& cells = reader_.cells();
    Event event{};
    std::string_view digits_lost;
    if (cells.size() == reader_.header().size()) {
      digits_lost = read_event(cells, event);
    } else {
      if (ticket_ < cells.size()) event.ticket = cells[ticket_].value_or("");
      add_issue("ragged-row",
                "the row has " + std::to_string(cells.size()) + " cells, the header " +
                    std::to_string(reader_.header().size()),
                "", "");
    }
    if (!issues_.empty()) return refuse_row(intake, event.ticket);
    if (++events_ > log_events_max) {
      throw LogError({Problem{"too-many-events", "", "too many events for one log; split it", reader_.source(), {}}});
    }
    if (!digits_lost.empty()) {
      count_row(intake.remarks, "digits-lost", "digits below a microsecond were dropped", reader_.row(), event.ticket,
                digits_lost);
    }
    builder_.add(event);
  }

  // Fills `event`, or notes every reason why not; returns the first cell that lost digits.
  std::string_view read_event(const std::vector<CsvCell>& cells, Event& event) {
    event.row = reader_.row();
    event.ticket = cells[ticket_].value_or("");
    event.type = cells[event_].value_or("");
    if (event.ticket.empty()) add_issue("empty-ticket", "the cell is empty; every row needs its ticket", "ticket", "");
    std::string_view digits_lost;
    const std::string_view at = cells[at_].value_or("");
    if (at.empty()) {
      add_issue("missing-instant", "the cell is empty; every row needs its date and time", "at", "");
    } else {
      event.at = read_instant(at, "at", digits_lost);
    }
    if (recorded_at_ && !cells[*recorded_at_].value_or("").empty())
      event.recorded_at = read_instant(*cells[*recorded_at_], "recorded_at", digits_lost);
    if (event.type.empty()) add_issue("empty-event", "the cell is empty; every row needs its event", "event", "");
    if (sequence_ && cells[*sequence_]) {
      const auto sequence = parse_integer(*cells[*sequence_]);
      event.sequence = sequence.value_or(0);
      if (!sequence)
        add_issue("bad-sequence", quoted(*cells[*sequence_]) + " is no integer", "sequence", *cells[*sequence_]);
    }
    for (const std::size_t column : attributes_) event.attributes.push_back(cells[column]);
    return digits_lost;
  }

  Instant read_instant(std::string_view cell, std::string_view column, std::string_view& digits_lost) {
    InstantReader::Result instant = instants_.read(cell);
    if (instant.issue) issues_.push_back({std::move(*instant.issue), column, std::string(cell)});
    if (instant.digits_lost && digits_lost.empty()) digits_lost = cell;
    return instant.at;
  }

  void add_issue(std::string_view code, std::string message, std::string_view column, std::string_view cell) {
    issues_.push_back({{code, std::move(message)}, column, std::string(cell)});
  }

  void refuse_row(Intake& intake, std::string_view ticket) {
    if (options_.reject_bad_rows) {
      const RowIssue& first = issues_.front();
      return count_row(intake.rejected, first.issue.code, first.issue.message, reader_.row(), ticket, first.cell);
    }
    for (RowIssue& one : issues_) {
      if (problems_.size() == log_problems_max) {
        throw LogError({Problem{"too-many-problems",
                                "",
                                "there are more problems; these are the first " + std::to_string(log_problems_max),
                                reader_.source(),
                                {}}});
      }
      problems_.push_back({std::string(one.issue.code),
                           cell_path(reader_.row(), ticket, one.column),
                           std::move(one.issue.message),
                           reader_.source(),
                           {reader_.line(), 0}});
    }
  }

  CsvReader reader_;
  LogOptions options_;
  InstantReader instants_;
  std::size_t ticket_ = 0;
  std::size_t at_ = 0;
  std::size_t event_ = 0;
  std::optional<std::size_t> sequence_;
  std::optional<std::size_t> recorded_at_;
  std::vector<std::size_t> attributes_;
  EventLogBuilder builder_;
  std::vector<RowIssue> issues_;  // of the row in hand
  std::vector<Problem> problems_;
  std::size_t events_ = 0;
};

}  // namespace

EventLog read_event_log_file(const std::string& path, const LogOptions& options) {
  return PlainLog(CsvReader::from_file(path, options.delimiter), options).read();
}

EventLog read_event_log(std::string_view text, const std::string& source_name, const LogOptions& options) {
  return PlainLog(CsvReader::from_text(text, source_name, options.delimiter), options).read();
}

}  // namespace slakit
