// What charges come to, by the parts of their terms. One day late is CNY 10.00 where nothing else is said.
#include "slakit/penalty/price.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/priced_case.hpp"

namespace slakit {
namespace {

using Minor = std::vector<std::int64_t>;

// `ticket` reported at 09:00 of the day and fixed so many days after it was due.
std::vector<Row> late_by(int days, const std::string& ticket = "T1",
                         const std::vector<std::pair<std::string, std::string>>& says = {}, int day = 6) {
  const auto at = [](int d, const char* time) {
    return "2024-05-" + std::string(d < 10 ? "0" : "") + std::to_string(d) + time;
  };
  return {{ticket, at(day, "T09:00Z"), "reported", says}, {ticket, at(day + days, "T10:00Z"), "fixed", {}}};
}

std::vector<Row> joined(std::vector<std::vector<Row>> lists) {
  std::vector<Row> all;
  for (std::vector<Row>& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

Audit judged(const std::string& document, const std::vector<Row>& rows) {
  return audit_of(document, rows, "2024-12-01T00:00Z");
}

// Research E23: 1‰ a day, after two days 5‰.
TEST(Price, Steps) {
  const std::string steps = "{steps: [{up_to: 2, rate: 1%}, {rate: 5%}], of: price, per: day, stepped: ";
  EXPECT_EQ(owed(judged(late_clock(steps + "marginal}"), late_by(4))), "CNY 120.00");
  EXPECT_EQ(owed(judged(late_clock(steps + "whole amount}"), late_by(4))), "CNY 200.00");
  EXPECT_EQ(owed(judged(late_clock(steps + "whole amount}"), late_by(2))), "CNY 20.00");  // up to is in
}

TEST(Price, BandsOfLateness) {
  const std::string bands =
      "{bands: [{figure: {more_than: 0, at_most: 2}, amount: CNY 5.00}, {figure: {more_than: 2}, rate: 3%}], "
      "of: price, per: day}";
  EXPECT_EQ(owed(judged(late_clock(bands), late_by(2))), "CNY 5.00");
  EXPECT_EQ(owed(judged(late_clock(bands), late_by(3))), "CNY 30.00");
}

TEST(Price, WhatTheTicketSays) {
  const std::string head = "  bases: {part: {attribute: part value}, weight: {amount: CNY 2.00, attribute: kg}}\n";
  const auto part = late_clock("{rate: 10%, of: part, per: incident}", "", head);
  EXPECT_EQ(owed(judged(part, late_by(1, "T1", {{"part value", "CNY 400.00"}}))), "CNY 40.00");
  EXPECT_EQ(owed(judged(part, late_by(1, "T1", {{"part value", "400"}}))), "CNY 40.00");
  const Audit none = judged(part, late_by(1, "T1", {{"part value", "much"}}));
  EXPECT_EQ(none.charges.status.at(0), ChargeStatus::no_base);
  EXPECT_EQ(
      owed(judged(late_clock("{rate: 100%, of: weight, per: incident}", "", head), late_by(1, "T1", {{"kg", "12.5"}}))),
      "CNY 25.00");
}

TEST(Price, AppliesAndMultipliers) {
  const std::string document = priced_contract(
      "penalties:\n  late: {clause: '2', prices: fix, applies: {class: fault}, charge: {amount: CNY 10.00, per: "
      "incident, multipliers: [{where: {site: hospital}, times: 2}, {where: {level: P1}, times: 1.5}]}}\n");
  EXPECT_EQ(owed(judged(document, late_by(1, "T1", {{"class", "fault"}, {"site", "hospital"}, {"level", "P1"}}))),
            "CNY 30.00");
  EXPECT_EQ(owed(judged(document, late_by(1, "T1", {{"class", "fault"}, {"site", "school"}}))), "CNY 10.00");
  EXPECT_EQ(judged(document, late_by(1, "T1", {{"class", "question"}})).charges.size(), 0U);
}

TEST(Price, AnEvent) {
  const std::string document = priced_contract(
      "penalties:\n  stop: {clause: '2', prices: {event: stopped, where: {cause: fault}}, charge: {rate: 1%, of: "
      "price, per: incident}}\n");
  const auto stopped = [](const char* ticket, const char* at, const char* cause) {
    return Row{ticket, at, "stopped", {{"cause", cause}}};
  };
  const Audit audit =
      judged(document, {stopped("S1", "2024-02-01T00:00Z", "fault"), stopped("S1", "2024-02-02T00:00Z", "fault"),
                        stopped("S2", "2024-02-03T00:00Z", "visitor"), stopped("S3", "2025-02-01T00:00Z", "fault")});
  // Twice in one incident is once; a visitor's is none; after the term nothing is charged.
  EXPECT_EQ(owed(audit), "CNY 10.00");
  EXPECT_EQ(audit.charges.status.at(1), ChargeStatus::same_incident);
}

std::string repeated(const std::string& rule) {
  return priced_contract("penalties:\n  late: {clause: '2', prices: fix, charge: {amount: CNY 10.00, per: incident}, " +
                         rule + "}\nsettlement: {window: P1M, anchor: civil}\n");
}

TEST(Price, Repeats) {
  const std::vector<Row> four =
      joined({late_by(1, "T1", {}, 6), late_by(1, "T2", {}, 8), late_by(1, "T3", {}, 10), late_by(1, "T4", {}, 20)});
  EXPECT_EQ(nets(judged(repeated("repeats: {factor: 3}"), four)), (Minor{1000, 3000, 3000, 3000}));
  EXPECT_EQ(nets(judged(repeated("repeats: {ladder: [1, 2, 4]}"), four)), (Minor{1000, 2000, 4000, 4000}));
  EXPECT_EQ(nets(judged(repeated("repeats: {factor: 2, count: 2, in: P3D}"), four)), (Minor{1000, 2000, 2000, 1000}));
  EXPECT_EQ(nets(judged(repeated("repeats: {ladder: [1, 2, 4], reset_after: P5D}"), four)),
            (Minor{1000, 2000, 4000, 1000}));
  EXPECT_EQ(nets(judged(repeated("repeats: {factor: 1, count: 2, before: free, counted: anew}"), four)),
            (Minor{0, 1000, 0, 1000}));
  // All in one window: none is in a row with one before.
  EXPECT_EQ(nets(judged(repeated("repeats: {factor: 2, consecutive: 2}"), four)), (Minor{1000, 1000, 1000, 1000}));
}

// The limits of a charge are those of what it comes to in the end.
TEST(Price, LeastAndMost) {
  EXPECT_EQ(owed(judged(late_clock("{rate: 1%, of: price, per: day, at_least: CNY 25.00}"), late_by(1))), "CNY 25.00");
  EXPECT_EQ(owed(judged(late_clock("{rate: 1%, of: price, per: day, at_most: CNY 25.00}"), late_by(7))), "CNY 25.00");
}

// Two promises broken in one ticket: 10.00 for the answer, 20.00 for the repair, due in this order.
std::string two_promises(const std::string& more) {
  return priced_contract(
      "  answer: {clause: '3', clock: {start: reported, stop: answered, calendar: always on, target: PT30M}}\n"
      "penalties:\n"
      "  no answer: {clause: '2', prices: answer, charge: {amount: CNY 10.00, per: incident}}\n"
      "  late: {clause: '2', prices: fix, charge: {amount: CNY 20.00, per: incident}}\n" +
      more);
}

TEST(Price, Concurrency) {
  const std::vector<Row> rows = late_by(1);
  const auto all = [&](const std::string& policy, const std::string& more = "") {
    return nets(judged(two_promises("policies: {concurrency: " + policy + "}\n" + more), rows));
  };
  EXPECT_EQ(all("either"), (Minor{1000, 2000}));
  EXPECT_EQ(all("both"), (Minor{1000, 2000}));
  EXPECT_EQ(all("highest only"), (Minor{0, 2000}));
  EXPECT_EQ(all("first only"), (Minor{1000, 0}));
  EXPECT_EQ(all("listed combinations"), (Minor{0, 2000}));  // none is listed: each by itself
  EXPECT_EQ(all("listed combinations", "combinations: {both: {clause: '5', penalties: [no answer, late]}}\n"),
            (Minor{1000, 2000}));
  EXPECT_EQ(all("customers choice"), (Minor{0, 2000}));
  const std::vector<Row> chosen =
      joined({rows,
              {{"T1",
                "2024-06-01T00:00Z",
                "decision",
                {{"verdict", "chosen"}, {"penalty", "no answer"}, {"by", "customer"}, {"why", "clause 5"}}}}});
  EXPECT_EQ(nets(judged(two_promises("policies: {concurrency: customers choice}\n"), chosen)), (Minor{1000, 0}));
}

TEST(Price, LossesBesideAndAboveThePenalty) {
  const auto contract = [](const std::string& relation) {
    return priced_contract(
        "penalties:\n  late: {clause: '2', prices: fix, charge: {amount: CNY 20.00, per: incident}}\n"
        "  loss: {clause: '3', prices: fix, charge: {documented: loss, relation: " +
        relation + "}}\n");
  };
  const auto rows = [](const char* second) {
    return joined({late_by(1),
                   {{"T1", "2024-06-01T00:00Z", "document", {{"loss", "CNY 15.00"}}},
                    {"T1", "2024-06-01T00:00Z", "document", {{"loss", "CNY 15.00"}}},
                    {"T1", "2024-06-02T00:00Z", "document", {{"loss", second}}}}});
  };
  EXPECT_EQ(nets(judged(contract("cumulative"), rows("12.5"))), (Minor{2000, 2750}));
  EXPECT_EQ(nets(judged(contract("loss above the penalty"), rows("12.5"))), (Minor{2000, 750}));
  EXPECT_EQ(nets(judged(contract("loss above the penalty"), rows("CNY 5.00"))), (Minor{2000, 0}));
  EXPECT_EQ(nets(judged(contract("the greater"), rows("12.5"))), (Minor{0, 2750}));
  EXPECT_EQ(nets(judged(contract("the greater"), rows("CNY 1.00"))), (Minor{2000, 0}));
  // The penalty as it is charged, a half cent rounded up: 20.00 x 1.00025 is 20.01.
  const std::string rounded = priced_contract(
      "penalties:\n  late: {clause: '2', prices: fix, charge: {rate: 2.0005%, of: price, per: incident}}\n"
      "  loss: {clause: '3', prices: fix, charge: {documented: loss, relation: loss above the penalty}}\n");
  EXPECT_EQ(nets(judged(rounded, rows("12.5"))), (Minor{2001, 749}));
  const Audit unread = judged(contract("cumulative"), rows("USD 12.34"));
  EXPECT_EQ(nets(unread), (Minor{2000, 1500}));
  ASSERT_EQ(unread.intake.remarks.size(), 1U);
  EXPECT_EQ(unread.intake.remarks[0].code, "unread-loss");
  EXPECT_EQ(nets(judged(contract("cumulative"), rows("-5"))), (Minor{2000, 1500}));
  // No document, no charge.
  EXPECT_EQ(judged(contract("cumulative"), late_by(1)).charges.size(), 1U);
}

// It costs a bonus nothing that another ticket of the incident saved nothing.
TEST(Price, BonusesStandBeside) {
  const std::string document = late_clock("{amount: CNY 1.00, per: minute, counting: pro rata, counts: time saved}", "",
                                          "  incident: problem\n");
  const std::vector<Row> rows{{"T1", "2024-05-06T09:00Z", "reported", {{"problem", "P"}}},
                              {"T1", "2024-05-06T09:20Z", "fixed", {}},
                              {"T2", "2024-05-06T09:00Z", "reported", {{"problem", "P"}}},
                              {"T2", "2024-05-06T10:00Z", "fixed", {}}};
  EXPECT_EQ(owed(judged(document, rows)), "CNY -40.00");
}

// Several tickets of one incident: each term once, by the dearest; a document once for all.
TEST(Price, OneIncidentOfSeveralTickets) {
  const std::string document =
      late_clock("[{rate: 1%, of: price, per: day}, {documented: loss}]", "", "  incident: problem\n");
  const Audit audit = judged(document, joined({late_by(1, "T1", {{"problem", "P"}}),
                                               late_by(3, "T2", {{"problem", "P"}}),
                                               {{"T2", "2024-06-01T00:00Z", "document", {{"loss", "7"}}}}}));
  EXPECT_EQ(owed(audit), "CNY 37.00");
}

// ---- laws -----------------------------------------------------------------------------------------------------------

const std::vector<std::string> additive{
    "{rate: 1%, of: price, per: day}",
    "{rate: 1%, of: price, per: hour, units: 5, counting: pro rata}",
    "{amount: CNY 3.00, per: day, counting: calendar days touched}",
    "{steps: [{up_to: 2, rate: 1%}, {up_to: 4, rate: 2%}, {rate: 3%}], of: price, per: day, stepped: marginal}",
    "{steps: [{up_to: 2, rate: 1%}, {rate: 3%}], of: price, per: day, stepped: whole amount}",
    "{rate: 2%, of: price, per: month, counting: pro rata}",
    "{amount: CNY 4.00, per: business day, calendar: office, counting: pro rata}"};

// More lateness never costs less, and no charge is below nothing.
TEST(PriceLaws, MonotoneInDelay) {
  for (const std::string& charge : additive) {
    const Contract contract = read_contract(late_clock(charge));
    const Plan plan = compile(contract, {}, load_sources(contract));
    std::int64_t before = 0;
    for (int hours = 1; hours < 24 * 12; hours += 5) {
      Breach breach;
      breach.ticket = "T";
      breach.at = instant_of("2024-01-31T10:00Z");
      breach.ended = breach.at + std::chrono::hours{hours};
      breach.stretches = {{breach.at, breach.ended}};
      breach.late = lateness(breach.stretches, plan.zone);
      const Charges charges = price(plan, {breach});
      ASSERT_GE(charges.gross.at(0), before) << charge << ", " << hours << " h";
      before = charges.gross.at(0);
    }
    ASSERT_GT(before, 0) << charge;
  }
}

// The order of rows changes nothing; what two tickets owe is the sum of what each owes.
TEST(PriceLaws, PartsAndOrder) {
  for (const std::string& charge : additive) {
    const std::string document = late_clock(charge);
    const std::vector<Row> one = late_by(2);
    const std::vector<Row> other = late_by(5, "T2", {}, 9);
    std::vector<Row> both = joined({one, other});
    const std::int64_t sum =
        judged(document, one).statement.total.minor + judged(document, other).statement.total.minor;
    ASSERT_EQ(judged(document, both).statement.total.minor, sum) << charge;
    std::reverse(both.begin(), both.end());
    ASSERT_EQ(judged(document, both).statement.total.minor, sum) << charge;
  }
}

}  // namespace
}  // namespace slakit
