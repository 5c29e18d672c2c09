#include "slakit/assessment/live.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/live_state.hpp"
#include "slakit/plan/compile.hpp"

namespace slakit {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant day0{std::chrono::sys_days{std::chrono::year{2026} / 3 / 23}};  // the week of a change of the clock
constexpr Instant at(int minute) { return day0 + minutes{minute}; }

// Every kind of rule that a clock has.
const char* const document = R"(slakit: 1
contract: {id: live, time_zone: Europe/Berlin}
calendars:
  always: always
  office: {weekly: {mon-fri: ["09:00-12:00", "13:00-17:00"]}}
obligations:
  response:
    clause: "1"
    applies: {class: [fault, major]}
    clock:
      start: received
      stop: [{event: note, where: {role: provider}}, restored]
      pause: {where: {status: pending}}
      calendar: office
      target: [{where: {priority: P1}, within: PT1H}, {where: {priority: P2}, within: PT4H}, {within: PT8H}]
      steps: {half: {at: 50%}, soon: {before: PT1H}, later: {after: PT1H, again: PT4H}}
  restoration:
    clause: "2"
    clock:
      start: received
      stop: restored
      pause: waiting
      resume: replied
      reset: reset
      cancel: cancelled
      reopen: reopened
      calendar: {attribute: team, calendars: {desk: office, network: always}}
      target: [{where: {priority: P1}, within: PT2H}, {where: {priority: P2}, business_days: 1}, {where: {priority: P3}, attribute: agreed}, {calendar_days: 2}]
  next response:
    clause: "3"
    clock: {start: replied, stop: {event: note, where: {role: provider}}, until: restored, cycles: each, calendar: always, target: PT2H}
  update:
    clause: "4"
    clock: {start: received, stop: note, until: restored, pause: waiting, resume: replied, cycles: periodic, calendar: office, target: PT2H}
  dispatch:
    clause: "5"
    clock: {start: {of: received, after: PT1H, unless: restored}, stop: [note, restored], calendar: always, target: PT30M}
  on site:
    clause: "6"
    applies: {class: fault}
    clock: {start: {breach_of: dispatch}, stop: restored, pause: waiting, resume: replied, calendar: always, target: PT1H}
  escalated:
    clause: "7"
    clock: {start: {of: received, breach_of: on site}, stop: restored, calendar: always, target: {deadline: {time: "16:00", business_days: 1}}}
)";

struct Given {
  int minute;
  std::string type;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::int64_t sequence = 0;
};

const std::vector<std::string> names{"agreed", "class", "priority", "role", "status", "team"};

std::vector<LiveAttribute> attributes_of(const Given& event) {
  std::vector<LiveAttribute> list;
  for (const auto& [name, value] : event.attributes) list.push_back({name, value});
  return list;
}

EventLog log_of(const std::vector<Given>& events) {
  EventLogBuilder builder(names);
  for (const Given& event : events) {
    std::vector<std::optional<std::string_view>> values(names.size());
    for (const auto& [name, value] : event.attributes)
      values[static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin())] = value;
    builder.add(
        {.ticket = "T", .at = at(event.minute), .type = event.type, .attributes = values, .sequence = event.sequence});
  }
  return std::move(builder).finish();
}

Plan plan_with(const std::string& policies) {
  const Contract contract = read_contract(document + ("policies: {" + policies + "}\n"));
  return compile(contract, {}, load_sources(contract));
}

std::string text_of(const Finding& f) {
  const auto us = [](const std::optional<Instant>& at) {
    return at ? std::to_string(at->time_since_epoch().count() / 60'000'000) : "-";
  };
  return std::to_string(f.obligation) + "#" + std::to_string(f.cycle) + " verdict " +
         std::to_string(static_cast<int>(f.verdict)) + " reason " + std::to_string(static_cast<int>(f.reason)) +
         " fault " + std::to_string(static_cast<int>(f.fault)) + (f.is_open ? " open" : "") + " rule " +
         std::to_string(f.target_rule) + " odd " + std::to_string(f.oddities) + " from " + us(f.triggered) + "/" +
         us(f.started) + " due " + us(f.due) + " end " + us(f.ended) + " elapsed " + std::to_string(f.elapsed.count()) +
         " of " + std::to_string(f.target.count()) + " late " + std::to_string(f.late.time.count()) + "\n";
}

// Findings in the order of a replay: by obligation and cycle.
std::string text_of(std::vector<Finding> findings) {
  std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::pair(a.obligation, a.cycle) < std::pair(b.obligation, b.cycle);
  });
  std::string text;
  for (const Finding& finding : findings) text += text_of(finding);
  return text;
}

std::string replayed(const Plan& plan, const std::vector<Given>& events, Instant as_of) {
  Findings findings;
  const EventLog log = log_of(events);
  assess(plan, log, as_of, findings);
  std::vector<Finding> rows;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    rows.push_back(findings.row(i));
    rows.back().is_near_limit = false;
  }
  return text_of(rows);
}

rc::Gen<Given> events() {
  using rc::gen::element;
  const auto name = element<std::string>("received", "note", "waiting", "replied", "restored", "reopened", "reset",
                                         "cancelled", "comment");
  const auto attribute = element<std::pair<std::string, std::string>>(
      std::pair{"class", "fault"}, std::pair{"class", "major"}, std::pair{"class", "other"},
      std::pair{"priority", "P1"}, std::pair{"priority", "P2"}, std::pair{"priority", "P3"},
      std::pair{"role", "provider"}, std::pair{"role", "customer"}, std::pair{"status", "pending"},
      std::pair{"status", "open"}, std::pair{"team", "desk"}, std::pair{"team", "network"},
      std::pair{"agreed", "2026-03-25T12:00:00Z"}, std::pair{"agreed", "PT3H"}, std::pair{"agreed", "soon"});
  return rc::gen::apply(
      [](int minute, std::string type, std::vector<std::pair<std::string, std::string>> attributes, int sequence) {
        // One value for each attribute of one event.
        std::stable_sort(attributes.begin(), attributes.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        attributes.erase(std::unique(attributes.begin(), attributes.end(),
                                     [](const auto& a, const auto& b) { return a.first == b.first; }),
                         attributes.end());
        return Given{minute, std::move(type), std::move(attributes), sequence};
      },
      rc::gen::map(rc::gen::inRange(0, 300), [](int step) { return 8 * 60 + 30 * step; }), name,
      rc::gen::resize(2, rc::gen::container<std::vector<std::pair<std::string, std::string>>>(attribute)),
      rc::gen::inRange(0, 2));
}

rc::Gen<std::vector<Given>> tickets() {
  return rc::gen::map(
      rc::gen::resize(14, rc::gen::container<std::vector<Given>>(events())), [](std::vector<Given> events) {
        events.insert(events.begin(),
                      Given{8 * 60, "received", {{"class", "fault"}, {"priority", "P2"}, {"team", "desk"}}, 0});
        return events;
      });
}

const std::vector<std::string> choices{
    "",
    "retarget: keep start only, reopen: count the closed time too",
    "retarget: restart, reopen: new cycle, due_boundary: next open",
    "retarget: remaining share, reopen: restart, business_day_end: close of business",
    "retarget: as at start, reopen: ignore, pause_after_due: does not, business_day_end: midnight",
};

const LivePlan& plan_of_choice(std::size_t choice) {
  static const auto* const plans = [] {
    auto* made = new std::vector<std::unique_ptr<LivePlan>>;
    for (const std::string& policies : choices) made->push_back(std::make_unique<LivePlan>(plan_with(policies)));
    return made;
  }();
  return *(*plans)[choice];
}

// Live equals replay at every prefix in time order, within one instant too, in whatever order its events arrive.
RC_GTEST_PROP(LiveLaws, EqualsReplayAtEveryPrefix, ()) {
  const LivePlan& plan = plan_of_choice(*rc::gen::inRange<std::size_t>(0, choices.size()));
  std::vector<Given> events = *tickets();
  std::stable_sort(events.begin(), events.end(), [](const Given& a, const Given& b) { return a.minute < b.minute; });
  LiveTicket ticket(plan);
  std::vector<Finding> finished;
  for (std::size_t count = 1; count <= events.size(); ++count) {
    const Given& event = events[count - 1];
    const std::vector<LiveAttribute> attributes = attributes_of(event);
    RC_ASSERT(ticket.advance(plan, {at(event.minute), event.type, attributes, event.sequence}, &finished) ==
              Taken::taken);
    const int next = count < events.size() ? events[count].minute : event.minute + 3 * 24 * 60;
    for (const Instant as_of : {at(event.minute), at(event.minute) + Duration{1}, at(next)}) {
      const std::vector<Given> prefix(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count));
      if (as_of == at(event.minute) && count > 1 && events[count - 2].minute == event.minute) continue;
      std::vector<Finding> all = finished;
      const std::vector<Finding> open = ticket.findings(plan, as_of, &all);
      all.insert(all.end(), open.begin(), open.end());
      RC_ASSERT(text_of(all) == replayed(plan.plan(), prefix, as_of));
    }
    // Its text is the same ticket.
    ticket = read_live_ticket(plan, to_json(plan, ticket));
  }
}

std::string states_of(const LivePlan& plan, const LiveTicket& ticket, Instant as_of) {
  std::string text;
  for (const Finding& f : ticket.findings(plan, as_of))
    text += std::to_string(f.obligation) + ":" + std::to_string(static_cast<int>(f.verdict)) +
            std::to_string(static_cast<int>(f.reason)) + " ";
  return text;
}

// Between now and the next change nothing changes, and there something does.
RC_GTEST_PROP(LiveLaws, TheNextChangeIsTheNextChange, ()) {
  const LivePlan& plan = plan_of_choice(*rc::gen::inRange<std::size_t>(0, choices.size()));
  std::vector<Given> events = *tickets();
  std::stable_sort(events.begin(), events.end(), [](const Given& a, const Given& b) { return a.minute < b.minute; });
  LiveTicket ticket(plan);
  for (const Given& event : events)
    ticket.advance(plan, {at(event.minute), event.type, attributes_of(event), event.sequence});
  Instant as_of = at(events.back().minute) + Duration{1};
  for (int i = 0; i < 6; ++i) {
    const std::optional<Instant> next = ticket.next_change(plan, as_of);
    const Instant until = next ? *next : as_of + hours{24 * 30};
    const std::string now = states_of(plan, ticket, as_of);
    for (const int part : {1, 3, 7}) {
      const Instant between = as_of + (until - as_of) * part / 8;
      RC_ASSERT(states_of(plan, ticket, between) == now);
    }
    RC_ASSERT(states_of(plan, ticket, until - Duration{1}) == now);
    if (!next) return;
    const std::vector<LiveStep> steps = ticket.next_steps(plan, as_of);
    const bool is_step = !steps.empty() && steps.front().instant.at == *next;
    RC_ASSERT(is_step || states_of(plan, ticket, *next) != now);
    as_of = *next;
  }
}

TEST(LiveTicket, AnEarlierEventIsLateAndChangesNothing) {
  const LivePlan& plan = plan_of_choice(0);
  LiveTicket ticket(plan);
  EXPECT_EQ(ticket.advance(plan, {at(600), "received"}), Taken::taken);
  const std::string before = to_json(plan, ticket);
  EXPECT_EQ(ticket.advance(plan, {at(599), "restored"}), Taken::late);
  EXPECT_EQ(ticket.advance(plan, {range_end + hours{1}, "restored"}), Taken::out_of_range);
  EXPECT_EQ(to_json(plan, ticket), before);
  EXPECT_EQ(ticket.advance(plan, {at(600), "restored"}), Taken::taken) << "of the same instant";
  EXPECT_EQ(ticket.last_event(), at(600));
}

TEST(LiveTicket, StateOfAnotherPlanIsRefused) {
  const LivePlan& plan = plan_of_choice(0);
  LiveTicket ticket(plan);
  ticket.advance(plan, {at(600), "received"});
  const auto code = [&](const LivePlan& other, const std::string& text) -> std::string {
    try {
      read_live_ticket(other, text);
    } catch (const InputError& error) {
      return error.problems().front().code;
    }
    return "";
  };
  EXPECT_EQ(code(plan, to_json(plan, ticket)), "");
  EXPECT_EQ(code(plan_of_choice(1), to_json(plan, ticket)), "other-plan");
  EXPECT_EQ(code(plan, "{\"slakit_live\": 2}"), "unknown-version");
  EXPECT_EQ(code(plan, "[1]"), "bad-state");
  std::string broken = to_json(plan, ticket);
  broken.replace(broken.find("\"clocks\":["), 10, "\"clocks\":[1,");
  EXPECT_EQ(code(plan, broken), "bad-state");
}

TEST(LiveTicket, StepsAreWalkedOnTheCalendar) {
  const LivePlan& plan = plan_of_choice(0);
  LiveTicket ticket(plan);
  const std::vector<LiveAttribute> fault{{"class", "fault"}, {"priority", "P2"}};
  ticket.advance(plan, {at(8 * 60), "received", fault});  // Monday 09:00 in Berlin
  const std::vector<LiveStep> steps = ticket.next_steps(plan, at(8 * 60 + 1));
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].instant.at, at(10 * 60));  // 50 % of 4 h
  EXPECT_EQ(steps[1].instant.at, at(11 * 60));  // one hour of working time before 14:00 local
  EXPECT_EQ(steps[2].instant.at, at(14 * 60));  // one hour after due
}

TEST(Earliest, IsTheFirstOfTheLeast) {
  EXPECT_FALSE(earliest({}));
  std::vector<Instant> column(10'000, at(100));
  column[7'777] = column[9'999] = at(5);
  EXPECT_EQ(earliest(column)->index, 7'777U);
  EXPECT_EQ(earliest(column)->at, at(5));
}

}  // namespace
}  // namespace slakit
