// A table judged in columns, against the same rows judged as events.
#include "slakit/assessment/assess_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/plan/sources.hpp"
#include "slakit/time/timestamp.hpp"
#include "support/plain_table.hpp"

namespace slakit::test {
namespace {

using std::chrono::minutes;
using Texts = std::vector<std::string>;

const Texts events{"opened", "answered", "solved", "closed", "noted"};
const Texts attributes{"team", "priority", "loss"};

// Clocks of the kind that columns judge; the fourth pauses for an event that the table does not have. `more` has
// further obligations.
std::string contract(const std::string& policies = "", const std::string& more = "") {
  return "slakit: 1\ncontract: {id: table, time_zone: Europe/Berlin, milestones: {signature: '2026-03-24'}, term: "
         "{from: "
         "signature, length: P4D}, incident: team}\npolicies: {" +
         policies +
         "}\ncalendars:\n  always: always\n  office: {weekly: {mon-fri: ['09:00-12:00', '13:00-17:00']}, holidays: "
         "CN}\n"
         "obligations:\n"
         "  answer: {clause: '1', clock: {start: opened, stop: [answered, solved], calendar: office, target: [{where: "
         "{priority: P1}, within: PT2H}, {where: {priority: P2, team: desk}, within: PT6H}]}}\n"
         "  solution: {clause: '2', clock: {start: opened, stop: solved, calendar: always, target: PT30H}}\n"
         "  of some: {clause: '3', applies: {priority: [P1, P3]}, clock: {start: opened, stop: solved, calendar: "
         "office, "
         "target: PT9H}}\n"
         "  closing: {clause: '4', clock: {start: solved, stop: closed, pause: waiting, resume: replied, calendar: "
         "office, target: PT3H}}\n" +
         more;
}

Plan plan_of(const std::string& text) {
  const Contract read = read_contract(text);
  return compile(read, {}, load_sources(read));
}

constexpr Instant monday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 23}};
constexpr int days10 = 10 * 24 * 4;  // in quarters of an hour

// Mostly within ten days, on quarters of an hour and often at midnight, so that many are equal or just on the limit;
// now and then where no holidays are known, or out of every range.
Instant random_instant() {
  const Instant near = monday + minutes{15 * *rc::gen::inRange(0, days10)};
  switch (*rc::gen::inRange(0, 60)) {
    case 0: return near + std::chrono::years{1};
    case 1: return near + std::chrono::years{90};
    case 2: return near - std::chrono::years{70};
    case 3:
    case 4:
    case 5: return monday + std::chrono::hours{24 * *rc::gen::inRange(1, 8) - 1};
    default: return near;
  }
}

// A little before or after: how fine a table is stamped decides what is near a limit.
Instant near(Instant at, Duration little) { return at + *rc::gen::inRange(-1, 2) * little; }

std::vector<PlainTicket> random_rows(Duration little) {
  const auto pick = [](std::vector<std::string> names) {
    const std::string name = *rc::gen::elementOf(std::move(names));
    return name == "-" ? std::nullopt : std::optional(name);
  };
  const auto count = *rc::gen::inRange<std::size_t>(0, 40);
  std::vector<PlainTicket> rows;
  for (std::size_t i = 0; i < count; ++i) {
    PlainTicket& row = rows.emplace_back();
    row.name = "T" + std::to_string(i);  // T10 stands before T2
    Instant last = random_instant();
    for (std::size_t event = 0; event < events.size(); ++event) {
      if (*rc::gen::inRange(0, 4) != 0) last += minutes{15 * *rc::gen::inRange(0, 60)};
      if (*rc::gen::inRange(0, 12) == 0) last = random_instant();
      row.at.push_back(*rc::gen::inRange(0, 6) == 0 ? std::nullopt : std::optional(near(last, little)));
    }
    row.attributes = {pick({"-", "desk", "network", "northern team"}), pick({"-", "P1", "P2", "P2", "P3"}),
                      pick({"-", "-", "-", "-", "EUR 5.00"})};
  }
  return rows;
}

// Often at an event, or right beside it.
Instant random_as_of(const std::vector<PlainTicket>& rows, Duration little) {
  if (rows.empty() || *rc::gen::arbitrary<bool>()) return random_instant();
  const std::optional<Instant> at = *rc::gen::elementOf((*rc::gen::elementOf(rows)).at);
  return at ? near(*at, little) : random_instant();
}

auto all_of(const Finding& f) {
  return std::tuple(f.obligation, f.verdict, f.reason, f.fault, f.is_open, f.is_outside_term, f.is_near_limit,
                    f.oddities, f.target_rule, f.version, f.cycle, f.triggered, f.started, f.due, f.ended, f.elapsed,
                    f.target, f.late);
}
using All = decltype(all_of(Finding{}));

// Of each ticket, in the order of the obligations.
template <class NameOf>
std::map<std::string, std::vector<All>> by_ticket(const Findings& findings, NameOf name_of) {
  std::map<std::string, std::vector<All>> tickets;
  for (std::size_t i = 0; i < findings.size(); ++i)
    tickets[name_of(findings.ticket[i])].push_back(all_of(findings.row(i)));
  return tickets;
}

Partial in_parts(const TableBinding& binding, std::size_t size, Instant as_of, Findings& findings) {
  std::vector<Partial> parts;
  for (std::size_t from = 0; from < size;) {
    const std::size_t to = std::min(size, from + *rc::gen::inRange<std::size_t>(1, 30));
    parts.push_back(assess_table(binding, {from, to}, as_of, findings));
    from = to;
  }
  return merge(std::move(parts));
}

void judges_as_events(const std::string& text, bool in_columns) {
  const Plan plan = plan_of(text);
  const Duration little = *rc::gen::element<Duration>(Duration{}, minutes{1}, std::chrono::seconds{1}, Duration{1});
  std::vector<PlainTicket> rows = random_rows(little);
  if (*rc::gen::arbitrary<bool>()) std::reverse(rows.begin(), rows.end());
  const HeldTable held(events, attributes, rows);
  const Instant as_of = random_as_of(rows, little);
  const EventLog log = log_by_rows(events, attributes, rows);
  Findings expected;
  const Partial whole = assess(plan, log, as_of, expected);

  const TableBinding binding(plan, held.table());
  RC_ASSERT(binding.in_columns() == in_columns);
  Findings findings;
  RC_ASSERT(in_parts(binding, rows.size(), as_of, findings) == whole);
  RC_ASSERT(std::is_sorted(findings.ticket.begin(), findings.ticket.end()));
  RC_ASSERT(by_ticket(findings, [&](auto row) { return rows[static_cast<std::size_t>(row)].name; }) ==
            by_ticket(expected, [&](auto ticket) { return log.tickets.name(ticket); }));
  RC_ASSERT(assess_table(binding, {0, rows.size()}, as_of) == whole);
}

RC_GTEST_PROP(AssessTable, JudgesAsEvents, (bool next_open)) {
  judges_as_events(contract(next_open ? "due_boundary: next open" : ""), true);
}

// What penalties ask of a ticket besides its verdicts.
RC_GTEST_PROP(AssessTable, FindsWhatIsPricedAndDocumented, ()) {
  judges_as_events(
      contract("",
               "penalties:\n"
               "  late: {clause: '6', prices: solution, applies: {priority: [P1, P2]}, charge: {amount: EUR "
               "10.00, per: day}}\n"
               "  noted: {clause: '7', prices: {event: noted, where: {team: desk}}, charge: {amount: EUR "
               "5.00, per: incident}}\n"
               "  loss: {clause: '8', prices: answer, charge: {documented: loss}}\n"
               "attributes: {loss: {clause: '9', type: money}}\n"),
      true);
}

RC_GTEST_PROP(AssessTable, JudgesClocksThatPayForSavedTimeAsEvents, ()) {
  judges_as_events(
      contract("",
               "penalties:\n  early: {clause: '6', prices: solution, charge: {amount: EUR 1.00, per: hour, "
               "counts: time saved}}\n"),
      false);
}

RC_GTEST_PROP(AssessTable, JudgesClocksOfOtherKindsAsEvents, ()) {
  const Texts others{"{start: opened, stop: solved, calendar: office, target: {business_days: 1}}",
                     "{start: opened, stop: solved, pause: answered, resume: noted, calendar: office, target: PT5H}",
                     "{start: {breach_of: solution}, stop: closed, calendar: always, target: PT5H}",
                     "{start: {after: PT1H, of: opened}, stop: solved, calendar: always, target: PT5H}",
                     "{start: [opened, answered], stop: solved, calendar: always, target: PT5H}",
                     "{start: opened, stop: solved, cancel: noted, calendar: office, target: PT5H}",
                     "{start: opened, pause: {where: {team: desk}}, stop: solved, calendar: always, target: PT5H}",
                     "{start: opened, stop: solved, reopen: noted, calendar: always, target: PT5H}",
                     "{start: opened, stop: closed, until: solved, cycles: periodic, calendar: office, target: PT5H}"};
  judges_as_events(contract("", "  other: {clause: '5', clock: " + *rc::gen::elementOf(others) + "}\n"), false);
}

// 30 hours of all time, in a table stamped to the minute.
TEST(AssessTable, IsExactAtEachLimit) {
  const Plan plan = plan_of(contract());
  const Instant opened = plan.term->from + std::chrono::hours{10};
  const Instant as_of = plan.term->to + std::chrono::hours{5};
  constexpr minutes target{30 * 60};
  struct Case {
    Instant opened;
    Instant solved;
    Verdict verdict;
    bool is_near_limit = false;
    bool is_outside_term = false;
    bool is_open = false;
  };
  const std::vector<Case> cases{{opened, opened + target, Verdict::met, true},
                                {opened, opened + target - minutes{1}, Verdict::met},
                                {opened, opened + target + minutes{1}, Verdict::breached},
                                {plan.term->from, opened, Verdict::met},
                                {plan.term->from - minutes{1}, opened, Verdict::met, false, true},
                                {plan.term->to - minutes{1}, plan.term->to, Verdict::met},
                                {plan.term->to, as_of - minutes{1}, Verdict::met, false, true},
                                {plan.term->to - minutes{1}, as_of, Verdict::running, false, false, true}};
  std::vector<PlainTicket> rows;
  // The other clocks keep what they promise, so that columns judge all but the one that is late.
  for (const Case& one : cases)
    rows.push_back({"T" + std::to_string(rows.size()),
                    {one.opened, one.opened + minutes{1}, one.solved, one.solved + minutes{1}, {}},
                    {"desk", "P2", {}}});
  Findings findings;
  assess_table(plan, HeldTable(events, attributes, rows).table(), as_of, findings);
  std::size_t seen = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings.obligation[i] != 1) continue;
    const Case& expected = cases[static_cast<std::size_t>(findings.ticket[i])];
    SCOPED_TRACE(findings.ticket[i]);
    EXPECT_EQ(findings.verdict[i], expected.verdict);
    EXPECT_EQ(findings.is_near_limit[i] != 0, expected.is_near_limit);
    EXPECT_EQ(findings.is_outside_term[i] != 0, expected.is_outside_term);
    EXPECT_EQ(findings.is_open[i] != 0, expected.is_open);
    ++seen;
  }
  EXPECT_EQ(seen, cases.size());

  findings.clear();
  assess_table(plan, HeldTable(events, attributes, rows).table(), as_of + Duration{1}, findings);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const bool is_open_before = findings.obligation[i] == 1 && findings.ticket[i] == 7;
    EXPECT_TRUE(!is_open_before || findings.verdict[i] == Verdict::met);
  }
}

// More rows than are taken at once, and of each kind some: met, running, never started, outside the term.
TEST(AssessTable, JudgesManyRows) {
  std::vector<PlainTicket> rows;
  for (int i = 0; i < 5'000; ++i) {
    const Instant opened = monday + minutes{i * 7 % 9'000};
    rows.push_back({"T" + std::to_string(100'000 + i),
                    {opened, opened + minutes{i % 90}, opened + minutes{i % 2'000}, opened + minutes{i % 2'100}, {}},
                    {"desk", i % 3 == 0 ? "P1" : "P2", {}}});
    if (i % 11 == 0) rows.back().at[0].reset();
    if (i % 13 == 0) rows.back().at[2].reset();
    if (i % 17 == 0) rows.back().at = {{}, {}, {}, {}, {}};
  }
  const Plan plan = plan_of(contract());
  const HeldTable held(events, attributes, rows);
  const EventLog log = log_by_rows(events, attributes, rows);
  const Instant as_of = monday + minutes{9'000};
  Findings expected;
  const Partial whole = assess(plan, log, as_of, expected);
  Findings findings;
  EXPECT_TRUE(assess_table(plan, held.table(), as_of, findings) == whole);
  EXPECT_EQ(findings.verdict, expected.verdict);
  EXPECT_EQ(findings.due, expected.due);
  EXPECT_EQ(findings.elapsed, expected.elapsed);
  EXPECT_EQ(findings.is_outside_term, expected.is_outside_term);
  EXPECT_EQ(findings.size(), expected.size());
}

TEST(AssessTable, SaysWhatIsWrongBeforeItJudges) {
  const Plan plan = plan_of(contract());
  const HeldTable held(
      events, attributes,
      {{"T1", {monday, {}, {}, {}, {}}, {{}, {}, {}}}, {"T1", {monday, {}, {}, {}, {}}, {{}, {}, {}}}});
  Findings findings;
  EXPECT_THROW(assess_table(plan, held.table(), monday, findings), LogError);
  EXPECT_EQ(findings.size(), 0U);
}

}  // namespace
}  // namespace slakit::test
