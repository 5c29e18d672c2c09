// Two settlements side by side: what differs, summed in four ways that agree, and postings that balance.
#include "slakit/audit/compare.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/time/timestamp.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

const char* const terms = R"(
slakit: 1
contract:
  id: desk
  time_zone: UTC
  price: EUR 1000.00
  milestones: {signed: 2024-12-31}
  term: {from: signed, length: P1Y, counting: start day out}
calendars: {round the clock: always}
obligations:
  answer: {clause: "1", clock: {start: opened, stop: answered, calendar: round the clock, target: PT4H}}
  repair: {clause: "2", clock: {start: opened, stop: repaired, calendar: round the clock, target: PT8H}}
penalties:
  late answer: {clause: "7.1", prices: answer, charge: {rate: 1%, of: price, per: incident}}
  late repair: {clause: "7.2", prices: repair, charge: {rate: 2%, of: price, per: day, counting: started 24 h}}
settlement: {clause: "8", window: P1M, anchor: civil}
caps:
  month: {clause: "7.9", limit: EUR 70.00, window: P1M}
policies: {cut_order: oldest first}
)";

const std::string events = R"(ticket,at,event
A,2025-01-10T00:00:00Z,opened
A,2025-01-10T06:00:00Z,answered
A,2025-01-12T00:00:00Z,repaired
B,2025-02-10T00:00:00Z,opened
B,2025-02-10T01:00:00Z,answered
B,2025-02-11T00:00:00Z,repaired
)";

Audit audit_of(const std::string& contract, const std::string& log, const char* as_of = "2025-03-01T00:00:00Z") {
  AuditOptions options;
  options.as_of = Timestamp::parse(as_of)->instant();
  return audit_text(read_contract(contract), log, "<events>", options).audit;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

void expect_sums(const Comparison& d) {
  const auto sum = [](const auto& list) {
    return std::accumulate(list.begin(), list.end(), std::int64_t{0},
                           [](std::int64_t all, const auto& one) { return all + one.by; });
  };
  EXPECT_EQ(d.by, d.after - d.before);
  EXPECT_EQ(sum(d.lines), d.by);
  EXPECT_EQ(sum(d.clauses), d.by);
  EXPECT_EQ(sum(d.tickets), d.by);
  EXPECT_EQ(sum(d.windows), d.by);
  std::map<std::string, std::int64_t> balance;
  std::int64_t provider = 0;
  for (const LedgerPosting& one : d.postings) {
    balance[one.window] += one.minor;
    if (one.account == "provider") provider += one.minor;
  }
  for (const auto& [window, minor] : balance) EXPECT_EQ(minor, 0) << window;
  EXPECT_EQ(provider, d.by);
}

TEST(Compare, AnAuditWithItselfIsEmpty) {
  const Audit one = audit_of(terms, events);
  EXPECT_EQ(one.statement.total.minor, 7000);  // January 10 + 2 x 20, February 20
  const Comparison d = compare(one, one);
  EXPECT_TRUE(d.is_empty());
  expect_sums(d);
}

// January: 10 + 40 = 50; February: 20.
TEST(Compare, ADraftOfTheContract) {
  const Audit before = audit_of(terms, events);
  const Audit after = audit_of(replaced(terms, "rate: 2%", "rate: 4%"), events);
  const Comparison d = compare(before, after);
  expect_sums(d);
  // January: 10 + 80, cut to 70: +20; February 40: +20.
  EXPECT_EQ(d.by, 4000);
  ASSERT_EQ(d.clauses.size(), 1U);
  EXPECT_EQ(d.clauses[0].clause, "7.2");
  ASSERT_EQ(d.windows.size(), 2U);
  EXPECT_EQ(d.windows[0].name, "2025-01-01");
  EXPECT_EQ(d.windows[0].by, 2000);
  EXPECT_EQ(d.windows[1].by, 2000);
  ASSERT_EQ(d.places.size(), 1U);
  EXPECT_EQ(d.places[0].path, "penalties.late repair.charge.rate");
  EXPECT_EQ(d.places[0].before, "2%");
  EXPECT_EQ(d.places[0].after, "4%");
  EXPECT_TRUE(d.verdicts.empty());
}

TEST(Compare, EventsThatCameLate) {
  const Audit before = audit_of(terms, events);
  const Audit after = audit_of(
      terms,
      events + "C,2025-01-20T00:00:00Z,opened\nC,2025-01-20T05:00:00Z,answered\nC,2025-01-20T06:00:00Z,repaired\n");
  const Comparison d = compare(before, after);
  expect_sums(d);
  EXPECT_EQ(d.by, 1000);
  ASSERT_EQ(d.tickets.size(), 1U);
  EXPECT_EQ(d.tickets[0].name, "C");
  ASSERT_EQ(d.lines.size(), 1U);
  EXPECT_FALSE(d.lines[0].before);
  EXPECT_EQ(d.verdicts.size(), 2U);
  EXPECT_FALSE(d.verdicts[0].before);
  ASSERT_EQ(d.places.size(), 1U);
  EXPECT_EQ(d.places[0].path, "events");
}

// What an audit posted while a ticket was open, and what the next one finds.
TEST(Compare, TheNextStatementPostsTheDifference) {
  const std::string open = replaced(events, "B,2025-02-11T00:00:00Z,repaired\n", "");
  const Audit before = audit_of(terms, open, "2025-02-12T00:00:00Z");
  const Audit after = audit_of(terms, open + "B,2025-02-13T12:00:00Z,repaired\n");
  const Comparison d = compare(before, after);
  expect_sums(d);
  EXPECT_EQ(before.statement.total.minor, 5000 + 4000);
  EXPECT_EQ(d.by, 3000);  // four days begun instead of two: 80, and February holds 70
  ASSERT_EQ(d.lines.size(), 1U);
  EXPECT_TRUE(d.lines[0].before->is_provisional);
  EXPECT_FALSE(d.lines[0].after->is_provisional);
}

// Each outage is a cycle. One that becomes known late, before the others, is one line more; the others are the same.
TEST(Compare, ACycleMoreIsNoOtherCycle) {
  const std::string document = replaced(terms, "repair: {clause: \"2\", clock: {start: opened, stop: repaired,",
                                        "repair: {clause: \"2\", clock: {start: opened, stop: repaired, cycles: each,");
  const std::string known =
      "ticket,at,event\nA,2025-01-10T00:00:00Z,opened\nA,2025-01-10T01:00:00Z,answered\n"
      "A,2025-01-10T12:00:00Z,repaired\nA,2025-01-20T00:00:00Z,opened\nA,2025-01-22T00:00:00Z,repaired\n";
  const Comparison d =
      compare(audit_of(document, known), audit_of(document, known + "A,2025-01-02T00:00:00Z,opened\n"
                                                                    "A,2025-01-02T02:00:00Z,answered\n"
                                                                    "A,2025-01-02T10:00:00Z,repaired\n"));
  expect_sums(d);
  ASSERT_EQ(d.lines.size(), 1U);
  EXPECT_FALSE(d.lines[0].before);
  EXPECT_EQ(to_rfc3339(d.lines[0].after->at, Zone::utc()), "2025-01-02T08:00:00Z");
  std::size_t of_repair = 0;
  for (const VerdictDifference& one : d.verdicts)
    if (one.obligation == "repair") {
      ++of_repair;
      EXPECT_FALSE(one.before);
    }
  EXPECT_EQ(of_repair, 1U);
}

// An amendment judges the same: its version is no difference.
TEST(Compare, TheSameVerdictUnderAnAmendmentIsTheSame) {
  const std::string amended = std::string(terms) + R"(
amendments:
  one: {clause: A1, effective: 2025-02-01, changes: [{set: penalties.late repair.charge.rate, use: 3%}]}
)";
  const Comparison d = compare(audit_of(terms, events), audit_of(amended, events));
  expect_sums(d);
  EXPECT_EQ(d.by, 1000);  // ticket B, in February: 30 instead of 20
  EXPECT_TRUE(d.verdicts.empty());
}

TEST(Compare, WhatIsDecidedStandsBesideWhatIsComputed) {
  const std::string log = R"(ticket,at,event,penalty,verdict,by,why
A,2025-01-10T00:00:00Z,opened,,,,
A,2025-01-10T06:00:00Z,answered,,,,
A,2025-01-10T07:00:00Z,repaired,,,,
)";
  const Audit before = audit_of(terms, log);
  const Audit after = audit_of(terms, log + "A,2025-01-15T00:00:00Z,decision,late answer,waived,manager,goodwill\n");
  const Comparison d = compare(before, after);
  expect_sums(d);
  EXPECT_EQ(d.by, 0);
  EXPECT_EQ(d.decided_before, 1000);
  EXPECT_EQ(d.decided_after, 0);
  EXPECT_FALSE(d.is_empty());
  EXPECT_TRUE(compare(after, after).is_empty());
}

TEST(Compare, BackAgainIsTheOtherSign) {
  const Audit one = audit_of(terms, events);
  const Audit two = audit_of(replaced(terms, "PT4H", "PT7H"), events);
  const Comparison there = compare(one, two);
  const Comparison back = compare(two, one);
  expect_sums(there);
  EXPECT_EQ(there.by, -1000);
  EXPECT_EQ(back.by, 1000);
  EXPECT_EQ(there.lines.size(), back.lines.size());
  EXPECT_EQ(there.verdicts.size(), back.verdicts.size());
}

TEST(Compare, TwoCurrenciesAreRefused) {
  const Audit one = audit_of(terms, events);
  std::string dollars = replaced(terms, "EUR 1000.00", "USD 1000.00");
  dollars = replaced(dollars, "EUR 70.00", "USD 70.00");
  const Audit two = audit_of(dollars, events);
  EXPECT_THROW(compare(one, two), InputError);
}

}  // namespace
}  // namespace slakit
