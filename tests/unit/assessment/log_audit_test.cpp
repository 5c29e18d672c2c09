#include "slakit/assessment/log_audit.hpp"
#include "slakit/assessment/describe.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <string>
#include <utility>
#include <vector>

#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"

namespace slakit {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant day0{std::chrono::sys_days{std::chrono::year{2026} / 3 / 23}};
constexpr Instant at(int minute) { return day0 + minutes{minute}; }
constexpr Instant as_of = day0 + hours{24 * 5};

const char* const document = R"(slakit: 1
contract: {id: log audit, time_zone: Europe/Berlin}
calendars: {always: always}
obligations:
  restoration:
    clause: "1"
    applies: {class: [fault, major]}
    clock:
      start: received
      stop: restored
      pause: waiting
      resume: replied
      reset: reset
      cancel: cancelled
      calendar: always
      target: [{where: {priority: P1}, within: PT2H}, {where: {priority: P2}, within: PT4H}]
)";

const Plan& plan() {
  static const Plan* const made = [] {
    const Contract contract = read_contract(document);
    return new Plan(compile(contract, {}, load_sources(contract)));
  }();
  return *made;
}

const std::vector<std::string> names{"class", "priority"};

struct Given {
  int minute;
  std::string type;
  std::optional<int> recorded = std::nullopt;
  std::optional<std::string> priority = std::nullopt;
  std::optional<std::string> kind = std::nullopt;
  std::int64_t row = 0;
};

EventLog log_of(const std::vector<Given>& events) {
  EventLogBuilder builder(names);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Given& event = events[i];
    builder.add({.ticket = "T1",
                 .at = at(event.minute),
                 .type = event.type,
                 .attributes = {event.kind, event.priority},
                 .row = event.row > 0 ? event.row : static_cast<std::int64_t>(i) + 1,
                 .recorded_at = event.recorded ? std::optional(at(*event.recorded)) : std::nullopt});
  }
  return std::move(builder).finish();
}

std::vector<LogFinding> found(const std::vector<Given>& events, const LogAuditOptions& options = {}) {
  return audit_log(plan(), log_of(events), as_of, options).findings;
}

std::string word(const std::optional<Judgement>& judgement) {
  if (!judgement) return "nothing";
  const std::string verdict(boost::describe::enum_to_string(judgement->verdict, "?"));
  if (judgement->verdict != Verdict::breached) return verdict;
  return verdict + " by " + std::to_string(judgement->late / minutes{1}) + " min";
}

// "row 3 stop, after breach: breached by 60 min -> met; audit: met, without it breached by 1 min"
std::string text_of(const LogFinding& f) {
  std::string text = "row " + std::to_string(f.row) + " " + f.event;
  if (const std::string roles = roles_text(f.roles); !roles.empty()) text += " (" + roles + ")";
  for (const AttributeChange& change : f.changes)
    text += " " + change.attribute + " " + change.from.value_or("-") + "->" + change.to;
  if (f.is_late) text += ", late";
  if (f.is_after_breach) text += ", after breach";
  if (f.is_near_target) text += ", near target";
  if (!f.obligation) return text;
  return text + ": " + word(f.known_before) + " -> " + word(f.known_after) + "; audit: " + word(f.with) +
         ", without it " + word(f.without);
}

std::string text_of(const std::vector<LogFinding>& findings) {
  std::string text;
  for (const LogFinding& finding : findings) text += text_of(finding) + "\n";
  return text;
}

const Given received{0, "received", {}, "P2", "fault"};

TEST(LogAudit, NothingWithCleanLogs) {
  EXPECT_EQ(text_of(found({received, {60, "restored"}})), "");
  EXPECT_EQ(text_of(found({received, {300, "restored"}})), "");
  EXPECT_EQ(text_of(found({received, {60, "waiting"}, {120, "replied"}, {300, "restored"}})), "");
  EXPECT_EQ(text_of(found({received, {60, "waiting"}, {250, "replied"}, {500, "restored"}})), "");
  EXPECT_EQ(text_of(found({})), "");
}

TEST(LogAudit, AStopRecordedWithinTheToleranceIsNoRemark) {
  EXPECT_EQ(text_of(found({{0, "received", 1, "P2", "fault"}, {200, "restored", 230}})), "");
  // Breached either way: a stop is recorded a little after it happened.
  EXPECT_EQ(text_of(found({{0, "received", 1, "P2", "fault"}, {300, "restored", 310}})), "");
}

TEST(LogAudit, APauseEnteredAfterTheBreachItCures) {
  EXPECT_EQ(
      text_of(found({received, {230, "waiting", 250}, {400, "replied"}, {405, "restored"}})),
      "row 2 waiting (pause), after breach: breached by 10 min -> running; audit: met, without it breached by 165 "
      "min\n");
}

TEST(LogAudit, ABackdatedStop) {
  const std::vector<LogFinding> list = found({received, {235, "restored", 330}});
  EXPECT_EQ(text_of(list),
            "row 2 restored (stop), late, after breach: breached by 90 min -> met; audit: met, without it breached by "
            "6960 min\n");
  EXPECT_EQ(list.front().ticket, "T1");
  EXPECT_EQ(list.front().at, at(235));
  EXPECT_EQ(list.front().recorded_at, at(330));
  EXPECT_EQ(list.front().known_before->due, at(240));
  EXPECT_TRUE(list.front().moves());
}

TEST(LogAudit, ALateStopThatOnlyShortensTheDelay) {
  EXPECT_EQ(
      text_of(found({received, {300, "restored", 400}})),
      "row 2 restored (stop), late, after breach: breached by 160 min -> breached by 60 min; audit: breached by 60 "
      "min, without it breached by 6960 min\n");
}

TEST(LogAudit, ADowngradeAfterTheBreach) {
  const Given urgent{0, "received", {}, "P1", "fault"};
  const char* const expected =
      "row 2 note priority P1->P2, after breach: breached by 30 min -> running; audit: met, without it breached by 60 "
      "min\n";
  EXPECT_EQ(text_of(found({urgent, {150, "note", {}, "P2"}, {180, "restored"}})), expected) << "without recorded_at";
  EXPECT_EQ(text_of(found({urgent, {1, "note", 150, "P2"}, {180, "restored"}})),
            "row 2 note priority P1->P2, late, after breach: breached by 30 min -> running; audit: met, without it "
            "breached by 60 min\n");
}

TEST(LogAudit, ADowngradeShortlyBeforeItsTarget) {
  const Given urgent{0, "received", {}, "P1", "fault"};
  EXPECT_EQ(text_of(found({urgent, {110, "note", {}, "P2"}, {180, "restored"}})),
            "row 2 note priority P1->P2, near target: running -> running; audit: met, without it breached by 60 min\n");
  EXPECT_EQ(found({urgent, {105, "note", {}, "P2"}, {180, "restored"}}).size(), 1U) << "15 min before";
  EXPECT_EQ(text_of(found({urgent, {104, "note", {}, "P2"}, {180, "restored"}})), "");
  EXPECT_EQ(found({urgent, {104, "note", {}, "P2"}, {180, "restored"}}, {.near_target = minutes{16}}).size(), 1U);
  EXPECT_TRUE(found({urgent, {135, "note", {}, "P2"}}).front().is_near_target) << "15 min after";
  EXPECT_FALSE(found({urgent, {136, "note", {}, "P2"}}).front().is_near_target);
  EXPECT_EQ(text_of(found({received, {110, "note", {}, "P1"}})), "") << "an upgrade";
}

// Exports repeat an attribute on every row, and a downgrade may come with the stop.
TEST(LogAudit, ADowngradeIsLeftOutWithItsRepetitionsAndTheStopStays) {
  const Given urgent{0, "received", {}, "P1", "fault"};
  EXPECT_EQ(text_of(found({urgent, {150, "restored", {}, "P2"}, {160, "note", {}, "P2"}})),
            "row 2 restored (stop) priority P1->P2, after breach: breached by 30 min -> met; audit: met, without it "
            "breached by 30 min\n");
  EXPECT_EQ(
      text_of(found({urgent, {150, "note", {}, "P2"}, {180, "restored", {}, "P2"}})),
      "row 2 note priority P1->P2, after breach: breached by 30 min -> running; audit: met, without it breached by "
      "60 min\n");
}

TEST(LogAudit, AClassChangedBackwardsAfterTheBreach) {
  EXPECT_EQ(text_of(found({received, {0, "note", 250, {}, "wish"}, {300, "restored"}})), "row 2 note, late\n")
      << "'note' comes before 'received' and its class";
  EXPECT_EQ(
      text_of(found({received, {0, "wished", 250, {}, "wish"}, {300, "restored"}})),
      "row 2 wished class fault->wish, late, after breach: breached by 10 min -> nothing; audit: nothing, without "
      "it breached by 60 min\n");
}

TEST(LogAudit, AResetAndACancellationAfterTheBreach) {
  EXPECT_EQ(text_of(found({received, {300, "reset"}, {310, "restored"}})),
            "row 2 reset (reset), after breach: breached by 60 min -> running; audit: met, without it breached by 70 "
            "min\n");
  EXPECT_EQ(
      text_of(found({received, {300, "cancelled"}})),
      "row 2 cancelled (cancel), after breach: breached by 60 min -> not_triggered; audit: not_triggered, without "
      "it breached by 6960 min\n");
  EXPECT_EQ(text_of(found({received, {240, "cancelled"}})), "") << "exactly on target nothing is breached yet";
}

TEST(LogAudit, AnInnocentLateEntryStandsAlone) {
  EXPECT_EQ(text_of(found({received, {10, "waiting", 12}, {20, "waiting", 100}, {30, "replied"}, {60, "restored"}})),
            "row 3 waiting, late\n");
  EXPECT_EQ(text_of(found({received, {20, "comment", 100}, {60, "restored"}})), "") << "no clock looks at it";
  const LogAuditOptions patient{.late_after = minutes{80}};
  EXPECT_EQ(text_of(found({received, {10, "waiting"}, {20, "waiting", 100}, {60, "restored"}}, patient)), "");
}

TEST(LogAudit, WhatWasWrittenBeforeItHappenedIsKnownWhenItHappens) {
  EXPECT_EQ(text_of(found({received, {235, "restored", 10}})), "");
}

TEST(LogAudit, EventsOfOneSourceRowAreOneEntry) {
  const std::vector<LogFinding> list =
      found({received, {100, "waiting", 300, {}, {}, 7}, {200, "replied", 300, {}, {}, 7}, {320, "restored"}});
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(
      text_of(list),
      "row 7 waiting (resume and pause), late, after breach: breached by 60 min -> running; audit: met, without it "
      "breached by 80 min\n");
}

TEST(LogAudit, CountsWhatItLookedAtAndWhatItDidNot) {
  const EventLog log = log_of({{0, "received", 0, "P1", "fault"}, {110, "note", {}, "P2"}, {180, "restored", 400}});
  const LogAudit looked = audit_log(plan(), log, as_of);
  EXPECT_EQ(looked.delays, 2);
  EXPECT_EQ(looked.changes, 1);
  EXPECT_EQ(looked.tickets_not_examined, 0);
  const LogAudit bounded = audit_log(plan(), log, as_of, {.entries_max = 2});
  EXPECT_TRUE(bounded.findings.empty());
  EXPECT_EQ(bounded.tickets_not_examined, 1);
}

// ---- laws -----------------------------------------------------------------------------------------------------------

rc::Gen<Given> entries() {
  using rc::gen::element;
  return rc::gen::apply(
      [](int minute, std::string type, int delay, int priority) {
        const std::optional<std::string> value = priority == 0   ? std::optional<std::string>("P1")
                                                 : priority == 1 ? std::optional<std::string>("P2")
                                                                 : std::nullopt;
        return Given{minute * 15, std::move(type), delay < 20 ? std::optional(minute * 15 + delay * 15) : std::nullopt,
                     value};
      },
      rc::gen::inRange(1, 40),
      element<std::string>("waiting", "replied", "restored", "reset", "cancelled", "received", "note"),
      rc::gen::inRange(0, 24), rc::gen::inRange(0, 6));
}

std::optional<Judgement> judged(std::vector<Given> events, Instant instant) {
  Findings findings;
  assess(plan(), log_of(events), instant, findings);
  if (findings.size() == 0) return std::nullopt;
  return Judgement{findings.verdict[0], findings.reason[0], findings.late[0].time, findings.due[0]};
}

// The events had that entry, or the change that it made in time, never been made.
std::vector<Given> left_out(std::vector<Given> events, std::size_t entry) {
  const EventLog log = log_of(events);
  const auto index = [&log](std::size_t place) { return static_cast<std::size_t>(log.row[place]) - 1; };
  std::optional<std::string> before;
  std::size_t place = 0;
  for (; index(place) != entry; ++place)
    if (events[index(place)].priority) before = events[index(place)].priority;
  const std::optional<std::string> value = events[entry].priority;
  const bool is_late = events[entry].recorded && *events[entry].recorded > events[entry].minute;
  if (is_late || !value || !before || before == value) {
    events.erase(events.begin() + static_cast<std::ptrdiff_t>(entry));
    return events;
  }
  for (; place < log.size(); ++place) {
    std::optional<std::string>& said = events[index(place)].priority;
    if (said && said != value) break;
    said.reset();
  }
  return events;
}

// An entry that is listed as curing does what is said of it: assessed by itself, what was known before it is breached;
// and left out, it moves the audit's finding as listed.
RC_GTEST_PROP(LogAuditLaws, ListedEntriesMoveWhatTheyAreSaidToMove, ()) {
  std::vector<Given> events =
      *rc::gen::resize(8, rc::gen::container<std::vector<Given>>(rc::gen::resize(100, entries())));
  events.insert(events.begin(), received);
  for (std::size_t i = 0; i < events.size(); ++i) events[i].row = static_cast<std::int64_t>(i) + 1;
  const auto known = [](const Given& event) { return std::max(event.minute, event.recorded.value_or(event.minute)); };
  for (const LogFinding& f : found(events)) {
    const auto entry = static_cast<std::size_t>(f.row) - 1;
    const std::vector<Given> rest = left_out(events, entry);
    if (f.obligation) {
      RC_ASSERT(f.with == judged(events, as_of));
      RC_ASSERT(f.without == judged(rest, as_of));
    } else {
      RC_ASSERT(judged(events, as_of) == judged(rest, as_of));
    }
    if (f.is_late) RC_ASSERT(known(events[entry]) - events[entry].minute > 60);
    if (!f.is_after_breach) continue;
    // What was certainly known before: recorded earlier than the entry.
    std::vector<Given> before;
    int alike = 0;
    for (const Given& event : events) {
      if (known(event) < known(events[entry])) before.push_back(event);
      alike += known(event) == known(events[entry]) ? 1 : 0;
    }
    if (alike > 1) continue;
    RC_ASSERT(judged(before, at(known(events[entry])))->verdict == Verdict::breached);
    before.push_back(events[entry]);
    RC_ASSERT(judged(before, at(known(events[entry])) + Duration{1}) == f.known_after);
    // Were it the last entry, it alone would decide.
    if (f.known_after && f.known_after->verdict == Verdict::breached) continue;
    RC_CLASSIFY(f.moves(), "moves the audit's finding");
  }
}

// One late entry alone: listed as curing, it moves the finding; and whatever cures is listed.
RC_GTEST_PROP(LogAuditLaws, OneEntryAfterTheBreachIsListedIfItCures, ()) {
  const int recorded = *rc::gen::resize(100, rc::gen::inRange(241, 900));
  const int happened = *rc::gen::resize(100, rc::gen::inRange(1, recorded));
  const std::string type = *rc::gen::element<std::string>("waiting", "restored", "reset", "cancelled", "note");
  const std::vector<LogFinding> list = found({received, {happened, type, recorded}}, {.late_after = hours{100}});
  const bool cures = type == "reset"                         ? happened + 240 >= recorded
                     : type == "cancelled" || type == "note" ? type == "cancelled"
                                                             : happened <= 240;
  const bool is_due_later = type == "reset";
  RC_ASSERT(list.size() == (cures || is_due_later ? 1U : 0U));
  if (!list.empty()) RC_ASSERT(list.front().is_after_breach && list.front().moves());
}

}  // namespace
}  // namespace slakit
