#include "slakit/assessment/excuses.hpp"
#include "slakit/assessment/describe.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <string>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/penalty/price.hpp"
#include "slakit/plan/compile.hpp"
#include "support/log_rows.hpp"

namespace slakit {
namespace {

Plan plan_of(const std::string& exclusions, const std::string& more = "") {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC, price: EUR 1000.00, milestones: {signed: 2024-03-15, handover: 2024-05-01}, "
      "term: {from: signed, length: P1Y, counting: start day out}}\n"
      "calendars: {always: always, nights: {weekly: {mon-sun: ['00:00-06:00']}}}\n"
      "obligations:\n"
      "  fix: {clause: '1', clock: {start: reported, stop: fixed, pause: asked, resume: told, calendar: always, "
      "target: PT4H}}\n"
      "  manual: {clause: '2', duty: {once_by: handover, evidence: manual}}\n"
      "  quiet: {clause: '3', prohibition: noise}\n"
      "penalties: {late: {clause: '4', prices: fix, charge: {rate: 1%, of: price, per: day, counting: pro rata}}}\n"
      "exclusions:\n" +
      exclusions + more);
  return compile(contract, {}, load_sources(contract));
}

struct Result {
  Findings findings;
  Partial partial;
  DutyFindings duties;
  std::vector<PromiseFinding> promises;
  Excuses excuses;
  Charges charges;
};

Result judge(const Plan& plan, const EventLog& log, std::string_view as_of) {
  const Binding binding(plan, log);
  const Instant at = instant_of(as_of);
  Result r;
  r.partial = assess(plan, binding, {0, log.ticket_count()}, at, r.findings);
  r.duties = assess_duties(plan, binding, at);
  r.promises = assess_promises(plan, binding, at);
  r.excuses = apply_exclusions(plan, binding, at, {r.findings, r.partial, r.duties, r.promises});
  r.charges = price(plan, r.partial.breaches);
  return r;
}

// "breached 6 h, excused", of the clock of each ticket in order.
std::vector<std::string> fixes(const Result& r) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < r.findings.size(); ++i) {
    const Finding f = r.findings.row(i);
    if (f.verdict == Verdict::not_measurable) continue;  // tickets that are no faults
    std::string text = boost::describe::enum_to_string(f.verdict, "?");
    if (f.verdict == Verdict::breached) text += " " + std::to_string(f.late.time / std::chrono::minutes{1});
    list.push_back(text);
  }
  return list;
}

std::int64_t total(const Result& r) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < r.charges.size(); ++i) sum += r.charges.net(i);
  return sum;
}

using Texts = std::vector<std::string>;

// Reported at 08:00, fixed at 18:00: 6 h late.
const std::vector<Row> late{{"T1", "2024-06-03T08:00Z", "reported", {}}, {"T1", "2024-06-03T18:00Z", "fixed", {}}};

std::vector<Row> with(std::vector<Row> rows, const std::vector<Row>& more) {
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

TEST(Excuses, AnEventOfTheTicketExcusesItWhereItIsProven) {
  const Plan plan =
      plan_of("  customer: {clause: '9', cause: customer, event: caused by customer, evidence: admitted}\n");
  const Row claimed{"T1", "2024-06-05T08:00Z", "caused by customer", {}};
  const Result bare = judge(plan, log_of(with(late, {claimed})), "2024-07-01T00:00Z");
  EXPECT_EQ(fixes(bare), Texts{"breached 360"});
  ASSERT_EQ(bare.excuses.claims.size(), 1U);
  EXPECT_EQ(bare.excuses.claims[0].flaw, "no evidence of it is in its ticket");
  EXPECT_EQ(total(bare), 250);

  const Row proof{"T1", "2024-06-09T08:00Z", "admitted", {}};
  const Result proven = judge(plan, log_of(with(late, {claimed, proof})), "2024-07-01T00:00Z");
  EXPECT_EQ(fixes(proven), Texts{"excused"});
  EXPECT_EQ(total(proven), 0);
  ASSERT_EQ(proven.excuses.effects.size(), 1U);
  EXPECT_EQ(proven.excuses.effects[0].was, Verdict::breached);
  EXPECT_EQ(proven.excuses.effects[0].late_was, std::chrono::hours{6});
  EXPECT_EQ(proven.excuses.claims[0].proof->event, "admitted");
  const Tally& tally = proven.partial.tallies.begin()->second;
  EXPECT_EQ(tally.count(Verdict::breached), 0);
  EXPECT_EQ(tally.count(Verdict::excused), 1);
  EXPECT_FALSE(tally.has_attainment());

  // Another ticket's event excuses nothing here.
  const Row elsewhere{"T0", "2024-06-05T08:00Z", "caused by customer", {}};
  EXPECT_EQ(fixes(judge(plan, log_of(with(late, {elsewhere})), "2024-07-01T00:00Z")), Texts{"breached 360"});
}

TEST(Excuses, AShareExcusesToItsExtent) {
  const Plan plan = plan_of("  shared: {clause: '9', cause: other, event: shared, share: excused share}\n");
  const auto shared = [&](const char* share) {
    return judge(plan, log_of(with(late, {{"T1", "2024-06-05T08:00Z", "shared", {{"excused share", share}}}})),
                 "2024-07-01T00:00Z");
  };
  // 6 h of a day at 1 % of 1,000.00 are 2.50; less two fifths, 1.50.
  EXPECT_EQ(total(shared("40%")), 150);
  EXPECT_EQ(fixes(shared("0.4")), Texts{"breached 360"});
  EXPECT_EQ(fixes(shared("1")), Texts{"excused"});
  const Result bad = shared("half");
  EXPECT_EQ(total(bad), 250);
  EXPECT_EQ(bad.excuses.claims.at(0).flaw, "its 'excused share' is no share from 0 to 1");
}

TEST(Excuses, TimeDoesNotCountBeforeDueNorAfterIt) {
  const Plan plan = plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n");
  const auto storm = [&](const char* from, const char* to) {
    return judge(plan, log_of(with(late, {{"S", from, "storm began", {}}, {"S", to, "storm ended", {}}})),
                 "2024-07-01T00:00Z");
  };
  EXPECT_EQ(fixes(storm("2024-06-03T09:00Z", "2024-06-03T10:00Z")), Texts{"breached 300"});
  EXPECT_EQ(fixes(storm("2024-06-03T13:00Z", "2024-06-03T15:00Z")), Texts{"breached 240"});
  EXPECT_EQ(fixes(storm("2024-06-02T13:00Z", "2024-06-03T14:00Z")), Texts{"excused"});
  EXPECT_EQ(fixes(storm("2024-06-03T18:00Z", "2024-06-04T14:00Z")), Texts{"breached 360"});
  const Result eased = storm("2024-06-03T11:00Z", "2024-06-03T13:00Z");
  EXPECT_EQ(fixes(eased), Texts{"breached 240"});
  ASSERT_EQ(eased.excuses.effects.size(), 1U);
  EXPECT_EQ(eased.excuses.effects[0].late_was, std::chrono::hours{6});
  EXPECT_EQ(*eased.findings.due[1], instant_of("2024-06-03T14:00Z"));
}

// The clause on pauses is about waiting for the customer, and excused time is none.
TEST(Excuses, ExcusedTimeNeverAccruesWhateverPausesDo) {
  const Plan plan = plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n",
                            "policies: {pause_after_due: does not}\n");
  const std::vector<Row> rows = with(late, {{"T1", "2024-06-03T16:00Z", "asked", {}},
                                            {"T1", "2024-06-03T17:00Z", "told", {}},
                                            {"S", "2024-06-03T13:00Z", "storm began", {}},
                                            {"S", "2024-06-03T15:00Z", "storm ended", {}}});
  EXPECT_EQ(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")), Texts{"breached 240"});
}

TEST(Excuses, TheCustomersTimeIsItsOwnTicketsAndACalendarIsEverybodys) {
  const Plan customers = plan_of("  waiting: {clause: '9', cause: customer, from: shut, to: opened}\n");
  std::vector<Row> rows = with(late, {{"T2", "2024-06-03T08:00Z", "reported", {}},
                                      {"T2", "2024-06-03T18:00Z", "fixed", {}},
                                      {"T2", "2024-06-03T09:00Z", "shut", {}},
                                      {"T2", "2024-06-03T17:00Z", "opened", {}}});
  EXPECT_EQ(fixes(judge(customers, log_of(rows), "2024-07-01T00:00Z")), (Texts{"breached 360", "excused"}));
  const Plan nights = plan_of("  window: {clause: '9', cause: change window, calendar: nights}\n");
  const std::vector<Row> night{{"T1", "2024-06-03T22:00Z", "reported", {}}, {"T1", "2024-06-04T09:00Z", "fixed", {}}};
  EXPECT_EQ(fixes(judge(nights, log_of(night), "2024-07-01T00:00Z")), Texts{"breached 60"});
}

// A fault that a third party caused is charged like any other, unless the contract says that it is excused.
TEST(Excuses, ThirdPartiesAreChargedOrExcusedAsTheContractSays) {
  const std::vector<Row> vendors = with(late, {{"T1", "2024-06-04T08:00Z", "found", {{"cause", "third party"}}}});
  const auto said = [&](const std::string& exclusions) {
    return fixes(judge(plan_of(exclusions), log_of(vendors), "2024-07-01T00:00Z"));
  };
  EXPECT_EQ(said("  other: {clause: '9', cause: other, event: never}\n"), Texts{"breached 360"});
  EXPECT_EQ(said("  vendor: {clause: '9', cause: third party, event: {where: {cause: third party}}}\n"),
            Texts{"excused"});
}

TEST(Excuses, DutiesAndProhibitionsAreExcusedByTheTimeThatTheyFallIn) {
  const std::string storm = "  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended";
  // Due when 1 May ends; the storm ends on 3 May at 06:00.
  const std::vector<Row> rows{{"M", "2024-05-03T05:00Z", "manual", {}},
                              {"N", "2024-05-02T05:00Z", "noise", {}},
                              {"S", "2024-05-01T12:00Z", "storm began", {}},
                              {"S", "2024-05-03T06:00Z", "storm ended", {}}};
  const Result r = judge(plan_of(storm + "}\n"), log_of(rows), "2024-07-01T00:00Z");
  EXPECT_EQ(r.duties.findings.at(0).verdict, Verdict::excused);
  EXPECT_EQ(r.duties.tallies.at(0).excused, 1);
  EXPECT_EQ(r.duties.tallies.at(0).late, 0);
  EXPECT_EQ(r.promises.at(0).verdict, Verdict::excused);
  const Result only = judge(plan_of(storm + ", obligations: [fix]}\n"), log_of(rows), "2024-07-01T00:00Z");
  EXPECT_EQ(only.duties.findings.at(0).verdict, Verdict::breached);
  EXPECT_EQ(only.promises.at(0).verdict, Verdict::breached);
}

// Clocks run while the provider prepares, and wait while only the consent is missing.
TEST(Excuses, ClocksPauseWhileOnlyTheConsentIsOutstanding) {
  const std::string gate =
      "  fix: {clause: '1', clock: {start: reported, stop: fixed, calendar: always, target: PT4H}}\n"
      "  approval: {clause: '2', gate: {before: handled, needs: [plan, consent], refusal: refused, consent: "
      "consent}}\n";
  const auto fixed = [&](const char* policy, const std::vector<Row>& rows) {
    const Contract contract =
        read_contract("slakit: 1\ncontract: {id: c, time_zone: UTC}\ncalendars: {always: always}\nobligations:\n" +
                      gate + "policies: {waiting_for_consent: " + policy + "}\n");
    const Plan plan = compile(contract, {}, load_sources(contract));
    Findings findings;
    const EventLog log = log_of(rows);
    assess(plan, log, instant_of("2024-07-01T00:00Z"), findings);
    return std::string(boost::describe::enum_to_string(findings.verdict.at(0), "?")) + " " +
           std::to_string(findings.elapsed.at(0) / std::chrono::minutes{1});
  };
  const std::vector<Row> asked =
      with(late, {{"T1", "2024-06-03T09:00Z", "plan", {}}, {"T1", "2024-06-03T16:30Z", "consent", {}}});
  EXPECT_EQ(fixed("clocks run", asked), "breached 600");
  EXPECT_EQ(fixed("clocks pause", asked), "met 150");
  // A consent that came first was never outstanding; a refusal ends the waiting; handling does, too.
  EXPECT_EQ(fixed("clocks pause",
                  with(late, {{"T1", "2024-06-03T08:30Z", "consent", {}}, {"T1", "2024-06-03T09:00Z", "plan", {}}})),
            "breached 600");
  EXPECT_EQ(fixed("clocks pause",
                  with(late, {{"T1", "2024-06-03T09:00Z", "plan", {}}, {"T1", "2024-06-03T10:00Z", "refused", {}}})),
            "breached 540");
  EXPECT_EQ(fixed("clocks pause",
                  with(late, {{"T1", "2024-06-03T09:00Z", "plan", {}}, {"T1", "2024-06-03T11:00Z", "handled", {}}})),
            "breached 480");
}

// Excused time never makes a finding worse, and all time excused leaves no breach.
RC_GTEST_PROP(ExcuseLaws, ExcusedTimeOnlyEases, ()) {
  static const Plan plan =
      plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n");
  const auto minute = [](std::int64_t n) {
    const auto two = [](std::int64_t k) { return (k < 10 ? "0" : "") + std::to_string(k); };
    return "2024-06-0" + std::to_string(1 + n / 1440) + "T" + two(n % 1440 / 60) + ":" + two(n % 60) + "Z";
  };
  const std::int64_t start = *rc::gen::inRange<std::int64_t>(0, 5000);
  const std::int64_t stop = start + *rc::gen::inRange<std::int64_t>(1, 3000);
  std::vector<Row> rows{{"T1", minute(start), "reported", {}}, {"T1", minute(stop), "fixed", {}}};
  const std::int64_t from = *rc::gen::inRange<std::int64_t>(0, 8000);
  const std::int64_t to = from + *rc::gen::inRange<std::int64_t>(1, 4000);
  const std::int64_t before = std::max<std::int64_t>(0, stop - start - 240);
  rows.push_back({"S", minute(from), "storm began", {}});
  rows.push_back({"S", minute(to), "storm ended", {}});
  // By arithmetic: open time less what of the storm lies in it.
  const std::int64_t excused = std::max<std::int64_t>(0, std::min(to, stop) - std::max(from, start));
  const std::int64_t left = std::max<std::int64_t>(0, stop - start - excused - 240);
  const Texts expected{before == 0 ? "met" : left == 0 ? "excused" : "breached " + std::to_string(left)};
  RC_ASSERT(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")) == expected);
}

}  // namespace
}  // namespace slakit
