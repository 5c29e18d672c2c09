#include "slakit/settlement/settle.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace slakit {
namespace {

// On the contract's only penalty.
PricedLimit limit_of(const Plan& plan, std::size_t cap, std::int64_t minor, CutOrder order) {
  PricedLimit limit;
  limit.rule = cap;
  limit.amount = {minor, plan.currency()};
  limit.terms = {1};
  limit.cut_order = order;
  return limit;
}

Plan plan_with(std::int64_t cap, CutOrder order) {
  Plan plan;
  plan.contract.contract.id = "c";
  plan.contract.contract.price.emplace().amount = *Money::parse("CNY 1000.00");
  plan.contract.penalties.resize(1);
  plan.contract.penalties[0].name = "late";
  plan.contract.caps.resize(1);
  plan.terms.resize(1);
  plan.windows = {{{}, {range_begin, range_end}}};
  plan.limits = {limit_of(plan, 0, cap, order)};
  return plan;
}

Charges charges_of(const std::vector<std::int64_t>& gross) {
  Charges charges;
  for (std::size_t i = 0; i < gross.size(); ++i) {
    charges.breach.push_back(static_cast<std::uint32_t>(i));
    charges.term.push_back(0);
    charges.count.push_back(Ratio(1, 1));
    charges.points.emplace_back();
    charges.repeat.emplace_back(1, 1);
    charges.adjusted.push_back(0);
    charges.exact.push_back({Wide(gross[i]), Wide(1)});
    charges.gross.push_back(gross[i]);
    charges.cut.push_back(0);
    charges.status.push_back(ChargeStatus::charged);
    charges.is_provisional.push_back(i % 2);
  }
  return charges;
}

// One for each charge.
std::vector<Breach> breaches_of(const Charges& charges) { return std::vector<Breach>(charges.size()); }

// Laws of a cap, for every way to share a cut: the total is the lesser of sum and limit, no charge is cut below nothing
// or raised, postings balance, and settling what is settled changes nothing.
TEST(Settle, LawsOfACap) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 600; ++round) {
    std::vector<std::int64_t> gross(1 + random() % 8);
    for (std::int64_t& one : gross) one = static_cast<std::int64_t>(random() % 1'000);
    const std::int64_t sum = std::accumulate(gross.begin(), gross.end(), std::int64_t{0});
    const auto cap = static_cast<std::int64_t>(random() % 4'000);
    const Plan plan = plan_with(cap, static_cast<CutOrder>(round % 3));
    Charges charges = charges_of(gross);
    const Statement statement = settle(plan, breaches_of(charges), charges, range_end);
    ASSERT_EQ(statement.total.minor, std::min(sum, cap));
    ASSERT_EQ(statement.gross.minor, sum);
    ASSERT_EQ(statement.cut.minor, sum - statement.total.minor);
    std::int64_t net = 0;
    std::int64_t provisional = 0;
    for (std::size_t i = 0; i < charges.size(); ++i) {
      ASSERT_GE(charges.cut[i], 0);
      ASSERT_LE(charges.cut[i], charges.gross[i]);
      net += charges.net(i);
      if (charges.is_provisional[i] != 0) provisional += charges.net(i);
    }
    ASSERT_EQ(net, statement.total.minor);
    ASSERT_EQ(provisional, statement.provisional.minor);
    std::int64_t posted = 0;
    for (const Posting& posting : statement.postings) posted += posting.minor;
    ASSERT_EQ(posted, 0);
    const std::vector<std::int64_t> cut = charges.cut;
    settle(plan, breaches_of(charges), charges, range_end);
    ASSERT_EQ(charges.cut, cut);
  }
}

TEST(Settle, SeveralCapsAllApplyTheLeastWins) {
  Plan plan = plan_with(500, CutOrder::oldest_first);
  plan.limits.push_back(limit_of(plan, 1, 300, CutOrder::oldest_first));
  plan.limits.push_back(limit_of(plan, 2, 400, CutOrder::oldest_first));
  plan.contract.caps.resize(3);
  Charges charges = charges_of({200, 200, 200});
  const Statement statement = settle(plan, breaches_of(charges), charges, range_end);
  EXPECT_EQ(statement.total.minor, 300);
  EXPECT_EQ(charges.cut, (std::vector<std::int64_t>{0, 100, 200}));
  EXPECT_EQ(statement.caps[1].before.minor, 500);
  EXPECT_EQ(statement.caps[2].cut.minor, 0);
}

TEST(Settle, ASumThatDoesNotFitNamesTheContract) {
  const Plan plan = plan_with(INT64_MAX, CutOrder::oldest_first);
  Charges charges = charges_of({INT64_MAX, 1});
  try {
    settle(plan, breaches_of(charges), charges, range_end);
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("contract 'c'"), std::string::npos);
  }
}

TEST(Settle, RoundingPerStatementSharesTheRoundedSum) {
  Plan plan = plan_with(INT64_MAX, CutOrder::oldest_first);
  plan.policies.rounding_stage = RoundingStage::per_statement;
  Charges charges = charges_of({0, 0, 0});
  for (Amount& exact : charges.exact) exact = {Wide(1001), Wide(3)};  // 333.666... each, 1001 together
  const Statement statement = settle(plan, breaches_of(charges), charges, range_end);
  EXPECT_EQ(statement.total.minor, 1001);
  EXPECT_EQ(charges.gross, (std::vector<std::int64_t>{334, 334, 333}));
}

}  // namespace
}  // namespace slakit
