// Promises under the version of the terms that held: by window, trigger or event.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "support/log_rows.hpp"

namespace slakit {
namespace {

Contract contract_of(const std::string& changes, const std::string& policies = "{}") {
  return read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC, price: EUR 1000.00, milestones: {signed: 2023-12-31}, "
      "term: {from: signed, length: P1Y, counting: start day out}}\n"
      "calendars: {always: always}\n"
      "obligations:\n"
      "  fix: {clause: '1', clock: {start: reported, stop: fixed, calendar: always, target: PT4H}}\n"
      "  report: {clause: '2', duty: {every: P1M, evidence: report, due: P10D}}\n"
      "  form: {clause: '3', records: [{form: form, after: reported, due: PT1H}]}\n"
      "  few: {clause: '4', indicator: {count: reported, window: P1M, target: {at_most: 1}}}\n"
      "penalties: {late: {clause: '5', prices: fix, charge: {rate: 1%, of: price, per: incident}}}\n"
      "amendments:\n  supplement: {clause: S1, effective: 2024-03-01, changes: [" +
      changes + "]}\npolicies: " + policies + "\n");
}

Audit audit_of(const Contract& contract, const std::vector<Row>& rows, std::string_view as_of) {
  return audit(compile(contract, {}, load_sources(contract)), log_of(rows), instant_of(as_of));
}

TEST(AmendedPromises, ADutyIsOwedByTheTermsInForceWhenItsPeriodBegins) {
  const Contract contract = contract_of("{set: obligations.report.duty.due, use: P5D}");
  // Each on the eighth of the next month: in time under ten days, late under five.
  const Audit result = audit_of(contract,
                                {{"R", "2024-02-08T00:00Z", "report"},
                                 {"R", "2024-03-08T00:00Z", "report"},
                                 {"R", "2024-04-08T00:00Z", "report"}},
                                "2024-04-20T00:00Z");
  std::vector<std::string> found;
  for (const DutyFinding& finding : result.duties.findings)
    found.push_back(std::to_string(finding.version) + (finding.verdict == Verdict::met        ? " met"
                                                       : finding.verdict == Verdict::breached ? " breached"
                                                                                              : " running"));
  EXPECT_EQ(found, (std::vector<std::string>{"0 met", "0 met", "1 breached", "1 running"}));
  ASSERT_EQ(result.duties.tallies.size(), 1U);
  EXPECT_EQ(result.duties.tallies[0].owed, 4);
  EXPECT_EQ(result.duties.tallies[0].met, 2);
  EXPECT_EQ(result.duties.tallies[0].late, 1);
}

// The term is of Wednesday 3 January 2024 to Thursday 2 January 2025: 51 whole weeks, one of five days before them and
// one of four after them. Ben is a member from Wednesday 10 July on.
TEST(AmendedPromises, WhatIsCutOffAndWhoOwesItIsSaidByTheTermsOfThePeriod) {
  const auto weeks_of = [](const std::string& member, const std::string& changes) {
    const Contract contract = read_contract(
        "slakit: 1\n"
        "contract: {id: c, time_zone: UTC, milestones: {signed: 2024-01-02}, term: {from: signed, length: P1Y, "
        "counting: "
        "start day out}}\n"
        "rosters: {team: {members: {ann: {}, ben: {from: 2024-07-10}}}}\n"
        "obligations: {report: {clause: '1', duty: {every: P7D, anchor: civil, evidence: report, for_each: team}}}\n"
        "amendments: {one: {clause: S1, effective: 2024-03-01, changes: [" +
        changes + "]}}\n");
    std::vector<Window> weeks;
    for (const DutyFinding& one : audit_of(contract, {}, "2025-02-01T00:00Z").duties.findings)
      if (one.member == member) weeks.push_back(*one.window);
    return weeks;
  };
  using namespace std::chrono_literals;
  const std::string other = "{set: obligations.report.duty.due, use: P1D}";
  const std::vector<Window> before = weeks_of("ann", other);
  ASSERT_EQ(before.size(), 53U);
  EXPECT_EQ(before.back(), (Window{2024y / 12 / 30, 2025y / 1 / 2, true}));
  const std::vector<Window> after = weeks_of("ann", "{set: obligations.report.duty.partial, use: not owed}");
  ASSERT_EQ(after.size(), 52U);
  EXPECT_EQ(after.front(), (Window{2024y / 1 / 3, 2024y / 1 / 7, true}));  // by the terms as they were signed
  EXPECT_EQ(after.back(), (Window{2024y / 12 / 23, 2024y / 12 / 29}));
  EXPECT_EQ(weeks_of("ben", other).front().first, 2024y / 7 / 8);
  EXPECT_EQ(weeks_of("ben", "{set: rosters.team.owes_if_member, use: throughout}").front().first, 2024y / 7 / 15);
}

TEST(AmendedPromises, RecordsAndIndicatorsByTheirInstantAndWindow) {
  const Contract contract = contract_of(
      "{set: 'obligations.form.records.0.due', use: PT3H}, {set: obligations.few.indicator.target.at_most, use: 2}");
  const std::vector<Row> rows{{"A", "2024-02-10T00:00Z", "reported"}, {"A", "2024-02-10T02:00Z", "form"},
                              {"B", "2024-02-11T00:00Z", "reported"}, {"B", "2024-02-11T00:30Z", "form"},
                              {"C", "2024-03-10T00:00Z", "reported"}, {"C", "2024-03-10T02:00Z", "form"},
                              {"D", "2024-03-11T00:00Z", "reported"}, {"D", "2024-03-11T02:00Z", "form"}};
  const Audit result = audit_of(contract, rows, "2024-04-01T00:00Z");
  std::vector<Verdict> records;
  for (const PromiseFinding& finding : result.promises) records.push_back(finding.verdict);
  EXPECT_EQ(records, (std::vector<Verdict>{Verdict::breached, Verdict::met, Verdict::met, Verdict::met}));
  EXPECT_EQ(result.promises[0].version, 0);
  EXPECT_EQ(result.promises[2].version, 1);
  std::vector<Verdict> counts;
  for (const IndicatorFinding& finding : result.indicators) counts.push_back(finding.verdict);
  EXPECT_EQ(counts, (std::vector<Verdict>{Verdict::met, Verdict::breached, Verdict::met}));
  const Audit now =
      audit_of(contract_of("{set: 'obligations.form.records.0.due', use: PT3H}", "{amended_terms: as now}"), rows,
               "2024-04-01T00:00Z");
  EXPECT_EQ(now.promises[0].verdict, Verdict::met);
  EXPECT_EQ(now.promises[0].version, 1);
}

TEST(AmendedPromises, ATriggeredDutyIsOwedByTheTermsOfItsTrigger) {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC}\n"
      "obligations: {answer: {clause: '1', duty: {after: asked, evidence: answered, due: P10D}}}\n"
      "amendments: {one: {clause: S1, effective: 2024-03-01, changes: [{set: obligations.answer.duty.due, use: "
      "P5D}]}}\n");
  // Each answered on the eighth day: in time under ten, late under five.
  const Audit result = audit_of(contract,
                                {{"A", "2024-02-28T00:00Z", "asked"},
                                 {"A", "2024-03-07T00:00Z", "answered"},
                                 {"B", "2024-03-02T00:00Z", "asked"},
                                 {"B", "2024-03-10T00:00Z", "answered"}},
                                "2024-04-01T00:00Z");
  ASSERT_EQ(result.duties.findings.size(), 2U);
  EXPECT_EQ(result.duties.findings[0].verdict, Verdict::met);
  EXPECT_EQ(result.duties.findings[0].version, 0);
  EXPECT_EQ(result.duties.findings[1].verdict, Verdict::breached);
  EXPECT_EQ(result.duties.findings[1].version, 1);
}

// Under the old terms the gate is decided by an event after the amendment, under the new ones by one before it.
TEST(AmendedPromises, NoTicketFallsBetweenTwoVersions) {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC}\n"
      "obligations: {first: {clause: '1', gate: {before: handled, needs: consent}}}\n"
      "amendments: {one: {clause: S1, effective: 2024-03-01, changes: [{set: obligations.first.gate.before, use: "
      "planned}]}}\n");
  const Audit result = audit_of(
      contract, {{"A", "2024-02-20T00:00Z", "planned"}, {"A", "2024-03-05T00:00Z", "handled"}}, "2024-04-01T00:00Z");
  ASSERT_EQ(result.promises.size(), 1U);
  EXPECT_EQ(result.promises[0].version, 1);
  EXPECT_EQ(result.promises[0].verdict, Verdict::breached);
}

TEST(AmendedPromises, AChargeIsThatOfTheTermsTheTicketIsJudgedBy) {
  const Contract contract = contract_of("{set: penalties.late.charge.rate, use: 2%}");
  const Audit result = audit_of(contract,
                                {{"A", "2024-02-10T00:00Z", "reported"},
                                 {"A", "2024-02-11T00:00Z", "fixed"},
                                 {"B", "2024-03-10T00:00Z", "reported"},
                                 {"B", "2024-03-11T00:00Z", "fixed"}},
                                "2024-04-01T00:00Z");
  ASSERT_EQ(result.charges.size(), 2U);
  EXPECT_EQ(result.charges.gross[0], 1000);
  EXPECT_EQ(result.charges.gross[1], 2000);
  EXPECT_EQ(to_string(result.statement.total), "EUR 30.00");
}

TEST(AmendedPromises, AnAmendmentThatChangesWhatIsPromisedStops) {
  const Contract contract = contract_of(
      "{set: penalties.late.charge, use: [{rate: 1%, of: price, per: incident}, "
      "{rate: 1%, of: price, per: day}]}");
  EXPECT_THROW(audit_of(contract, {}, "2024-04-01T00:00Z"), ContractError);
}

// Under the old terms due after the amendment, under the new ones before it: owed once all the same.
TEST(AmendedPromises, WhatHasNeitherPeriodNorTriggerIsOwedByTodaysTerms) {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC, milestones: {signed: 2023-12-31, handover: 2024-02-10}, "
      "term: {from: signed, length: P1Y, counting: start day out}}\n"
      "obligations:\n  manual: {clause: '1', duty: {once_by: handover, evidence: manual, due: P30D}}\n"
      "amendments:\n  supplement: {clause: S1, effective: 2024-03-01, changes: [{set: obligations.manual.duty.due, "
      "use: P5D}]}\n");
  const Audit result = audit_of(contract, {{"M", "2024-02-12T00:00Z", "manual"}}, "2024-04-20T00:00Z");
  ASSERT_EQ(result.duties.findings.size(), 1U);
  EXPECT_EQ(result.duties.findings[0].version, 1);
  EXPECT_EQ(result.duties.findings[0].verdict, Verdict::met);
}

// Excused by time, each ticket under its own terms.
TEST(AmendedPromises, ExclusionsReachEachVersionOfTheTerms) {
  Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC, price: EUR 1000.00, milestones: {signed: 2023-12-31}, "
      "term: {from: signed, length: P1Y, counting: start day out}}\n"
      "calendars: {always: always}\n"
      "obligations:\n"
      "  fix: {clause: '1', clock: {start: reported, stop: fixed, calendar: always, target: PT4H}}\n"
      "  visit: {clause: '2', clock: {start: {breach_of: fix}, stop: fixed, calendar: always, target: PT1H}}\n"
      "exclusions: {storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}}\n"
      "amendments:\n  supplement: {clause: S1, effective: 2024-03-01, changes: [{set: obligations.fix.clock.target, "
      "use: PT2H}]}\n");
  // Due at 23:00 and at 02:00. The breach that starts the visit moves over the amendment, and stays one.
  const Audit result = audit_of(contract,
                                {{"A", "2024-02-29T19:00Z", "reported"},
                                 {"A", "2024-03-01T12:00Z", "fixed"},
                                 {"S", "2024-02-29T20:00Z", "storm began"},
                                 {"S", "2024-02-29T22:00Z", "storm ended"}},
                                "2024-04-20T00:00Z");
  ASSERT_GE(result.findings.size(), 2U);
  EXPECT_EQ(result.findings.verdict[0], Verdict::breached);
  EXPECT_EQ(result.findings.late[0].time, std::chrono::hours{11});
  EXPECT_EQ(result.findings.verdict[1], Verdict::breached);
}

}  // namespace
}  // namespace slakit
