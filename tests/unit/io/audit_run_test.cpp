#include "slakit/io/audit_run.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/json_report.hpp"

namespace slakit {
namespace {

const char* const events =
    "ticket,at,event,agent\n"
    "T1,2024-05-06T00:00:00Z,received,Ann\n"
    "T1,2024-05-06T01:00:00Z,restored,Bob\n";

std::string document(const char* source) {
  return std::string("slakit: 1\ncontract: {id: desk, time_zone: UTC") + source +
         "}\n"
         "calendars: {always: always}\n"
         "obligations: {fix: {clause: '1', clock: {start: received, stop: restored, calendar: always, target: "
         "PT4H}}}\n";
}

AuditRun run(const AuditOptions& options) { return audit_text(read_contract(document("")), events, "<e>", options); }

std::string code_of(const AuditOptions& options) {
  try {
    run(options);
  } catch (const LogError& error) {
    return error.problems().size() == 1 ? error.problems().front().code : "several";
  }
  return "";
}

std::string agent(const AuditRun& run) { return run.log.attribute("agent")->values.name(0); }

TEST(AuditRun, PersonsGetOtherNamesWithAKey) {
  EXPECT_EQ(agent(run({})), "Ann");
  AuditOptions options;
  options.persons = {"agent"};
  options.pseudonym_key = "a key";
  EXPECT_EQ(agent(run(options)).find("person-"), 0U);
  EXPECT_EQ(agent(run(options)), agent(run(options)));
}

TEST(AuditRun, PersonsAndKeysBelongTogether) {
  AuditOptions options;
  options.persons = {"agent"};
  EXPECT_EQ(code_of(options), "missing-key");
  options.pseudonym_key = "";
  EXPECT_EQ(code_of(options), "empty-key");
  options.pseudonym_key = "a key";
  EXPECT_EQ(code_of(options), "");
  options.persons = {"agnt"};
  EXPECT_EQ(code_of(options), "unknown-attribute");
  options.persons = {};
  EXPECT_EQ(code_of(options), "no-persons");
}

// Without a key the names stay, and the report says so.
TEST(AuditRun, AMappingsPersonsAreAnAssumptionWithoutAKey) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "slakit_audit_run_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "source.yaml")
      << "slakit: 1\nsource: {ticket: ticket, attributes: {agent: who}, persons: [agent], "
         "events: {received: in, restored: out}, time_zone: UTC}\n";
  std::ofstream(folder / "contract.yaml") << document(", source: source.yaml");
  const Contract contract = read_contract_file((folder / "contract.yaml").string());
  const std::string rows = "ticket,who,in,out\nT1,Ann,2024-05-06T00:00:00Z,2024-05-06T01:00:00Z\n";

  const AuditRun named = audit_text(contract, rows);
  EXPECT_EQ(agent(named), "Ann");
  const Assumption& assumption = named.audit.assumptions.back();
  EXPECT_EQ(assumption.kind, AssumptionKind::argument);
  EXPECT_EQ(assumption.path + " " + assumption.used + ": " + assumption.note,
            "pseudonym_key none: persons keep their names: agent");

  AuditOptions options;
  options.pseudonym_key = "a key";
  const AuditRun renamed = audit_text(contract, rows, "<events>", options);
  EXPECT_EQ(agent(renamed).find("person-"), 0U);
  EXPECT_EQ(to_json(renamed.audit).find("keep their names"), std::string::npos);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace slakit
