#include "slakit/io/audit_run.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "path_inside.hpp"
#include "slakit/base/error.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/event/pseudonym.hpp"
#include "slakit/io/event_log_reader.hpp"
#include "slakit/io/source_mapping.hpp"
#include "slakit/plan/compile.hpp"

namespace slakit {
namespace {

// A log read, and what reading it had to assume.
struct ReadLog {
  EventLog log;
  std::vector<Assumption> assumptions;
  std::vector<std::string> persons;  // by the mapping
};

void check_persons(const EventLog& log, const std::vector<std::string>& persons, const AuditOptions& options) {
  const auto fail = [&](const char* code, const char* path, const char* message) {
    throw LogError({Problem{code, path, message, log.intake.source, {}}});
  };
  if (!options.pseudonym_key && !options.persons.empty())
    fail("missing-key", "pseudonym_key", "persons are named and no key is given; give one, or name no persons");
  if (options.pseudonym_key && options.pseudonym_key->empty())
    fail("empty-key", "pseudonym_key", "the key is empty; give one that nobody guesses");
  if (options.pseudonym_key && persons.empty())
    fail("no-persons", "persons", "a key is given and nothing says which attributes are persons; name them");
}

std::string comma_separated(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// Other names for persons where there is a key, else a line that says there is none.
void rename_persons(ReadLog& read, const AuditOptions& options) {
  std::vector<std::string> persons = read.persons;
  for (const std::string& name : options.persons)
    if (std::find(persons.begin(), persons.end(), name) == persons.end()) persons.push_back(name);
  check_persons(read.log, persons, options);
  if (options.pseudonym_key)
    pseudonymise(read.log, persons, *options.pseudonym_key);
  else if (!persons.empty())
    read.assumptions.push_back({AssumptionKind::argument,
                                "",
                                "pseudonym_key",
                                "none",
                                {},
                                "persons keep their names: " + comma_separated(persons)});
}

// The mapping lies beside the document that names it; a document read from text has no folder, so its mapping is looked
// for in the working directory.
SourceMapping mapping_of(const Contract& contract, const AuditOptions& options) {
  const Value* head = contract.document->find("contract");
  const Value* place = head != nullptr ? head->find("source") : nullptr;
  const Problem where{"", "contract.source", "", contract.source_name(), place != nullptr ? place->mark : Mark{}};
  std::vector<Problem> problems;
  const std::optional<std::string> path =
      path_inside(contract.source_name(), contract.contract.source, where, problems);
  if (!path) throw ContractError(std::move(problems));
  SourceMapping mapping = read_source_mapping_file(*path);
  return options.source_time_zone ? with_time_zone(std::move(mapping), *options.source_time_zone) : mapping;
}

LogOptions log_options(const AuditOptions& options) {
  LogOptions plain;
  plain.time_zone = options.source_time_zone.value_or("");
  return plain;
}

AuditRun finish(const Contract& contract, ReadLog read, const AuditOptions& options) {
  rename_persons(read, options);
  AuditRun run{std::move(read.log), {}};
  // A choice may name another zone or calendar, so the sources are those of the contract as chosen.
  const Contract chosen = options.choices.empty() ? contract : with_choices(contract, options.choices);
  const Plan plan = compile(contract, options.choices, load_sources(chosen));
  run.audit = audit(plan, run.log, options.as_of, options.log_audit);
  run.audit.assumptions.insert(run.audit.assumptions.end(), read.assumptions.begin(), read.assumptions.end());
  return run;
}

}  // namespace

AuditRun audit_file(const Contract& contract, const std::string& events_path, const AuditOptions& options) {
  if (contract.contract.source.empty())
    return finish(contract, {read_event_log_file(events_path, log_options(options)), {}, {}}, options);
  const SourceMapping mapping = mapping_of(contract, options);
  return finish(contract, {read_source(mapping, events_path), mapping.assumptions, mapping.persons}, options);
}

AuditRun audit_text(const Contract& contract, const std::string& csv, const std::string& name,
                    const AuditOptions& options) {
  if (contract.contract.source.empty())
    return finish(contract, {read_event_log(csv, name, log_options(options)), {}, {}}, options);
  const SourceMapping mapping = mapping_of(contract, options);
  return finish(contract, {read_source_text(mapping, csv, name), mapping.assumptions, mapping.persons}, options);
}

AuditRun audit_log(const Contract& contract, EventLog log, const AuditOptions& options) {
  return finish(contract, {std::move(log), {}, {}}, options);
}

}  // namespace slakit
