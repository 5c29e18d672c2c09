// Derivations word for word, in both languages. That every formula gives its right side is
// tests/python/test_derivations.py's, with arithmetic of its own.
#include "slakit/audit/derivation.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/audit/explain.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "support/log_rows.hpp"

namespace slakit {
namespace {

using Lines = std::vector<std::string>;

Audit after_sales(const std::string& document, std::vector<Choice> choices = {}) {
  const std::string folder = std::string(SLAKIT_SOURCE_DIR) + "/examples/after-sales/";
  AuditOptions options;
  options.as_of = instant_of("2024-06-01T00:00:00+08:00");
  options.choices = std::move(choices);
  return audit_file(read_contract_file(folder + document), folder + "events.csv", options).audit;
}

// Of a ticket's charges under a penalty, one after the other.
template <class Of>
Lines lines_of(const Audit& audit, const std::string& ticket, const std::string& penalty, Of of) {
  Lines lines;
  for (std::size_t row = 0; row < audit.charges.size(); ++row) {
    const Breach& breach = audit.partial.breaches[audit.charges.breach[row]];
    if (breach.ticket != ticket || audit.plan.contract.penalties[audit.charges.term[row]].name != penalty) continue;
    for (const DerivationStep& step : derivation_of(audit, row))
      if (const std::string text = of(step); !text.empty()) lines.push_back(text);
  }
  return lines;
}

Lines english(const Audit& audit, const std::string& ticket, const std::string& penalty) {
  return lines_of(audit, ticket, penalty, [](const DerivationStep& step) { return step.en; });
}
Lines chinese(const Audit& audit, const std::string& ticket, const std::string& penalty) {
  return lines_of(audit, ticket, penalty, [](const DerivationStep& step) { return step.zh; });
}
Lines formulas(const Audit& audit, const std::string& ticket, const std::string& penalty) {
  return lines_of(audit, ticket, penalty, [](const DerivationStep& step) { return step.formula; });
}

TEST(Derivation, OfADelay) {
  const Audit audit = after_sales("contract.yaml");
  EXPECT_EQ(english(audit, "T2", "late restoration"),
            (Lines{"clause 1.1.3(2), late restoration: 1% of price per day",
                   "ticket T2: on-site, due 2024-05-07 00:00, done 2024-05-08 03:00",
                   "27 h late = 2 started days of 24 h", "1% x CNY 1000000.00 x 2 = CNY 20000.00"}));
  EXPECT_EQ(chinese(audit, "T2", "late restoration"),
            (Lines{"第1.1.3(2)条，“逾期恢复的违约金”：每逾期一日，按合同价款的1%计",
                   "工单T2：“4小时内解决问题”应于2024-05-07 00:00前完成，实际完成于2024-05-08 03:00",
                   "逾期27小时，不足一日按一日计，计2日", "1% × CNY 1000000.00 × 2 = CNY 20000.00"}));
  EXPECT_EQ(formulas(audit, "T2", "late restoration"), (Lines{"ceil(27/24) = 2", "1% * 1000000.00 * 2 = 20000.00"}));
}

TEST(Derivation, OfWhatIsStillOpen) {
  const Audit audit = after_sales("contract.yaml");
  EXPECT_EQ(english(audit, "T6", "late restoration").back(), "provisional: still open at 2024-06-01T00:00:00+08:00");
  EXPECT_EQ(chinese(audit, "T6", "late restoration").back(), "暂计：至2024-06-01 00:00仍未完成");
  EXPECT_EQ(formulas(audit, "T6", "late restoration").back(), "1% * 1000000.00 * 1 = 10000.00");
}

// 27 h = 9/8 days: 1% x 1000000 x 9/8 = 11250. 47 h: 10000 x 47/24 = 58750/3 = 19583.33...
TEST(Derivation, OfAFractionOfADay) {
  const Audit audit =
      after_sales("contract.yaml", {{"penalties.late restoration.charge.counting", Value::scalar("pro rata")}});
  EXPECT_EQ(formulas(audit, "T5", "late restoration"), (Lines{"27/24 = 9/8", "1% * 1000000.00 * 9/8 = 11250.00"}));
  EXPECT_EQ(formulas(audit, "T4", "late restoration"),
            (Lines{"1% * 1000000.00 * 47/24 = 58750/3", "round(58750/3, 2, half up) = 19583.33"}));
  EXPECT_EQ(english(audit, "T4", "late restoration").back(), "rounded half up: CNY 19583.33");
  EXPECT_EQ(chinese(audit, "T4", "late restoration").back(), "四舍五入：CNY 19583.33");
}

TEST(Derivation, OfWhatACapCuts) {
  const Audit audit = after_sales("contract-capped.yaml");
  EXPECT_EQ(english(audit, "T5", "late restoration").back(),
            "cut by caps: CNY 20000.00, leaves CNY 0.00; cap “all penalties” (clause (illustrative)): at most "
            "CNY 50000.00, CNY 80000.00 before it");
  EXPECT_EQ(
      chinese(audit, "T5", "late restoration").back(),
      "上限“all penalties”（第(illustrative)条）：上限CNY 50000.00，其前合计CNY 80000.00，本笔削减CNY 20000.00，余"
      "CNY 0.00");
  EXPECT_EQ(formulas(audit, "T5", "late restoration").back(), "20000.00 - 20000.00 = 0.00");
}

TEST(Derivation, OfWhatDoesNotStand) {
  const Audit audit = after_sales("contract.yaml", {{"policies.concurrency", Value::scalar("highest only")}});
  EXPECT_EQ(english(audit, "T2", "missed response").at(4),
            "not charged: concurrency is 'highest only', and the incident has a higher charge (late restoration, CNY "
            "20000.00)");
  EXPECT_EQ(formulas(audit, "T2", "missed response"), (Lines{"1% * 1000000.00 * 1 = 10000.00", "10000.00 * 0 = 0.00"}));
}

TEST(Derivation, ItsArithmeticIsInExplanations) {
  const Audit audit = after_sales("contract.yaml");
  for (std::size_t row = 0; row < audit.charges.size(); ++row)
    EXPECT_EQ(charge_steps(audit, row), arithmetic_of(Derivations(audit).of(row)));
}

}  // namespace
}  // namespace slakit
