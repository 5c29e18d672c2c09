#include "slakit/settlement/decided.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "support/log_rows.hpp"

namespace slakit {
namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

// Two tickets, each late: 10.00 each under `late`, and 5.00 each under `again`.
Audit audit_of(const std::vector<Row>& decisions) {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC, price: EUR 1000.00}\n"
      "calendars: {always: always}\n"
      "obligations:\n  fix: {clause: '1', clock: {start: reported, stop: fixed, calendar: always, target: PT4H}}\n"
      "penalties:\n"
      "  late: {clause: '2', prices: fix, charge: {rate: 1%, of: price, per: incident}}\n"
      "  again: {clause: '3', prices: fix, charge: {rate: 0.5%, of: price, per: incident}}\n");
  std::vector<Row> rows;
  for (const char* ticket : {"T1", "T2"}) {
    rows.push_back({ticket, "2024-06-03T08:00Z", "reported", {}});
    rows.push_back({ticket, "2024-06-03T18:00Z", "fixed", {}});
  }
  rows.insert(rows.end(), decisions.begin(), decisions.end());
  return audit(compile(contract, {}, load_sources(contract)), log_of(rows), instant_of("2024-07-01T00:00Z"));
}

Row decision(const char* ticket, Attributes attributes) {
  attributes.push_back({"by", "manager"});
  attributes.push_back({"why", "goodwill"});
  return {ticket, "2024-06-10T08:00Z", "decision", attributes};
}

TEST(Decided, TheComputedTotalIsUntouched) {
  const Audit none = audit_of({});
  EXPECT_EQ(to_string(none.statement.total), "EUR 30.00");
  EXPECT_EQ(to_string(none.decided.total), "EUR 30.00");
  EXPECT_TRUE(none.decided.effects.empty());
  const Audit waived = audit_of({decision("T1", {{"penalty", "late"}, {"verdict", "waived"}})});
  EXPECT_EQ(to_string(waived.statement.total), "EUR 30.00");
  EXPECT_EQ(waived.charges.net(0), 1000);
  EXPECT_EQ(to_string(waived.decided.total), "EUR 20.00");
}

TEST(Decided, AWaiverOfAnObligationWaivesAllThatIsChargedForItOnce) {
  const Row waiver = decision("T1", {{"obligation", "fix"}, {"verdict", "waived"}});
  const Audit result = audit_of({waiver, decision("T1", {{"penalty", "late"}, {"verdict", "waived"}})});
  EXPECT_EQ(to_string(result.decided.total), "EUR 15.00");
  ASSERT_EQ(result.decided.effects.size(), 2U);
  std::int64_t sum = 0;
  for (const DecisionEffect& effect : result.decided.effects) sum += effect.minor;
  EXPECT_EQ(sum, -1500);
}

TEST(Decided, AnAdjustmentAddsItsAmount) {
  EXPECT_EQ(
      to_string(audit_of({decision("T2", {{"penalty", "late"}, {"verdict", "adjusted"}, {"amount", "EUR -2.50"}})})
                    .decided.total),
      "EUR 27.50");
}

TEST(Decided, WhatDoesNothingSaysWhy) {
  const auto flaw = [](Attributes attributes) {
    return audit_of({decision("T1", std::move(attributes))}).decided.effects.at(0).flaw;
  };
  EXPECT_EQ(flaw({{"penalty", "other"}, {"verdict", "waived"}}),
            "nothing that is charged for its ticket is left to waive");
  EXPECT_EQ(flaw({{"penalty", "other"}, {"verdict", "adjusted"}, {"amount", "EUR 1.00"}}),
            "no charge of its penalty is computed");
  EXPECT_EQ(flaw({{"penalty", "late"}, {"verdict", "adjusted"}, {"amount", "USD 1.00"}}),
            "its amount is none in the contract's currency, such as EUR -500.00");
  EXPECT_TRUE(audit_of({{"T1", "2024-06-10T08:00Z", "decision", {{"penalty", "late"}, {"verdict", "waived"}}}})
                  .decided.effects.at(0)
                  .flaw.starts_with("it lacks who decided"));
}

// As decisions.hpp says: of several about the same thing the last counts, and all are shown.
TEST(Decided, TheLastDecisionAboutTheSameThingCounts) {
  const auto adjusted = [](const char* at, const char* amount) {
    Row row = decision("T2", {{"penalty", "late"}, {"verdict", "adjusted"}, {"amount", amount}});
    row.at = at;
    return row;
  };
  const Audit twice =
      audit_of({adjusted("2024-06-10T08:00Z", "EUR -2.50"), adjusted("2024-06-11T08:00Z", "EUR -4.00")});
  EXPECT_EQ(to_string(twice.decided.total), "EUR 26.00");
  ASSERT_EQ(twice.decided.effects.size(), 2U);
  EXPECT_EQ(twice.decided.effects[0].flaw, "a later decision about the same takes its place");
  EXPECT_EQ(twice.decided.effects[0].minor, 0);
  // The same row twice is one decision; one after as_of is none yet.
  const Row once = adjusted("2024-06-10T08:00Z", "EUR -2.50");
  EXPECT_EQ(to_string(audit_of({once, once}).decided.total), "EUR 27.50");
  EXPECT_EQ(to_string(audit_of({once, adjusted("2024-07-01T00:00Z", "EUR -4.00")}).decided.total), "EUR 27.50");
  // A waiver that is taken back by an adjustment.
  Row waived = decision("T2", {{"penalty", "late"}, {"verdict", "waived"}});
  EXPECT_EQ(to_string(audit_of({waived, adjusted("2024-06-11T08:00Z", "EUR -4.00")}).decided.total), "EUR 26.00");
}

// It counts for what both say.
TEST(Decided, ADecisionThatNamesBothIsAboutBoth) {
  const auto total = [](const char* obligation) {
    return to_string(
        audit_of({decision("T1", {{"penalty", "late"}, {"obligation", obligation}, {"verdict", "waived"}})})
            .decided.total);
  };
  EXPECT_EQ(total("fix"), "EUR 20.00");
  EXPECT_EQ(total("other"), "EUR 30.00");
}

}  // namespace
}  // namespace slakit
