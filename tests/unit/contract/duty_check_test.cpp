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

// From 16 March the civil year is cut off, and 1 January 2025 begins one that is cut off, too; months are whole
// between.
TEST(DutyChecks, APeriodThatIsNotOwedHasNoDeadline) {
  EXPECT_EQ(first_due_after_term("every: P1Y, anchor: civil, due: P3M"), "2025-03-31");
  EXPECT_EQ(first_due_after_term("every: P1Y, anchor: civil, due: P3M, partial: not owed"), "");
  EXPECT_EQ(first_due_after_term("every: P1M, anchor: civil, due: P11M, partial: owed whole"), "");
  EXPECT_EQ(first_due_after_term("every: P1M, anchor: civil, due: P11M, partial: not owed"), "2025-03-30");
}

TEST(DutyChecks, KeysOfPeriodsAreForDutiesWithPeriods) {
  const auto places = [](const std::string& sections) {
    const CheckResult result = check_contract_text(
        "slakit: 1\n"
        "contract: {id: c, time_zone: UTC, milestones: {start: 2024-03-15}, term: {from: start, length: P1Y}}\n"
        "calendars: {always: always}\n"
        "obligations:\n  it: {clause: '1', " +
        sections);
    std::string found;
    for (const Problem& problem : result.errors) found += problem.code + " " + problem.path + ";";
    return found;
  };
  const std::string key = ", partial: not owed}}\n";
  EXPECT_EQ(places("duty: {evidence: e, every: P7D" + key), "");
  EXPECT_EQ(places("duty: {evidence: e, count: 2, within: P1M" + key), "");
  EXPECT_EQ(places("duty: {evidence: e, after: asked" + key), "unused-key obligations.it.duty.partial;");
  EXPECT_EQ(places("duty: {evidence: e, standing: true" + key), "unused-key obligations.it.duty.partial;");
  const std::string shown = ", target: {at_most: 1}, partial: not judged}}\n";
  EXPECT_EQ(places("indicator: {count: e, window: P1M" + shown), "");
  EXPECT_EQ(places("indicator: {count: e, window: term" + shown), "unused-key obligations.it.indicator.partial;");
  EXPECT_EQ(places("indicator: {count: e" + shown), "unused-key obligations.it.indicator.partial;");
  const std::string excuses =
      "prohibition: noise}\nexclusions: {x: {clause: '2', cause: other, excuses: its own ticket, ";
  EXPECT_EQ(places(excuses + "from: a, to: b}}\n"), "");
  EXPECT_EQ(places(excuses + "event: a}}\n"), "unused-key exclusions.x.excuses;");
  EXPECT_EQ(places(excuses + "calendar: always}}\n"), "unused-key exclusions.x.excuses;");
}

TEST(DutyChecks, APeriodOfItsOwnIsWhatCounts) {
  const std::string own = ", within: {from: acceptance, length: P2Y}";
  EXPECT_EQ(first_due_after_term("every: P1Y, due: P1M", own), "");
  EXPECT_EQ(first_due_after_term("once_by: acceptance, due: P3Y", own), "2027-03-15");
}

}  // namespace
}  // namespace slakit
