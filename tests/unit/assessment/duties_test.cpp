#include "slakit/assessment/duties.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/time/zoned_text.hpp"
#include "support/log_rows.hpp"

namespace slakit {
namespace {

using std::chrono::days;
using std::chrono::hours;

Instant at(std::string_view text) { return instant_of(text); }

// A term of 2024-03-16 00:00 to 2025-03-15 24:00 in Shanghai, and one obligation. `roster`: what else the team says.
Plan plan_of(const std::string& obligation, const std::string& more = "", const std::string& roster = "") {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: Asia/Shanghai, milestones: {acceptance: 2024-03-15, handover: 2024-05-01}, "
      "term: {from: acceptance, length: P1Y, counting: start day out}}\n"
      "calendars:\n  office: {weekly: {mon-fri: ['09:00-18:00']}, holidays: CN}\n"
      "rosters: {team: {members: {ann: {}, ben: {from: 2024-04-03, to: 2024-05-01}}" +
      roster +
      "}}\n"
      "obligations: {it: {clause: '1', " +
      obligation + "}}\n" + more);
  return compile(contract, {}, load_sources(contract));
}

// "2024-06-25": the local date whose end a due instant is.
std::string day_of(const std::optional<Instant>& due) {
  if (!due) return "-";
  const std::string text = to_rfc3339(*due - Duration{1}, Zone::fixed(hours{8}, "+8"));
  const bool is_midnight = (*due + hours{8}).time_since_epoch() % days{1} == Duration{};
  return is_midnight ? text.substr(0, 10) : to_rfc3339(*due, Zone::fixed(hours{8}, "+8")).substr(0, 16);
}

std::string name_of(Verdict verdict) {
  constexpr const char* names[] = {"met", "breached", "running", "not triggered", "not measurable"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string name_of(DutyReason reason) {
  constexpr const char* names[] = {"",           "late",       "missing",  "too soon",  "too late", "no deadline",
                                   "no trigger", "occasional", "contents", "no member", "fault"};
  return names[static_cast<std::size_t>(reason)];
}

// "met 2024-06-25 by T1", "breached late 2024-06-25 by T2", "running 2024-06-25": verdict, reason, due day, evidence.
std::string text_of(const DutyFinding& f) {
  std::string text = f.member.empty() ? "" : f.member + ": ";
  text += name_of(f.verdict);
  if (f.reason != DutyReason::none) text += " " + name_of(f.reason);
  if (f.due) text += " " + day_of(f.due);
  if (f.evidence) text += " by " + f.evidence->ticket;
  return text;
}

using Texts = std::vector<std::string>;

Texts judged(const DutyFindings& duties, DutyPart part = DutyPart::performance) {
  Texts texts;
  for (const DutyFinding& finding : duties.findings)
    if (finding.part == part) texts.push_back(text_of(finding));
  return texts;
}

DutyFindings duties_of(const std::string& duty, const std::vector<Row>& rows, const char* as_of,
                       const std::string& more = "") {
  return assess_duties(plan_of("duty: {evidence: report, " + duty + "}" + more), log_of(rows), at(as_of));
}

Row report(const char* ticket, const char* when) { return {ticket, when, "report"}; }

// ---- periods --------------------------------------------------------------------------------------------------------

TEST(Duties, APeriodIsDoneLateMissingOrRunning) {
  // Quarters end on 15 June, 15 September, 15 December; the report of each is due ten days later.
  const std::vector<Row> rows{report("Q1", "2024-06-25T23:59:59+08:00"), report("Q2", "2024-09-27T12:00:00+08:00")};
  const DutyFindings duties = duties_of("every: P3M, due: P10D", rows, "2024-12-26T06:00:00+08:00");
  EXPECT_EQ(judged(duties), (Texts{"met 2024-06-25 by Q1", "breached late 2024-09-25 by Q2",
                                   "breached missing 2024-12-25", "running 2025-03-25"}));
  EXPECT_EQ(duties.findings[1].late, hours{36});  // from 26 September 00:00
  EXPECT_EQ(duties.findings[2].late, hours{6});
  EXPECT_TRUE(duties.findings[2].is_open);
  EXPECT_FALSE(duties.findings[1].is_open);
  ASSERT_EQ(duties.tallies.size(), 1U);
  const DutyTally& tally = duties.tallies[0];
  EXPECT_EQ(tally.owed, 4);
  EXPECT_EQ(tally.met, 1);
  EXPECT_EQ(tally.late, 1);
  EXPECT_EQ(tally.missing, 1);
  EXPECT_EQ(tally.running, 1);
  EXPECT_EQ(day_of(tally.next_due), "2025-03-25");
}

TEST(Duties, ExactlyOnTheDueInstantIsOnTime) {
  const auto first = [](const char* when) {
    return judged(duties_of("every: P3M, due: P10D", {report("R", when)}, "2024-07-01T00:00:00+08:00"))[0];
  };
  EXPECT_EQ(first("2024-06-26T00:00:00+08:00"), "met 2024-06-25 by R");
  EXPECT_EQ(first("2024-06-26T00:00:00.000001+08:00"), "breached late 2024-06-25 by R");
  const auto seen = [](const char* as_of) { return judged(duties_of("every: P3M, due: P10D", {}, as_of))[0]; };
  EXPECT_EQ(seen("2024-06-26T00:00:00+08:00"), "running 2024-06-25");
  EXPECT_EQ(seen("2024-06-26T00:00:00.000001+08:00"), "breached missing 2024-06-25");
}

// One missed week is one breach: the weeks after it keep their own reports.
TEST(Duties, WithoutALaterDeadlineEvidenceBelongsToItsPeriod) {
  const std::vector<Row> rows{report("W2", "2024-03-24T10:00:00+08:00"), report("W3", "2024-03-31T10:00:00+08:00")};
  const char* as_of = "2024-04-06T00:00:00+08:00";  // three weeks from Saturday 16 March
  EXPECT_EQ(judged(duties_of("every: P7D", rows, as_of)),
            (Texts{"breached missing 2024-03-22", "met 2024-03-29 by W2", "met 2024-04-05 by W3"}));
  std::vector<Row> made_good = rows;
  made_good.push_back(report("W1", "2024-04-01T10:00:00+08:00"));  // a second one in the third week
  EXPECT_EQ(judged(duties_of("every: P7D", made_good, as_of)),
            (Texts{"breached late 2024-03-22 by W1", "met 2024-03-29 by W2", "met 2024-04-05 by W3"}));
}

TEST(Duties, WithALaterDeadlineEvidenceIsAboutThePeriodThatEnded) {
  const char* as_of = "2024-10-01T00:00:00+08:00";
  // The first quarter's comes 20 days late, and is no early one of the second.
  EXPECT_EQ(
      judged(duties_of("every: P3M, due: P10D",
                       {report("A", "2024-07-15T10:00:00+08:00"), report("B", "2024-09-20T10:00:00+08:00")}, as_of)),
      (Texts{"breached late 2024-06-25 by A", "met 2024-09-25 by B", "running 2024-12-25"}));
  // The first quarter's never comes: the second's is still the second's.
  EXPECT_EQ(judged(duties_of("every: P3M, due: P10D", {report("B", "2024-09-20T10:00:00+08:00")}, as_of)),
            (Texts{"breached missing 2024-06-25", "met 2024-09-25 by B", "running 2024-12-25"}));
  // Early ones are for the period they lie in.
  EXPECT_EQ(judged(duties_of("every: P3M, due: P10D",
                             {report("A", "2024-06-10T10:00:00+08:00"), report("B", "2024-09-20T10:00:00+08:00"),
                              report("C", "2024-09-21T10:00:00+08:00")},
                             as_of)),
            (Texts{"met 2024-06-25 by A", "met 2024-09-25 by B", "met 2024-12-25 by C"}));
}

TEST(Duties, TheCivilCalendarsPeriodsAreCutOffAndOwedWhole) {
  const DutyFindings duties =
      duties_of("every: P1M, anchor: civil", {report("A", "2024-03-31T10:00:00+08:00")}, "2024-05-02T00:00:00+08:00");
  EXPECT_EQ(judged(duties), (Texts{"met 2024-03-31 by A", "breached missing 2024-04-30", "running 2024-05-31"}));
  EXPECT_TRUE(duties.findings[0].window->is_partial);
  EXPECT_FALSE(duties.findings[1].window->is_partial);
}

TEST(Duties, WhatIsDoneBeforeTheTermOrNotSeenYetShowsNothing) {
  const std::vector<Row> rows{report("A", "2024-03-15T23:59:00+08:00"), report("B", "2024-03-20T10:00:00+08:00")};
  EXPECT_EQ(judged(duties_of("every: P7D", rows, "2024-03-20T10:00:00+08:00")), (Texts{"running 2024-03-22"}));
  EXPECT_EQ(judged(duties_of("every: P7D", rows, "2024-03-20T10:01:00+08:00")), (Texts{"met 2024-03-22 by B"}));
  // Before the term nothing is owed, and the first deadline is what comes next.
  const DutyFindings before = duties_of("every: P7D", {}, "2024-03-01T00:00:00+08:00");
  EXPECT_TRUE(before.findings.empty());
  EXPECT_EQ(day_of(before.tallies.at(0).next_due), "2024-03-22");
}

TEST(Duties, DeadlinesOnClosedDaysMove) {
  // 30 April and a day: 1 May 2024 is closed in China until the 5th, a Sunday; the 28th of April is worked.
  const auto due = [](const std::string& more) {
    return judged(duties_of("every: P1M, anchor: civil, due: P1D" + more, {}, "2024-04-10T00:00:00+08:00"))[1];
  };
  EXPECT_EQ(due(""), "running 2024-05-01");
  EXPECT_EQ(due(", calendar: office"), "running 2024-05-06");
  EXPECT_EQ(due(", calendar: office, on_holiday: previous working day"), "running 2024-04-30");
  EXPECT_EQ(due(", calendar: office, on_holiday: unchanged"), "running 2024-05-01");
  // The contract's policy is what a duty does not say.
  const Plan plan = plan_of("duty: {evidence: report, once_by: handover, calendar: office}",
                            "policies: {deadline_on_holiday: previous working day}\n");
  EXPECT_EQ(judged(assess_duties(plan, log_of({}), at("2024-04-10T00:00:00+08:00"))), (Texts{"running 2024-04-30"}));
}

TEST(Duties, HoursAfterAPeriodAreALocalTime) {
  EXPECT_EQ(judged(duties_of("every: P1M, anchor: civil, due: P1DT12H", {}, "2024-03-20T00:00:00+08:00")),
            (Texts{"running 2024-04-02T12:00"}));
}

// Holidays of China are published to some year only: what is certain without them is said, the rest is not guessed.
TEST(Duties, UnpublishedHolidaysAreNoGuess) {
  const Contract contract = read_contract(
      "slakit: 1\ncontract: {id: c, time_zone: Asia/Shanghai, milestones: {m: 2060-05-01}}\n"
      "calendars: {office: {weekly: {mon-fri: ['09:00-18:00']}, holidays: CN}}\n"
      "obligations: {it: {clause: '1', duty: {evidence: report, once_by: m, calendar: office}}}\n");
  const Plan plan = compile(contract, {}, load_sources(contract));
  const auto seen = [&](const std::vector<Row>& rows, const char* as_of) {
    return judged(assess_duties(plan, log_of(rows), at(as_of)))[0];
  };
  EXPECT_EQ(seen({report("A", "2060-05-01T10:00:00+08:00")}, "2060-06-01T00:00:00+08:00"), "met by A");
  EXPECT_EQ(seen({report("A", "2060-05-02T10:00:00+08:00")}, "2060-06-01T00:00:00+08:00"), "not measurable fault by A");
  EXPECT_EQ(seen({}, "2060-05-02T00:00:00+08:00"), "running");
  EXPECT_EQ(seen({}, "2060-06-01T00:00:00+08:00"), "not measurable fault");
}

// ---- counted, spaced ------------------------------------------------------------------------------------------------

TEST(Duties, SoManyInATerm) {
  const std::vector<Row> rows{report("A", "2024-04-01T10:00:00+08:00"), report("B", "2024-05-01T10:00:00+08:00"),
                              report("C", "2025-03-20T10:00:00+08:00")};
  const DutyFindings running = duties_of("count: 4, within: term", rows, "2024-06-01T00:00:00+08:00");
  EXPECT_EQ(judged(running),
            (Texts{"met 2025-03-15 by A", "met 2025-03-15 by B", "running 2025-03-15", "running 2025-03-15"}));
  EXPECT_EQ(running.findings[3].number, 4);
  EXPECT_EQ(judged(duties_of("count: 4, within: term", rows, "2025-04-01T00:00:00+08:00")),
            (Texts{"met 2025-03-15 by A", "met 2025-03-15 by B", "breached late 2025-03-15 by C",
                   "breached missing 2025-03-15"}));
  EXPECT_EQ(judged(duties_of("count: 3, due: P5D", rows, "2025-04-01T00:00:00+08:00")),
            (Texts{"met 2025-03-20 by A", "met 2025-03-20 by B", "met 2025-03-20 by C"}));
}

TEST(Duties, SoManyInEachPeriod) {
  const std::vector<Row> rows{report("A", "2024-04-01T10:00:00+08:00"), report("B", "2024-06-20T10:00:00+08:00"),
                              report("C", "2024-06-21T10:00:00+08:00"), report("D", "2024-06-22T10:00:00+08:00")};
  EXPECT_EQ(
      judged(duties_of("count: 2, within: P3M", rows, "2024-07-01T00:00:00+08:00")),
      (Texts{"met 2024-06-15 by A", "breached late 2024-06-15 by D", "met 2024-09-15 by B", "met 2024-09-15 by C"}));
}

// Two months at least and four at most: of dates, both days in.
TEST(Duties, SpacingIsABreachOfItsOwn) {
  const std::string duty = "count: 4, within: term, spacing: {at_least: P2M, at_most: P4M}";
  const std::vector<Row> rows{report("A", "2024-04-10T23:00:00+08:00"), report("B", "2024-06-10T01:00:00+08:00"),
                              report("C", "2024-08-09T23:00:00+08:00")};
  const DutyFindings early = duties_of(duty, rows, "2024-12-10T00:00:00+08:00");
  EXPECT_EQ(judged(early, DutyPart::spacing),
            (Texts{"met 2024-08-10 by B", "breached too soon 2024-10-10 by C", "running 2024-12-09"}));
  EXPECT_EQ(judged(early)[0], "met 2025-03-15 by A");
  EXPECT_EQ(early.tallies[0].spacing_breaches, 1);
  EXPECT_EQ(day_of(early.tallies[0].next_due), "2024-12-09");
  const DutyFindings late = duties_of(duty, rows, "2024-12-12T00:00:00+08:00");
  EXPECT_EQ(judged(late, DutyPart::spacing).back(), "breached too late 2024-12-09");
  EXPECT_TRUE(late.findings.back().is_open);
  EXPECT_EQ(late.findings.back().late, hours{48});
}

// ---- once, all the time, now and then -------------------------------------------------------------------------------

TEST(Duties, OnceByAMilestone) {
  const char* as_of = "2024-06-01T00:00:00+08:00";
  EXPECT_EQ(judged(duties_of("once_by: handover", {report("A", "2023-12-01T10:00:00+08:00")}, as_of)),
            Texts{"met 2024-05-01 by A"});
  EXPECT_EQ(judged(duties_of("once_by: handover", {report("A", "2024-05-02T10:00:00+08:00")}, as_of)),
            Texts{"breached late 2024-05-01 by A"});
  EXPECT_EQ(judged(duties_of("once_by: handover, due: P10D", {report("A", "2024-05-02T10:00:00+08:00")}, as_of)),
            Texts{"met 2024-05-11 by A"});
  EXPECT_EQ(judged(duties_of("once_by: handover", {}, as_of)), Texts{"breached missing 2024-05-01"});
}

TEST(Duties, AStandingDutyIsDueOnTheFirstDay) {
  const char* as_of = "2024-06-01T00:00:00+08:00";
  EXPECT_EQ(judged(duties_of("standing: true", {report("A", "2024-03-16T10:00:00+08:00")}, as_of)),
            Texts{"met 2024-03-16 by A"});
  EXPECT_EQ(judged(duties_of("standing: true", {report("A", "2024-03-17T10:00:00+08:00")}, as_of)),
            Texts{"breached late 2024-03-16 by A"});
  EXPECT_EQ(judged(duties_of("standing: true", {}, as_of)), Texts{"breached missing 2024-03-16"});
}

TEST(Duties, WhatIsOccasionalOrContainedIsShownAndNeverJudged) {
  const DutyFindings duties = duties_of("occasional: true, contents: [risks]",
                                        {report("A", "2024-03-17T10:00:00+08:00")}, "2024-06-01T00:00:00+08:00");
  EXPECT_EQ(judged(duties), Texts{"not measurable occasional by A"});
  EXPECT_EQ(judged(duties, DutyPart::contents), Texts{"not measurable contents"});
  EXPECT_EQ(duties.tallies[0].owed, 0);
  EXPECT_EQ(judged(duties_of("occasional: true", {}, "2024-06-01T00:00:00+08:00")), Texts{"not measurable occasional"});
}

// ---- triggers -------------------------------------------------------------------------------------------------------

TEST(Duties, EachTriggerIsOwedInItsTicket) {
  const std::vector<Row> rows{
      {"A", "2024-04-01T10:00:00+08:00", "asked"},  {"A", "2024-04-05T10:00:00+08:00", "report"},
      {"B", "2024-04-01T10:00:00+08:00", "asked"},  {"B", "2024-04-08T10:00:00+08:00", "report"},
      {"C", "2024-04-01T10:00:00+08:00", "asked"},  {"D", "2024-04-02T10:00:00+08:00", "report"},
      {"E", "2024-04-09T10:00:00+08:00", "report"}, {"E", "2024-04-09T11:00:00+08:00", "asked"}};
  EXPECT_EQ(judged(duties_of("on_request: asked, due: P5D", rows, "2024-04-10T00:00:00+08:00")),
            (Texts{"met 2024-04-06 by A", "breached late 2024-04-06 by B", "breached missing 2024-04-06",
                   "running 2024-04-14"}));
  EXPECT_EQ(judged(duties_of("after: asked", rows, "2024-04-10T00:00:00+08:00")),
            (Texts{"met by A", "met by B", "running no deadline", "running no deadline"}));
  EXPECT_EQ(judged(duties_of("after: asked, due: PT4H", rows, "2024-04-09T12:00:00+08:00")).back(),
            "running 2024-04-09T15:00");
  EXPECT_EQ(judged(duties_of("after: asked, due: P1DT4H", rows, "2024-04-09T12:00:00+08:00")).back(),
            "running 2024-04-10T15:00");
  EXPECT_EQ(judged(duties_of("after: never", rows, "2024-04-10T00:00:00+08:00")), Texts{"not triggered no trigger"});
}

TEST(Duties, OneReportAnswersOneRequest) {
  const std::vector<Row> rows{{"A", "2024-04-01T10:00:00+08:00", "asked"},
                              {"A", "2024-04-02T10:00:00+08:00", "asked"},
                              {"A", "2024-04-03T10:00:00+08:00", "report"},
                              {"A", "2024-04-03T10:00:00+08:00", "report"}};  // said twice
  EXPECT_EQ(judged(duties_of("on_request: asked, due: P5D", rows, "2024-04-10T00:00:00+08:00")),
            (Texts{"met 2024-04-06 by A", "breached missing 2024-04-07"}));
}

TEST(Duties, TriggersOutsideTheTermAreCountedApart) {
  const DutyFindings duties =
      duties_of("after: asked, due: P5D", {{"A", "2024-03-01T10:00:00+08:00", "asked"}}, "2024-04-10T00:00:00+08:00");
  EXPECT_EQ(judged(duties), Texts{"breached missing 2024-03-06"});
  EXPECT_TRUE(duties.findings[0].is_outside_term);
  EXPECT_EQ(duties.tallies[0].owed, 0);
  EXPECT_EQ(duties.tallies[0].outside_term, 1);
}

TEST(Duties, ConditionsPickTriggersAndEvidence) {
  const std::vector<Row> rows{{"A", "2024-04-01T10:00:00+08:00", "received", {{"class", "fault"}, {"level", "high"}}},
                              {"B", "2024-04-01T10:00:00+08:00", "received", {{"class", "fault"}}},
                              {"B", "2024-04-02T10:00:00+08:00", "changed", {{"level", "low"}}},
                              {"C", "2024-04-01T10:00:00+08:00", "received", {{"class", "fault"}}},
                              {"D", "2024-04-01T10:00:00+08:00", "received", {{"class", "change"}}},
                              {"E", "2024-04-01T10:00:00+08:00", "received", {{"class", "fault"}, {"level", "high"}}},
                              {"E", "2024-04-03T10:00:00+08:00", "received"}};
  const Plan level = plan_of(
      "applies: {class: fault}, duty: {after: received, due: PT1H, evidence: {where: {level: "
      "[high, low]}}}");
  EXPECT_EQ(judged(assess_duties(level, log_of(rows), at("2024-04-10T00:00:00+08:00"))),
            (Texts{"met 2024-04-01T11:00 by A", "breached late 2024-04-01T11:00 by B",
                   "breached missing 2024-04-01T11:00", "met 2024-04-01T11:00 by E", "met 2024-04-03T11:00 by E"}));
  const Plan high = plan_of("duty: {every: P1M, evidence: {event: received, where: {level: high}}}");
  EXPECT_EQ(judged(assess_duties(high, log_of(rows), at("2024-04-10T00:00:00+08:00"))), Texts{"met 2024-04-15 by A"});
}

// ---- rosters --------------------------------------------------------------------------------------------------------

Row by(const char* ticket, const char* when, const char* member, const char* attribute = "member") {
  return {ticket, when, "report", {{attribute, member}}};
}

// Ben belongs to the team from 3 to 30 April. Weeks end on Sundays: the first is 16 and 17 March.
TEST(Duties, EachMemberOwesTheWeeksThatEndInTheirTime) {
  const std::vector<Row> rows{by("A1", "2024-03-30T10:00:00+08:00", "ann"),
                              by("B1", "2024-04-05T10:00:00+08:00", "ben"), by("X", "2024-04-05T10:00:00+08:00", "eve"),
                              report("Y", "2024-04-05T10:00:00+08:00"), by("B2", "2024-04-24T10:00:00+08:00", "ben")};
  const DutyFindings duties = duties_of("every: P7D, anchor: civil, for_each: team", rows, "2024-05-08T00:00:00+08:00");
  const Texts texts = judged(duties);
  const auto of_ben = std::find_if(texts.begin(), texts.end(), [](const auto& text) { return text[0] == 'b'; });
  EXPECT_EQ(Texts(of_ben, texts.end()), (Texts{"ben: met 2024-04-07 by B1", "ben: breached missing 2024-04-14",
                                               "ben: breached missing 2024-04-21", "ben: met 2024-04-28 by B2"}));
  EXPECT_EQ(of_ben - texts.begin(), 9);  // Ann owes the two days, and seven weeks, and the running one
  EXPECT_EQ(texts[2], "ann: met 2024-03-31 by A1");
  ASSERT_EQ(duties.tallies.size(), 2U);
  EXPECT_EQ(duties.tallies[1].owed, 4);
  EXPECT_EQ(duties.tallies[1].next_due, std::nullopt);
}

TEST(Duties, AnAttributeOfTheRostersNameComesFirst) {
  const std::vector<Row> rows{{"A", "2024-03-20T10:00:00+08:00", "report", {{"team", "ann"}, {"member", "ben"}}}};
  EXPECT_EQ(judged(duties_of("every: P7D, for_each: team", rows, "2024-03-21T00:00:00+08:00")),
            Texts{"ann: met 2024-03-22 by A"});
  // Reports that name nobody: it is not known whose they are.
  EXPECT_EQ(judged(duties_of("every: P7D, for_each: team", {report("A", "2024-03-20T10:00:00+08:00")},
                             "2024-03-21T00:00:00+08:00")),
            Texts{"ann: not measurable no member 2024-03-22"});
}

TEST(Duties, TheRosterSaysWhichAttributeNamesItsMembers) {
  const auto said = [](const std::string& roster, const std::vector<Row>& rows) {
    const Plan plan = plan_of("duty: {evidence: report, every: P7D, for_each: team}", "", roster);
    return judged(assess_duties(plan, log_of(rows), at("2024-03-21T00:00:00+08:00")));
  };
  const std::vector<Row> rows{
      {"A", "2024-03-20T10:00:00+08:00", "report", {{"team", "eve"}, {"member", "eve"}, {"technician", "ann"}}}};
  EXPECT_EQ(said(", attribute: technician", rows), Texts{"ann: met 2024-03-22 by A"});
  EXPECT_EQ(said("", rows), Texts{"ann: running 2024-03-22"});
  // It is that one or none.
  const std::vector<Row> others{{"A", "2024-03-20T10:00:00+08:00", "report", {{"team", "ann"}, {"member", "ann"}}}};
  EXPECT_EQ(said("", others), Texts{"ann: met 2024-03-22 by A"});
  EXPECT_EQ(said(", attribute: technician", others), Texts{"ann: not measurable no member 2024-03-22"});
}

// Ben joins on Wednesday 3 April and leaves when Tuesday 30 April ends: the weeks of Monday 1 and of 29 April are his
// in part, the three between them whole.
TEST(Duties, TheRosterSaysWhoOwesAWeekInWhichMembersJoinOrLeave) {
  const auto weeks = [](const std::string& roster) {
    const Plan plan = plan_of("duty: {evidence: report, every: P7D, anchor: civil, for_each: team}", "", roster);
    Texts last_days;
    const DutyFindings found = assess_duties(plan, log_of({}), at("2024-06-01T00:00:00+08:00"));
    for (const DutyFinding& one : found.findings)
      if (one.member == "ben") last_days.push_back(day_of(one.due));
    return last_days;
  };
  const Texts whole{"2024-04-14", "2024-04-21", "2024-04-28"};
  const auto with = [&](bool first, bool last) {
    Texts list = whole;
    if (first) list.insert(list.begin(), "2024-04-07");
    if (last) list.emplace_back("2024-05-05");
    return list;
  };
  EXPECT_EQ(weeks(""), with(true, false));
  EXPECT_EQ(weeks(", owes_if_member: on its last day"), with(true, false));
  EXPECT_EQ(weeks(", owes_if_member: on its first day"), with(false, true));
  EXPECT_EQ(weeks(", owes_if_member: throughout"), with(false, false));
  EXPECT_EQ(weeks(", owes_if_member: at any time"), with(true, true));
}

// Saturday 16 and Sunday 17 March, and Monday 10 to Saturday 15 March 2025, are no whole weeks.
TEST(Duties, APeriodThatTheTermCutsOffIsOwedOrNot) {
  const auto judged_at = [](const std::string& partial, const std::vector<Row>& rows, const char* as_of) {
    return judged(duties_of("every: P7D, anchor: civil" + partial, rows, as_of));
  };
  const std::vector<Row> rows{report("A", "2024-03-17T10:00:00+08:00"), report("B", "2024-03-24T10:00:00+08:00")};
  const char* april = "2024-04-01T06:00:00+08:00";
  const Texts whole{"met 2024-03-17 by A", "met 2024-03-24 by B", "breached missing 2024-03-31", "running 2024-04-07"};
  EXPECT_EQ(judged_at("", rows, april), whole);
  EXPECT_EQ(judged_at(", partial: owed whole", rows, april), whole);
  // What comes before the first that is owed shows nothing, and is no early report of it.
  EXPECT_EQ(judged_at(", partial: not owed", rows, april), Texts(whole.begin() + 1, whole.end()));
  EXPECT_EQ(judged_at(", partial: not owed", {rows[0]}, april).at(0), "breached missing 2024-03-24");
  const char* after = "2025-04-01T00:00:00+08:00";
  EXPECT_EQ(judged_at("", {}, after).size(), 53U);
  EXPECT_EQ(judged_at("", {}, after).back(), "breached missing 2025-03-15");
  EXPECT_EQ(judged_at(", partial: not owed", {}, after).size(), 51U);
  EXPECT_EQ(judged_at(", partial: not owed", {}, after).back(), "breached missing 2025-03-09");
  // The last one that is owed is what comes next, until it is done.
  const DutyFindings near_end = duties_of("every: P7D, anchor: civil, partial: not owed",
                                          {report("Z", "2025-03-09T10:00:00+08:00")}, "2025-03-09T12:00:00+08:00");
  EXPECT_EQ(near_end.findings.back().verdict, Verdict::met);
  EXPECT_EQ(near_end.tallies.at(0).next_due, std::nullopt);
  EXPECT_EQ(near_end.tallies.at(0).owed, 51);
  // A quota within each month of the calendar: March and next March have none.
  EXPECT_EQ(duties_of("count: 2, within: P1M, anchor: civil, partial: not owed", {}, after).tallies.at(0).owed, 22);
  EXPECT_EQ(duties_of("count: 2, within: P1M, anchor: civil", {}, after).tallies.at(0).owed, 26);
}

// ---- the plan -------------------------------------------------------------------------------------------------------

TEST(Duties, WhatIsLeftOpenIsAssumed) {
  const auto paths = [](const std::string& duty, const std::string& roster = "") {
    Texts list;
    for (const Assumption& a : plan_of("duty: {evidence: report, " + duty + "}", "", roster).assumptions) {
      std::string line = a.path + ": " + a.used;
      for (const std::string& other : a.otherwise) line += " | " + other;
      list.push_back(line);
    }
    return list;
  };
  EXPECT_EQ(paths("every: P1M, due: P1D, calendar: office"),
            (Texts{"policies.deadline_on_holiday: next working day | unchanged | previous working day",
                   "obligations.it.duty.anchor: contract | civil"}));
  const std::string attribute = "rosters.team.attribute: team, or else member";
  const std::string owes = "rosters.team.owes_if_member: on its last day | on its first day | throughout | at any time";
  EXPECT_EQ(paths("every: P7D, anchor: civil, for_each: team"),
            (Texts{"obligations.it.duty.partial: owed whole | not owed", attribute, owes}));
  EXPECT_EQ(paths("every: P7D, anchor: civil, partial: owed whole, for_each: team",
                  ", attribute: name, owes_if_member: throughout"),
            Texts{});
  // Nobody can join within a period where there is none.
  EXPECT_EQ(paths("after: asked, for_each: team"), Texts{attribute});
  EXPECT_EQ(paths("standing: true, for_each: team"), Texts{attribute});
  EXPECT_EQ(paths("once_by: handover, for_each: team"), Texts{attribute});
  EXPECT_EQ(paths("once_by: handover"), Texts{});
}

TEST(Duties, AnAmendmentChangesTheCalendarOfDeadlines) {
  const std::string amended =
      "amendments: {one: {clause: S1, effective: 2024-05-01, changes: [{set: calendars.office.weekly, use: {tue: "
      "'09:00-18:00'}}]}}\npolicies: {amended_terms: ";
  const auto due = [&](const std::string& policy, const char* as_of) {
    // Quarters end on 15 June 2024, a Saturday; 16 March to 15 April is the first month.
    return judged(assess_duties(
        plan_of("duty: {evidence: report, every: P1M, due: P1D, calendar: office}", amended + policy + "}\n"),
        log_of({}), at(as_of)));
  };
  EXPECT_EQ(due("as at the event", "2024-06-01T00:00:00+08:00"),
            (Texts{"breached missing 2024-04-16", "breached missing 2024-05-21", "running 2024-06-18"}));
  EXPECT_EQ(due("as now", "2024-04-20T00:00:00+08:00"), (Texts{"breached missing 2024-04-16", "running 2024-05-16"}));
}

// ---- laws -----------------------------------------------------------------------------------------------------------

std::vector<Row> random_rows() {
  const auto row = rc::gen::exec([] {
    Row one;
    one.ticket = *rc::gen::element("T1", "T2", "T3");
    one.at = to_rfc3339(at("2024-03-10T00:00:00+08:00") + hours{12 * *rc::gen::inRange(0, 400)}, Zone::utc());
    one.event = *rc::gen::element("report", "asked", "other");
    one.attributes = {{"member", *rc::gen::element("ann", "ben", "eve")}};
    return one;
  });
  return *rc::gen::resize(60, rc::gen::container<std::vector<Row>>(row));
}

std::string random_duty() {
  return *rc::gen::element(
      "every: P7D", "every: P7D, anchor: civil, due: P2D, for_each: team",
      "every: P7D, anchor: civil, partial: not owed, for_each: team", "every: P1M, due: P10D, calendar: office",
      "count: 4, within: term, spacing: {at_least: P1M, at_most: P2M}", "count: 2, within: P1M, anchor: civil",
      "once_by: handover", "standing: true", "after: asked, due: P3D", "on_request: asked", "occasional: true",
      "after: asked, due: PT36H, for_each: team", "every: P3M, due: P10D, spacing: {at_most: P4M}");
}

Texts all_of(const DutyFindings& duties) {
  Texts texts;
  for (const DutyFinding& f : duties.findings) texts.push_back(text_of(f) + (f.trigger ? " " + f.trigger->ticket : ""));
  return texts;
}

RC_GTEST_PROP(DutyLaws, TheOrderOfRowsDecidesNothing, ()) {
  const Plan plan = plan_of("duty: {evidence: report, " + random_duty() + "}");
  std::vector<Row> rows = random_rows();
  const Instant as_of = at("2024-03-10T00:00:00+08:00") + hours{12 * *rc::gen::inRange(0, 400)};
  const DutyFindings one = assess_duties(plan, log_of(rows), as_of);
  for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[*rc::gen::inRange<std::size_t>(0, i)]);
  const DutyFindings other = assess_duties(plan, log_of(rows), as_of);
  RC_ASSERT(all_of(one) == all_of(other));
  RC_ASSERT(one.tallies == other.tallies);
}

RC_GTEST_PROP(DutyLaws, WhatIsOwedIsDoneLateMissingOrRunning, ()) {
  const Plan plan = plan_of("duty: {evidence: report, " + random_duty() + "}");
  const EventLog log = log_of(random_rows());
  const Instant as_of = at("2024-03-10T00:00:00+08:00") + hours{12 * *rc::gen::inRange(0, 400)};
  const DutyFindings duties = assess_duties(plan, log, as_of);
  std::vector<std::pair<std::string, Instant>> shown;
  for (const DutyTally& t : duties.tallies) {
    RC_ASSERT(t.owed == t.met + t.late + t.missing + t.running + t.not_measurable);
    RC_ASSERT(!t.next_due || *t.next_due >= as_of);
  }
  for (const DutyFinding& f : duties.findings) {
    if (f.evidence) RC_ASSERT(f.evidence->at < as_of);
    if (f.reason == DutyReason::late) RC_ASSERT(f.evidence && f.late == f.evidence->at - *f.due && f.late > Duration{});
    if (f.reason == DutyReason::missing) RC_ASSERT(!f.evidence && f.late == as_of - *f.due && f.is_open);
    if (f.part != DutyPart::performance || !f.evidence || f.reason == DutyReason::occasional) continue;
    shown.emplace_back(f.member + f.evidence->ticket + f.evidence->event + std::to_string(f.evidence->row),
                       f.evidence->at);
  }
  std::sort(shown.begin(), shown.end());
  RC_ASSERT(std::adjacent_find(shown.begin(), shown.end()) == shown.end());  // evidence counts once
}

// What an audit says of an evidence it never takes back: later events only add to what was done.
RC_GTEST_PROP(DutyLaws, WhatIsDoneStaysDone, ()) {
  const Plan plan = plan_of("duty: {evidence: report, " + random_duty() + "}");
  const EventLog log = log_of(random_rows());
  const Instant early = at("2024-03-10T00:00:00+08:00") + hours{12 * *rc::gen::inRange(0, 200)};
  const Texts before = judged(assess_duties(plan, log, early));
  const Texts after = judged(assess_duties(plan, log, early + days{*rc::gen::inRange(0, 100)}));
  for (const std::string& text : before)
    if (text.find(" by ") != std::string::npos)
      RC_ASSERT(std::count(after.begin(), after.end(), text) >= std::count(before.begin(), before.end(), text));
}

}  // namespace
}  // namespace slakit
