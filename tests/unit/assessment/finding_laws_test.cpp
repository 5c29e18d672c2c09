// Laws that every finding keeps, whatever happened to its ticket and whichever policies hold.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "slakit/clock/timeline.hpp"
#include "support/ticket_case.hpp"

namespace slakit::test {
namespace {

using std::chrono::minutes;

const std::vector<std::pair<std::string, std::vector<std::string>>> choices{
    {"due_boundary", {"close", "next open"}},
    {"retarget", {"keep start and pauses", "keep start only", "restart", "remaining share", "as at start"}},
    {"reopen", {"carry on", "count the closed time too", "new cycle", "restart", "ignore"}},
    {"pause_after_due", {"stops accrual", "does not"}}};

// Each way to allow time, in each kind of clock.
std::string contract_under(const std::string& policies) {
  const std::string events =
      "start: received, stop: solved, pause: waiting, resume: replied, reopen: again, calendar: ";
  const std::string by_priority = "[{where: {priority: P1}, within: PT2H}, {where: {priority: P2}, within: PT6H}, ";
  return "slakit: 1\ncontract: {id: laws, time_zone: Europe/Berlin, holder: team}\npolicies: {" + policies +
         "}\ncalendars:\n  always: always\n  office: {weekly: {mon-fri: ['09:00-12:00', '13:00-17:00']}}\n"
         "obligations:\n"
         "  plain: {clause: '1', clock: {" +
         events +
         "office, target: PT3H}}\n"
         "  by priority: {clause: '2', clock: {" +
         events + "office, reset: reset, target: " + by_priority +
         "{business_days: 1}]}}\n"
         "  days: {clause: '3', clock: {" +
         events +
         "always, target: {calendar_days: 1}}}\n"
         "  deadline: {clause: '4', clock: {" +
         events +
         "office, target: {deadline: {business_days: 1}}}}\n"
         "  update: {clause: '5', clock: {start: received, stop: told, until: solved, pause: waiting, resume: replied, "
         "cycles: periodic, calendar: office, target: PT1H}}\n"
         "  held: {clause: '6', clock: {start: {after: PT30M, of: received}, stop: solved, cancel: withdrawn, pause: "
         "{where: {status: pending}}, calendar: {attribute: team, calendars: {desk: office, network: always}}, target: "
         "PT4H}}\n"
         "  on site: {clause: '7', applies: {priority: [P1, P3]}, clock: {start: {breach_of: plain}, stop: [solved, "
         "arrived], calendar: always, target: PT5H}}\n";
}

constexpr Instant monday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 23}};  // clocks change on Sunday
constexpr int days10 = 10 * 24 * 60;

std::vector<Happened> random_events() {
  static const std::vector<Happened> kinds{{"", "received"},
                                           {"", "received", {{"priority", "P1"}, {"team", "desk"}}},
                                           {"", "received", {{"priority", "P2"}, {"team", "network"}}},
                                           {"", "solved"},
                                           {"", "waiting"},
                                           {"", "replied"},
                                           {"", "again"},
                                           {"", "told"},
                                           {"", "reset"},
                                           {"", "withdrawn"},
                                           {"", "arrived"},
                                           {"", "changed", {{"priority", "P1"}}},
                                           {"", "changed", {{"priority", "P3"}}},
                                           {"", "changed", {{"team", "network"}, {"status", "pending"}}},
                                           {"", "changed", {{"team", "desk"}, {"status", "new"}}}};
  std::vector<int> minutes_of =
      *rc::gen::resize(40, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, days10 / 15)));
  std::sort(minutes_of.begin(), minutes_of.end());
  std::vector<Happened> events;
  for (const int minute : minutes_of) {
    const int first = events.empty() ? 3 : static_cast<int>(kinds.size());
    events.push_back(kinds[static_cast<std::size_t>(*rc::gen::inRange(0, first))]);
    events.back().at = to_rfc3339(monday + minutes{15 * minute});
  }
  return events;
}

std::string random_contract() {
  std::string policies;
  for (const auto& [name, values] : choices)
    policies += (policies.empty() ? "" : ", ") + name + ": " + *rc::gen::elementOf(values);
  return contract_under(policies);
}

// ---- the laws -------------------------------------------------------------------------------------------------------

// Segments follow each other from the start event to the question, and the running ones are the elapsed time.
void explains(const ExplainedObligation& it, Instant as_of) {
  if (!it.finding.started) return;
  RC_ASSERT(running_time(it.timeline) == it.finding.elapsed);
  if (it.timeline.empty()) return;
  RC_ASSERT(it.timeline.back().span.to == as_of);
  for (std::size_t i = 1; i < it.timeline.size(); ++i)
    RC_ASSERT(it.timeline[i].span.from == it.timeline[i - 1].span.to);
}

bool is_timer(const TicketCase& ticket, const Finding& f) {
  return f.target_rule >= 0 && ticket.plan()
                                   .plan()
                                   .service_levels[f.obligation]
                                   .targets[static_cast<std::size_t>(f.target_rule)]
                                   .target.is_timer();
}

void judges(const TicketCase& ticket, const Finding& f) {
  if (f.verdict != Verdict::met && f.verdict != Verdict::breached && f.verdict != Verdict::running) return;
  const bool is_breached = f.verdict == Verdict::breached;
  RC_ASSERT(f.elapsed >= Duration{});
  if (is_timer(ticket, f)) {
    RC_ASSERT(is_breached == (f.elapsed > f.target));
    RC_ASSERT(is_breached == (f.late.time > Duration{}));
  } else {  // a deadline passes while the ticket waits, and waiting may be no delay
    RC_ASSERT(is_breached == (f.due && *f.ended > *f.due));
    RC_ASSERT(is_breached || f.late.time == Duration{});
  }
  if (is_breached) RC_ASSERT(*f.due < *f.ended && f.late.time <= *f.ended - *f.due);
  RC_ASSERT((f.verdict == Verdict::running) == (f.is_open && !is_breached));
}

RC_GTEST_PROP(FindingLaws, HoldAtEveryInstant, ()) {
  const TicketCase ticket(random_contract(), random_events());
  const Instant as_of = monday + minutes{15 * *rc::gen::inRange(1, days10 / 15)};
  RC_ASSERT(ticket.disagreement(as_of) == "");
  for (const Finding& finding : ticket.findings(as_of)) judges(ticket, finding);
  if (ticket.findings(as_of).empty()) return;
  for (const ExplainedObligation& it : ticket.explanation(as_of).obligations) explains(it, as_of);
}

// What comes between a due instant and the next open time, at which its breach is a fact: a clock that the breach
// starts is stopped by it where it came.
TEST(FindingLaws, AStopBeforeABreachIsKnownCounts) {
  const TicketCase ticket(contract_under(""), {{"2026-03-23 07:00Z", "received", {{"priority", "P1"}}},
                                               {"2026-03-23 11:30Z", "arrived"},
                                               {"2026-03-23 13:00Z", "solved"}});
  EXPECT_EQ(ticket.at("2026-03-23 12:00Z", "on site").verdict, Verdict::not_triggered)
      << "closed since its due instant";
  const Finding arrived = ticket.at("2026-03-23 12:30Z", "on site");
  EXPECT_EQ(arrived.started, instant("2026-03-23 11:00Z"));
  EXPECT_EQ(arrived.elapsed, minutes{30});
}

TEST(FindingLaws, AClockThatStartsAndIsUndoneAtOnceIsNotForgotten) {
  const TicketCase ticket(contract_under(""),
                          {{"2026-03-23 07:00Z", "received", {{"team", "desk"}}}, {"2026-03-23 07:00Z", "withdrawn"}});
  EXPECT_EQ(ticket.at("2026-03-23 12:00Z", "held").reason, Reason::cancelled);
}

// Where nothing more happens, a timer is used up at its due instant, and not before.
RC_GTEST_PROP(FindingLaws, DueIsWhereTheTargetIsUsedUp, ()) {
  const TicketCase ticket(random_contract(), random_events());
  const Instant after = monday + minutes{days10};
  for (const Finding& finding : ticket.findings(after)) {
    if (finding.verdict != Verdict::running || !is_timer(ticket, finding)) continue;
    if (!finding.due || *finding.due < after) continue;
    const Finding at = ticket.cycles(*finding.due, ticket.name(finding)).back();
    RC_ASSERT(at.elapsed == finding.target);
    RC_ASSERT(at.verdict == Verdict::running);
    RC_ASSERT(at.due == finding.due);
  }
}

}  // namespace
}  // namespace slakit::test
