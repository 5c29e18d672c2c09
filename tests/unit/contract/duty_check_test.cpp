// Duties whose first deadline lies after the days on which they are owed.
#include <gtest/gtest.h>

#include <string>

#include "slakit/io/contract_check.hpp"

namespace slakit {
namespace {

// The term is 2024-03-16 to 2025-03-15. The date that the remark names; empty where there is none.
std::string first_due_after_term(const std::string& duty, const std::string& more = "") {
  const CheckResult result = check_contract_text(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC, milestones: {acceptance: 2024-03-15, handover: 2025-04-01}, term: {from: "
      "acceptance, length: P1Y, counting: start day out}}\n"
      "obligations: {it: {clause: '1', duty: {evidence: done, " +
      duty + "}" + more + "}}\n");
  EXPECT_TRUE(result.errors.empty()) << result.errors.front().message;
  for (const Problem& problem : result.remarks)
    if (problem.code == "due-after-term") return problem.message.substr(problem.message.find("on 20") + 3, 10);
  return "";
}

TEST(DutyChecks, TheFirstDeadlineLiesWithinTheTerm) {
  EXPECT_EQ(first_due_after_term("once_by: acceptance, due: P1Y"), "");
  EXPECT_EQ(first_due_after_term("once_by: acceptance, due: P1Y1D"), "2025-03-16");
  EXPECT_EQ(first_due_after_term("once_by: handover"), "2025-04-01");
  EXPECT_EQ(first_due_after_term("every: P3M, due: P1M"), "") << "the last one is due after it, the first is not";
  EXPECT_EQ(first_due_after_term("every: P1Y, due: P1M"), "2025-04-15");
  EXPECT_EQ(first_due_after_term("every: P1Y"), "") << "on the last day";
  EXPECT_EQ(first_due_after_term("every: P1Y, anchor: civil, due: P1M"), "") << "2024-12-31 and a month";
  EXPECT_EQ(first_due_after_term("count: 4, within: term"), "");
  EXPECT_EQ(first_due_after_term("count: 4, within: term, due: P7D"), "2025-03-22");
  EXPECT_EQ(first_due_after_term("after: replaced, due: P2Y"), "") << "an event says from when";
}

TEST(DutyChecks, APeriodOfItsOwnIsWhatCounts) {
  const std::string own = ", within: {from: acceptance, length: P2Y}";
  EXPECT_EQ(first_due_after_term("every: P1Y, due: P1M", own), "");
  EXPECT_EQ(first_due_after_term("once_by: acceptance, due: P3Y", own), "2027-03-15");
}

}  // namespace
}  // namespace slakit
