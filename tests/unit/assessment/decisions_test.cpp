#include "slakit/assessment/decisions.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

using std::chrono::hours;

Instant at(std::string_view text) { return Timestamp::parse(text).value().instant().value(); }

// As the columns of the header's example; "-": the row says nothing, "": it says an empty text.
struct Row {
  std::string ticket;
  Instant at;
  std::string event;
  std::array<std::string, 6> values = {"-", "-", "-", "-", "-", "-"};
};
const std::vector<std::string> columns{"obligation", "penalty", "verdict", "amount", "by", "why"};

EventLog log_of(const std::vector<Row>& rows, const std::vector<std::string>& names = columns) {
  EventLogBuilder builder(names);
  for (const Row& row : rows) {
    Event event{row.ticket, row.at, row.event, {}};
    for (const std::string& value : row.values)
      event.attributes.push_back(value == "-" ? std::nullopt : std::optional<std::string_view>(value));
    builder.add(event);
  }
  return std::move(builder).finish();
}

const Instant noon = at("2024-06-03T12:00:00+08:00");
const Instant later = noon + hours{1000};

Row decided(std::array<std::string, 6> values, Instant when = noon) { return {"T1", when, "decision", values}; }

std::string lack_of(std::array<std::string, 6> values) {
  const std::vector<Decision> made = decisions_in(log_of({decided(std::move(values))}), later);
  return made.size() == 1 ? made[0].lacks : "not one decision";
}

TEST(Decisions, TheExampleOfTheHeader) {
  const std::vector<Decision> made =
      decisions_in(log_of({{"C4",
                            at("2024-06-03T10:00:00+08:00"),
                            "decision",
                            {"prompt answer to complaints", "-", "met", "-", "quality manager", "called back at once"}},
                           {"T2",
                            at("2024-06-04T09:00:00+08:00"),
                            "decision",
                            {"-", "missed response", "waived", "-", "contract manager", "goodwill"}},
                           {"T4",
                            at("2024-06-04T09:00:00+08:00"),
                            "decision",
                            {"-", "late restoration", "adjusted", "CNY -500.00", "contract manager", "settled"}}}),
                   later);
  ASSERT_EQ(made.size(), 3U);
  EXPECT_EQ(made[0].event, (LoggedEvent{"C4", "decision", 1, at("2024-06-03T10:00:00+08:00")}));
  EXPECT_EQ(made[0].obligation, "prompt answer to complaints");
  EXPECT_EQ(made[0].penalty, "");
  EXPECT_EQ(made[0].ruling, Ruling::met);
  EXPECT_EQ(made[0].by, "quality manager");
  EXPECT_EQ(made[0].why, "called back at once");
  EXPECT_EQ(made[1].event.ticket, "T2");
  EXPECT_EQ(made[1].penalty, "missed response");
  EXPECT_EQ(made[1].ruling, Ruling::waived);
  EXPECT_EQ(made[2].ruling, Ruling::adjusted);
  EXPECT_EQ(made[2].amount, "CNY -500.00");
  for (const Decision& one : made) EXPECT_EQ(one.lacks, "");
}

TEST(Decisions, WhatOneNeeds) {
  EXPECT_EQ(lack_of({"answer", "-", "met", "-", "ann", "quick"}), "");
  EXPECT_EQ(lack_of({"answer", "-", "breached", "-", "ann", "slow"}), "");
  EXPECT_EQ(lack_of({"answer", "-", "waived", "-", "ann", "goodwill"}), "");
  EXPECT_EQ(lack_of({"-", "late", "waived", "-", "ann", "goodwill"}), "");
  EXPECT_EQ(lack_of({"-", "late", "adjusted", "JPY 5", "ann", "settled"}), "");

  const std::string verdict = "a verdict of met, breached, waived, adjusted or chosen";
  for (const char* unknown : {"-", "", "Met", "kept", "excused"})
    EXPECT_EQ(lack_of({"answer", "-", unknown, "-", "ann", "quick"}), verdict) << unknown;
  EXPECT_EQ(lack_of({"-", "-", "met", "-", "ann", "quick"}), "the obligation it is about");
  EXPECT_EQ(lack_of({"-", "late", "breached", "-", "ann", "slow"}), "the obligation it is about");  // of an obligation
  EXPECT_EQ(lack_of({"-", "-", "waived", "-", "ann", "goodwill"}), "the obligation or penalty it is about");
  EXPECT_EQ(lack_of({"answer", "-", "adjusted", "CNY 5.00", "ann", "settled"}), "the penalty it is about");
  for (const char* amount : {"-", "", "500", "-500.00", "CNY 5.001", "CNY"})
    EXPECT_EQ(lack_of({"-", "late", "adjusted", amount, "ann", "settled"}), "the amount, such as CNY -500.00")
        << amount;
  EXPECT_EQ(lack_of({"answer", "-", "met", "-", "-", "quick"}), "who decided (by)");
  EXPECT_EQ(lack_of({"answer", "-", "met", "-", "", "quick"}), "who decided (by)");
  EXPECT_EQ(lack_of({"answer", "-", "met", "-", "ann", "-"}), "the reason (why)");
  EXPECT_EQ(lack_of({"answer", "-", "met", "-", "ann", ""}), "the reason (why)");
}

// A log that has no such columns has no whole decision.
TEST(Decisions, ALogWithoutTheColumns) {
  const EventLog log = log_of({decided({"-", "-", "-", "-", "-", "-"})}, {});
  ASSERT_EQ(decisions_in(log, later).size(), 1U);
  EXPECT_NE(decisions_in(log, later)[0].lacks, "");
  EXPECT_TRUE(decisions_in(log_of({}), later).empty());
  EXPECT_TRUE(decisions_in(log_of({{"T1", noon, "received"}}), later).empty());
}

// What the ticket said before is not what was decided.
TEST(Decisions, TheEventsOwnAttributesOnly) {
  const std::vector<Decision> made =
      decisions_in(log_of({{"T1", noon - hours{1}, "received", {"answer", "-", "met", "-", "ann", "quick"}},
                           decided({"answer", "-", "met", "-", "-", "quick"})}),
                   later);
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].lacks, "who decided (by)");
}

TEST(Decisions, AllAreShownInTheOrderOfTimeThenOfTheLog) {
  const std::vector<Decision> made =
      decisions_in(log_of({{"T2", noon, "decision", {"answer", "-", "met", "-", "b", "x"}},
                           {"T1", noon, "decision", {"answer", "-", "met", "-", "a", "x"}},
                           {"T1", noon + hours{2}, "decision", {"answer", "-", "breached", "-", "d", "x"}},
                           {"T3", noon - hours{1}, "decision", {"answer", "-", "met", "-", "0", "x"}},
                           {"T2", noon + hours{1}, "decision", {"answer", "-", "met", "-", "-", "x"}}}),
                   later);
  std::string order;
  for (const Decision& one : made) order += one.by.empty() ? "?" : one.by;
  EXPECT_EQ(order, "0ab?d");
}

TEST(Decisions, ThoseAtOrAfterAsOfAreNotSeen) {
  const EventLog log = log_of({decided({"answer", "-", "met", "-", "ann", "quick"})});
  EXPECT_EQ(decisions_in(log, noon).size(), 0U);
  EXPECT_EQ(decisions_in(log, noon + Duration{1}).size(), 1U);
}

// ---- laws -----------------------------------------------------------------------------------------------------------

std::vector<Row> random_rows() {
  const auto row = rc::gen::exec([] {
    Row one;
    one.ticket = *rc::gen::element("T1", "T2");
    one.at = noon + hours{*rc::gen::inRange(0, 12)};
    one.event = *rc::gen::element("decision", "decision", "received");
    one.values = {*rc::gen::element("answer", "-"),
                  *rc::gen::element("late", "-"),
                  *rc::gen::element("met", "adjusted", "waived", "breached", "-"),
                  *rc::gen::element("CNY 1.00", "1", "-"),
                  *rc::gen::element("ann", "", "-"),
                  *rc::gen::element("x", "-")};
    return one;
  });
  return *rc::gen::resize(20, rc::gen::container<std::vector<Row>>(row));
}

std::vector<std::string> texts_of(const std::vector<Decision>& made) {
  std::vector<std::string> texts;
  for (const Decision& d : made)
    texts.push_back(d.event.ticket + "/" + std::to_string(d.event.at.time_since_epoch().count()) + "/" + d.obligation +
                    "/" + d.penalty + "/" + std::to_string(static_cast<int>(d.ruling)) + "/" + d.amount + "/" + d.by +
                    "/" + d.why + "/" + d.lacks);
  return texts;
}

RC_GTEST_PROP(DecisionLaws, TheOrderOfRowsDecidesNothingAndLaterRowsNeither, ()) {
  std::vector<Row> rows = random_rows();
  const Instant as_of = noon + hours{*rc::gen::inRange(0, 13)};
  const std::vector<std::string> one = texts_of(decisions_in(log_of(rows), as_of));
  std::erase_if(rows, [&](const Row& row) { return row.at >= as_of; });
  for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[*rc::gen::inRange<std::size_t>(0, i)]);
  RC_ASSERT(one == texts_of(decisions_in(log_of(rows), later)));
  RC_ASSERT(one.size() == static_cast<std::size_t>(std::count_if(
                              rows.begin(), rows.end(), [](const Row& row) { return row.event == "decision"; })));
}

}  // namespace
}  // namespace slakit
