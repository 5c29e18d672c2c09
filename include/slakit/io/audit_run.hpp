// From files to an audit in one call: what the C interface, Python and the command line do.
//
//     Contract contract = read_contract_file("examples/after-sales/contract.yaml");
//     AuditRun run = audit_file(contract, "examples/after-sales/events.csv", {.as_of = as_of});
//     run.audit.statement.total                       // CNY 80000.00
//     to_json(run.audit);  explain(run.audit, run.log, "T2");
//
// The contract's own source mapping reads the log where it names one (`source:`, a file beside the document), else the
// plain event log (`ticket, at, event`). Throws ContractError or LogError with every problem. Thread-safety: pure
// functions.
//
// Persons: with a key, the attributes that the mapping or the options name as persons become pseudonyms
// (event/pseudonym.hpp) as soon as the log is read, so no finding, report or explanation has their names; conditions of
// the contract that ask for a person by name then match nobody. Without a key they stay as they are, and where the
// mapping names some that is listed as an assumption of kind `argument`. LogError: "missing-key" where the options name
// persons and no key is given, "empty-key", "no-persons" for a key with nobody to rename, "unknown-attribute".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "slakit/assessment/log_audit.hpp"
#include "slakit/audit/audit.hpp"
#include "slakit/contract/reading.hpp"
#include "slakit/event/log.hpp"

namespace slakit {

struct AuditOptions {
  std::optional<Instant> as_of;                   // absent: a tick after the log's last event, listed as an assumption
  std::vector<Choice> choices;                    // the reading; empty: as written
  std::optional<std::string> source_time_zone;    // the zone of the log's wall times; absent: the mapping's
  std::vector<std::string> persons = {};          // attributes that are persons, besides the mapping's
  std::optional<std::string> pseudonym_key = {};  // absent: persons keep their names
  LogAuditOptions log_audit = {};                 // what entries of the log are listed
};

struct AuditRun {
  EventLog log;
  Audit audit;
};

AuditRun audit_file(const Contract& contract, const std::string& events_path, const AuditOptions& options = {});

// `csv` is the log itself, `name` what problems call it.
AuditRun audit_text(const Contract& contract, const std::string& csv, const std::string& name = "<events>",
                    const AuditOptions& options = {});

// A log already in columns.
AuditRun audit_log(const Contract& contract, EventLog log, const AuditOptions& options = {});

}  // namespace slakit
