#include "slakit/audit/exposure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/time/tzdb.hpp"
#include "slakit/time/zoned_text.hpp"
#include "support/priced_case.hpp"

namespace slakit {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

std::string at(Instant t) {
  const Zone utc = load_zone("UTC");
  return to_rfc3339(t, utc);
}

struct Jump {
  std::string at;
  std::int64_t gross;
  std::int64_t by;
  friend bool operator==(const Jump&, const Jump&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Jump& one) {
    return out << one.at << " " << one.gross << " " << one.by;
  }
};

std::vector<Jump> jumps(const Exposure& e) {
  std::vector<Jump> list;
  for (std::size_t i = 0; i < e.jumps.size(); ++i) list.push_back({at(e.jumps.at[i]), e.jumps.gross[i], e.jumps.by[i]});
  return list;
}

Exposure exposed(const std::string& document, const std::vector<Row>& rows, std::string_view as_of, Duration horizon,
                 const ExposureOptions& options = {}) {
  return exposure(audit_of(document, rows, as_of), log_of(rows), horizon, options);
}

const std::vector<Row> late = {{"T1", "2024-01-05T10:00Z", "reported", {}}};  // due 11:00

// ---- the reference contract -----------------------------------------------------------------------------------------

TEST(Exposure, TheReferenceContract) {
  // T6 came on 30 May at 22:00 in Shanghai and is due at 02:00; at midnight of 1 June it is 22 h late. 24 h after its
  // due instant the second day starts; the next one lies past the horizon.
  const Contract contract = read_contract_file(SLAKIT_SOURCE_DIR "/examples/after-sales/contract-capped.yaml");
  const std::vector<Row> rows = {{"T6", "2024-05-30T22:00:00+08:00", "received", {{"class", "fault"}}},
                                 {"T6", "2024-05-30T22:15:00+08:00", "responded"},
                                 {"T6", "2024-05-30T23:00:00+08:00", "dispatched"}};
  const EventLog log = log_of(rows);
  const Plan plan = compile(contract, {}, load_sources(contract));
  const Audit known = audit(plan, log, instant_of("2024-06-01T00:00:00+08:00"));
  const Exposure e = exposure(known, log, hours{72});
  EXPECT_EQ(jumps(e), (std::vector<Jump>{{"2024-05-31T18:00:00.000001Z", 1'000'000, 1'000'000},
                                         {"2024-06-01T18:00:00.000001Z", 1'000'000, 1'000'000},
                                         {"2024-06-02T18:00:00.000001Z", 1'000'000, 1'000'000}}));
  EXPECT_EQ(to_string(e.now), "CNY 10000.00");
  EXPECT_EQ(to_string(e.then), "CNY 40000.00");
  ASSERT_EQ(e.items.size(), 1U);
  EXPECT_EQ(known.tickets[static_cast<std::size_t>(e.items.ticket[0])], "T6");
  EXPECT_EQ(e.items.state[0], ExposureState::accruing);
  EXPECT_EQ(e.items.gross[0], 1'000'000);
  EXPECT_EQ(e.items.at_stake[0], 3'000'000);
  EXPECT_TRUE(e.notes.empty());
  // The cap is 5% of a million: two more days and nothing is added.
  const Exposure capped = exposure(known, log, hours{24 * 7});
  EXPECT_EQ(to_string(capped.then), "CNY 50000.00");
  ASSERT_EQ(capped.jumps.size(), 7U);
  EXPECT_EQ(capped.jumps.gross[4], 1'000'000);
  EXPECT_EQ(capped.jumps.by[4], 0);
}

// ---- when it jumps --------------------------------------------------------------------------------------------------

TEST(Exposure, ARunningClockIsBrokenAMicrosecondAfterItIsDue) {
  const std::string document = late_clock("{rate: 1%, of: price, per: day, counting: started 24 h}");
  const Exposure e = exposed(document, late, "2024-01-05T10:30Z", hours{25});
  EXPECT_EQ(jumps(e), (std::vector<Jump>{{"2024-01-05T11:00:00.000001Z", 1000, 1000},
                                         {"2024-01-06T11:00:00.000001Z", 1000, 1000}}));
  EXPECT_EQ(e.items.state[0], ExposureState::running);
  EXPECT_EQ(jumps(exposed(document, late, "2024-01-05T11:00Z", hours{24})),
            (std::vector<Jump>{{"2024-01-05T11:00:00.000001Z", 1000, 1000}}));
  EXPECT_TRUE(jumps(exposed(document, late, "2024-01-05T11:00:00.000001Z", hours{23})).empty());
}

TEST(Exposure, CompletedUnitsCalendarDaysAndProRata) {
  EXPECT_EQ(jumps(exposed(late_clock("{rate: 1%, of: price, per: hour, counting: completed 24 h}"), late,
                          "2024-01-05T10:30Z", minutes{150})),
            (std::vector<Jump>{{"2024-01-05T12:00:00Z", 1000, 1000}, {"2024-01-05T13:00:00Z", 1000, 1000}}));
  EXPECT_EQ(
      jumps(exposed(late_clock("{rate: 1%, of: price, per: day, counting: calendar days touched}"), late,
                    "2024-01-05T10:30Z", hours{24})),
      (std::vector<Jump>{{"2024-01-05T11:00:00.000001Z", 1000, 1000}, {"2024-01-06T00:00:00.000001Z", 1000, 1000}}));
  // CNY 0.24 a day are a cent an hour; half a cent is rounded up.
  EXPECT_EQ(jumps(exposed(late_clock("{amount: CNY 0.24, per: day, counting: pro rata}"), late, "2024-01-05T10:30Z",
                          minutes{150})),
            (std::vector<Jump>{{"2024-01-05T11:30:00Z", 1, 1}, {"2024-01-05T12:30:00Z", 1, 1}}));
}

TEST(Exposure, ACalendarThatClosesBreaksNothingUntilItOpens) {
  const std::string document = priced_contract(
      "penalties:\n  slow: {clause: '2', prices: answer, charge: {rate: 1%, of: price, per: day, "
      "counting: started 24 h}}\n",
      "", "  answer: {clause: '3', clock: {start: reported, stop: answered, calendar: office, target: PT2H}}\n");
  // Friday 15:00; two hours are over when the office closes. On Monday at nine it is broken, and late since Friday
  // 17:00: 64 hours, the third day. On Monday at 17:00 the fourth begins.
  const std::vector<Row> rows = {{"T", "2024-01-05T15:00Z", "reported", {}}};
  for (const char* as_of : {"2024-01-05T16:00Z", "2024-01-06T12:00Z", "2024-01-08T09:00Z"}) {
    const Exposure e = exposed(document, rows, as_of, hours{24 * 4});
    ASSERT_GE(e.jumps.size(), 2U) << as_of;
    EXPECT_EQ(jumps(e)[0], (Jump{"2024-01-08T09:00:00.000001Z", 3000, 3000})) << as_of;
    EXPECT_EQ(jumps(e)[1], (Jump{"2024-01-08T17:00:00.000001Z", 1000, 1000})) << as_of;
    EXPECT_EQ(e.items.due[0], instant_of("2024-01-05T17:00Z"));
  }
}

TEST(Exposure, APausedClock) {
  const std::string document = late_clock("{rate: 1%, of: price, per: day, counting: started 24 h}");
  std::vector<Row> rows = late;
  rows.push_back({"T1", "2024-01-05T10:20Z", "waiting", {}});
  EXPECT_EQ(exposed(document, rows, "2024-01-05T12:00Z", hours{48}).items.size(), 0U);
  rows.back().at = "2024-01-05T11:20Z";
  const Exposure e = exposed(document, rows, "2024-01-05T12:00Z", hours{48});
  ASSERT_EQ(e.items.size(), 1U);
  EXPECT_EQ(e.items.state[0], ExposureState::suspended);
  EXPECT_EQ(e.items.net[0], 1000);
  EXPECT_EQ(e.jumps.size(), 0U);
}

TEST(Exposure, DutiesFallDue) {
  const std::string document = priced_contract(
      "penalties:\n  missing: {clause: '2', prices: report, charge: {amount: CNY 5.00, per: day, counting: started 24 "
      "h}}\n",
      "", "  report: {clause: '3', duty: {every: P1M, evidence: report, due: P10D}}\n");
  // January's is due when 10 February ends.
  const Exposure e = exposed(document, late, "2024-02-09T12:00Z", hours{24 * 3});
  EXPECT_EQ(jumps(e),
            (std::vector<Jump>{{"2024-02-11T00:00:00.000001Z", 500, 500}, {"2024-02-12T00:00:00.000001Z", 500, 500}}));
  ASSERT_EQ(e.items.size(), 2U);  // February's, due in March, is owed, too
  EXPECT_EQ(e.items.kind[0], PricedKind::duty);
  EXPECT_EQ(e.items.ticket[0], -1);
  EXPECT_TRUE(tickets_at_stake(e).empty());
}

TEST(Exposure, AWindowThatEndsAndAClockThatBreaksInItAfterwards) {
  const std::string document = priced_contract(
      "penalties:\n  late: {clause: '2', prices: fix, charge: {amount: CNY 10.00, per: incident}}\n"
      "  poor: {clause: '9', prices: kept, charge: {amount: CNY 11.00, per: window}}\n",
      "",
      "  kept: {clause: '8', indicator: {attainment: {of: fix}, window: P2D, target: {at_least: 40%}, no_data: deemed "
      "breached}}\n");
  // The window of 3 and 4 January ends with nothing in it that is met or broken, and so as broken. A is fixed in time;
  // at 00:30 B is broken, one of two; at 00:40 C, and one of three is met.
  const std::vector<Row> rows = {{"A", "2024-01-04T23:00Z", "reported", {}},
                                 {"A", "2024-01-04T23:10Z", "fixed", {}},
                                 {"B", "2024-01-04T23:30Z", "reported", {}},
                                 {"C", "2024-01-04T23:40Z", "reported", {}}};
  const Exposure e = exposed(document, rows, "2024-01-04T23:45Z", hours{24});
  EXPECT_EQ(jumps(e), (std::vector<Jump>{{"2024-01-05T00:30:00.000001Z", 1000, 1000},
                                         {"2024-01-05T00:40:00.000001Z", 1000, 1000},
                                         {"2024-01-05T00:40:00.000001Z", 1100, 1100}}));
  ASSERT_EQ(e.items.size(), 3U);  // two clocks, and the window
  EXPECT_EQ(e.items.kind[2], PricedKind::indicator);
  EXPECT_EQ(e.items.ticket[2], -1);
  EXPECT_EQ(e.items.cycle[2], 1);
  EXPECT_EQ(e.items.state[2], ExposureState::running);
  EXPECT_EQ(e.items.due[2], instant_of("2024-01-05T00:00Z"));
  EXPECT_EQ(e.items.at_stake[2], 1100);
  EXPECT_TRUE(e.notes.empty());
  // Without A there is nothing in it at midnight; then nothing is met, and it stays as it is.
  const Exposure none = exposed(document, {rows[2]}, "2024-01-04T23:45Z", hours{24});
  EXPECT_EQ(jumps(none),
            (std::vector<Jump>{{"2024-01-05T00:00:00Z", 1100, 1100}, {"2024-01-05T00:30:00.000001Z", 1000, 1000}}));
  // One instant is not enough for two: all of it comes at the end.
  const Exposure few = exposed(document, rows, "2024-01-04T23:45Z", hours{24}, {.jumps_max = 64, .settlements_max = 1});
  EXPECT_EQ(few.then, e.then);
  EXPECT_EQ(few.jumps.at.back(), few.until);
  EXPECT_EQ(few.notes.size(), 1U);
}

TEST(Exposure, OtherTermsBeginWithinTheHorizon) {
  const std::string document = late_clock(
      "{rate: 1%, of: price, per: day, counting: started 24 h}",
      "amendments:\n  longer: {clause: S1, effective: 2024-01-07, changes: [{set: obligations.fix.clock.target, use: "
      "PT30H}]}\npolicies: {amended_terms: as now}\n");
  // Late since eleven, a day of it. At midnight it has until 16:00, and nothing is owed before.
  const std::vector<Row> rows = {{"T", "2024-01-06T10:00Z", "reported", {}}};
  const Exposure e = exposed(document, rows, "2024-01-06T12:00Z", hours{48});
  EXPECT_EQ(jumps(e),
            (std::vector<Jump>{{"2024-01-07T00:00:00Z", 0, -1000}, {"2024-01-07T16:00:00.000001Z", 1000, 1000}}));
  EXPECT_EQ(e.jumps.item, (std::vector<std::int32_t>{-1, 0}));
  ASSERT_EQ(e.items.size(), 1U);
  EXPECT_EQ(e.items.jump_of, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(e.items.at_stake[0], 1000);
  EXPECT_EQ(e.items.state[0], ExposureState::accruing);
  EXPECT_EQ(e.now, e.then);
  ASSERT_EQ(e.notes.size(), 1U);
  EXPECT_NE(e.notes[0].find("'longer' is in force from 2024-01-07"), std::string::npos);
}

// ---- joined charges, limits -----------------------------------------------------------------------------------------

TEST(Exposure, OfAnIncidentTheHighestOnly) {
  const std::string document = priced_contract(
      "penalties:\n"
      "  slow: {clause: '2', prices: answer, charge: {amount: CNY 25.00, per: incident}}\n"
      "  late: {clause: '3', prices: fix, charge: {amount: CNY 10.00, per: day, counting: started 24 h}}\n"
      "policies: {concurrency: highest only}\n",
      "", "  answer: {clause: '4', clock: {start: reported, stop: answered, calendar: always on, target: PT2H}}\n");
  // CNY 10 at 11:00, CNY 25 instead at 12:00; only the third day, CNY 30, is dearer.
  const Exposure e = exposed(document, late, "2024-01-05T10:30Z", hours{72});
  std::vector<std::pair<std::string, std::int64_t>> totals;
  std::int64_t total = e.now.minor;
  for (std::size_t i = 0; i < e.jumps.size(); ++i) {
    total += e.jumps.by[i];
    if (i + 1 == e.jumps.size() || e.jumps.at[i + 1] != e.jumps.at[i]) totals.emplace_back(at(e.jumps.at[i]), total);
  }
  EXPECT_EQ(totals, (std::vector<std::pair<std::string, std::int64_t>>{{"2024-01-05T11:00:00.000001Z", 1000},
                                                                       {"2024-01-05T12:00:00.000001Z", 2500},
                                                                       {"2024-01-07T11:00:00.000001Z", 3000}}));
}

TEST(Exposure, WhatRisesAtOnceSharesTheRoomThatIsLeft) {
  const std::string document =
      late_clock("{amount: CNY 10.00, per: incident}", "caps: {all: {clause: '3', limit: CNY 15.00}}\n");
  const std::vector<Row> rows = {{"A", "2024-01-05T10:00Z", "reported", {}},
                                 {"B", "2024-01-05T10:00Z", "reported", {}}};
  const Exposure e = exposed(document, rows, "2024-01-05T10:30Z", hours{1});
  EXPECT_EQ(jumps(e), (std::vector<Jump>{{"2024-01-05T11:00:00.000001Z", 1000, 750},
                                         {"2024-01-05T11:00:00.000001Z", 1000, 750}}));
}

TEST(Exposure, TheDearestTicketFirst) {
  const std::string document = late_clock("{amount: CNY 10.00, per: hour, counting: started 24 h}");
  const std::vector<Row> rows = {{"A", "2024-01-05T10:00Z", "reported", {}},
                                 {"B", "2024-01-05T08:00Z", "reported", {}},
                                 {"C", "2024-01-05T10:20Z", "reported", {}},
                                 {"D", "2024-01-05T08:00Z", "reported", {}},
                                 {"D", "2024-01-05T08:30Z", "fixed", {}}};
  const Audit known = audit_of(document, rows, "2024-01-05T10:30Z");
  const Exposure e = exposure(known, log_of(rows), minutes{165});
  std::vector<std::pair<std::string, std::int64_t>> list;
  for (const TicketAtStake& one : tickets_at_stake(e))
    list.emplace_back(known.tickets[static_cast<std::size_t>(one.ticket)], one.minor);
  EXPECT_EQ(list, (std::vector<std::pair<std::string, std::int64_t>>{{"A", 3000}, {"B", 3000}, {"C", 2000}}));
  EXPECT_EQ(tickets_at_stake(e, instant_of("2024-01-05T11:01Z")).size(), 2U);
}

TEST(Exposure, ManyJumpsAreSummedUpAndSaid) {
  const Exposure e = exposed(late_clock("{amount: CNY 1.00, per: minute, counting: started 24 h}"), late,
                             "2024-01-05T10:30Z", hours{2}, {.jumps_max = 4, .settlements_max = 1000});
  ASSERT_EQ(e.jumps.size(), 5U);
  EXPECT_EQ(e.jumps.is_rest[4], 1);
  EXPECT_EQ(e.jumps.at[4], e.until);
  EXPECT_EQ(e.then.minor, 9000);
  EXPECT_EQ(e.notes.size(), 1U);
}

TEST(Exposure, AHorizonBelowZeroOrPastTheRange) {
  const Audit known = audit_of(late_clock("{amount: CNY 1.00, per: incident}"), late, "2024-01-05T10:30Z");
  const EventLog log = log_of(late);
  EXPECT_THROW(exposure(known, log, Duration{-1}), InputError);
  EXPECT_THROW(exposure(known, log, hours{24 * 366 * 100}), InputError);
  EXPECT_EQ(exposure(known, log, Duration{0}).jumps.size(), 0U);
}

// ---- laws -----------------------------------------------------------------------------------------------------------

// What an audit says of the same events at a later instant.
struct Case {
  const char* name;
  std::string document;
};

std::string two(const std::string& charge_fix, const std::string& charge_answer, const std::string& more,
                const std::string& head = "", const std::string& obligations = "") {
  return priced_contract("penalties:\n  late: {clause: '2', prices: fix, " + charge_fix +
                             "}\n  slow: {clause: '3', prices: answer, " + charge_answer + "}\n" + more,
                         head,
                         "  answer: {clause: '4', clock: {start: reported, stop: answered, pause: waiting, resume: "
                         "resumed, calendar: office, target: [{where: {class: high}, within: PT2H}, {within: PT6H}]}}\n"
                         "  report: {clause: '5', duty: {after: reported, due: P1D, evidence: report}}\n" +
                             obligations);
}

// With one more clock, or another promise, that is priced by the hour.
std::string third(const std::string& measure, const std::string& more = "", const std::string& head = "") {
  return two(
      "charge: {rate: 1%, of: price, per: day, counting: started 24 h}", "charge: {amount: CNY 7.00, per: incident}",
      "  third: {clause: '9', prices: visit, charge: {amount: CNY 2.00, per: hour, counting: started 24 h}}\n" + more,
      head, "  visit: {clause: '8', " + measure + "}\n");
}

std::vector<Case> cases() {
  const std::string day = "charge: {rate: 1%, of: price, per: day, counting: started 24 h}";
  const std::string once = "charge: {amount: CNY 7.00, per: incident}";
  const std::string hourly = "charge: {amount: CNY 1.00, per: hour, counting: completed 24 h}";
  const std::string incident = "  incident: outage\n";
  const std::string months = "settlement: {window: P7D, anchor: civil";
  return {
      {"per day and once", two(day, once, "")},
      {"completed", two(hourly, day, "")},
      {"of three hours", two("charge: {amount: CNY 1.00, per: hour, units: 3, counting: started 24 h}", once, "")},
      {"calendar days", two("charge: {rate: 1%, of: price, per: day, counting: calendar days touched}", once, "")},
      {"business days",
       two("charge: {rate: 1%, of: price, per: business day, calendar: office, counting: started 24 h}", once, "")},
      {"pro rata", two("charge: {amount: CNY 0.40, per: day, counting: pro rata}", once, "")},
      {"months", two("charge: {amount: CNY 0.40, per: month, counting: pro rata}", once, "")},
      {"deductible", two("threshold: {time: PT5H, kind: deductible}, " + hourly, once, "")},
      {"franchise", two("threshold: {time: PT5H, kind: franchise}, " + hourly, once, "")},
      {"deferral", two("threshold: {time: PT5H, kind: deferral}, " + hourly, once, "")},
      {"steps", two("charge: {steps: [{up_to: 3, amount: CNY 1.00}, {amount: CNY 3.00}], per: hour, stepped: marginal, "
                    "counting: started 24 h}",
                    once, "")},
      {"bands", two("charge: {bands: [{figure: {more_than: 0, at_most: 12}, amount: CNY 5.00}, {figure: {more_than: "
                    "12}, rate: 3%}], of: price, per: hour}",
                    once, "")},
      {"at most",
       two("charge: {rate: 1%, of: price, per: hour, at_most: CNY 35.00, counting: started 24 h}", once, "")},
      {"by class",
       two("applies: {class: high}, " + hourly,
           "charge: {amount: CNY 7.00, per: day, multipliers: [{where: {class: high}, times: 2}], counting: "
           "started 24 h}",
           "")},
      {"a duty", two(day, once,
                     "  none: {clause: '9', prices: report, charge: {amount: CNY 3.00, per: hour, counting: "
                     "started 24 h}}\n")},
      {"cap", two(day, hourly, "caps: {all: {clause: '6', limit: CNY 60.00}}\n")},
      {"nested caps", two(day, hourly,
                          "caps: {one: {clause: '6', limit: CNY 15.00, at: incident}, all: {clause: '7', limit: CNY "
                          "50.00}, slow only: "
                          "{clause: '8', limit: CNY 22.00, penalties: [slow]}}\n")},
      {"caps that cross", two(day, hourly,
                              "caps: {one: {clause: '6', limit: CNY 15.00, at: incident}, each: {clause: '7', limit: "
                              "CNY 30.00, at: obligation}}\n")},
      {"cap pro rata", two(day, hourly, "caps: {all: {clause: '6', limit: CNY 60.00, cut_order: pro rata}}\n")},
      {"cap per window", two(day, hourly, "caps: {m: {clause: '6', limit: CNY 20.00, at: window}}\n" + months + "}\n")},
      {"cut is carried over",
       two(day, hourly,
           "caps: {m: {clause: '6', limit: CNY 20.00, at: window, carry_over: what is cut}}\n" + months + "}\n")},
      {"trailing", two(day, hourly, "caps: {m: {clause: '6', limit: CNY 18.00, window: P7D, trailing: 2}}\n")},
      {"minimum", two(day, hourly, "minimums: {m: {clause: '6', at: window, ignore_up_to: CNY 30.00}}\n")},
      {"earn back", two(day, once, months + ", earn_back: [{share: 50%, windows: 1}]}\n")},
      {"repeats", two(once + ", repeats: {ladder: [1, 2, 4]}", day, "")},
      {"repeats pro rata",
       two("charge: {amount: CNY 0.40, per: day, counting: pro rata}, repeats: {factor: 3}", day, "")},
      {"incidents", two(day, hourly, "", incident)},
      {"each breach", two(day, hourly, "policies: {incident_charge: each breach}\n", incident)},
      {"highest only", two(day, hourly, "policies: {concurrency: highest only}\n", incident)},
      {"first only", two(day, hourly, "policies: {concurrency: first only}\n", incident)},
      {"both", two(day, hourly, "policies: {concurrency: both}\n", incident)},
      {"pauses accrue", two(day, hourly, "policies: {pause_after_due: does not}\n")},
      {"per statement", two("charge: {amount: CNY 0.40, per: day, counting: started 24 h}",
                            "charge: {rate: 0.0333%, of: price, per: hour, counting: started 24 h}",
                            "policies: {rounding_stage: per statement}\n" + months + "}\n")},
      {"a chain", third("clock: {start: {breach_of: answer}, stop: fixed, calendar: office, target: PT3H}")},
      {"held back",
       third("clock: {start: {of: reported, breach_of: answer}, stop: fixed, calendar: always on, target: PT3H}")},
      {"a deadline", third("clock: {start: reported, stop: fixed, calendar: office, target: {deadline: {time: '16:00', "
                           "business_days: 1}}}")},
      {"business days in a target",
       third("clock: {start: reported, stop: fixed, calendar: office, target: {business_days: 1}}")},
      {"agreed", third("clock: {start: reported, stop: fixed, calendar: office, target: [{attribute: agreed}, "
                       "{calendar_days: 1}]}")},
      {"by team", third("clock: {start: reported, stop: fixed, calendar: {attribute: team, calendars: {desk: office, "
                        "network: always on}}, target: PT3H}")},
      {"delayed", third("clock: {start: {after: PT20H, of: reported, unless: answered}, stop: fixed, calendar: office, "
                        "target: PT3H}")},
      {"periodic", third("clock: {start: reported, stop: commented, until: fixed, cycles: periodic, calendar: office, "
                         "target: PT3H}")},
      {"records", third("records: [{form: paper, after: reported, due: P1D}, {form: card, after: fixed, due: PT30H}]")},
      {"losses", third("clock: {start: reported, stop: fixed, calendar: office, target: PT3H}",
                       "  loss: {clause: '10', prices: visit, charge: {documented: loss, relation: loss above the "
                       "penalty}}\n")},
      {"a bonus", third("clock: {start: reported, stop: fixed, calendar: office, target: PT9H}",
                        "  bonus: {clause: '10', prices: visit, charge: {amount: CNY 1.00, per: hour, counts: time "
                        "saved}}\ncaps: {all: {clause: '11', limit: CNY 40.00}}\n")},
      {"a ladder of points",
       two("charge: {points: 1, per: hour, counting: started 24 h}", once,
           months + ", point_ladder_of: price, point_ladder: [{figure: {at_least: 1, less_than: 5}, amount: CNY 1.00}, "
                    "{figure: {at_least: 5}, rate: 1.0001%}]}\n")},
      {"points of a value",
       two("charge: {points: 1, per: hour, counting: started 24 h}", once, months + ", point_value: CNY 0.30}\n")},
      {"combinations", two(day, hourly,
                           "combinations: {both: {clause: '5', penalties: [slow, late]}}\npolicies: "
                           "{concurrency: listed combinations}\n",
                           incident)},
      {"greatest cap", two(day, hourly,
                           "caps: {a: {clause: '6', limit: CNY 12.00}, b: {clause: '7', limit: CNY "
                           "17.00}}\npolicies: {several_caps: greatest wins}\n")},
      {"amended", two(day, hourly,
                      "amendments: {one: {clause: S1, effective: 2024-01-07, changes: [{set: "
                      "obligations.fix.clock.target, use: PT5H}]}}\n")},
      {"consent", third("gate: {before: fixed, needs: [commented, answered], consent: answered}",
                        "policies: {waiting_for_consent: clocks pause}\n")},
      {"excused time",
       two(day, once, "exclusions:\n  storm: {clause: '9', from: waiting, to: resumed, cause: force majeure}\n")},
  };
}

std::vector<Row> random_rows(std::mt19937_64& random) {
  static const char* const types[] = {"fixed", "waiting", "resumed", "answered", "commented", "report"};
  std::vector<Row> rows;
  const Instant begin = instant_of("2024-01-04T00:00Z");
  for (std::uint64_t t = 2 + random() % 7; t-- > 0;) {
    const std::string ticket = "T" + std::to_string(t);
    const Instant from = begin + minutes{random() % 7000};
    rows.push_back({ticket, at(from), "reported", {{"outage", "O" + std::to_string(random() % 3)}}});
    if (random() % 3 == 0) rows.back().attributes.push_back({"team", random() % 2 == 0 ? "desk" : "network"});
    if (random() % 3 == 0)
      rows.back().attributes.push_back({"agreed", random() % 2 == 0 ? "PT7H" : "2024-01-09T12:00Z"});
    if (random() % 2 == 0) rows.back().attributes.push_back({"class", "high"});
    rows.back().attributes.push_back({"load", std::to_string(random() % 9)});
    for (std::uint64_t e = random() % 4; e-- > 0;)
      rows.push_back({ticket, at(from + minutes{random() % 4000}), types[random() % 6], {}});
    if (random() % 4 == 0) rows.push_back({ticket, at(from + hours{2}), "bill", {{"loss", "CNY 12.00"}}});
  }
  return rows;
}

std::int64_t total_by(const Exposure& e, Instant t) {
  std::int64_t total = e.now.minor;
  for (std::size_t i = 0; i < e.jumps.size() && e.jumps.at[i] <= t; ++i) total += e.jumps.by[i];
  return total;
}

std::vector<Row> before(const std::vector<Row>& rows, Instant t) {
  std::vector<Row> list;
  for (const Row& row : rows)
    if (instant_of(row.at) < t) list.push_back(row);
  return list;
}

// Of random logs: the audit at jumps, a microsecond before them, at some other instants, and every so often if wanted.
void expect_what_audits_say(const Case& one, std::mt19937_64& random, int rounds, Duration every) {
  const Contract contract = read_contract(one.document);
  const Plan plan = compile(contract, {}, load_sources(contract));
  ASSERT_TRUE(plan.left_out.empty()) << plan.left_out.front().path;
  std::size_t moved = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::vector<Row> rows = random_rows(random);
    const EventLog log = log_of(rows);
    const Instant as_of = instant_of("2024-01-04T12:00Z") + minutes{random() % 9000};
    const Audit known = audit(plan, log, as_of);
    const Exposure e =
        exposure(known, log, hours{1 + random() % 100}, {.jumps_max = 100'000, .settlements_max = 5'000});
    EXPECT_EQ(e.now, known.statement.total);
    EXPECT_EQ(total_by(e, e.until), e.then.minor);
    EXPECT_TRUE(std::is_sorted(e.jumps.at.begin(), e.jumps.at.end()));
    moved += e.jumps.size();
    const std::vector<Row> seen = before(rows, as_of);
    if (seen.empty()) continue;
    const EventLog cut = log_of(seen);
    std::vector<Instant> instants = {e.until};
    for (std::size_t i = 0; i < e.jumps.size() && instants.size() < 6; i += 1 + e.jumps.size() / 3) {
      instants.push_back(e.jumps.at[i]);
      if (e.jumps.at[i] - Duration{1} > as_of) instants.push_back(e.jumps.at[i] - Duration{1});
    }
    for (int i = 0; i < 4 && e.until > as_of; ++i)
      instants.push_back(
          as_of + Duration{1} +
          Duration{static_cast<std::int64_t>(random() % static_cast<std::uint64_t>((e.until - as_of).count()))});
    if (every > Duration{})
      for (Instant t = as_of + every; t <= e.until; t += every) instants.push_back(t);
    for (const Instant t : instants)
      ASSERT_EQ(total_by(e, t), audit(plan, cut, t).statement.total.minor)
          << "round " << round << ", as of " << at(as_of) << ", at " << at(t);
  }
  EXPECT_GT(moved, 0U);
}

void expect_what_audits_say(const std::vector<Case>& cases, std::uint64_t seed, int rounds, Duration every = {}) {
  std::mt19937_64 random(seed);
  for (const Case& one : cases) {
    SCOPED_TRACE(one.name);
    ASSERT_NO_THROW(read_contract(one.document)) << one.document;
    expect_what_audits_say(one, random, rounds, every);
  }
}

TEST(Exposure, NowAndJumpsAreWhatTheAuditWillSay) { expect_what_audits_say(cases(), 7, 12); }

// A figure of windows that end within the horizon, and of some that ended before as_of.
std::string figure(const std::string& measure, const std::string& penalty, const std::string& more = "",
                   const std::string& head = "", const std::string& others = "") {
  return two("charge: {rate: 1%, of: price, per: day, counting: started 24 h}",
             "charge: {amount: CNY 7.00, per: incident}",
             "  poor: {clause: '9', prices: kept, " + penalty + "}\n" + more, head,
             "  kept: {clause: '8', indicator: {" + measure + "}}\n" + others);
}

std::vector<Case> cases_of_figures() {
  const std::string promised = "attainment: {of: [fix, answer]}, window: P2D, target: {at_least: 90%}";
  const std::string points = "charge: {amount: CNY 1.00, per: percentage point, counting: pro rata}";
  const std::string once = "charge: {amount: CNY 11.00, per: window}";
  const std::string above = "charge: {amount: CNY 2.00, per: unit, counting: started 24 h}";
  const std::string bands =
      "charge: {bands: [{figure: {at_least: 70%}, amount: CNY 6.00, bonus: true}, {figure: {at_least: 40%, less_than: "
      "70%}, amount: CNY 20.00}, {figure: {more_than: 10%, less_than: 40%}, amount: CNY 9.00}], per: window}";
  const std::string visit = "  visit: {clause: '7', clock: {start: ";
  const std::string also = "attainment: {of: [visit, fix]}, window: P1D, target: {at_least: 90%}";
  const std::string weeks = "settlement: {window: P7D, anchor: civil";
  return {
      {"attained, by points", figure(promised, points)},
      {"attained, once", figure(promised, once)},
      {"attained, in bands", figure(promised, bands)},
      {"attained by day", figure("attainment: {of: fix}, window: P1D, target: {at_least: 99%}", points)},
      {"attained, rolling", figure("attainment: {of: fix}, window: P1D, rolling: 3, target: {at_least: 99%}", points)},
      {"attained, rounded", figure("attainment: {of: [fix, answer]}, window: P2D, target: {at_least: 90%}, rounding: "
                                   "{decimals: 0, applied: before it is compared}",
                                   points)},
      {"a small sample", figure(promised + ", minimum_sample: 3, no_data: deemed met", once)},
      {"no data",
       figure("attainment: {of: answer}, window: P1D, target: {at_least: 90%}, no_data: deemed breached", once)},
      {"of a clock that nothing prices",
       figure(also, points, "", "", visit + "reported, stop: fixed, calendar: office, target: PT3H}}\n")},
      {"of a chain",
       figure(also, points, "", "", visit + "{breach_of: answer}, stop: fixed, calendar: office, target: PT3H}}\n")},
      {"of a deadline", figure(also, points, "", "",
                               visit + "reported, stop: fixed, calendar: office, target: {deadline: {time: '16:00', "
                                       "business_days: 1}}}}\n")},
      {"of a delayed clock",
       figure(
           also, points, "", "",
           visit + "{after: PT20H, of: reported, unless: answered}, stop: fixed, calendar: office, target: PT3H}}\n")},
      {"of cycles", figure(also, points, "", "",
                           visit + "reported, stop: commented, until: fixed, cycles: periodic, calendar: office, "
                                   "target: PT3H}}\n")},
      {"of duties", figure("attainment: {of: [report, weekly]}, window: P1D, target: {at_least: 90%}", points, "", "",
                           "  weekly: {clause: '7', duty: {every: P1D, evidence: commented, due: P1D}}\n")},
      {"of records", figure("attainment: {of: papers}, window: P2D, target: {at_least: 90%}", points, "", "",
                            "  papers: {clause: '7', records: [{form: paper, after: reported, due: P1D}, {form: card, "
                            "after: fixed, due: PT30H}]}\n")},
      {"of an indicator", figure("attainment: {of: inner}, window: P4D, target: {at_least: 90%}", points, "", "",
                                 "  inner: {clause: '7', indicator: {attainment: {of: fix}, window: P1D, target: "
                                 "{at_least: 60%}}}\n")},
      {"count", figure("count: reported, window: P1D, target: {at_most: 0}", above)},
      {"sum", figure("sum: {of: load, events: reported}, window: P2D, target: {at_most: 3}", above)},
      {"mean", figure("mean: {of: load, events: reported}, window: P2D, target: {at_most: 3}", above)},
      {"percentile",
       figure("percentile: {rank: 60%, of: load, events: reported}, window: P2D, target: {at_most: 3}", above)},
      {"up", figure("availability: {down: waiting, up: resumed}, window: P1D, target: {at_least: 99%}", points)},
      {"up, but for short ones", figure("availability: {down: waiting, up: resumed, minimum: PT40H}, window: P1D, "
                                        "target: {at_least: 99%}",
                                        points)},
      {"up by weight", figure("availability: {down: waiting, up: resumed, weight: load, out_of: 50}, window: P2D, "
                              "target: {at_least: 99%}",
                              points)},
      {"up, but for excused time",
       figure("availability: {down: reported, up: fixed}, window: P1D, target: {at_least: 99%}", points,
              "exclusions:\n  storm: {clause: '9', from: waiting, to: resumed, cause: force majeure}\n")},
      {"a score",
       figure("score: {good: 0.5, up: 0.5}, window: P2D, target: {at_least: 95%}", points, "", "",
              "  good: {clause: '7', indicator: {attainment: {of: [fix, answer]}, window: P2D}}\n"
              "  up: {clause: '7', indicator: {availability: {down: waiting, up: resumed}, window: P2D}}\n")},
      {"attained, highest only", figure(promised, points, "policies: {concurrency: highest only}\n")},
      {"attained, repeated", figure(promised, once + ", repeats: {ladder: [1, 2, 4]}")},
      {"attained, a cap", figure("attainment: {of: [fix, answer]}, window: P1D, target: {at_least: 90%}", points,
                                 "caps: {all: {clause: '6', limit: CNY 95.00}}\n")},
      {"attained, caps that cross",
       figure("attainment: {of: [fix, answer]}, window: P1D, target: {at_least: 90%}", points,
              "caps: {m: {clause: '6', limit: CNY 60.00, at: window}, each: {clause: '7', limit: CNY 70.00, at: "
              "obligation}}\n" +
                  weeks + "}\n")},
      {"attained, given back", figure(promised, points, weeks + ", earn_back: [{share: 50%, windows: 1}]}\n")},
      {"attained, and excused", figure(promised, points,
                                       "exclusions:\n  storm: {clause: '9', from: waiting, to: resumed, cause: force "
                                       "majeure}\n")},
      {"attained under other terms", figure(promised, points,
                                            "amendments:\n  one: {clause: S1, effective: 2024-01-07, changes: [{set: "
                                            "obligations.kept.indicator.target.at_least, use: 50%}]}\n")},
  };
}

TEST(Exposure, FiguresOfWindowsAreWhatTheAuditWillSay) { expect_what_audits_say(cases_of_figures(), 23, 12, hours{3}); }

// Terms that begin within the horizon, for whatever runs then.
TEST(Exposure, AmendmentsWithinTheHorizonAreWhatTheAuditWillSay) {
  const std::string day = "charge: {rate: 1%, of: price, per: day, counting: started 24 h}";
  const std::string hourly = "charge: {amount: CNY 1.00, per: hour, counting: completed 24 h}";
  const auto amended = [&](const std::string& changes, const std::string& policy, const std::string& more = "") {
    return two(day, hourly,
               "amendments:\n  one: {clause: S1, effective: 2024-01-07, changes: [" + changes +
                   "]}\n  two: {clause: S2, effective: 2024-01-09, changes: [{set: penalties.late.charge.rate, use: "
                   "2%}]}\npolicies: {amended_terms: " +
                   policy + "}\n" + more);
  };
  const std::string target = "{set: obligations.fix.clock.target, use: PT30H}";
  const std::string shorter = "{set: obligations.answer.clock.target, use: PT1H}";
  const std::string due = "{set: obligations.report.duty.due, use: P2D}";
  const std::string cap = "caps: {all: {clause: '6', limit: CNY 60.00}}\n";
  std::vector<Case> cases;
  for (const char* policy : {"as now", "forward only", "as at the event"}) {
    cases.push_back({"a longer target", amended(target, policy)});
    cases.push_back({"a shorter target", amended(shorter, policy)});
    cases.push_back({"another duty", amended(due, policy)});
    cases.push_back({"under a cap", amended(target + ", " + shorter, policy, cap)});
  }
  expect_what_audits_say(cases, 29, 12, hours{5});
}

// Amounts that fall as lateness grows, and come back: between any two instants.
std::vector<Case> cases_that_fall() {
  const std::string once = "charge: {amount: CNY 7.00, per: incident}";
  const auto bands = [](const std::string& more) {
    return "charge: {bands: [{figure: {more_than: 0, at_most: 2}, amount: CNY 5.00}, {figure: {more_than: 2, at_most: "
           "3}, "
           "amount: CNY 1.00}, {figure: {more_than: 5, at_most: 7}, amount: CNY 9.00}, {figure: {more_than: 7}, "
           "amount: "
           "CNY 5.00}], " +
           more + "}";
  };
  const auto steps = [](const std::string& more) {
    return "charge: {steps: [{up_to: 3, amount: CNY 6.00}, {up_to: 5, amount: CNY 2.00}, {amount: CNY 3.00}], stepped: "
           "whole amount, " +
           more + "}";
  };
  const std::string nights = "exclusions:\n  nights: {clause: '9', cause: change window, calendar: office}\n";
  return {
      {"bands of hours", two(bands("per: hour"), once, "")},
      {"bands of three hours", two(bands("per: hour, units: 3"), once, "")},
      {"bands of days", two(bands("per: day"), once, "")},
      {"bands of business days", two(bands("per: business day, calendar: office"), once, "")},
      {"bands after a deductible", two("threshold: {time: PT5H, kind: deductible}, " + bands("per: hour"), once, "")},
      {"bands after a deferral", two("threshold: {time: PT5H, kind: deferral}, " + bands("per: hour"), once, "")},
      {"bands from a franchise on", two("threshold: {time: PT5H, kind: franchise}, " + bands("per: hour"), once, "")},
      {"steps of hours", two(steps("per: hour, counting: started 24 h"), once, "")},
      {"steps pro rata", two(steps("per: day, counting: pro rata"), once, "")},
      {"steps of months",
       two("charge: {steps: [{up_to: 1, amount: CNY 6.00}, {amount: CNY 2.00}], stepped: whole amount, "
           "per: month, units: 0.05, counting: started 24 h}",
           once, "")},
      {"rounded first",
       two(steps("per: hour, rounded_to: {unit: day, counting: started 24 h}, counting: pro rata"), once, "")},
      {"the due day, too", two(bands("per: day, due_day: in"), once, "")},
      {"bands, highest only", two(bands("per: hour"), once, "policies: {concurrency: highest only}\n")},
      {"bands, first only",
       two(bands("per: hour"), once, "policies: {concurrency: first only}\n", "  incident: outage\n")},
      {"bands under a cap", two(bands("per: hour"), once, "caps: {all: {clause: '6', limit: CNY 20.00}}\n")},
      {"excused hours", two("charge: {amount: CNY 1.00, per: hour, counting: started 24 h}", once, nights)},
      {"bands less excused hours", two(bands("per: hour"), once, nights)},
  };
}

// Each cent at its own instant, and others' amounts with it.
std::vector<Case> cases_by_the_cent() {
  const std::string once = "charge: {amount: CNY 7.00, per: incident}";
  return {
      {"losses above what is pro rata",
       two("charge: {amount: CNY 0.10, per: day, counting: pro rata}", once,
           "  loss: {clause: '10', prices: fix, charge: {documented: loss, relation: loss above the penalty}}\n")},
      {"repeats that come later",
       two("charge: {amount: CNY 0.02, per: day, counting: pro rata}, repeats: {ladder: [1, 2, 4, 7]}",
           "charge: {amount: CNY 0.02, per: day, counting: pro rata}, repeats: {ladder: [1, 2, 4, 7]}", "")},
  };
}

TEST(Exposure, WhatFollowsFromEachCentIsWhatTheAuditWillSay) { expect_what_audits_say(cases_by_the_cent(), 37, 6); }

TEST(Exposure, AmountsThatFallAreWhatTheAuditWillSay) { expect_what_audits_say(cases_that_fall(), 31, 8, hours{1}); }

EventLog before(const EventLog& log, Instant t) {
  std::vector<std::string> names;
  for (const TextColumn& column : log.attributes) names.push_back(column.name);
  EventLogBuilder builder(names);
  for (std::size_t ticket = 0; ticket < log.ticket_count(); ++ticket)
    for (std::size_t i = log.first[ticket]; i < log.first[ticket + 1]; ++i) {
      if (log.at[i] >= t) continue;
      std::vector<std::optional<std::string_view>> said;
      for (const TextColumn& column : log.attributes)
        said.push_back(column.codes[i] == Dictionary::absent ? std::optional<std::string_view>()
                                                             : column.values.name(column.codes[i]));
      builder.add({.ticket = log.tickets.name(static_cast<EventLog::Code>(ticket)),
                   .at = log.at[i],
                   .type = log.types.name(log.type[i]),
                   .attributes = said});
    }
  return std::move(builder).finish();
}

// The whole contracts of examples/, a month and a half ahead: windows end, reports fall due.
TEST(Exposure, OfTheExamplesIsWhatTheAuditWillSay) {
  std::size_t moved = 0;
  for (const auto& [name, as_of] :
       {std::pair("after-sales", "2024-06-01T00:00:00+08:00"), std::pair("cloud-service", "2025-06-01T00:00:00+02:00"),
        std::pair("public-managed-service", "2025-07-10T00:00:00+01:00"),
        std::pair("delivery", "2025-07-15T00:00:00+02:00")}) {
    const std::string folder = std::string(SLAKIT_SOURCE_DIR) + "/examples/" + name;
    const Contract contract = read_contract_file(folder + "/contract.yaml");
    AuditOptions options;
    options.as_of = instant_of(as_of);
    const AuditRun run = audit_file(contract, folder + "/events.csv", options);
    const EventLog seen = before(run.log, run.audit.as_of);
    const Exposure e = exposure(run.audit, run.log, hours{24 * 45}, {.jumps_max = 100'000, .settlements_max = 100'000});
    moved += e.jumps.size();
    for (Instant t = e.as_of + hours{31}; t <= e.until; t += hours{31})
      ASSERT_EQ(total_by(e, t), audit(run.audit.plan, seen, t).statement.total.minor) << name << " at " << at(t);
  }
  EXPECT_GT(moved, 0U);
}

// Sums of nested limits, and settling each instant anew, which an idle limit across the others brings about.
TEST(Exposure, SumsAndSettlementsAgree) {
  const std::string day = "charge: {rate: 1%, of: price, per: day, counting: started 24 h}";
  const std::string hourly = "charge: {amount: CNY 1.00, per: hour, counting: completed 24 h}";
  const std::string caps =
      "caps: {one: {clause: '6', limit: CNY 25.00, at: incident}, all: {clause: '7', limit: CNY 90.00}";
  const auto plan_of = [](const std::string& document) {
    const Contract contract = read_contract(document);
    return compile(contract, {}, load_sources(contract));
  };
  const Plan nested = plan_of(two(day, hourly, caps + "}\n"));
  const Plan crossed =
      plan_of(two(day, hourly, caps + ", each: {clause: '8', limit: CNY 99999.00, at: obligation}}\n"));
  std::mt19937_64 random(17);
  std::size_t cut = 0;
  for (int round = 0; round < 30; ++round) {
    const EventLog log = log_of(random_rows(random));
    const Instant as_of = instant_of("2024-01-04T12:00Z") + minutes{random() % 6000};
    const Exposure sums = exposure(audit(nested, log, as_of), log, hours{48});
    const Exposure anew = exposure(audit(crossed, log, as_of), log, hours{48});
    EXPECT_EQ(jumps(sums), jumps(anew));
    EXPECT_EQ(sums.jumps.item, anew.jumps.item);
    EXPECT_EQ(sums.items.at_stake, anew.items.at_stake);
    for (std::size_t i = 0; i < sums.jumps.size(); ++i) cut += sums.jumps.by[i] != sums.jumps.gross[i] ? 1U : 0U;
  }
  EXPECT_GT(cut, 0U);
}

// One charge grows by the cent, and its rises are too many to be listed; another one is due once. A minimum that never
// bites has the statement settled anew at each instant: what grows in between is the first one's.
TEST(Exposure, WhatIsNotListedIsNoOtherTicketsRise) {
  const std::string document = R"(
slakit: 1
contract: {id: two, time_zone: UTC, price: CNY 100000.00}
calendars: {round the clock: always}
obligations:
  repair: {clause: "1", clock: {start: opened, stop: closed, calendar: round the clock, target: PT1H}}
  visit: {clause: "2", clock: {start: called, stop: visited, calendar: round the clock, target: PT10H}}
penalties:
  late: {clause: "5", prices: repair, charge: {rate: 1%, of: price, per: day, counting: pro rata}}
  no visit: {clause: "6", prices: visit, charge: {amount: CNY 10.00, per: incident}}
minimums: {small: {clause: "7", ignore_up_to: CNY 1.00, at: incident}}
policies: {concurrency: either, cut_order: oldest first, rounding: half up, rounding_stage: per charge}
)";
  const std::vector<Row> rows = {{"Y", "2025-01-06T08:00Z", "opened"}, {"X", "2025-01-06T08:00Z", "called"}};
  const Exposure e = exposed(document, rows, "2025-01-06T12:00Z", hours{24});
  EXPECT_EQ(e.now.minor, 12500);    // 3 h of 24 at 1000.00 a day
  EXPECT_EQ(e.then.minor, 113500);  // 27 h, and 10.00
  ASSERT_EQ(e.items.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(e.items.at_stake[i], e.items.obligation[i] == 0 ? 100000 : 1000) << i;
  for (std::size_t i = 0; i < e.jumps.size(); ++i) {
    const bool is_visit = e.items.obligation[static_cast<std::size_t>(e.jumps.item[i])] == 1;
    EXPECT_TRUE(!is_visit || e.jumps.by[i] == 1000) << i;
  }
}

TEST(Exposure, AtOnceItStillSaysWhatAccrues) {
  const Exposure e = exposed(late_clock("{amount: CNY 1.00, per: hour}"), late, "2024-01-05T12:30Z", Duration{});
  ASSERT_EQ(e.items.size(), 1U);
  EXPECT_EQ(e.items.state[0], ExposureState::accruing);
}

TEST(Exposure, FewSettlementsAreEnoughForTheSum) {
  const std::string document =
      two("charge: {amount: CNY 1.00, per: hour, counting: started 24 h}", "charge: {amount: CNY 7.00, per: incident}",
          "caps: {one: {clause: '6', limit: CNY 15.00, at: incident}, each: {clause: '7', limit: "
          "CNY 30.00, at: obligation}}\n");
  const Exposure all = exposed(document, late, "2024-01-05T10:30Z", hours{10});
  const Exposure few = exposed(document, late, "2024-01-05T10:30Z", hours{10}, {.jumps_max = 64, .settlements_max = 3});
  EXPECT_EQ(all.jumps.size(), 11U);  // each hour from eleven on; at four the office's six hours are over, too
  ASSERT_EQ(few.jumps.size(), 4U);   // two hours, then what is left of each charge
  EXPECT_EQ(few.jumps.is_rest, (std::vector<std::uint8_t>{0, 0, 1, 1}));
  EXPECT_EQ(few.then, all.then);
  EXPECT_EQ(few.notes.size(), 1U);
}

// Where no limit binds, what an item has accrued and its jumps are what it is charged when it is closed.
TEST(Exposure, AccruedAndJumpsAreTheChargeOfATicketThatIsClosedThen) {
  std::mt19937_64 random(11);
  const Contract contract = read_contract(late_clock("{rate: 1%, of: price, per: hour, counting: started 24 h}",
                                                     "policies: {incident_charge: each breach}\n"));
  const Plan plan = compile(contract, {}, load_sources(contract));
  for (int round = 0; round < 100; ++round) {
    const std::vector<Row> rows = random_rows(random);
    const Instant as_of = instant_of("2024-01-04T12:00Z") + minutes{random() % 6000};
    const std::vector<Row> seen = before(rows, as_of);
    if (seen.empty()) continue;
    const EventLog log = log_of(seen);
    const Audit known = audit(plan, log, as_of);
    const Exposure e = exposure(known, log, hours{48}, {.jumps_max = 100'000, .settlements_max = 5'000});
    for (std::size_t item = 0; item < e.items.size(); ++item) {
      const Instant t = as_of + Duration{1} + Duration{static_cast<std::int64_t>(random() % 172'800'000'000U)};
      std::int64_t accrued = e.items.gross[item];
      for (std::uint32_t j = e.items.first[item]; j < e.items.first[item + 1]; ++j)
        if (e.jumps.at[e.items.jump_of[j]] <= t) accrued += e.jumps.gross[e.items.jump_of[j]];
      const std::string& ticket = known.tickets[static_cast<std::size_t>(e.items.ticket[item])];
      std::vector<Row> closed = seen;
      closed.push_back({ticket, at(t), "fixed", {}});
      const Audit later = audit(plan, log_of(closed), t + Duration{1});
      std::int64_t charged = 0;
      for (std::size_t row = 0; row < later.charges.size(); ++row)
        if (later.partial.breaches[later.charges.breach[row]].ticket == ticket) charged += later.charges.net(row);
      ASSERT_EQ(accrued, charged) << ticket << " as of " << at(as_of) << " closed " << at(t);
    }
  }
}

}  // namespace
}  // namespace slakit
