// Windows, minimums, limits, earn-back: what settlement makes of charges. Each breach is CNY 10.00 where nothing else
// is said; windows are civil months of 2024.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "slakit/settlement/settle.hpp"
#include "support/priced_case.hpp"

namespace slakit {
namespace {

using Minor = std::vector<std::int64_t>;

// One breach in each of these months, on the 10th, a day late each.
std::vector<Row> late_in(const std::vector<int>& months) {
  std::vector<Row> rows;
  for (const int month : months) {
    const std::string ticket = "T" + std::to_string(rows.size() / 2 + 1);
    const std::string day = "2024-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-";
    rows.push_back({ticket, day + "10T09:00Z", "reported", {}});
    rows.push_back({ticket, day + "11T10:00Z", "fixed", {}});
  }
  return rows;
}

std::string monthly(const std::string& more, const std::string& charge = "{amount: CNY 10.00, per: incident}",
                    const std::string& settlement = "window: P1M, anchor: civil") {
  return late_clock(charge, more + "settlement: {" + settlement + "}\n");
}

Audit judged(const std::string& document, const std::vector<Row>& rows, const char* as_of = "2024-12-31T00:00Z") {
  return audit_of(document, rows, as_of);
}

// Of windows in which something is owed or posted, by month.
std::map<int, std::int64_t> by_month(const Audit& audit) {
  std::map<int, std::int64_t> months;
  for (const WindowStatement& one : audit.statement.windows)
    if (one.total.minor != 0)
      months[static_cast<int>(static_cast<unsigned>(audit.plan.windows[one.window].days.first.month()))] =
          one.total.minor;
  return months;
}
using Months = std::map<int, std::int64_t>;

// Postings of each window sum to nothing, and those to the provider to the total.
void expect_balanced(const Audit& audit) {
  std::map<std::uint32_t, std::int64_t> windows;
  std::int64_t provider = 0;
  for (const Posting& one : audit.statement.postings) {
    windows[one.window] += one.minor;
    if (one.account == Account::provider) provider += one.minor;
  }
  for (const auto& [window, sum] : windows) EXPECT_EQ(sum, 0) << window;
  EXPECT_EQ(provider, audit.statement.total.minor);
  std::int64_t total = 0;
  for (const WindowStatement& one : audit.statement.windows) total += one.total.minor;
  EXPECT_EQ(total, audit.statement.total.minor);
  const Statement& made = audit.statement;
  EXPECT_EQ(made.total.minor, made.gross.minor - made.cut.minor + made.adjusted.minor);
}

TEST(Windows, AChargeBelongsToThatOfItsStart) {
  const Audit audit =
      judged(monthly(""), {{"T1", "2024-03-31T20:00Z", "reported", {}}, {"T1", "2024-04-02T00:00Z", "fixed", {}}});
  EXPECT_EQ(by_month(audit), (Months{{3, 1000}}));
  expect_balanced(audit);
}

TEST(Windows, CapsPerWindowAndOverTrailingOnes) {
  const std::vector<Row> rows = late_in({1, 1, 1, 2, 3, 3});
  const Audit window = judged(monthly("caps: {m: {clause: '3', limit: CNY 15.00, at: window}}\n"), rows);
  EXPECT_EQ(by_month(window), (Months{{1, 1500}, {2, 1000}, {3, 1500}}));
  // 18.00 in any two months: January 18, February 0 left, March 18.
  const Audit trailing =
      judged(monthly("caps: {m: {clause: '3', limit: CNY 18.00, window: P1M, trailing: 2}}\n"), rows);
  EXPECT_EQ(by_month(trailing), (Months{{1, 1800}, {3, 1800}}));
  expect_balanced(trailing);
}

TEST(Windows, WhatIsCarriedOver) {
  const std::vector<Row> rows = late_in({1, 3, 3, 3, 3});
  // Room of 15 a month: January leaves 5, February 15 more, March has 35.
  const Audit room =
      judged(monthly("caps: {m: {clause: '3', limit: CNY 15.00, at: window, carry_over: unused room}}\n"), rows);
  EXPECT_EQ(by_month(room), (Months{{1, 1000}, {3, 3500}}));
  // March owes 40 and pays 15, then 15 in April and 10 in May.
  const std::string carries =
      monthly("caps: {m: {clause: '3', limit: CNY 15.00, at: window, carry_over: what is cut}}\n");
  const Audit cut = judged(carries, rows);
  EXPECT_EQ(by_month(cut), (Months{{1, 1000}, {3, 1500}, {4, 1500}, {5, 1000}}));
  expect_balanced(cut);
  // Over the whole term nothing comes after it.
  EXPECT_EQ(owed(judged(monthly("caps: {m: {clause: '3', limit: CNY 15.00, carry_over: unused room}}\n"), rows)),
            "CNY 15.00");
  EXPECT_EQ(owed(judged(monthly("caps: {m: {clause: '3', limit: CNY 15.00, at: window, window: term}}\n"), rows)),
            "CNY 15.00");
  // What has not begun owes nothing yet.
  EXPECT_EQ(by_month(judged(carries, rows, "2024-04-20T00:00Z")), (Months{{1, 1000}, {3, 1500}, {4, 1500}}));
}

TEST(Windows, InnerCapsComeFirst) {
  const std::string caps =
      "caps:\n"
      "  all: {clause: '3', limit: CNY 22.00}\n"
      "  each: {clause: '4', limit: CNY 7.00, at: incident, inside: all}\n";
  // Four times 7.00 are 28.00, and 22.00 are left: the newest bear it.
  EXPECT_EQ(nets(judged(monthly(caps), late_in({1, 2, 3, 4}))), (Minor{700, 700, 700, 100}));
}

TEST(Windows, WhoBearsACut) {
  const auto shared = [](const std::string& order) {
    const std::string charge = "{rate: 1%, of: price, per: day}";
    std::vector<Row> rows = late_in({1, 1, 1});
    rows[3].at = "2024-01-13T10:00Z";  // three days: 30.00 beside 10.00 and 10.00
    return nets(
        judged(monthly("caps: {c: {clause: '3', limit: CNY 25.01, cut_order: " + order + "}}\n", charge), rows));
  };
  EXPECT_EQ(shared("oldest first"), (Minor{1000, 1501, 0}));
  EXPECT_EQ(shared("largest first"), (Minor{0, 2501, 0}));
  // 2501 x 1/5 = 500.2, x 3/5 = 1500.6: the remainder of the second is the largest.
  EXPECT_EQ(shared("pro rata"), (Minor{500, 1501, 500}));
}

TEST(Windows, SeveralCapsTheGreatestWins) {
  const std::string caps = "caps: {a: {clause: '3', limit: CNY 12.00}, b: {clause: '4', limit: CNY 17.00}}\n";
  EXPECT_EQ(owed(judged(monthly(caps), late_in({1, 2}))), "CNY 12.00");
  const Audit greatest = judged(monthly(caps + "policies: {several_caps: greatest wins}\n"), late_in({1, 2}));
  EXPECT_EQ(owed(greatest), "CNY 17.00");
  EXPECT_FALSE(greatest.statement.caps.at(0).applies);
}

TEST(Windows, ByService) {
  const std::string document =
      late_clock("{amount: CNY 10.00, per: incident}", "caps: {s: {clause: '3', limit: CNY 15.00, at: service}}\n",
                 "  service: product\n");
  std::vector<Row> rows = late_in({1, 2, 3});
  rows[0].attributes = rows[2].attributes = {{"product", "mail"}};
  rows[4].attributes = {{"product", "web"}};
  EXPECT_EQ(nets(judged(document, rows)), (Minor{1000, 500, 1000}));
}

// A cap of a base that the ticket says: the least of loss and 12.00 a kilogram.
TEST(Windows, ALimitThatATicketSays) {
  const std::string document = late_clock("{amount: CNY 500.00, per: incident}",
                                          "caps: {w: {clause: '3', limit: 100%, of: weight, at: incident}}\n",
                                          "  bases: {weight: {amount: CNY 12.00, attribute: kg}}\n");
  std::vector<Row> rows = late_in({1, 2});
  rows[0].attributes = {{"kg", "10"}};
  const Audit audit = judged(document, rows);
  EXPECT_EQ(nets(audit), (Minor{12000, 50000}));
  EXPECT_FALSE(audit.statement.caps.at(1).is_known);
}

TEST(Windows, MinimumsRaiseOrDrop) {
  const std::vector<Row> rows = late_in({1, 2, 2});
  const auto with = [&](const std::string& rule) {
    return by_month(judged(monthly("minimums: {m: {clause: '3', at: window, " + rule + "}}\n"), rows));
  };
  EXPECT_EQ(with("raise_to: CNY 15.00"), (Months{{1, 1500}, {2, 2000}}));
  EXPECT_EQ(with("ignore_up_to: CNY 10.00"), (Months{{2, 2000}}));
  EXPECT_EQ(with("ignore_up_to: CNY 9.99"), (Months{{1, 1000}, {2, 2000}}));
}

// A breach that comes late and belongs to a window before is no repeat of one after it.
TEST(Windows, RepeatsFollowTheirWindows) {
  const std::string document = priced_contract(
      "penalties:\n  late: {clause: '2', prices: fix, charge: {amount: CNY 10.00, per: incident}, repeats: {factor: 3, "
      "consecutive: 2}}\nsettlement: {window: P1M, anchor: civil}\n");
  std::vector<Row> rows{{"T1", "2024-01-31T09:00Z", "reported", {}}, {"T1", "2024-01-31T09:30Z", "waiting", {}},
                        {"T1", "2024-02-20T09:00Z", "resumed", {}},  {"T1", "2024-02-21T09:00Z", "fixed", {}},
                        {"T2", "2024-02-10T09:00Z", "reported", {}}, {"T2", "2024-02-11T09:00Z", "fixed", {}}};
  EXPECT_EQ(by_month(judged(document, rows)), (Months{{1, 1000}, {2, 3000}}));
}

// Half back after two good months, half after four.
TEST(Windows, EarnBack) {
  const std::string rule =
      "window: P1M, anchor: civil, earn_back: [{share: 50%, windows: 2}, {share: 50%, windows: 4}]";
  const Audit audit = judged(monthly("", "{amount: CNY 10.01, per: incident}", rule), late_in({1}));
  EXPECT_EQ(by_month(audit), (Months{{1, 1001}, {3, -501}, {5, -500}}));
  EXPECT_EQ(owed(audit), "CNY 0.00");
  expect_balanced(audit);
  // Bad again in April: half is kept. The windows have to be over.
  EXPECT_EQ(
      by_month(judged(monthly("", "{amount: CNY 10.00, per: incident}", rule), late_in({1, 4}), "2024-05-31T00:00Z")),
      (Months{{1, 1000}, {3, -500}, {4, 1000}}));
  EXPECT_EQ(owed(judged(monthly("", "{amount: CNY 10.00, per: incident}", rule), late_in({1}), "2024-03-30T00:00Z")),
            "CNY 10.00");
}

TEST(Windows, PointsAndTheirLadder) {
  const std::string points = "{points: 3, per: incident}";
  const std::vector<Row> rows = late_in({1, 2, 2});
  EXPECT_EQ(by_month(judged(monthly("", points, "window: P1M, anchor: civil, point_value: CNY 2.00"), rows)),
            (Months{{1, 600}, {2, 1200}}));
  const Audit ladder = judged(
      monthly(
          "", points,
          "window: P1M, anchor: civil, point_ladder_of: price, point_ladder: [{figure: {at_least: 1, less_than: 5}, "
          "amount: CNY 1.00}, {figure: {at_least: 5}, rate: 1.0001%}]"),
      rows);
  EXPECT_EQ(nets(ladder), (Minor{100, 500, 500}));
  const Audit none = judged(late_clock(points), rows);
  EXPECT_EQ(owed(none), "CNY 0.00");
  EXPECT_EQ(to_string(none.charges.points.at(0)), "3");
}

// 10 % of the price at risk in a month, three parts in ten of it for this penalty.
TEST(Windows, AtRiskAndThePool) {
  const std::string rule = "window: P1M, anchor: civil, at_risk: 10%, at_risk_of: price";
  EXPECT_EQ(by_month(judged(monthly("", "{amount: CNY 60.00, per: incident}", rule), late_in({1, 1, 2}))),
            (Months{{1, 10000}, {2, 6000}}));
  EXPECT_EQ(by_month(judged(monthly("", "{amount: CNY 60.00, per: incident}", rule + ", pool: {late: 30%}"),
                            late_in({1, 1, 2}))),
            (Months{{1, 3000}, {2, 3000}}));
  EXPECT_EQ(
      owed(judged(monthly("", "{rate: 50%, of: at risk, per: incident}", rule + ", pool: {late: 30%}"), late_in({1}))),
      "CNY 15.00");
}

// A third of a cent each: 30.00 / 9 is rounded once for each window.
TEST(Windows, RoundedOncePerWindow) {
  const std::string charge = "{rate: 0.0333%, of: price, per: incident}";  // 0.333
  const std::string per_statement = "policies: {rounding_stage: per statement}\n";
  EXPECT_EQ(by_month(judged(monthly(per_statement, charge), late_in({1, 1, 1, 2}))), (Months{{1, 100}, {2, 33}}));
  EXPECT_EQ(nets(judged(monthly(per_statement, charge), late_in({1, 1, 1, 2}))), (Minor{34, 33, 33, 33}));
}

// ---- claims, rights, losses -----------------------------------------------------------------------------------------

TEST(Claims, AreClaimableThenAboutToLapseThenBarred) {
  const std::string document =
      monthly("", "{amount: CNY 10.00, per: incident}",
              "window: P1M, anchor: civil, claim_within: P30D, claim: claimed, pay_within: P10D");
  const auto state = [&](const char* as_of, const std::vector<Row>& more = {}) {
    std::vector<Row> rows = late_in({1});
    rows.insert(rows.end(), more.begin(), more.end());
    return judged(document, rows, as_of).window_claims.at(0).state;
  };
  EXPECT_EQ(state("2024-01-20T00:00Z"), ClaimState::not_over);
  EXPECT_EQ(state("2024-02-10T00:00Z"), ClaimState::claimable);
  // 30 days after 31 January: to the end of 1 March. Seven days before, about to lapse.
  EXPECT_EQ(state("2024-02-23T23:59Z"), ClaimState::claimable);
  EXPECT_EQ(state("2024-02-24T00:00Z"), ClaimState::about_to_lapse);
  EXPECT_EQ(state("2024-03-01T23:59:59Z"), ClaimState::about_to_lapse);
  EXPECT_EQ(state("2024-03-02T00:00Z"), ClaimState::barred);
  EXPECT_EQ(state("2024-06-01T00:00Z", {{"N1", "2024-03-01T12:00Z", "claimed", {}}}), ClaimState::claimed);
  EXPECT_EQ(state("2024-06-01T00:00Z", {{"N1", "2024-03-02T00:00Z", "claimed", {}}}), ClaimState::barred);
  EXPECT_EQ(judged(document, late_in({1})).window_claims.at(0).pay_by, instant_of("2024-02-11T00:00Z"));
}

TerminationRight right(const std::string& when, const std::vector<Row>& rows, const std::string& caps = "",
                       const char* as_of = "2024-12-31T00:00Z") {
  return judged(
             monthly("termination: {t: {clause: '9', when: " + when + ", exercise_within: P60D, notice: P1M}}\n" + caps,
                     "{rate: 1%, of: price, per: day}"),
             rows, as_of)
      .rights.at(0);
}

TEST(Rights, ByDelay) {
  std::vector<Row> rows = late_in({1});
  rows[1].at = "2024-01-20T10:00Z";                                                // ten days late
  EXPECT_EQ(right("{delay: P10D, of: fix}", rows).state, RightState::not_arisen);  // not more than ten
  const TerminationRight nine = right("{delay: P9D, of: fix}", rows, "", "2024-03-01T00:00Z");
  EXPECT_EQ(nine.since, instant_of("2024-01-19T10:00Z"));
  EXPECT_EQ(nine.state, RightState::exercisable);
  EXPECT_EQ(nine.until, instant_of("2024-03-19T10:00Z"));
  EXPECT_EQ(nine.earliest_end, instant_of("2024-02-19T10:00Z"));
  EXPECT_EQ(right("{delay: P9D, of: fix}", rows).state, RightState::lapsed);
}

TEST(Rights, ByBreachesWithinAPeriod) {
  EXPECT_EQ(right("{breaches: 3, in: P2M}", late_in({1, 2, 4})).state, RightState::not_arisen);
  const TerminationRight three = right("{breaches: 3, in: P2M}", late_in({1, 2, 2, 5}));
  EXPECT_EQ(three.since, instant_of("2024-02-10T10:00Z"));
  EXPECT_EQ(three.breaches.size(), 3U);
}

// 45.00: the fifth started day of the second, which is a microsecond after four whole ones, fills it.
TEST(Rights, ByACapThatIsUsedUp) {
  std::vector<Row> rows = late_in({1, 2});
  rows[3].at = "2024-02-20T10:00Z";
  const TerminationRight used = right("{cap: c}", rows, "caps: {c: {clause: '3', limit: CNY 45.00}}\n");
  EXPECT_EQ(used.since, instant_of("2024-02-13T10:00:00.000001Z"));
  EXPECT_EQ(right("{cap: c}", rows, "caps: {c: {clause: '3', limit: CNY 110.01}}\n").state, RightState::not_arisen);
}

// 1 % of the price in two of three months.
TEST(Rights, ByCreditsInSeveralWindows) {
  const std::string when = "{credits: 1%, credits_of: price, windows: 2, out_of: 3}";
  EXPECT_EQ(right(when, late_in({1, 4})).state, RightState::not_arisen);
  EXPECT_EQ(right(when, late_in({1, 3})).since, instant_of("2024-04-01T00:00Z"));
}

// PRC Civil Code art. 585: a loss of 30.00 and a penalty of 50.00; 130 % are 39.00.
TEST(LossTests, FlagWhatIsAbove) {
  const auto tests = [](const char* law, const char* loss) {
    const std::string document =
        late_clock("[{amount: CNY 50.00, per: incident}, {documented: loss, relation: loss above the penalty}]", "",
                   std::string("  governing_law: ") + law + "\n");
    std::vector<Row> rows = late_in({1});
    rows.push_back({"T1", "2024-02-01T00:00Z", "document", {{"loss", loss}}});
    return judged(document, rows);
  };
  const Audit above = tests("CN", "CNY 30.00");
  ASSERT_EQ(above.loss_tests.size(), 2U);
  EXPECT_TRUE(above.loss_tests[0].is_above);
  EXPECT_EQ(to_string(above.loss_tests[0].threshold), "CNY 39.00");
  EXPECT_EQ(owed(above), "CNY 50.00");
  EXPECT_FALSE(tests("CN", "38.47").loss_tests[0].is_above);  // 50.011
  EXPECT_FALSE(tests("DE", "CNY 30.00").loss_tests[0].is_above);
}

}  // namespace
}  // namespace slakit
