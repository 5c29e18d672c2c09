// A ledger read from the report of an audit is the ledger of that audit.
#include "slakit/io/ledger_reader.hpp"

#include <gtest/gtest.h>

#include <string>

#include "slakit/audit/compare.hpp"
#include "slakit/base/error.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/json_report.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

Audit example(const std::string& name, const std::string& as_of, const std::string& events = "events.csv") {
  const std::string folder = SLAKIT_SOURCE_DIR "/examples/" + name + "/";
  AuditOptions options;
  options.as_of = Timestamp::parse(as_of)->instant();
  return audit_file(read_contract_file(folder + "contract.yaml"), folder + events, options).audit;
}

void expect_same(const Ledger& a, const Ledger& b) {
  EXPECT_EQ(a.contract, b.contract);
  EXPECT_EQ(a.as_of, b.as_of);
  EXPECT_EQ(a.total, b.total);
  ASSERT_EQ(a.lines.size(), b.lines.size());
  for (std::size_t i = 0; i < a.lines.size(); ++i) {
    EXPECT_EQ(a.lines[i].cycle, b.lines[i].cycle) << i;
    EXPECT_EQ(a.lines[i].nth, b.lines[i].nth) << i;
  }
  ASSERT_EQ(a.postings.size(), b.postings.size());
  const Comparison difference = compare(a, b);
  EXPECT_TRUE(difference.is_empty());
  EXPECT_TRUE(difference.postings.empty());
}

TEST(LedgerReader, GivesTheLedgerOfTheAuditBack) {
  for (const Audit& audit : {example("after-sales", "2024-06-01T00:00:00+08:00"),
                             example("after-sales", "2025-04-01T00:00:00+08:00", "year-broken.csv"),
                             example("cloud-service", "2025-06-01T00:00:00+02:00"),
                             example("public-managed-service", "2025-08-01T00:00:00+01:00"),
                             example("delivery", "2025-07-15T00:00:00+02:00")})
    expect_same(ledger_of(audit), read_ledger(to_json(audit)));
}

// Without a term there is no window; a clock that runs again has a number.
TEST(LedgerReader, WithoutWindowsAndWithCycles) {
  const Contract contract = read_contract(R"(
slakit: 1
contract: {id: c, time_zone: UTC, price: EUR 1000.00}
calendars: {always: {always: true}}
obligations:
  update:
    clause: "1"
    clock: {start: received, stop: updated, calendar: always, target: PT1H, cycles: periodic, until: closed}
penalties:
  late: {clause: "2", prices: update, charge: {rate: 1%, of: price, per: hour}}
policies: {incident_charge: each breach}
)");
  const Audit audit = audit_text(contract,
                                 "ticket,at,event\n"
                                 "T,2024-05-06T00:00:00Z,received\n"
                                 "T,2024-05-06T03:00:00Z,updated\n"
                                 "T,2024-05-06T09:00:00Z,updated\n"
                                 "T,2024-05-06T09:30:00Z,closed\n")
                          .audit;
  const Ledger ledger = read_ledger(to_json(audit));
  ASSERT_EQ(ledger.lines.size(), 2U);
  EXPECT_EQ(ledger.lines[0].cycle, 0);
  EXPECT_EQ(ledger.lines[1].cycle, 1);
  EXPECT_EQ(ledger.lines[1].window, "");
  expect_same(ledger_of(audit), ledger);
}

std::string problem_of(const std::string& text) {
  try {
    read_ledger(text, "july.json");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(LedgerReader, SaysWhereAndWhat) {
  EXPECT_NE(problem_of("{").find("july.json: is not JSON"), std::string::npos);
  EXPECT_NE(problem_of("[]").find("is not a report of an audit"), std::string::npos);
  EXPECT_NE(problem_of(R"({"slakit_report": 2})").find("slakit_report: a report of version 2"), std::string::npos);
  EXPECT_NE(problem_of(R"({"slakit_report": 2})").find("[unknown-version]"), std::string::npos);
  EXPECT_NE(problem_of(R"({"slakit_report": "1"})").find("slakit_report: is not a whole number"), std::string::npos);
  EXPECT_NE(problem_of(R"({"slakit_report": 1, "contract": {}})").find("contract.id: is not there"), std::string::npos);
  EXPECT_THROW(read_ledger_file("absent.json"), InputError);
}

}  // namespace
}  // namespace slakit
