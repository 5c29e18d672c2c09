// Terms that are amended while tickets are open: policies.amended_terms.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

using std::chrono::hours;

Instant utc(const char* text) { return *Timestamp::parse(text)->instant(); }

struct Row {
  const char* at;
  const char* type;
  const char* priority = nullptr;
};

Findings judged(const std::string& change, const std::string& policy, const std::vector<Row>& rows, const char* as_of) {
  const Contract contract = read_contract(R"(slakit: 1
contract: {id: amended, time_zone: UTC}
calendars: {office: {weekly: {mon-fri: ["09:00-17:00"]}, holidays: [2026-01-01]}}
obligations:
  restore:
    clause: "1"
    clock: {start: received, stop: restored, calendar: office, target: [{within: PT8H}, {where: {priority: P1}, within: PT4H}]}
amendments:
  supplement: {clause: S1, effective: 2026-01-16, changes: [)" +
                                          change + R"(]}
policies: {amended_terms: )" + policy + "}\n");
  EventLogBuilder builder({"priority"});
  for (const Row& row : rows) {
    std::vector<std::optional<std::string_view>> values(1);
    if (row.priority != nullptr) values[0] = row.priority;
    builder.add({.ticket = "T", .at = utc(row.at), .type = row.type, .attributes = values});
  }
  Findings findings;
  assess(compile(contract, {}, load_sources(contract)), std::move(builder).finish(), utc(as_of), findings);
  return findings;
}

const std::string holiday = "{set: calendars.office.holidays, use: [2026-01-01, 2026-01-16]}";
const std::vector<Row> thursday{{"2026-01-15T16:00:00Z", "received"}};
const char* const friday_noon = "2026-01-16T12:00:00Z";

// research/clocks.md V37: Thursday 16:00, 8 h; on Friday the 16th becomes a holiday.
TEST(AmendedTerms, V37AsTheyWereAtTheEvent) {
  const Findings findings = judged(holiday, "as at the event", thursday, friday_noon);
  EXPECT_EQ(findings.due.at(0), utc("2026-01-16T16:00:00Z"));
  EXPECT_EQ(findings.elapsed[0], hours{4});
  EXPECT_EQ(findings.version[0], 0);
}

TEST(AmendedTerms, V37AsTheyAreNow) {
  const Findings findings = judged(holiday, "as now", thursday, friday_noon);
  EXPECT_EQ(findings.due.at(0), utc("2026-01-19T16:00:00Z"));
  EXPECT_EQ(findings.elapsed[0], hours{1});
  EXPECT_EQ(findings.version[0], 1);
  EXPECT_EQ(judged(holiday, "as now", thursday, "2026-01-15T23:00:00Z").version.at(0), 0) << "not yet in force";
}

TEST(AmendedTerms, V37ForwardOnly) {
  const Findings findings = judged(holiday, "forward only", thursday, friday_noon);
  EXPECT_EQ(findings.due.at(0), utc("2026-01-19T16:00:00Z"));
  EXPECT_EQ(findings.elapsed[0], hours{1});
}

// A holiday that was yesterday is one only for those who look back.
TEST(AmendedTerms, ForwardOnlyLeavesThePastAsItWas) {
  const std::string yesterday = "{set: calendars.office.holidays, use: [2026-01-01, 2026-01-15]}";
  EXPECT_EQ(judged(yesterday, "forward only", thursday, friday_noon).elapsed.at(0), hours{4});
  EXPECT_EQ(judged(yesterday, "as now", thursday, friday_noon).elapsed.at(0), hours{3});
}

TEST(AmendedTerms, ATargetFollowsThePolicyOfChangedTargets) {
  const std::string target = "{set: obligations.restore.clock.target, use: PT2H}";
  EXPECT_EQ(judged(target, "as at the event", thursday, friday_noon).due.at(0), utc("2026-01-16T16:00:00Z"));
  EXPECT_EQ(judged(target, "forward only", thursday, friday_noon).due.at(0), utc("2026-01-16T10:00:00Z"));
  EXPECT_EQ(judged(target, "as now", thursday, friday_noon).due.at(0), utc("2026-01-16T10:00:00Z"));
}

TEST(AmendedTerms, EachTicketBelongsToTheTermsOfItsStart) {
  const std::vector<Row> friday{{"2026-01-16T10:00:00Z", "received", "P1"}, {"2026-01-16T13:00:00Z", "restored"}};
  const std::string target = "{set: obligations.restore.clock.target, use: PT2H}";
  const Findings findings = judged(target, "as at the event", friday, "2026-01-20T00:00:00Z");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.version[0], 1);
  EXPECT_EQ(findings.verdict[0], Verdict::breached);
  EXPECT_EQ(findings.target[0], hours{2});
}

TEST(AmendedTerms, OtherEventsByTheTermsOfTheStart) {
  const std::string stop = "{set: obligations.restore.clock.stop, use: closed}";
  const std::vector<Row> rows{{"2026-01-16T10:00:00Z", "received"}, {"2026-01-16T13:00:00Z", "restored"}};
  EXPECT_EQ(judged(stop, "as at the event", rows, "2026-01-20T00:00:00Z").verdict.at(0), Verdict::breached);
  const std::vector<Row> before{{"2026-01-15T10:00:00Z", "received"}, {"2026-01-16T10:30:00Z", "restored"}};
  EXPECT_EQ(judged(stop, "as at the event", before, "2026-01-20T00:00:00Z").verdict.at(0), Verdict::breached);
  const std::vector<Row> closed{{"2026-01-16T10:00:00Z", "received"}, {"2026-01-16T13:00:00Z", "closed"}};
  EXPECT_EQ(judged(stop, "as at the event", closed, "2026-01-20T00:00:00Z").verdict.at(0), Verdict::met);
}

TEST(AmendedTerms, OtherAmendmentsStopAnAudit) {
  EXPECT_THROW(judged("{set: policies.due_boundary, use: next open}", "as now", thursday, friday_noon), ContractError);
}

}  // namespace
}  // namespace slakit
