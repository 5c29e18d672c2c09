// Source mappings: how a host's own export becomes an event log, as a document, without rewriting the export.
//
//     slakit: 1
//     source:
//       ticket: number                          # names of columns stand on the right, slakit's words on the left
//       attributes: {priority: priority, assigned_to: assigned_to}
//       events: {opened: opened_at}             # an event at the instant in that column of a ticket's first row
//       at: sys_updated_at                      # one row per update: when the row was written, ...
//       order: sys_mod_count                    # ... which comes first within one instant, ...
//       state: incident_state                   # ... and the state it shows:
//       states: {registered: New, waiting: [Awaiting User Info, Awaiting Vendor], resolved: Resolved}
//       recorded_at: sys_created_on             # when the row was written down; clocks never ask
//       persons: [assigned_to]                  # attributes to pseudonymise (event/pseudonym.hpp)
//       time_format: "%d/%m/%Y %H:%M"           # strptime's letters; left out: RFC 3339
//       time_zone: {assumed: Etc/UTC}
//       missing: "?"                            # cells that say nothing, beside empty ones
//
//     SourceMapping mapping = read_source_mapping_file("source.yaml");
//     EventLog log = read_source(mapping, "export.csv.gz");
//     EventLog other = read_source(mapping, "export.csv.gz", "Europe/Lisbon");   // in the place of the document's zone
//
// One row per update (`at`, `state`): rows are grouped by ticket and ordered by (at, order), never by their place in
// the file; an event stands where a row's state leads to another event than the row before, and always at the first
// row. Columns under `events` are read from the ticket's first row only: what later rows repeat there was not known
// then. Their events come before the row's own within one instant. One row per ticket (no `at`): every row gives the
// events whose columns are filled in. A row's `recorded_at` is that of all its events.
//
// Errors: ContractError with all problems of the document; LogError for what is wrong with the file as a whole (see
// csv.hpp; missing-column, missing-time-zone). Rows are accounted for in the log's intake:
//   rejected: ragged-row, empty-ticket, missing-instant, bad-instant, naive-datetime, out-of-range, skipped-time,
//   ambiguous-time,
//             bad-order, missing-state, unknown-state
//   ignored:  no-state-change, no-event
//   remarks:  digits-lost, undecided-order, the codes of instants where one column of several could not be read, and
//             what the log itself gives reason to doubt (event/quality.hpp)
// Thread-safety: pure functions of their arguments and the files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/contract/reading.hpp"
#include "slakit/event/log.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

struct AttributeColumn {
  std::string attribute;
  std::string column;
};

struct EventColumn {
  std::string event;
  std::string column;
};

struct StateEvent {
  std::string event;
  std::vector<std::string> states;
};

struct SourceMapping {
  std::string ticket;
  std::vector<AttributeColumn> attributes;
  std::vector<EventColumn> events;
  Setting<std::string> at;
  Setting<std::string> order;
  Setting<std::string> state;
  std::vector<StateEvent> states;
  Setting<std::string> recorded_at;
  std::vector<std::string> persons;  // of the attributes; reading leaves them as they are, pseudonymise() needs a key
  Setting<std::string> time_format;
  Setting<std::string> time_zone;
  Setting<Gap> gap;    // unset: instant after
  Setting<Fold> fold;  // unset: first
  std::vector<std::string> missing;
  Setting<std::string> delimiter;  // unset: a comma

  std::vector<Assumption> assumptions;  // values marked `assumed`, and policies left unset that the zone can reach
};

SourceMapping read_source_mapping(std::string_view text, const std::string& source_name = "<text>");
SourceMapping read_source_mapping_file(const std::string& path);

// The mapping with the zone an argument gives: nothing about the zone is assumed then. Throws ZoneError.
SourceMapping with_time_zone(SourceMapping mapping, const std::string& time_zone);

EventLog read_source(const SourceMapping& mapping, const std::string& path,
                     const std::optional<std::string>& time_zone = std::nullopt);
EventLog read_source_text(const SourceMapping& mapping, std::string_view text,
                          const std::string& source_name = "<text>",
                          const std::optional<std::string>& time_zone = std::nullopt);

}  // namespace slakit
