#include "slakit/assessment/indicators.hpp"
#include "slakit/assessment/describe.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <chrono>
#include <cstdio>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "support/log_rows.hpp"

namespace slakit {
namespace {

// A term of 2024-03-16 to 2025-03-15 in UTC, a clock `reply` of an hour, and one indicator.
Plan plan_of(const std::string& indicator, const std::string& more = "", const std::string& applies = "") {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC, milestones: {signed: 2024-03-15, handover: 2024-04-30}, "
      "term: {from: signed, length: P1Y, counting: start day out}}\n"
      "calendars: {always: always, office: {weekly: {mon-fri: ['09:00-17:00']}}}\n"
      "obligations:\n"
      "  reply: {clause: '1', clock: {start: asked, stop: answered, calendar: always, target: PT1H}}\n"
      "  it: {clause: '2', " +
      applies + "indicator: " + indicator + "}\n" + more);
  return compile(contract, {}, load_sources(contract));
}

std::vector<IndicatorFinding> judge(const Plan& plan, const EventLog& log, std::string_view as_of) {
  const Binding binding(plan, log);
  const Instant at = instant_of(as_of);
  Findings findings;
  Partial partial = assess(plan, binding, {0, log.ticket_count()}, at, findings);
  DutyFindings duties = assess_duties(plan, binding, at);
  std::vector<PromiseFinding> promises = assess_promises(plan, binding, at);
  const Excuses excuses = apply_exclusions(plan, binding, at, {findings, partial, duties, promises});
  return assess_indicators(plan, binding, at, {findings, duties, promises, excuses.claims});
}

// "2024-03-16..03-31 99/100 met", with the reason where there is one.
std::string line(const IndicatorFinding& f) {
  const auto date = [](Date d) { return to_string(d); };
  std::string text = date(f.window.first) + ".." + date(f.window.last).substr(5);
  if (f.window.is_partial) text += " partial";
  text += " " + (f.figure ? to_string(*f.figure) : "-");
  if (f.rounded) text += " ~ " + to_string(*f.rounded);
  text += " " + std::string(boost::describe::enum_to_string(f.verdict, "?"));
  if (f.reason != IndicatorReason::none) text += " " + std::string(boost::describe::enum_to_string(f.reason, "?"));
  return text;
}

using Lines = std::vector<std::string>;

Lines lines(const Plan& plan, const std::vector<Row>& rows, std::string_view as_of) {
  Lines list;
  for (const IndicatorFinding& finding : judge(plan, log_of(rows), as_of)) list.push_back(line(finding));
  return list;
}

Row began(const char* ticket, const char* at, std::vector<std::pair<std::string, std::string>> attributes = {}) {
  return {ticket, at, "began", std::move(attributes)};
}
Row ended(const char* ticket, const char* at) { return {ticket, at, "ended", {}}; }

constexpr const char* monthly = "window: P1M, anchor: civil, target: {at_least: 99.9%}}";

TEST(Indicators, AvailabilityOfPartialAndWholeMonths) {
  const Plan plan = plan_of(std::string("{availability: {down: began, up: ended}, ") + monthly);
  // 16 days of March are 23,040 minutes, April has 43,200. 23 minutes down are more than 0.1 % of the one and less of
  // the other.
  const std::vector<Row> rows{began("A", "2024-03-20T10:00Z"), ended("A", "2024-03-20T10:24Z"),
                              began("B", "2024-04-02T00:00Z"), ended("B", "2024-04-02T00:43Z")};
  EXPECT_EQ(lines(plan, rows, "2024-05-10T00:00Z"),
            (Lines{"2024-03-16..03-31 partial 959/960 breached not_reached", "2024-04-01..04-30 43157/43200 met",
                   "2024-05-01..05-31 1 running not_over"}));
}

TEST(Indicators, AnOutageCountsInEachWindowItTouchesAndOnceWhereSeveralTicketsReportIt) {
  const Plan plan = plan_of(std::string("{availability: {down: began, up: ended}, ") + monthly);
  // One hour in each month; 30 minutes of it are reported twice. An outage still open lasts up to as_of.
  const std::vector<Row> rows{began("A", "2024-03-31T23:00Z"), ended("A", "2024-04-01T01:00Z"),
                              began("B", "2024-03-31T23:30Z"), ended("B", "2024-04-01T00:30Z"),
                              began("C", "2024-05-01T00:00Z")};
  EXPECT_EQ(lines(plan, rows, "2024-05-01T02:00Z"),
            (Lines{"2024-03-16..03-31 partial 383/384 breached not_reached",
                   "2024-04-01..04-30 719/720 breached not_reached", "2024-05-01..05-31 0 running not_over"}));
}

TEST(Indicators, ShortAndPlannedOutagesAreLeftOut) {
  const std::string rule =
      "{availability: {down: began, up: ended, minimum: PT5M, planned: [{event: began, where: {planned: yes!}}, "
      "announced]}, " +
      std::string(monthly);
  const std::vector<Row> rows{began("A", "2024-04-02T00:00Z"),
                              ended("A", "2024-04-02T00:04:59Z"),
                              began("B", "2024-04-03T00:00Z", {{"planned", "yes!"}}),
                              ended("B", "2024-04-04T00:00Z"),
                              {"C", "2024-04-04T20:00Z", "announced", {}},
                              began("C", "2024-04-05T00:00Z"),
                              ended("C", "2024-04-06T00:00Z"),
                              began("C", "2024-04-07T00:00Z"),
                              ended("C", "2024-04-07T00:05Z")};
  const Plan out = plan_of(rule);
  // 30 days less two of planned work are 40,320 minutes.
  EXPECT_EQ(lines(out, rows, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 8063/8064 met");
  const Plan up = plan_of(rule, "policies: {planned_time: counts as up}\n");
  EXPECT_EQ(lines(up, rows, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 8639/8640 met");
  const std::vector<IndicatorFinding> found = judge(out, log_of(rows), "2024-05-01T00:00Z");
  ASSERT_EQ(found[1].outages.size(), 4U);
  EXPECT_EQ(found[1].outages[0].use, OutageUse::too_short);
  EXPECT_EQ(found[1].outages[1].use, OutageUse::planned);
  EXPECT_EQ(found[1].outages[2].use, OutageUse::planned);
  EXPECT_EQ(found[1].outages[3].use, OutageUse::counted);
  const auto assumed = [](const Plan& plan) {
    return std::any_of(plan.assumptions.begin(), plan.assumptions.end(),
                       [](const Assumption& a) { return a.path == "policies.planned_time"; });
  };
  EXPECT_TRUE(assumed(out));
  EXPECT_FALSE(assumed(up));
}

TEST(Indicators, AvailabilityInServiceHoursAndOfOneService) {
  const Plan plan = plan_of(
      "{availability: {down: began, up: ended, calendar: office}, window: P1M, anchor: civil, target: {at_least: "
      "99.9%}}",
      "", "applies: {service: [mail]}, ");
  // April 2024 has 22 working days of 8 hours: 176. Down from Friday 16:00 to Monday 10:00 is two of them.
  const std::vector<Row> rows{began("A", "2024-04-05T16:00Z", {{"service", "mail"}}), ended("A", "2024-04-08T10:00Z"),
                              began("B", "2024-04-10T09:00Z", {{"service", "web"}}), ended("B", "2024-04-10T17:00Z")};
  EXPECT_EQ(lines(plan, rows, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 87/88 breached not_reached");
}

// [1 - sum (min x users) / (users x min)], 200 min x 300 of 1,000 users in 43,200 min: 99.8611, which the contract
// rounds to 99.86 (penalties.md, E52).
TEST(Indicators, E52WeightedByUsersAndRounded) {
  const Plan plan = plan_of(
      "{availability: {down: began, up: ended, weight: users, out_of: 1000}, window: P1M, anchor: civil, target: "
      "{at_least: 99.86%}, rounding: {decimals: 2, mode: half up}}");
  const std::vector<Row> rows{began("A", "2024-04-02T00:00Z", {{"users", "300"}}), ended("A", "2024-04-02T03:20Z")};
  EXPECT_EQ(lines(plan, rows, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 719/720 ~ 4993/5000 met");
  const Plan shown = plan_of(
      "{availability: {down: began, up: ended, weight: users, out_of: 1000}, window: P1M, anchor: civil, target: "
      "{at_least: 99.862%}, rounding: {decimals: 1, mode: up, applied: after it is compared}}");
  EXPECT_EQ(lines(shown, rows, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 719/720 ~ 999/1000 breached not_reached");
  const std::vector<Row> nobody{began("A", "2024-04-02T00:00Z", {{"users", "some"}}), ended("A", "2024-04-02T03:20Z")};
  EXPECT_EQ(lines(plan, nobody, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 - not_measurable bad_value");
}

TEST(Indicators, AttainmentHoldsOnlyWhatIsMetOrBreached) {
  const Plan plan = plan_of("{attainment: [reply], window: P1M, anchor: civil, target: {at_least: 75%}}");
  std::vector<Row> rows;
  const auto ticket = [&rows](const char* name, const char* asked, const char* answered) {
    rows.push_back({name, asked, "asked", {}});
    if (answered != nullptr) rows.push_back({name, answered, "answered", {}});
  };
  ticket("before", "2024-03-15T10:00Z", "2024-03-15T10:30Z");  // outside the term
  ticket("a", "2024-04-30T23:50Z", "2024-05-01T00:20Z");       // of April, by its start
  ticket("b", "2024-04-10T10:00Z", "2024-04-10T11:00Z");       // exactly an hour: met
  ticket("c", "2024-04-10T10:00Z", "2024-04-10T11:00:00.000001Z");
  ticket("d", "2024-04-11T10:00Z", "2024-04-11T10:10Z");
  ticket("e", "2024-05-09T23:30Z", nullptr);  // running
  EXPECT_EQ(lines(plan, rows, "2024-05-10T00:00Z"),
            (Lines{"2024-03-16..03-31 partial - not_measurable no_data", "2024-04-01..04-30 3/4 met",
                   "2024-05-01..05-31 - running not_over"}));
}

TEST(Indicators, WithoutDataTheRuleDecidesAndSoDoesASmallSample) {
  for (const auto& [no_data, verdict] :
       {std::pair{"not measurable", "not_measurable"}, {"deemed met", "met"}, {"deemed breached", "breached"}}) {
    const Plan plan = plan_of(
        "{attainment: [reply], window: P1M, anchor: civil, target: {at_least: 75%}, "
        "minimum_sample: 2, no_data: " +
        std::string(no_data) + "}");
    const std::vector<Row> rows{{"a", "2024-04-10T10:00Z", "asked", {}}, {"a", "2024-04-10T10:10Z", "answered", {}}};
    const Lines found = lines(plan, rows, "2024-05-01T00:00Z");
    EXPECT_EQ(found.at(0), "2024-03-16..03-31 partial - " + std::string(verdict) + " no_data");
    EXPECT_EQ(found.at(1), "2024-04-01..04-30 - " + std::string(verdict) + " no_data");
  }
}

TEST(Indicators, CountsSumsMeansAndPercentilesOfAnAttribute) {
  std::vector<Row> rows;
  for (const char* value : {"15", "20", "35", "40", "50"})
    rows.push_back({value, "2024-04-10T10:00Z", "visit", {{"score", value}}});
  const auto of_term = [&](const std::string& figure) {
    return lines(plan_of("{" + figure + ", window: term, target: {at_most: 4}}"), rows, "2025-03-16T00:00Z").at(0);
  };
  const std::string term = "2024-03-16..03-15 ";
  EXPECT_EQ(of_term("count: visit"), term + "5 breached not_reached");
  EXPECT_EQ(of_term("sum: {of: score, events: visit}"), term + "160 breached not_reached");
  EXPECT_EQ(of_term("mean: {of: score, events: visit}"), term + "32 breached not_reached");
  // The usual example of both definitions: of 15, 20, 35, 40, 50 the 40th percentile.
  EXPECT_EQ(of_term("percentile: {rank: 40%, of: score, events: visit}"), term + "20 breached not_reached");
  EXPECT_EQ(of_term("percentile: {rank: 40%, of: score, events: visit, method: linear}"),
            term + "29 breached not_reached");
  EXPECT_EQ(of_term("percentile: {rank: 100%, of: score, events: visit, method: linear}"),
            term + "50 breached not_reached");
}

TEST(Indicators, ACountAboveItsQuotaIsABreachBeforeTheWindowIsOver) {
  const Plan plan = plan_of("{count: change, window: P3M, target: {at_most: 1}}");
  const std::vector<Row> rows{{"a", "2024-04-01T00:00Z", "change", {}}, {"b", "2024-05-01T00:00Z", "change", {}}};
  EXPECT_EQ(lines(plan, rows, "2024-04-10T00:00Z"), Lines{"2024-03-16..06-15 1 running not_over"});
  EXPECT_EQ(lines(plan, rows, "2024-05-10T00:00Z"), Lines{"2024-03-16..06-15 2 breached not_reached"});
}

TEST(Indicators, AnAimIsShownAndNeverBroken) {
  const Plan plan =
      plan_of("{mean: {of: satisfaction, events: visit}, window: P3M, target: {at_least: 100%}, aim: true}");
  const std::vector<Row> rows{{"a", "2024-04-01T00:00Z", "visit", {{"satisfaction", "90%"}}},
                              {"b", "2024-07-01T00:00Z", "visit", {{"satisfaction", "1"}}}};
  EXPECT_EQ(lines(plan, rows, "2024-12-16T00:00Z"),
            (Lines{"2024-03-16..06-15 9/10 not_measurable aim_missed", "2024-06-16..09-15 1 not_measurable aim_reached",
                   "2024-09-16..12-15 - not_measurable no_data"}));
}

TEST(Indicators, OverSeveralWindowsInARow) {
  const Plan plan = plan_of("{count: change, window: P1M, rolling: 3, target: {at_most: 2}}");
  std::vector<Row> rows;
  for (const char* at : {"2024-03-20T00:00Z", "2024-04-20T00:00Z", "2024-05-20T00:00Z", "2024-08-01T00:00Z"})
    rows.push_back({at, at, "change", {}});
  EXPECT_EQ(lines(plan, rows, "2024-08-16T00:00Z"),
            (Lines{"2024-03-16..04-15 partial 1 met", "2024-04-16..05-15 partial 2 met",
                   "2024-05-16..06-15 3 breached not_reached", "2024-06-16..07-15 2 met", "2024-07-16..08-15 2 met"}));
}

TEST(Indicators, AScoreWeighsOthersOfTheSameWindow) {
  const Plan plan = plan_of("{score: {speed: 0.6, calm: 0.4}, window: P1M, target: {at_least: 80%}}",
                            "  speed: {clause: '3', indicator: {attainment: [reply], window: P1M}}\n"
                            "  calm: {clause: '3', indicator: {mean: {of: calm, events: visit}, window: P1M}}\n");
  const std::vector<Row> rows{{"a", "2024-04-01T10:00Z", "asked", {}},
                              {"a", "2024-04-01T10:10Z", "answered", {}},
                              {"v", "2024-04-02T10:00Z", "visit", {{"calm", "0.5"}}}};
  const Lines found = lines(plan, rows, "2024-05-16T00:00Z");
  EXPECT_EQ(found.at(0), "2024-03-16..04-15 4/5 met");
  EXPECT_EQ(found.at(1), "2024-04-16..05-15 - not_measurable no_data");
}

TEST(Indicators, ExcusedOutagesAndExcusedTimeAreLeftOut) {
  const Plan plan =
      plan_of(std::string("{availability: {down: began, up: ended}, ") + monthly,
              "exclusions:\n"
              "  customer: {clause: '9', cause: customer, event: caused by customer, evidence: admitted}\n"
              "  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n"
              "policies: {planned_time: counts as up}\n");
  // Of 720 hours of April: A is excused, B is claimed and not proven, half of C's two hours are in a storm.
  const std::vector<Row> rows{began("A", "2024-04-02T00:00Z"),
                              ended("A", "2024-04-03T00:00Z"),
                              {"A", "2024-04-04T00:00Z", "caused by customer", {}},
                              {"A", "2024-04-04T00:00Z", "admitted", {}},
                              began("B", "2024-04-05T00:00Z"),
                              ended("B", "2024-04-05T01:00Z"),
                              {"B", "2024-04-05T00:00Z", "caused by customer", {}},
                              began("C", "2024-04-06T00:00Z"),
                              ended("C", "2024-04-06T02:00Z"),
                              {"S", "2024-04-05T12:00Z", "storm began", {}},
                              {"S", "2024-04-06T01:00Z", "storm ended", {}}};
  EXPECT_EQ(lines(plan, rows, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 359/360 breached not_reached");
}

TEST(Indicators, AWindowIsOpenUntilItIsOver) {
  const Plan plan = plan_of(std::string("{availability: {down: began, up: ended}, ") + monthly);
  const EventLog log = log_of({began("A", "2024-03-20T10:00Z"), ended("A", "2024-03-20T10:24Z")});
  const std::vector<IndicatorFinding> found = judge(plan, log, "2024-04-01T00:00Z");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].is_open);
  EXPECT_TRUE(judge(plan, log, "2024-03-31T23:59Z").at(0).is_open);
}

// What the text leaves open and a figure rests on is listed.
TEST(Indicators, ListsWhatTheTextLeavesOpen) {
  const auto lists = [](const Plan& plan, const std::string& path) {
    return std::any_of(plan.assumptions.begin(), plan.assumptions.end(),
                       [&](const Assumption& a) { return a.path == path; });
  };
  const std::string rounded =
      "{availability: {down: began, up: ended}, window: P1M, anchor: civil, target: {at_least: 99%}, ";
  const std::string storm = "exclusions: {storm: {clause: '9', cause: force majeure, from: a, to: b}}\n";
  const Plan open = plan_of(rounded + "rounding: {decimals: 2}}", storm);
  EXPECT_TRUE(lists(open, "obligations.it.indicator.rounding.applied"));
  EXPECT_TRUE(lists(open, "policies.rounding"));
  EXPECT_FALSE(lists(open, "policies.rounding_stage"));
  EXPECT_TRUE(lists(open, "policies.planned_time"));
  EXPECT_TRUE(lists(open, "exclusions.storm.excuses"));
  const Plan said = plan_of(rounded + "rounding: {decimals: 2, mode: up, applied: before it is compared}}");
  for (const char* path : {"obligations.it.indicator.rounding.applied", "policies.rounding", "policies.planned_time",
                           "exclusions.storm.excuses", "policies.month_arithmetic"})
    EXPECT_FALSE(lists(said, path)) << path;
}

// Cutting a month into days and adding their down time up gives the month's.
RC_GTEST_PROP(IndicatorLaws, DownTimeIsAdditiveOverWindowsAndTheOrderOfRowsDoesNotMatter, ()) {
  std::vector<Row> rows;
  const int count = *rc::gen::inRange(0, 12);
  std::vector<std::pair<std::int64_t, std::int64_t>> truth;
  const Instant start = instant_of("2024-04-01T00:00Z");
  const auto text = [&](std::int64_t minute) {
    const std::int64_t day = minute / 1440 + 1;
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return "2024-04-" + two(day) + "T" + two(minute % 1440 / 60) + ":" + two(minute % 60) + "Z";
  };
  for (int i = 0; i < count; ++i) {
    const std::int64_t from = *rc::gen::inRange<std::int64_t>(0, 28 * 1440);
    const std::int64_t to = from + *rc::gen::inRange<std::int64_t>(1, 2000);
    const std::string name = "T" + std::to_string(i);
    rows.push_back({name, text(from), "began", {}});
    rows.push_back({name, text(to), "ended", {}});
    truth.emplace_back(from, to);
  }
  const auto rule = [](const char* window) {
    return plan_of(
        std::string("{availability: {down: began, up: ended}, anchor: civil, target: {at_least: 99%}, window: ") +
        window + "}");
  };
  Duration by_days{};
  static const Plan days = rule("P7D");
  static const Plan months = rule("P1M");
  const EventLog log = log_of(rows);
  for (const IndicatorFinding& finding : judge(days, log, "2024-06-01T00:00Z")) by_days += finding.down;
  const std::vector<IndicatorFinding> by_month = judge(months, log, "2024-06-01T00:00Z");
  // Minute by minute, by code of its own.
  std::int64_t minutes = 0;
  for (std::int64_t minute = 0; minute < 31 * 1440; ++minute)
    for (const auto& [from, to] : truth)
      if (minute >= from && minute < to) {
        ++minutes;
        break;
      }
  RC_ASSERT(by_month.at(1).down == std::chrono::minutes{minutes});
  RC_ASSERT(by_days == by_month.at(1).down);
  RC_ASSERT(by_month.at(1).span.from == start);
  std::reverse(rows.begin(), rows.end());
  RC_ASSERT(line(judge(months, log_of(rows), "2024-06-01T00:00Z").at(1)) == line(by_month.at(1)));
}

// What applies to a state is what holds after its instant, whichever of its rows comes first.
TEST(Indicators, AStateAppliesByWhatHoldsAfterItsInstant) {
  const Plan plan = plan_of(
      "{availability: {down: {where: {status: [out]}}, up: {where: {status: [fine]}}}, window: P1M, anchor: civil, "
      "target: {at_least: 99%}}",
      "", "applies: {service: [mail]}, ");
  const std::vector<Row> rows{{"A", "2024-04-02T00:00Z", "alarm", {{"service", "web"}, {"status", "out"}}},
                              {"A", "2024-04-02T00:00Z", "corrected", {{"service", "mail"}}},
                              {"A", "2024-04-03T00:00Z", "closed", {{"status", "fine"}}}};
  EXPECT_EQ(lines(plan, rows, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 29/30 breached not_reached");
}

// Whatever the events are called.
TEST(Indicators, AtTheInstantOfAnUpTheOutageIsOver) {
  for (const auto& [down, up] : {std::pair{"began", "ended"}, {"raised", "cleared"}}) {
    const Plan plan = plan_of(std::string("{availability: {down: ") + down + ", up: " + up + "}, " + monthly);
    const std::vector<Row> rows{{"A", "2024-04-02T00:00Z", down, {}}, {"A", "2024-04-02T00:00Z", up, {}},
                                {"B", "2024-04-03T00:00Z", down, {}}, {"B", "2024-04-04T00:00Z", up, {}},
                                {"B", "2024-04-04T00:00Z", down, {}}, {"B", "2024-04-05T00:00Z", up, {}}};
    EXPECT_EQ(lines(plan, rows, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 29/30 breached not_reached") << down;
    // A sequence says which came first.
    EventLogBuilder builder(std::vector<std::string>{});
    for (const auto& [at, type, sequence] : {std::tuple{"2024-04-03T00:00Z", down, 1},
                                             {"2024-04-04T00:00Z", up, 2},
                                             {"2024-04-04T00:00Z", down, 3},
                                             {"2024-04-05T00:00Z", up, 4}}) {
      Event event{"B", instant_of(at), type, {}};
      event.sequence = sequence;
      builder.add(event);
    }
    EXPECT_EQ(line(judge(plan, std::move(builder).finish(), "2024-05-01T00:00Z").at(1)),
              "2024-04-01..04-30 14/15 breached not_reached");
  }
}

TEST(Indicators, APlannedOutageStaysPlannedHoweverOftenItIsAnnounced) {
  const Plan plan = plan_of(std::string("{availability: {down: began, up: ended, planned: announced}, ") + monthly);
  const std::vector<Row> rows{{"A", "2024-04-01T20:00Z", "announced", {}},
                              began("A", "2024-04-02T00:00Z"),
                              {"A", "2024-04-02T12:00Z", "announced", {}},
                              ended("A", "2024-04-03T00:00Z")};
  EXPECT_EQ(lines(plan, rows, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 1 met");
}

TEST(Indicators, NobodyIsLessThanNobody) {
  const auto weighted = [](const char* out_of, const char* users) {
    const Plan plan = plan_of(std::string("{availability: {down: began, up: ended, weight: users, out_of: ") + out_of +
                              "}, window: P1M, anchor: civil, target: {at_least: 99.86%}}");
    return lines(plan, {began("A", "2024-04-02T00:00Z", {{"users", users}}), ended("A", "2024-04-02T03:20Z")},
                 "2024-05-01T00:00Z")
        .at(1);
  };
  EXPECT_EQ(weighted("1000", "-300"), "2024-04-01..04-30 - not_measurable bad_value");
  EXPECT_THROW(weighted("0", "300"), ContractError);  // the reader refuses it: zero-count
}

// 10^-19 does not fit a ratio, and is not nothing.
TEST(Indicators, ANumberThatDoesNotFitIsNotZero) {
  const Plan plan = plan_of("{sum: {of: score, events: visit}, window: term, target: {at_least: 0}}");
  EXPECT_EQ(lines(plan, {{"a", "2024-04-10T10:00Z", "visit", {{"score", "0.00000000000000001%"}}}}, "2025-03-16T00:00Z")
                .at(0),
            "2024-03-16..03-15 - not_measurable bad_value");
}

// A deadline at the end of 30 April is one of April.
TEST(Indicators, ADeliverableCountsOnTheDayItIsDue) {
  const Plan plan = plan_of("{attainment: [manual], window: P1M, anchor: civil, target: {at_least: 100%}}",
                            "  manual: {clause: '3', duty: {once_by: handover, evidence: manual}}\n");
  EXPECT_EQ(lines(plan, {{"M", "2024-04-10T00:00Z", "manual", {}}}, "2024-06-01T00:00Z"),
            (Lines{"2024-03-16..03-31 partial - not_measurable no_data", "2024-04-01..04-30 1 met",
                   "2024-05-01..05-31 - not_measurable no_data"}));
}

TEST(Indicators, OverAPartialWindowItIsPartial) {
  const Plan plan = plan_of("{count: change, window: P1M, anchor: civil, rolling: 2, target: {at_most: 2}}");
  EXPECT_EQ(lines(plan, {}, "2024-06-01T00:00Z"),
            (Lines{"2024-03-16..03-31 partial 0 met", "2024-04-01..04-30 partial 0 met", "2024-05-01..05-31 0 met"}));
}

// 959/960 are less than 99.9 %, and so is nothing of a month without data that is deemed to be.
TEST(Indicators, AWindowThatTheTermCutsOffIsJudgedOrShown) {
  const std::string available = "{availability: {down: began, up: ended}, partial: ";
  const std::vector<Row> rows{began("A", "2024-03-20T10:00Z"), ended("A", "2024-03-20T10:24Z"),
                              began("B", "2024-04-02T00:00Z"), ended("B", "2024-04-02T00:44Z")};
  const auto judged = [&](const std::string& partial) {
    return lines(plan_of(available + partial + ", " + monthly), rows, "2024-05-01T00:00Z");
  };
  EXPECT_EQ(judged("judged"), (Lines{"2024-03-16..03-31 partial 959/960 breached not_reached",
                                     "2024-04-01..04-30 10789/10800 breached not_reached"}));
  EXPECT_EQ(judged("not judged"), (Lines{"2024-03-16..03-31 partial 959/960 not_measurable partial",
                                         "2024-04-01..04-30 10789/10800 breached not_reached"}));
  const std::string rule =
      "{attainment: [reply], window: P1M, anchor: civil, target: {at_least: 75%}, no_data: deemed breached, partial: "
      "not judged}";
  EXPECT_EQ(lines(plan_of(rule), {}, "2024-05-01T00:00Z"),
            (Lines{"2024-03-16..03-31 partial - not_measurable partial", "2024-04-01..04-30 - breached no_data"}));
  // Not before it is over, either; and at the end of the term.
  EXPECT_EQ(lines(plan_of(available + "not judged, " + monthly), {}, "2024-03-20T00:00Z"),
            Lines{"2024-03-16..03-31 partial 1 not_measurable partial"});
  EXPECT_EQ(lines(plan_of(available + "not judged, " + monthly), {}, "2025-04-01T00:00Z").at(12),
            "2025-03-01..03-15 partial 1 not_measurable partial");
}

TEST(Indicators, ARollingWindowOverFewerIsPartial) {
  const auto rolling = [](const std::string& partial) {
    return plan_of("{count: change, window: P1M, rolling: 3, target: {at_most: 0}" + partial + "}");
  };
  const std::vector<Row> rows{{"a", "2024-03-20T00:00Z", "change", {}}};
  EXPECT_EQ(lines(rolling(", partial: not judged"), rows, "2024-07-16T00:00Z"),
            (Lines{"2024-03-16..04-15 partial 1 not_measurable partial",
                   "2024-04-16..05-15 partial 1 not_measurable "
                   "partial",
                   "2024-05-16..06-15 1 breached not_reached", "2024-06-16..07-15 0 met"}));
  const auto is_listed = [](const Plan& plan) {
    return std::any_of(plan.assumptions.begin(), plan.assumptions.end(), [](const Assumption& a) {
      return a.path == "obligations.it.indicator.partial" && a.used == "judged" && a.otherwise == Lines{"not judged"};
    });
  };
  EXPECT_TRUE(is_listed(rolling("")));
  EXPECT_FALSE(is_listed(rolling(", partial: judged")));
  EXPECT_TRUE(is_listed(plan_of(std::string("{availability: {down: began, up: ended}, ") + monthly)));
  EXPECT_FALSE(is_listed(plan_of("{count: change, window: P1M, target: {at_most: 0}}")));
  EXPECT_FALSE(is_listed(plan_of("{count: change, window: term, target: {at_most: 0}}")));
}

// April 2024 has 720 hours; the outage's one hour lies in the storm, which another ticket has.
TEST(Indicators, TimeThatExcusesItsOwnTicketStandsInNoOtherOutage) {
  const auto of_april = [](const std::string& excuses) {
    const Plan plan = plan_of(std::string("{availability: {down: began, up: ended}, ") + monthly,
                              "exclusions: {storm: {clause: '9', cause: force majeure, from: storm began, to: storm "
                              "ended" +
                                  excuses + "}}\npolicies: {planned_time: counts as up}\n");
    return lines(plan,
                 {{"S", "2024-04-01T00:00Z", "storm began", {}},
                  {"S", "2024-04-02T00:00Z", "storm ended", {}},
                  began("A", "2024-04-01T10:00Z"),
                  ended("A", "2024-04-01T11:00Z")},
                 "2024-05-01T00:00Z")
        .at(1);
  };
  EXPECT_EQ(of_april(""), "2024-04-01..04-30 1 met");
  EXPECT_EQ(of_april(", excuses: every ticket"), "2024-04-01..04-30 1 met");
  EXPECT_EQ(of_april(", excuses: its own ticket"), "2024-04-01..04-30 719/720 breached not_reached");
}

TEST(Indicators, AScoreIsOfWhatDecidesItsParts) {
  const std::vector<Row> rows{{"a", "2024-04-01T10:00Z", "asked", {}}, {"a", "2024-04-01T10:10Z", "answered", {}},
                              {"b", "2024-04-01T10:00Z", "asked", {}}, {"b", "2024-04-01T10:10Z", "answered", {}},
                              {"c", "2024-04-01T10:00Z", "asked", {}}, {"c", "2024-04-01T12:10Z", "answered", {}}};
  const auto score = [&](const char* applied) {
    return lines(plan_of("{score: {speed: 1}, window: P1M, target: {at_least: 67%}}",
                         std::string("  speed: {clause: '3', indicator: {attainment: [reply], window: P1M, target: "
                                     "{at_least: 60%}, rounding: {decimals: 0, mode: half up, applied: ") +
                             applied + "}}}\n"),
                 rows, "2024-04-16T00:00Z")
        .at(0);
  };
  EXPECT_EQ(score("after it is compared"), "2024-03-16..04-15 2/3 breached not_reached");
  EXPECT_EQ(score("before it is compared"), "2024-03-16..04-15 67/100 met");
}

// Each part has 2,592,000,000,000 for its denominator.
TEST(Indicators, AScoreOfManyPartsIsNoOverflow) {
  std::string parts;
  std::string more;
  for (const char* name : {"p", "q", "r", "s", "t", "u", "v", "w"}) {
    parts += std::string(parts.empty() ? "" : ", ") + name + ": 0.125";
    more += std::string("  ") + name +
            ": {clause: '3', indicator: {availability: {down: began, up: ended}, window: P1M, anchor: civil}}\n";
  }
  const Plan plan = plan_of("{score: {" + parts + "}, window: P1M, anchor: civil, target: {at_least: 99%}}", more);
  const std::vector<Row> rows{began("A", "2024-04-02T00:00Z"), ended("A", "2024-04-02T00:00:00.000001Z")};
  EXPECT_EQ(lines(plan, rows, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 2591999999999/2592000000000 met");
}

// Down from before the term to behind April; the minimum is of the whole outage, whatever a window holds of it.
TEST(Indicators, AnOutageOfManyWindowsIsMeasuredWhole) {
  const Plan plan = plan_of(std::string("{availability: {down: began, up: ended, minimum: PT2H}, ") + monthly);
  const std::vector<Row> whole{began("A", "2024-03-01T00:00Z"), ended("A", "2024-05-02T00:00Z")};
  EXPECT_EQ(lines(plan, whole, "2024-06-01T00:00Z"),
            (Lines{"2024-03-16..03-31 partial 0 breached not_reached", "2024-04-01..04-30 0 breached not_reached",
                   "2024-05-01..05-31 30/31 breached not_reached"}));
  const std::vector<Row> over_midnight{began("A", "2024-03-31T23:00Z"), ended("A", "2024-04-01T01:00Z")};
  EXPECT_EQ(lines(plan, over_midnight, "2024-05-01T00:00Z").at(1), "2024-04-01..04-30 719/720 breached not_reached");
  // Seen up to as_of: not two hours yet.
  const std::vector<IndicatorFinding> so_far =
      judge(plan, log_of({began("A", "2024-04-02T00:00Z")}), "2024-04-02T01:59Z");
  EXPECT_EQ(line(so_far.at(1)), "2024-04-01..04-30 1 running not_over");
  EXPECT_EQ(so_far.at(1).outages.at(0).use, OutageUse::too_short);
  EXPECT_TRUE(so_far.at(1).outages.at(0).is_open);
}

// What exclusions excuse stands in no attainment; what a score is of may be scores.
TEST(Indicators, ExcusedFindingsStandInNoAttainment) {
  const Plan plan = plan_of("{attainment: [reply], window: P1M, anchor: civil, target: {at_least: 75%}}",
                            "  half: {clause: '3', indicator: {score: {it: 0.5}, window: P1M, anchor: civil}}\n"
                            "  quarter: {clause: '3', indicator: {score: {half: 0.5}, window: P1M, anchor: civil}}\n"
                            "  all: {clause: '3', indicator: {attainment: [it], window: P1M, anchor: civil}}\n"
                            "exclusions:\n  customer: {clause: '9', cause: customer, event: caused by customer}\n");
  const std::vector<Row> rows{{"a", "2024-04-10T10:00Z", "asked", {}},
                              {"a", "2024-04-10T10:10Z", "answered", {}},
                              {"b", "2024-04-10T10:00Z", "asked", {}},
                              {"b", "2024-04-10T12:10Z", "answered", {}},
                              {"b", "2024-04-11T10:00Z", "caused by customer", {}}};
  const Lines found = lines(plan, rows, "2024-05-01T00:00Z");
  ASSERT_EQ(found.size(), 8U);
  EXPECT_EQ(found[1], "2024-04-01..04-30 1 met");
  EXPECT_EQ(found[3], "2024-04-01..04-30 1/2 not_measurable no_target");
  EXPECT_EQ(found[5], "2024-04-01..04-30 1/4 not_measurable no_target");
  EXPECT_EQ(found[7], "2024-04-01..04-30 1 not_measurable no_target");
}

TEST(Indicators, SumsMayBeNegativeAndTooLarge) {
  const auto sum = [](const char* one, const char* other) {
    return lines(plan_of("{sum: {of: score, events: visit}, window: term, target: {at_least: 0}}"),
                 {{"a", "2024-04-10T10:00Z", "visit", {{"score", one}}},
                  {"b", "2024-04-11T10:00Z", "visit", {{"score", other}}}},
                 "2025-03-16T00:00Z")
        .at(0);
  };
  EXPECT_EQ(sum("-2.5", "1"), "2024-03-16..03-15 -3/2 breached not_reached");
  EXPECT_EQ(sum("999999999999999999", "0.000000000000000001"), "2024-03-16..03-15 - not_measurable fault");
}

// Not known is not closed.
TEST(Indicators, ServiceHoursThatAreNotKnownAreAFault) {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC, milestones: {signed: 2024-03-15}, "
      "term: {from: signed, length: P1Y, counting: start day out}}\n"
      "holidays: {own: {days: [2024-04-01], known_from: 2024-01-01, known_until: 2024-04-30}}\n"
      "calendars: {office: {weekly: {mon-fri: ['09:00-17:00']}, holidays: own}}\n"
      "obligations:\n  it: {clause: '2', indicator: {availability: {down: began, up: ended, calendar: office}, " +
      std::string(monthly) + "}\n");
  const Plan plan = compile(contract, {}, load_sources(contract));
  EXPECT_EQ(lines(plan, {began("A", "2024-04-30T16:00Z"), ended("A", "2024-05-01T10:00Z")}, "2024-06-01T00:00Z"),
            (Lines{"2024-03-16..03-31 partial 1 met", "2024-04-01..04-30 167/168 breached not_reached",
                   "2024-05-01..05-31 - not_measurable fault"}));
}

// ---- an oracle of its own: minute by minute; RC_PARAMS="max_success=2000" tries more

constexpr std::int64_t day_minutes = 1440;
constexpr std::int64_t all_minutes = 40 * day_minutes;  // from Wednesday, 27 March 2024
constexpr std::int64_t april_begins = 5 * day_minutes;
constexpr std::int64_t april_ends = 35 * day_minutes;

std::string minute_text(std::int64_t minute) {
  const std::chrono::year_month_day date(std::chrono::sys_days{std::chrono::year{2024} / 3 / 27} +
                                         std::chrono::days{minute / day_minutes});
  char text[32];
  std::snprintf(text, sizeof text, "2024-%02u-%02uT%02d:%02dZ", static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(minute % day_minutes / 60),
                static_cast<int>(minute % 60));
  return text;
}

using Marks = std::vector<std::int64_t>;
bool holds(const Marks& marks, std::int64_t minute) {
  return std::find(marks.begin(), marks.end(), minute) != marks.end();
}
using Minutes = std::vector<char>;

// A ticket as it was drawn; `excused`: by an event of its own.
struct Story {
  Marks downs, ups, announced;
  bool is_excused = false;
};

// What a ticket adds to the minutes that are down, and to those that are left out.
void tell(const Story& story, std::int64_t as_of, std::int64_t minimum, const Minutes& storm, Minutes& down,
          Minutes& left_out) {
  std::int64_t began_at = -1;
  bool is_announced = false;
  bool is_planned = false;
  const auto over = [&](std::int64_t end) {
    for (std::int64_t m = began_at; began_at >= 0 && m < end; ++m) {
      const auto at = static_cast<std::size_t>(m);
      if (is_planned) {
        left_out[at] = 1;
      } else if (end - began_at >= minimum) {
        (story.is_excused ? left_out : down)[at] = 1;
        if (storm[at] != 0) left_out[at] = 1;
      }
    }
    began_at = -1;
    is_announced = is_planned = false;
  };
  for (std::int64_t m = 0; m < as_of; ++m) {
    if (holds(story.ups, m)) {
      over(m);
      continue;
    }
    is_announced = is_announced || holds(story.announced, m);
    if (began_at >= 0 || !holds(story.downs, m)) continue;
    began_at = m;
    is_planned = is_announced;
  }
  over(as_of);
}

Story drawn_story() {
  Story story;
  const auto draw = [](std::int64_t most) {
    Marks marks;
    const std::int64_t count = *rc::gen::inRange<std::int64_t>(0, most + 1);
    for (std::int64_t i = 0; i < count; ++i) {
      // Close together now and then, so that instants coincide and outages are short.
      const bool is_near = !marks.empty() && *rc::gen::arbitrary<bool>();
      const std::int64_t minute = is_near ? marks.back() + *rc::gen::inRange<std::int64_t>(0, 60)
                                          : *rc::gen::inRange<std::int64_t>(0, all_minutes / 60) * 60;
      marks.push_back(std::min(minute, all_minutes - 1));
    }
    return marks;
  };
  story.downs = draw(4);
  story.ups = draw(4);
  for (const std::int64_t minute : Marks(story.downs))
    if (*rc::gen::inRange(0, 2) == 0) story.ups.push_back(std::min(minute + *rc::gen::inRange(0, 90), all_minutes - 1));
  story.announced = draw(1);
  story.is_excused = *rc::gen::inRange(0, 4) == 0;
  return story;
}

RC_GTEST_PROP(IndicatorLaws, AvailabilityMinuteByMinute, ()) {
  const bool is_office = *rc::gen::arbitrary<bool>();
  const bool is_no_service_time = *rc::gen::arbitrary<bool>();
  static const auto rule = [](bool office, bool no_service_time) {
    return plan_of(std::string("{availability: {down: began, up: ended, planned: announced, minimum: PT30M") +
                       (office ? ", calendar: office" : "") + "}, " + monthly,
                   std::string("exclusions:\n  customer: {clause: '9', cause: customer, event: caused by customer}\n"
                               "  storm: {clause: '9', cause: force majeure, from: storm began, to: storm ended}\n"
                               "policies: {planned_time: ") +
                       (no_service_time ? "no service time" : "counts as up") + "}\n");
  };
  static const std::vector<Plan> plans{rule(false, false), rule(false, true), rule(true, false), rule(true, true)};
  const Plan& plan = plans[(is_office ? 2U : 0U) + (is_no_service_time ? 1U : 0U)];
  const std::int64_t as_of = *rc::gen::inRange<std::int64_t>(april_begins + 1, all_minutes);

  std::vector<Row> rows;
  Minutes storm(all_minutes, 0);
  Minutes down(all_minutes, 0);
  Minutes left_out(all_minutes, 0);
  const std::int64_t storm_from = *rc::gen::inRange<std::int64_t>(0, all_minutes - 1);
  const std::int64_t storm_to = *rc::gen::inRange<std::int64_t>(storm_from, all_minutes);
  rows.push_back({"S", minute_text(storm_from), "storm began", {}});
  rows.push_back({"S", minute_text(storm_to), "storm ended", {}});
  for (std::int64_t m = storm_from; m < storm_to; ++m) storm[static_cast<std::size_t>(m)] = 1;
  const int tickets = *rc::gen::inRange(0, 5);
  for (int i = 0; i < tickets; ++i) {
    Story story = drawn_story();
    const std::string name = "T" + std::to_string(i);
    for (const std::int64_t m : story.downs) rows.push_back({name, minute_text(m), "began", {}});
    for (const std::int64_t m : story.ups) rows.push_back({name, minute_text(m), "ended", {}});
    for (const std::int64_t m : story.announced) rows.push_back({name, minute_text(m), "announced", {}});
    if (story.is_excused) rows.push_back({name, minute_text(0), "caused by customer", {}});
    tell(story, as_of, 30, storm, down, left_out);
  }
  std::int64_t served = 0;
  std::int64_t down_time = 0;
  for (std::int64_t m = april_begins; m < std::min(as_of, april_ends); ++m) {
    const auto at = static_cast<std::size_t>(m);
    const bool is_weekday = (m / day_minutes + 2) % 7 < 5;
    const std::int64_t hour = m % day_minutes / 60;
    if (is_office && (!is_weekday || hour < 9 || hour >= 17)) continue;
    if (is_no_service_time && left_out[at] != 0) continue;
    ++served;
    down_time += down[at] != 0 && left_out[at] == 0 ? 1 : 0;
  }
  const IndicatorFinding april = judge(plan, log_of(rows), minute_text(as_of)).at(1);
  RC_ASSERT(april.served == std::chrono::minutes{served});
  RC_ASSERT(april.down == std::chrono::minutes{down_time});
  RC_ASSERT(april.figure.has_value() == (served > 0));
  if (april.figure) RC_ASSERT(*april.figure == Ratio(served - down_time, served));
}

}  // namespace
}  // namespace slakit
