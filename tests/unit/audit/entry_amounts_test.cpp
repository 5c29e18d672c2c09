// What an entry of the log moves in money is what two audits differ by: with it, and of a log without it.
#include "slakit/audit/entry_amounts.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

std::string terms(const std::string& more) {
  return R"(
slakit: 1
contract: {id: desk, time_zone: UTC, price: EUR 1000.00, incident: matter}
calendars: {round the clock: always}
obligations:
  answer: {clause: "1", clock: {start: opened, stop: answered, calendar: round the clock, target: PT4H}}
  repair:
    clause: "2"
    clock:
      {start: opened, stop: repaired, pause: waiting, resume: back, calendar: round the clock,
       target: [{where: {priority: high}, within: PT8H}, {within: PT24H}]}
penalties:
  late answer: {clause: "7.1", prices: answer, charge: {rate: 1%, of: price, per: incident}}
  late repair: {clause: "7.2", prices: repair, charge: {rate: 2%, of: price, per: day, counting: started 24 h}}
)" + more;
}

// A: the answer was entered after its due instant; B: a wait was entered afterwards; C: with a wait, ten minutes
// before the limit, the priority was lowered; D: its answer was entered late.
const std::string events = R"(ticket,at,recorded_at,event,priority,matter
A,2025-01-10T00:00:00Z,2025-01-10T00:00:00Z,opened,high,m1
A,2025-01-10T03:00:00Z,2025-01-10T09:00:00Z,answered,,
A,2025-01-10T05:00:00Z,2025-01-10T05:00:00Z,repaired,,
B,2025-01-11T00:00:00Z,2025-01-11T00:00:00Z,opened,high,m1
B,2025-01-11T01:00:00Z,2025-01-11T01:00:00Z,answered,,
B,2025-01-11T02:00:00Z,2025-01-12T12:00:00Z,waiting,,
B,2025-01-12T02:00:00Z,2025-01-12T02:00:00Z,back,,
B,2025-01-12T03:00:00Z,2025-01-12T03:00:00Z,repaired,,
C,2025-01-13T00:00:00Z,2025-01-13T00:00:00Z,opened,high,
C,2025-01-13T01:00:00Z,2025-01-13T01:00:00Z,answered,,
C,2025-01-13T07:50:00Z,2025-01-13T07:50:00Z,waiting,low,
C,2025-01-13T23:00:00Z,2025-01-13T23:00:00Z,back,,
C,2025-01-14T09:00:00Z,2025-01-14T09:00:00Z,repaired,,
D,2025-01-14T00:00:00Z,2025-01-14T00:00:00Z,opened,low,
D,2025-01-14T01:00:00Z,2025-01-14T05:00:00Z,answered,,
D,2025-01-14T02:00:00Z,2025-01-14T02:00:00Z,repaired,,
)";

AuditRun run_of(const std::string& more, const std::string& log) {
  AuditOptions options;
  options.as_of = Timestamp::parse("2025-03-01T00:00:00Z")->instant();
  return audit_text(read_contract(terms(more)), log, "<events>", options);
}

// The log without a data row, the first is 1; of C's change the row stays, with its wait, and says nothing of the
// priority.
std::string without(std::int64_t row) {
  std::istringstream in(events);
  std::string made;
  std::string line;
  for (std::int64_t i = 0; std::getline(in, line); ++i) {
    if (i == row && line.find("waiting,low") != std::string::npos)
      made += "C,2025-01-13T07:50:00Z,2025-01-13T07:50:00Z,waiting,,\n";
    else if (i != row)
      made += line + "\n";
  }
  return made;
}

void expect_amounts(const std::string& more, const std::vector<std::int64_t>& by_hand) {
  const AuditRun run = run_of(more, events);
  const EntryAmounts amounts = entry_amounts(run.audit, run.log);
  std::vector<std::int64_t> made;
  ASSERT_EQ(amounts.of_finding.size(), run.audit.log_audit.findings.size());
  for (const EntryAmount& entry : amounts.entries) {
    ASSERT_TRUE(entry.by);
    const std::int64_t other = run_of(more, without(entry.row)).audit.statement.total.minor;
    EXPECT_EQ(*entry.by, run.audit.statement.total.minor - other) << entry.ticket << " row " << entry.row;
    made.push_back(*entry.by);
  }
  EXPECT_EQ(made, by_hand);
  EXPECT_EQ(amounts.not_computed, 0U);
}

// Without A's answer it is still owed on 1 March: 10. B without the wait is 19 h late: 20. C by its first priority is
// 9:50 h late: 20 (without its wait it would be 25 h: 40).
TEST(EntryAmounts, AreWhatTheEntriesMove) { expect_amounts("", {-1000, -2000, -2000, -1000}); }

// All of it is below the cap of 25 together with nothing else, so each alone is as before.
TEST(EntryAmounts, AfterLimits) {
  expect_amounts("caps: {all: {clause: \"7.9\", limit: EUR 15.00}}\npolicies: {cut_order: oldest first}\n",
                 {-1000, -1500, -1500, -1000});
}

// Where exclusions have a say, the whole log is audited again.
TEST(EntryAmounts, BesideExclusions) {
  expect_amounts("exclusions: {force majeure: {clause: \"9\", cause: force majeure, from: storm, to: storm over}}\n",
                 {-1000, -2000, -2000, -1000});
}

TEST(EntryAmounts, WhatIsBeyondTheBoundIsCounted) {
  const AuditRun run =
      run_of("caps: {all: {clause: \"7.9\", limit: EUR 15.00}}\npolicies: {cut_order: oldest first}\n", events);
  const EntryAmounts amounts = entry_amounts(run.audit, run.log, {.audits_max = 1});
  EXPECT_EQ(amounts.not_computed, amounts.entries.size() - 1);
}

}  // namespace
}  // namespace slakit
