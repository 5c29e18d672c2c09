#include "slakit/plan/compile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "slakit/contract/defaults.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

// A small contract; `extra` goes to its end.
Contract contract_with(const std::string& calendar, const std::string& charge, const std::string& extra = "",
                       const std::string& price = "CNY 1000.00") {
  return read_contract(R"(slakit: 1
contract:
  id: small
  title: Small
  parties: {provider: P, customer: C}
  time_zone: Asia/Shanghai
  price: )" + price + R"(
  milestones: {signed: 2024-01-31}
  term: {from: signed, length: P1M, clause: "1"}
calendars:
  c: )" + calendar + R"(
obligations:
  restore:
    clause: "2"
    clock: {start: received, stop: restored, calendar: c, target: PT4H}
penalties:
  late:
    clause: "3"
    prices: restore
    charge: )" + charge +
                       "\n" + extra);
}

bool assumes(const Contract& contract, const std::string& path) {
  const Plan plan = compile(contract, {}, load_sources(contract));
  return std::any_of(plan.assumptions.begin(), plan.assumptions.end(),
                     [&](const Assumption& a) { return a.kind == AssumptionKind::policy_default && a.path == path; });
}

const std::string whole = "{rate: 1%, of: price, per: incident}";
const std::string daily = "{rate: 1%, of: price, per: day}";
const std::string office = "{weekly: {mon-fri: [\"09:00-17:00\"]}}";

// One penalty for two obligations charges each: an incident can break both.
TEST(Defaults, ConcurrencyIsReachedByOnePenaltyForTwoObligations) {
  const auto listed = [](const std::string& prices) {
    const std::vector<Assumption> unset = defaults(read_contract(R"(slakit: 1
contract: {id: c, time_zone: UTC, price: CNY 1000.00}
calendars: {c: always}
obligations:
  a: {clause: "1", clock: {start: received, stop: answered, calendar: c, target: PT1H}}
  b: {clause: "2", clock: {start: received, stop: restored, calendar: c, target: PT4H}}
penalties:
  late: {clause: "3", prices: )" + prices + R"(, charge: {rate: 1%, of: price, per: incident}}
)"));
    return std::any_of(unset.begin(), unset.end(),
                       [](const Assumption& assumption) { return assumption.path == "policies.concurrency"; });
  };
  EXPECT_TRUE(listed("[a, b]"));
  EXPECT_FALSE(listed("[a]"));
}

// Each default is listed by a contract that can reach it, and not by one that narrowly cannot.
// A night of one date is a night.
TEST(Defaults, TheOvernightPolicyIsReachedByTheHoursOfOneDate) {
  const auto listed = [](const std::string& hours) {
    const std::vector<Assumption> unset = defaults(read_contract(R"(slakit: 1
contract: {id: c, time_zone: UTC}
calendars:
  c: {weekly: {mon-fri: ["09:00-17:00"]}, holidays: [2024-05-01], exceptions: {2024-04-30: [")" +
                                                                 hours + R"("]}}
obligations:
  a: {clause: "1", clock: {start: received, stop: answered, calendar: c, target: PT1H}}
)"));
    return std::any_of(unset.begin(), unset.end(),
                       [](const Assumption& assumption) { return assumption.path == "policies.overnight_holiday"; });
  };
  EXPECT_TRUE(listed("22:00-02:00"));
  EXPECT_FALSE(listed("22:00-24:00"));
}

TEST(Defaults, AreListedWhereTheContractCanReachThem) {
  EXPECT_TRUE(assumes(contract_with("always", daily), "policies.counting"));
  EXPECT_FALSE(assumes(contract_with("always", whole), "policies.counting"));
  EXPECT_FALSE(
      assumes(contract_with("always", "{rate: 1%, of: price, per: day, counting: pro rata}"), "policies.counting"));
  EXPECT_FALSE(assumes(contract_with("always", daily, "policies: {counting: pro rata}\n"), "policies.counting"));

  EXPECT_TRUE(assumes(contract_with(office, daily), "policies.due_boundary"));
  EXPECT_FALSE(assumes(contract_with("always", daily), "policies.due_boundary"));

  EXPECT_FALSE(assumes(contract_with("always", whole), "policies.rounding")) << "1% of 1000.00 is whole";
  EXPECT_TRUE(assumes(contract_with("always", whole, "", "CNY 1000.50"), "policies.rounding"));
  EXPECT_TRUE(
      assumes(contract_with("always", "{rate: 1%, of: price, per: day, counting: pro rata}"), "policies.rounding"));

  EXPECT_FALSE(assumes(contract_with("always", whole), "policies.cut_order"));
  EXPECT_TRUE(assumes(contract_with("always", whole, "caps: {all: {clause: \"4\", limit: 5%, of: price}}\n"),
                      "policies.cut_order"));

  EXPECT_FALSE(assumes(contract_with("always", whole), "policies.concurrency")) << "one penalty cannot concur";
  EXPECT_FALSE(assumes(contract_with("always", daily), "policies.pause_after_due")) << "nothing pauses";
  EXPECT_TRUE(assumes(contract_with("always", daily), "contract.term.counting"));
}

TEST(Compile, TheTermIsLocalDates) {
  const Contract contract = contract_with("always", whole);
  const auto term = [&](const char* counting) {
    return *compile(contract, {{"contract.term.counting", Value::scalar(counting)}}, load_sources(contract)).term;
  };
  const auto at = [](const char* text) { return *Timestamp::parse(text)->instant(); };
  // From 31 January a month ends on the last day of February (PRC Civil Code art. 202), 29 in 2024.
  EXPECT_EQ(term("start day out"), (Interval{at("2024-02-01T00:00+08:00"), at("2024-03-01T00:00+08:00")}));
  EXPECT_EQ(term("start day in"), (Interval{at("2024-01-31T00:00+08:00"), at("2024-02-29T00:00+08:00")}));
}

TEST(Compile, ACapNeverAllowsMoreThanItsClause) {
  const Contract contract = contract_with("always", whole, "caps: {all: {clause: \"4\", limit: 0.333%, of: price}}\n");
  EXPECT_EQ(to_string(compile(contract, {}, load_sources(contract)).limits.at(0).amount), "CNY 3.33");
}

TEST(Compile, AChoiceChangesThePlanNotTheContract) {
  const Contract contract = contract_with("always", daily);
  const Plan plan = compile(contract, {{"policies.counting", Value::scalar("pro rata")}}, load_sources(contract));
  EXPECT_EQ(plan.terms.at(0).counting, Counting::pro_rata);
  EXPECT_EQ(compile(contract, {}, load_sources(contract)).terms.at(0).counting, Counting::started_24_h);
  EXPECT_THROW(compile(contract, {{"policies.counting", Value::scalar("by the moon")}}, load_sources(contract)),
               ContractError);
}

// 2024-01-31 and one month: no 31 February.
TEST(Compile, TheTermEndsByTheMonthPolicy) {
  const auto term_to = [](const std::string& policies, const std::vector<Choice>& choices = {}) {
    const Contract contract = contract_with("always", whole, policies);
    return compile(contract, choices, load_sources(contract)).term->to;
  };
  const auto midnight = [](const char* text) { return *Timestamp::parse(text)->instant(); };
  EXPECT_EQ(term_to(""), midnight("2024-02-29T00:00:00+08:00"));
  EXPECT_EQ(term_to("policies: {month_arithmetic: clamp to month end}\n"), midnight("2024-02-29T00:00:00+08:00"));
  EXPECT_EQ(term_to("policies: {month_arithmetic: roll over}\n"), midnight("2024-03-02T00:00:00+08:00"));
  try {
    term_to("", {{"policies.month_arithmetic", Value::scalar("reject")}});
    FAIL() << "compiled";
  } catch (const ContractError& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems()[0].code, "no-such-day");
    EXPECT_EQ(error.problems()[0].path, "contract.term.length");
    EXPECT_EQ(error.problems()[0].mark.line, 9);
  }
}

}  // namespace
}  // namespace slakit
