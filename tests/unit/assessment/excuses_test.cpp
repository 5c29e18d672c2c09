#include "slakit/assessment/excuses.hpp"
#include "slakit/assessment/describe.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <string>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/penalty/price.hpp"
#include "slakit/plan/compile.hpp"
#include "support/log_rows.hpp"

namespace slakit {
namespace {

Plan plan_of(const std::string& exclusions, const std::string& more = "", const std::string& promises = "") {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC, price: EUR 1000.00, milestones: {signed: 2024-03-15, handover: 2024-05-01}, "
      "term: {from: signed, length: P1Y, counting: start day out}}\n"
      "calendars: {always: always, nights: {weekly: {mon-sun: ['00:00-06:00']}}, office: {weekly: {mon-fri: "
      "['09:00-17:00']}}}\n"
      "obligations:\n"
      "  fix: {clause: '1', clock: {start: reported, stop: fixed, pause: asked, resume: told, calendar: always, "
      "target: PT4H}}\n"
      "  manual: {clause: '2', duty: {once_by: handover, evidence: manual}}\n"
      "  quiet: {clause: '3', prohibition: noise}\n" +
      promises +
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

// T1 and T2 are 6 h late each, and T2 says that from 09:00 to 17:00 nobody could work: eight of its ten hours.
TEST(Excuses, TimeExcusesTheTicketsThatTheContractSays) {
  const std::vector<Row> rows = with(late, {{"T2", "2024-06-03T08:00Z", "reported", {}},
                                            {"T2", "2024-06-03T18:00Z", "fixed", {}},
                                            {"T2", "2024-06-03T09:00Z", "shut", {}},
                                            {"T2", "2024-06-03T17:00Z", "opened", {}}});
  const auto said = [&](const std::string& cause, const std::string& excuses) {
    const Plan plan = plan_of("  shut: {clause: '9', cause: " + cause + ", from: shut, to: opened" + excuses + "}\n");
    Texts list = fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z"));
    for (const Assumption& one : plan.assumptions)
      if (one.path == "exclusions.shut.excuses") list.push_back(one.used + ", else " + one.otherwise.at(0));
    return list;
  };
  const std::string own = ", excuses: its own ticket";
  const std::string every = ", excuses: every ticket";
  EXPECT_EQ(said("customer", ""), (Texts{"breached 360", "excused", "its own ticket, else every ticket"}));
  EXPECT_EQ(said("customer", own), (Texts{"breached 360", "excused"}));
  EXPECT_EQ(said("customer", every), (Texts{"excused", "excused"}));
  EXPECT_EQ(said("suspension", ""), (Texts{"excused", "excused", "every ticket, else its own ticket"}));
  EXPECT_EQ(said("suspension", own), (Texts{"breached 360", "excused"}));
  EXPECT_EQ(said("suspension", every), (Texts{"excused", "excused"}));
}

// A manual is no ticket that a storm could be in: due when 1 May ends, and here on 3 May.
TEST(Excuses, ADutyIsExcusedByItsOwnTicketsTimeAlone) {
  const std::string storm =
      "  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended, excuses: ";
  const auto verdict = [&](const std::string& excuses, const char* ticket) {
    const std::vector<Row> rows{{"M", "2024-05-03T05:00Z", "manual", {}},
                                {ticket, "2024-05-01T12:00Z", "storm began", {}},
                                {ticket, "2024-05-03T06:00Z", "storm ended", {}}};
    return judge(plan_of(storm + excuses + "}\n"), log_of(rows), "2024-07-01T00:00Z").duties.findings.at(0).verdict;
  };
  EXPECT_EQ(verdict("every ticket", "S"), Verdict::excused);
  EXPECT_EQ(verdict("its own ticket", "S"), Verdict::breached);
  EXPECT_EQ(verdict("its own ticket", "M"), Verdict::excused);
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

// A pause of conditions that ends within excused time leaves the clock held.
TEST(Excuses, AConditionThatEndsInExcusedTimeDoesNotReleaseTheClock) {
  const Contract contract = read_contract(
      "slakit: 1\ncontract: {id: c, time_zone: UTC}\ncalendars: {always: always}\nobligations:\n"
      "  fix: {clause: '1', clock: {start: reported, stop: fixed, pause: {where: {status: held}}, calendar: always, "
      "target: PT4H}}\n"
      "exclusions: {storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}}\n");
  const Plan plan = compile(contract, {}, load_sources(contract));
  // Five and a half hours, one of them held; with the storm two and a half do not count.
  std::vector<Row> rows{{"T1", "2024-06-03T08:00Z", "reported", {{"status", "open"}}},
                        {"T1", "2024-06-03T08:30Z", "noted", {{"status", "held"}}},
                        {"T1", "2024-06-03T09:30Z", "noted", {{"status", "open"}}},
                        {"T1", "2024-06-03T13:30Z", "fixed", {}}};
  EXPECT_EQ(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")), Texts{"breached 30"});
  rows.push_back({"S", "2024-06-03T09:00Z", "storm began", {}});
  rows.push_back({"S", "2024-06-03T11:00Z", "storm ended", {}});
  EXPECT_EQ(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")), Texts{"excused"});
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

// Two exclusions may read their shares from the same event, each by its own attribute.
TEST(Excuses, EachExclusionReadsItsOwnShare) {
  const Plan plan = plan_of(
      "  ours: {clause: '9', cause: other, event: shared, share: our share}\n"
      "  theirs: {clause: '9', cause: other, event: shared, share: their share}\n");
  const Result r = judge(
      plan, log_of(with(late, {{"T1", "2024-06-05T08:00Z", "shared", {{"our share", "40%"}, {"their share", "10%"}}}})),
      "2024-07-01T00:00Z");
  ASSERT_EQ(r.excuses.claims.size(), 2U);
  EXPECT_EQ(*r.excuses.claims[0].share, Ratio(2, 5));
  EXPECT_EQ(*r.excuses.claims[1].share, Ratio(1, 10));
  EXPECT_EQ(total(r), 150);  // of 2.50 the larger share excuses two fifths
}

TEST(Excuses, AShareOfNothingHasNoEffect) {
  const Plan plan = plan_of("  shared: {clause: '9', cause: other, event: shared, share: excused share}\n");
  const Result r = judge(plan, log_of(with(late, {{"T1", "2024-06-05T08:00Z", "shared", {{"excused share", "0"}}}})),
                         "2024-07-01T00:00Z");
  EXPECT_EQ(total(r), 250);
  EXPECT_TRUE(r.excuses.claims.at(0).flaw.empty());
  EXPECT_TRUE(r.excuses.effects.empty());
}

// 21,661 s of a day less a third with sixteen digits: no ratio of 64 bits holds it, and a wrong amount is no answer.
TEST(Excuses, AShareTooFineForItsAmountIsAnError) {
  const Plan plan = plan_of("  shared: {clause: '9', cause: other, event: shared, share: excused share}\n");
  std::vector<Row> rows{{"T1", "2024-06-03T08:00Z", "reported", {}}, {"T1", "2024-06-03T18:01:01Z", "fixed", {}}};
  rows.push_back({"T1", "2024-06-05T08:00Z", "shared", {{"excused share", "0.3333333333333333"}}});
  EXPECT_THROW(judge(plan, log_of(rows), "2024-07-01T00:00Z"), Error);
  rows.back().attributes[0].second = "0.33333333";
  EXPECT_EQ(total(judge(plan, log_of(rows), "2024-07-01T00:00Z")), 167);  // 21661/86400 x 2/3 of 10.00 are 1.6714
}

// Whatever the events are called.
TEST(Excuses, TimeThatEndsAtItsInstantIsNone) {
  for (const auto& [from, to] : {std::pair{"storm began", "storm ended"}, {"storm", "calm"}}) {
    const Plan plan =
        plan_of(std::string("  storm: {clause: '9', cause: force majeure, from: ") + from + ", to: " + to + "}\n");
    const std::vector<Row> rows =
        with(late, {{"S", "2024-06-03T09:00Z", from, {}}, {"S", "2024-06-03T09:00Z", to, {}}});
    EXPECT_EQ(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")), Texts{"breached 360"}) << from;
  }
}

// One that happened outside of it is none the less a breach.
TEST(Excuses, WhatHappensAgainOutsideExcusedTimeIsNotExcused) {
  const Plan plan = plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n");
  const std::vector<Row> rows{{"N", "2024-05-02T05:00Z", "noise", {}},
                              {"N", "2024-05-06T05:00Z", "noise", {}},
                              {"S", "2024-05-01T12:00Z", "storm began", {}},
                              {"S", "2024-05-03T06:00Z", "storm ended", {}}};
  EXPECT_EQ(judge(plan, log_of(rows), "2024-07-01T00:00Z").promises.at(0).verdict, Verdict::breached);
}

// Due when 1 May ends; the storm ends on 3 May at 06:00, and the manual comes two hours later.
TEST(Excuses, WhatIsDueInExcusedTimeIsLateSinceItEnded) {
  const Plan plan = plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n");
  const std::vector<Row> rows{{"M", "2024-05-03T08:00Z", "manual", {}},
                              {"S", "2024-05-01T12:00Z", "storm began", {}},
                              {"S", "2024-05-03T06:00Z", "storm ended", {}}};
  const Result r = judge(plan, log_of(rows), "2024-07-01T00:00Z");
  EXPECT_EQ(r.duties.findings.at(0).verdict, Verdict::breached);
  EXPECT_EQ(r.duties.findings.at(0).late, std::chrono::hours{2});
  EXPECT_EQ(*r.duties.findings.at(0).due, instant_of("2024-05-03T06:00Z"));
  EXPECT_EQ(r.duties.tallies.at(0).late, 1);
  ASSERT_EQ(r.excuses.effects.size(), 1U);
  EXPECT_EQ(r.excuses.effects[0].late_was, std::chrono::hours{32});
}

// The wait for the consent is a pause, and here the contract lets pauses accrue.
TEST(Excuses, ExcusedTimeMakesNoOtherPauseStopTheAccrual) {
  const Plan plan = plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n",
                            "policies: {pause_after_due: does not, waiting_for_consent: clocks pause}\n",
                            "  approval: {clause: '5', gate: {before: handled, needs: [plan, consent], consent: "
                            "consent}}\n");
  // Due at 12:00. Waiting from 13:00 to 15:00 accrues, the storm from 16:00 to 17:00 does not.
  std::vector<Row> rows =
      with(late, {{"T1", "2024-06-03T13:00Z", "plan", {}}, {"T1", "2024-06-03T15:00Z", "consent", {}}});
  EXPECT_EQ(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")), Texts{"breached 360"});
  rows.push_back({"S", "2024-06-03T16:00Z", "storm began", {}});
  rows.push_back({"S", "2024-06-03T17:00Z", "storm ended", {}});
  EXPECT_EQ(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")), Texts{"breached 300"});
}

// Closed from 14:00 to 17:00, which is nobody's lateness under any policy.
TEST(Excuses, TimeBetweenAStopAndAReopeningStaysOut) {
  for (const char* policy : {"stops accrual", "does not"}) {
    const Plan plan = plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n",
                              std::string("policies: {reopen: carry on, pause_after_due: ") + policy + "}\n",
                              "  mend: {clause: '5', clock: {start: broken, stop: mended, reopen: broken again, "
                              "calendar: always, target: PT4H}}\n");
    std::vector<Row> rows{{"T1", "2024-06-03T08:00Z", "broken", {}},
                          {"T1", "2024-06-03T14:00Z", "mended", {}},
                          {"T1", "2024-06-03T17:00Z", "broken again", {}},
                          {"T1", "2024-06-03T20:00Z", "mended", {}}};
    EXPECT_EQ(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")), Texts{"breached 300"}) << policy;
    rows.push_back({"S", "2024-06-03T18:00Z", "storm began", {}});
    rows.push_back({"S", "2024-06-03T19:00Z", "storm ended", {}});
    EXPECT_EQ(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")), Texts{"breached 240"}) << policy;
  }
}

// Not answered by 09:00, somebody is sent within the hour. A storm before 09:00 moves both.
TEST(Excuses, TimeExcusedBeforeABreachMovesWhatTheBreachStarts) {
  const Plan plan = plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n", "",
                            "  answer: {clause: '5', clock: {start: called, stop: answered, calendar: always, target: "
                            "PT1H}}\n"
                            "  dispatch: {clause: '6', clock: {start: {breach_of: answer}, stop: sent, calendar: "
                            "always, target: PT1H}}\n");
  std::vector<Row> rows{{"T1", "2024-06-03T08:00Z", "called", {}},
                        {"T1", "2024-06-03T12:00Z", "sent", {}},
                        {"T1", "2024-06-03T12:00Z", "answered", {}}};
  EXPECT_EQ(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")), (Texts{"breached 180", "breached 120"}));
  rows.push_back({"S", "2024-06-03T08:15Z", "storm began", {}});
  rows.push_back({"S", "2024-06-03T08:45Z", "storm ended", {}});
  EXPECT_EQ(fixes(judge(plan, log_of(rows), "2024-07-01T00:00Z")),
            (Texts{"not_triggered", "breached 150", "breached 90"}));
}

// While it waits nobody knows when it will be due.
TEST(Excuses, AClockThatWaitsForTheConsentIsPaused) {
  const Plan plan = plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n",
                            "policies: {waiting_for_consent: clocks pause}\n",
                            "  approval: {clause: '5', gate: {before: handled, needs: [plan, consent], consent: "
                            "consent}}\n");
  const Result r =
      judge(plan, log_of({{"T1", "2024-06-03T08:00Z", "reported", {}}, {"T1", "2024-06-03T09:00Z", "plan", {}}}),
            "2024-06-03T20:00Z");
  EXPECT_EQ(fixes(r), Texts{"running"});
  EXPECT_EQ(r.findings.elapsed.at(0), std::chrono::hours{1});
  EXPECT_FALSE(r.findings.due.at(0));
}

// What a calendar does not know excuses nothing, and stops nothing.
TEST(Excuses, ACalendarThatIsNotKnownToTheEndExcusesWhereItIsKnown) {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC}\n"
      "holidays: {own: {days: [2024-05-01], known_from: 2024-01-01, known_until: 2024-06-10}}\n"
      "calendars: {always: always, nights: {weekly: {mon-sun: ['00:00-06:00']}, holidays: own}}\n"
      "obligations:\n"
      "  fix: {clause: '1', clock: {start: reported, stop: fixed, calendar: always, target: PT4H}}\n"
      "exclusions: {window: {clause: '9', cause: change window, calendar: nights}}\n");
  const Plan plan = compile(contract, {}, load_sources(contract));
  const Result r = judge(plan,
                         log_of({{"T1", "2024-06-03T22:00Z", "reported", {}},
                                 {"T1", "2024-06-04T09:00Z", "fixed", {}},
                                 {"T2", "2024-06-20T22:00Z", "reported", {}},
                                 {"T2", "2024-06-21T09:00Z", "fixed", {}}}),
                         "2024-07-01T00:00Z");
  EXPECT_EQ(fixes(r), (Texts{"breached 60", "breached 420"}));
  ASSERT_FALSE(r.excuses.claims.empty());
  EXPECT_EQ(r.excuses.claims.back().flaw, "its calendar is not known for all of the log's time");
  EXPECT_EQ(r.excuses.claims.front().span->from, instant_of("2024-06-04T00:00Z"));
  EXPECT_EQ(r.excuses.claims[6].span->to, instant_of("2024-06-10T06:00Z"));
}

// A state is what holds after its instant: the consent was outstanding for `major`, whichever row comes first.
TEST(Excuses, AStateAppliesByWhatHoldsAfterItsInstant) {
  const Plan plan =
      plan_of("  shared: {clause: '9', cause: other, event: {where: {fault: [theirs]}}, share: part}\n",
              "policies: {waiting_for_consent: clocks pause}\n",
              "  approval: {clause: '5', applies: {kind: [major]}, gate: {before: handled, needs: [{where: "
              "{plan: [made]}}, consent], consent: consent}}\n");
  const std::vector<Row> rows =
      with(late, {{"T1", "2024-06-03T09:00Z", "alpha", {{"kind", "minor"}, {"plan", "made"}}},
                  {"T1", "2024-06-03T09:00Z", "beta", {{"kind", "major"}}},
                  {"T1", "2024-06-03T10:00Z", "consent", {}},
                  {"T1", "2024-06-03T11:00Z", "alpha", {{"fault", "theirs"}, {"part", "10%"}}},
                  {"T1", "2024-06-03T11:00Z", "beta", {{"part", "20%"}}}});
  const Result r = judge(plan, log_of(rows), "2024-07-01T00:00Z");
  EXPECT_EQ(fixes(r), Texts{"breached 300"});
  EXPECT_EQ(*r.excuses.claims.at(0).share, Ratio(1, 5));
}

TEST(Excuses, ClaimsThatOverlapCountOnce) {
  const Plan plan = plan_of(
      "  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n"
      "  window: {clause: '9', cause: change window, calendar: nights}\n");
  // Reported at 22:00, due at 02:00. Excused from 23:00 to 07:00: due at 10:00, fixed at 13:00.
  const std::vector<Row> rows{
      {"T1", "2024-06-03T22:00Z", "reported", {}},   {"T1", "2024-06-04T13:00Z", "fixed", {}},
      {"S", "2024-06-03T23:00Z", "storm began", {}}, {"S", "2024-06-04T03:00Z", "storm ended", {}},
      {"U", "2024-06-04T02:00Z", "storm began", {}}, {"U", "2024-06-04T07:00Z", "storm ended", {}}};
  const Result r = judge(plan, log_of(rows), "2024-07-01T00:00Z");
  EXPECT_EQ(fixes(r), Texts{"breached 180"});
  ASSERT_EQ(r.excuses.effects.size(), 1U);
  EXPECT_EQ(r.excuses.effects[0].claims.size(), 3U);
}

// By a storm less, and of what is left a half: 4 h of a day at 1 % of 1,000.00 are 1.67, half of it 0.83.
TEST(Excuses, TimeAndAShareTogether) {
  const Plan plan = plan_of(
      "  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n"
      "  shared: {clause: '9', cause: other, event: shared, share: excused share}\n");
  const Result r = judge(plan,
                         log_of(with(late, {{"T1", "2024-06-05T08:00Z", "shared", {{"excused share", "50%"}}},
                                            {"T1", "2024-06-05T09:00Z", "shared", {{"excused share", "20%"}}},
                                            {"S", "2024-06-03T13:00Z", "storm began", {}},
                                            {"S", "2024-06-03T15:00Z", "storm ended", {}}})),
                         "2024-07-01T00:00Z");
  EXPECT_EQ(fixes(r), Texts{"breached 240"});
  EXPECT_EQ(total(r), 83);
  ASSERT_EQ(r.excuses.effects.size(), 1U);
  EXPECT_EQ(r.excuses.effects[0].chargeable, Ratio(1, 2));
  EXPECT_EQ(r.excuses.effects[0].claims.size(), 3U);
}

// Each cycle for itself: of two, the storm lies in the second.
TEST(Excuses, EachCycleIsExcusedForItself) {
  const Plan plan =
      plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n", "",
              "  mend: {clause: '5', clock: {start: broken, stop: mended, cycles: each, calendar: always, "
              "target: PT4H}}\n");
  const std::vector<Row> rows{
      {"T1", "2024-06-03T08:00Z", "broken", {}},     {"T1", "2024-06-03T13:00Z", "mended", {}},
      {"T1", "2024-06-04T08:00Z", "broken", {}},     {"T1", "2024-06-04T13:00Z", "mended", {}},
      {"T1", "2024-06-05T08:00Z", "broken", {}},     {"T1", "2024-06-05T14:00Z", "mended", {}},
      {"S", "2024-06-04T12:00Z", "storm began", {}}, {"S", "2024-06-05T09:00Z", "storm ended", {}}};
  const Result r = judge(plan, log_of(rows), "2024-07-01T00:00Z");
  Texts of_ticket;
  for (const std::string& text : fixes(r))
    if (text != "not_triggered") of_ticket.push_back(text);
  EXPECT_EQ(of_ticket, (Texts{"breached 60", "excused", "breached 60"}));
  EXPECT_EQ(r.partial.breaches.size(), 2U);
}

// Intervals are half-open: a storm that ends at the due instant does not hold it, one that begins there does.
TEST(Excuses, TheDueInstantItselfLiesInTimeThatBeginsThere) {
  const Plan plan = plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n");
  const auto manual = [&](const char* from, const char* to) {
    return judge(plan,
                 log_of({{"M", "2024-05-02T01:00Z", "manual", {}},
                         {"S", from, "storm began", {}},
                         {"S", to, "storm ended", {}}}),
                 "2024-07-01T00:00Z")
        .duties.findings.at(0);
  };
  EXPECT_EQ(manual("2024-05-01T12:00Z", "2024-05-02T00:00Z").verdict, Verdict::breached);
  EXPECT_EQ(manual("2024-05-01T12:00Z", "2024-05-02T00:00Z").late, std::chrono::hours{1});
  EXPECT_EQ(manual("2024-05-02T00:00Z", "2024-05-02T01:00Z").verdict, Verdict::excused);
}

// Of one incident the highest is charged; where that is excused, the other is.
TEST(Excuses, WhatIsExcusedDoesNotStandBeforeWhatIsLess) {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC, price: EUR 1000.00}\n"
      "calendars: {always: always}\n"
      "obligations:\n"
      "  fix: {clause: '1', clock: {start: reported, stop: fixed, calendar: always, target: PT4H}}\n"
      "  reply: {clause: '1', clock: {start: reported, stop: fixed, calendar: always, target: PT1H}}\n"
      "penalties:\n"
      "  more: {clause: '4', prices: fix, charge: {rate: 2%, of: price, per: incident}}\n"
      "  less: {clause: '4', prices: reply, charge: {rate: 1%, of: price, per: incident}}\n"
      "policies: {concurrency: highest only}\n"
      "exclusions: {ours: {clause: '9', cause: customer, event: caused by customer, obligations: [fix]}}\n");
  const Plan plan = compile(contract, {}, load_sources(contract));
  EXPECT_EQ(total(judge(plan, log_of(late), "2024-07-01T00:00Z")), 2000);
  EXPECT_EQ(total(judge(plan, log_of(with(late, {{"T1", "2024-06-04T08:00Z", "caused by customer", {}}})),
                        "2024-07-01T00:00Z")),
            1000);
}

// ---- an oracle of its own: minute by minute; RC_PARAMS="max_success=2000" tries more

// A clock of four hours with pauses, in office hours or always, under storms, whatever pauses after due do.
RC_GTEST_PROP(ExcuseLaws, ElapsedAndLatenessMinuteByMinute, ()) {
  static const auto rule = [](bool accrues, bool office) {
    return plan_of("  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n",
                   std::string("policies: {pause_after_due: ") + (accrues ? "does not" : "stops accrual") + "}\n",
                   std::string("  mend: {clause: '5', clock: {start: broken, stop: mended, pause: held, resume: let, "
                               "calendar: ") +
                       (office ? "office" : "always") + ", target: PT4H}}\n");
  };
  static const std::vector<Plan> plans{rule(false, false), rule(false, true), rule(true, false), rule(true, true)};
  const bool pauses_accrue = *rc::gen::arbitrary<bool>();
  const bool is_office = *rc::gen::arbitrary<bool>();
  const Plan& plan = plans[(pauses_accrue ? 2U : 0U) + (is_office ? 1U : 0U)];
  constexpr std::int64_t all = 9 * 1440;
  const auto text = [](std::int64_t n) {  // from Saturday, 1 June 2024
    const auto two = [](std::int64_t k) { return (k < 10 ? "0" : "") + std::to_string(k); };
    return "2024-06-0" + std::to_string(1 + n / 1440) + "T" + two(n % 1440 / 60) + ":" + two(n % 60) + "Z";
  };
  const std::int64_t start = *rc::gen::inRange<std::int64_t>(0, all / 2);
  const std::int64_t stop = *rc::gen::inRange<std::int64_t>(start + 1, all);
  std::vector<Row> rows{{"T1", text(start), "broken", {}}, {"T1", text(stop), "mended", {}}};
  // What happened at each minute, by bits.
  enum : unsigned { held = 1, let = 2, began = 4, ended = 8 };
  std::vector<unsigned> said(all, 0);
  const auto draw = [&](const char* ticket, const char* type, unsigned bit, int most) {
    const int count = *rc::gen::inRange(0, most + 1);
    for (int i = 0; i < count; ++i) {
      const std::int64_t minute = *rc::gen::inRange<std::int64_t>(0, all / 30) * 30;
      said[static_cast<std::size_t>(minute)] |= bit;
      rows.push_back({ticket, text(minute), type, {}});
    }
  };
  draw("T1", "held", held, 3);
  draw("T1", "let", let, 3);
  draw("S", "storm began", began, 3);
  draw("S", "storm ended", ended, 3);

  struct Tale {
    std::int64_t elapsed = 0;
    std::int64_t late = 0;
  };
  const auto tell = [&](bool storms_excuse) {
    Tale tale;
    bool is_paused = false;
    bool is_storm = false;
    for (std::int64_t m = 0; m < stop; ++m) {
      const unsigned bits = said[static_cast<std::size_t>(m)];
      if ((bits & let) != 0) is_paused = false;
      if ((bits & held) != 0) is_paused = true;
      if ((bits & began) != 0) is_storm = true;
      if ((bits & ended) != 0) is_storm = false;
      if (m < start) continue;
      const bool is_excused = storms_excuse && is_storm;
      const bool is_weekday = (m / 1440 + 5) % 7 < 5;
      const bool is_open = !is_office || (is_weekday && m % 1440 >= 540 && m % 1440 < 1020);
      if (tale.elapsed >= 240 && !is_excused && (pauses_accrue || !is_paused)) ++tale.late;
      if (is_open && !is_paused && !is_excused) ++tale.elapsed;
    }
    return tale;
  };
  const Tale was = tell(false);
  const Tale now = tell(true);
  const Result r = judge(plan, log_of(rows), "2024-07-01T00:00Z");
  std::size_t row = 0;
  while (r.findings.verdict[row] == Verdict::not_measurable) ++row;
  const bool is_late = was.elapsed > 240;
  const Verdict verdict = !is_late ? Verdict::met : now.elapsed > 240 ? Verdict::breached : Verdict::excused;
  RC_ASSERT(r.findings.verdict[row] == verdict);
  RC_CLASSIFY(verdict == Verdict::breached && now.late < was.late, "late by less");
  RC_CLASSIFY(verdict == Verdict::excused, "excused");
  if (verdict == Verdict::breached) {
    RC_ASSERT(r.findings.late[row].time == std::chrono::minutes{now.late});
    if (now.late < was.late) RC_ASSERT(r.findings.elapsed[row] == std::chrono::minutes{now.elapsed});
  } else {
    RC_ASSERT(r.findings.elapsed[row] == std::chrono::minutes{was.elapsed});
  }
}

}  // namespace
}  // namespace slakit
