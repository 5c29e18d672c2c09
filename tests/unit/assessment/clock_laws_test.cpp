// Laws of clocks on whole tickets, and a simulated year judged again minute by minute.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <ostream>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/audit/explain.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"

namespace slakit {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr int day = 24 * 60;
constexpr Instant day0{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};  // a Thursday
constexpr Instant at(int minute) { return day0 + minutes{minute}; }

const char* const document = R"(slakit: 1
contract: {id: laws, time_zone: Etc/UTC}
calendars:
  always: always
  office: {weekly: {mon-fri: ["09:00-12:00", "13:00-17:00"]}}
obligations:
  response:
    clause: "1"
    clock:
      start: received
      stop: [note, restored]
      pause: {where: {status: pending}}
      calendar: office
      target: [{where: {priority: P1}, within: PT1H}, {where: {priority: P2}, within: PT4H}, {where: {priority: P3}, within: PT8H}]
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
      target: [{where: {priority: P1}, within: PT2H}, {where: {priority: P2}, within: PT7H}, {where: {priority: P3}, within: PT24H}]
  next response:
    clause: "3"
    clock: {start: asked, stop: note, until: restored, cycles: each, calendar: always, target: PT2H}
  update:
    clause: "4"
    clock: {start: received, stop: note, until: restored, pause: waiting, resume: replied, cycles: periodic, calendar: office, target: PT4H}
  answer:
    clause: "5"
    clock: {start: received, stop: restored, pause: waiting, resume: replied, calendar: office, target: {deadline: {time: "16:00", business_days: 1}}}
)";

struct Given {
  int minute = 0;
  std::string type;
  std::map<std::string, std::string> attributes = {};
};

// For counterexamples.
std::ostream& operator<<(std::ostream& out, const Given& event) {
  out << event.minute << ' ' << event.type;
  for (const auto& [name, value] : event.attributes) out << ' ' << name << '=' << value;
  return out;
}

// ---- plans of all policies ------------------------------------------------------------------------------------------

const std::vector<std::string> retargets{"keep start and pauses", "keep start only", "restart", "remaining share",
                                         "as at start"};
const std::vector<std::string> reopenings{"carry on", "count the closed time too", "new cycle", "restart", "ignore"};

struct Policies {
  Retarget retarget;
  Reopen reopen;
  bool next_open;
  bool accrues_while_paused;
};

std::vector<Policies> all_policies() {
  std::vector<Policies> list;
  for (std::uint8_t retarget = 0; retarget < 5; ++retarget)
    for (std::uint8_t reopen = 0; reopen < 5; ++reopen)
      for (const bool next_open : {false, true})
        for (const bool accrues : {false, true})
          list.push_back({static_cast<Retarget>(retarget), static_cast<Reopen>(reopen), next_open, accrues});
  return list;
}

Plan make_plan(const Policies& policies) {
  const std::string text =
      document + ("policies: {retarget: " + retargets[static_cast<std::size_t>(policies.retarget)] +
                  ", reopen: " + reopenings[static_cast<std::size_t>(policies.reopen)] +
                  ", due_boundary: " + (policies.next_open ? "next open" : "close") +
                  ", pause_after_due: " + (policies.accrues_while_paused ? "does not" : "stops accrual") + "}\n");
  const Contract contract = read_contract(text);
  return compile(contract, {}, load_sources(contract));
}

struct Choice {
  Policies policies;
  Plan plan;
};

const std::vector<Choice>& choices() {
  static const auto* const made = [] {
    auto* list = new std::vector<Choice>;
    for (const Policies& policies : all_policies()) list->push_back({policies, make_plan(policies)});
    return list;
  }();
  return *made;
}

// Of the whole range, however far the run is.
template <class T = int>
T any_of(T from, T to) {
  return *rc::gen::resize(100, rc::gen::inRange(from, to));
}

const Choice& any_choice() { return choices()[any_of<std::size_t>(0, choices().size())]; }

// ---- logs -----------------------------------------------------------------------------------------------------------

const std::vector<std::string> names{"priority", "status", "team"};

void add_ticket(EventLogBuilder& builder, const std::string& ticket, const std::vector<Given>& events) {
  for (const Given& event : events) {
    std::vector<std::optional<std::string_view>> values;
    for (const std::string& name : names) {
      const auto found = event.attributes.find(name);
      values.push_back(found == event.attributes.end() ? std::nullopt : std::optional<std::string_view>(found->second));
    }
    builder.add({.ticket = ticket, .at = at(event.minute), .type = event.type, .attributes = values});
  }
}

EventLog log_of(const std::vector<Given>& events) {
  EventLogBuilder builder(names);
  add_ticket(builder, "T", events);
  return std::move(builder).finish();
}

std::vector<Finding> findings_of(const Plan& plan, const EventLog& log, Instant as_of) {
  Findings findings;
  assess(plan, log, as_of, findings);
  std::vector<Finding> rows;
  for (std::size_t i = 0; i < findings.size(); ++i) rows.push_back(findings.row(i));
  return rows;
}

std::string text_of(const Finding& f) {
  const auto minute = [](const std::optional<Instant>& t) { return t ? std::to_string((*t - day0).count()) : "-"; };
  return "obligation " + std::to_string(f.obligation) + " cycle " + std::to_string(f.cycle) + " verdict " +
         std::to_string(static_cast<int>(f.verdict)) + (f.is_open ? " open" : "") + " reason " +
         std::to_string(static_cast<int>(f.reason)) + " from " + minute(f.triggered) + "/" + minute(f.started) +
         " due " + minute(f.due) + " end " + minute(f.ended) + " elapsed " + std::to_string(f.elapsed.count()) +
         " of " + std::to_string(f.target.count()) + " late " + std::to_string(f.late.time.count()) + "\n";
}

std::string text_of(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) text += text_of(finding);
  return text;
}

rc::Gen<Given> events() {
  using rc::gen::element;
  const auto type = element<std::string>("received", "asked", "note", "waiting", "replied", "restored", "reopened",
                                         "reset", "cancelled", "comment");
  const auto attribute = element<std::pair<std::string, std::string>>(
      std::pair{"priority", "P1"}, std::pair{"priority", "P2"}, std::pair{"priority", "P3"},
      std::pair{"status", "pending"}, std::pair{"status", "open"}, std::pair{"team", "desk"},
      std::pair{"team", "network"});
  return rc::gen::apply(
      [](int step, std::string kind, std::pair<std::string, std::string> given, bool has) {
        Given event{day + 8 * 60 + 20 * step, std::move(kind), {}};
        if (has) event.attributes.insert(std::move(given));
        return event;
      },
      rc::gen::inRange(0, 500), type, attribute, rc::gen::arbitrary<bool>());
}

const Given opening{day + 8 * 60, "received", {{"priority", "P2"}, {"status", "open"}, {"team", "desk"}}};

rc::Gen<std::vector<Given>> tickets() {
  return rc::gen::map(rc::gen::resize(14, rc::gen::container<std::vector<Given>>(rc::gen::resize(100, events()))),
                      [](std::vector<Given> list) {
                        list.insert(list.begin(), opening);
                        return list;
                      });
}

// ---- laws -----------------------------------------------------------------------------------------------------------

RC_GTEST_PROP(ClockLaws, TheOrderOfRowsChangesNothing, ()) {
  const Choice& choice = any_choice();
  std::vector<Given> events = *tickets();
  const Instant as_of = at(any_of(day, 12 * day));
  const std::string first = text_of(findings_of(choice.plan, log_of(events), as_of));
  std::mt19937_64 random(*rc::gen::arbitrary<std::uint64_t>());
  for (int i = 0; i < 3; ++i) {
    std::shuffle(events.begin(), events.end(), random);
    RC_ASSERT(text_of(findings_of(choice.plan, log_of(events), as_of)) == first);
  }
}

RC_GTEST_PROP(ClockLaws, SegmentsPartitionTheTimeFromTheStartOn, ()) {
  const Choice& choice = any_choice();
  const EventLog log = log_of(*tickets());
  const Instant as_of = at(any_of(day + 8 * 60 + 1, 12 * day));
  const Audit whole = audit(choice.plan, log, as_of);
  const std::optional<Explanation> explanation = explain(whole, log, "T");
  RC_ASSERT(explanation.has_value());
  for (const ExplainedObligation& one : explanation->obligations) {
    if (one.timeline.empty()) {
      RC_ASSERT(one.finding.elapsed == Duration{});
      continue;
    }
    RC_ASSERT(one.timeline.front().span.from == *one.finding.triggered);
    RC_ASSERT(one.timeline.back().span.to == as_of);
    for (std::size_t i = 0; i < one.timeline.size(); ++i) {
      RC_ASSERT(one.timeline[i].span.from < one.timeline[i].span.to);
      if (i > 0) RC_ASSERT(one.timeline[i].span.from == one.timeline[i - 1].span.to);
    }
    RC_ASSERT(running_time(one.timeline) == one.finding.elapsed);
  }
}

// Where the ticket neither waits nor has anything to do with waiting, it waits a while.
RC_GTEST_PROP(ClockLaws, APauseNeverBringsABreachForward, ()) {
  const Choice& choice = any_choice();
  std::vector<Given> events = *tickets();
  // Within an instant a reply comes before another wait.
  std::stable_sort(events.begin(), events.end(), [](const Given& a, const Given& b) {
    return std::pair(a.minute, a.type == "waiting") < std::pair(b.minute, b.type == "waiting");
  });
  const int from = day + 8 * 60 + any_of(-100, 10'000);
  const int to = from + any_of(1, 3'000);
  bool waits = false;
  for (const Given& event : events) {
    const bool is_about_waiting = event.type == "waiting" || event.type == "replied";
    if (is_about_waiting && event.minute >= from && event.minute <= to) RC_DISCARD("it would end another pause");
    if (is_about_waiting && event.minute < from) waits = event.type == "waiting";
  }
  if (waits) RC_DISCARD("it waits already");
  const Instant as_of = at(any_of(day, 14 * day));
  const std::vector<Finding> before = findings_of(choice.plan, log_of(events), as_of);
  if (before.empty()) RC_DISCARD("the pause would be its first event");
  events.push_back({from, "waiting", {}});
  events.push_back({to, "replied", {}});
  const std::vector<Finding> after = findings_of(choice.plan, log_of(events), as_of);
  RC_ASSERT(before.size() == after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (after[i].verdict != Verdict::breached) continue;
    RC_ASSERT(before[i].verdict == Verdict::breached);
    RC_ASSERT(*before[i].due <= *after[i].due);
  }
}

RC_GTEST_PROP(ClockLaws, ElapsedNeverDecreasesWhileNothingHappens, ()) {
  const Choice& choice = any_choice();
  const std::vector<Given> events = *tickets();
  const EventLog log = log_of(events);
  const int first = any_of(day + 8 * 60 + 1, 12 * day);
  int next = first + 7 * day;
  for (const Given& event : events)
    if (event.minute >= first) next = std::min(next, event.minute);
  RC_PRE(next > first);
  const int second = any_of(first, next + 1);
  const std::vector<Finding> early = findings_of(choice.plan, log, at(first));
  const std::vector<Finding> late = findings_of(choice.plan, log, at(second));
  RC_ASSERT(early.size() == late.size());
  for (std::size_t i = 0; i < early.size(); ++i) {
    RC_ASSERT(late[i].elapsed >= early[i].elapsed);
    if (!early[i].is_open) RC_ASSERT(text_of(late[i]) == text_of(early[i]));
    if (early[i].verdict == Verdict::breached) RC_ASSERT(late[i].verdict == Verdict::breached);
  }
}

// ---- a year, minute by minute ---------------------------------------------------------------------------------------

constexpr std::int64_t us = 60'000'000;  // of a minute

bool office_is_open(int minute) {
  const int weekday = (3 + minute / day) % 7;  // Monday is 0
  const int time = minute % day;
  return weekday < 5 && ((time >= 9 * 60 && time < 12 * 60) || (time >= 13 * 60 && time < 17 * 60));
}

// One obligation of the document, told again.
struct NaiveRule {
  std::map<std::string, std::string> roles;  // event -> what it does
  bool waits_for_status = false;
  bool by_team = false;
  bool is_always_open = false;
  Cycles cycles = Cycles::first;
  std::map<std::string, std::int64_t> by_priority = {};  // microseconds
  std::int64_t target = 0;                               // where it is the same for all
  bool is_deadline = false;
};

const std::vector<NaiveRule>& naive_rules() {
  static const auto* const rules = new std::vector<NaiveRule>{
      {.roles = {{"received", "start"}, {"note", "stop"}, {"restored", "stop"}},
       .waits_for_status = true,
       .by_priority = {{"P1", 60 * us}, {"P2", 240 * us}, {"P3", 480 * us}}},
      {.roles = {{"received", "start"},
                 {"restored", "stop"},
                 {"waiting", "pause"},
                 {"replied", "resume"},
                 {"reset", "reset"},
                 {"cancelled", "cancel"},
                 {"reopened", "reopen"}},
       .by_team = true,
       .by_priority = {{"P1", 120 * us}, {"P2", 420 * us}, {"P3", 1440 * us}}},
      {.roles = {{"asked", "start"}, {"note", "stop"}, {"restored", "until"}},
       .is_always_open = true,
       .cycles = Cycles::each,
       .target = 120 * us},
      {.roles = {{"received", "start"},
                 {"note", "stop"},
                 {"restored", "until"},
                 {"waiting", "pause"},
                 {"replied", "resume"}},
       .cycles = Cycles::periodic,
       .target = 240 * us},
      {.roles = {{"received", "start"}, {"restored", "stop"}, {"waiting", "pause"}, {"replied", "resume"}},
       .is_deadline = true}};
  return *rules;
}

// a x b / c, rounded down, as on paper.
std::int64_t share(std::int64_t a, std::int64_t b, std::int64_t c) {
  std::int64_t quotient = 0;
  std::int64_t rest = 0;
  const auto carry = [&] {
    if (rest < c) return;
    rest -= c;
    ++quotient;
  };
  for (int bit = 62; bit >= 0; --bit) {
    quotient *= 2;
    rest *= 2;
    carry();
    if ((b >> bit & 1) == 0) continue;
    quotient += a / c;
    rest += a % c;
    carry();
  }
  return quotient;
}

// A clock that looks at every minute: what the ticket was in it, and whether somebody worked then.
class NaiveClock {
 public:
  NaiveClock(const NaiveRule& rule, const Policies& policies, std::uint16_t obligation)
      : rule_(rule), policies_(policies), obligation_(obligation) {}

  std::vector<Finding> judge(const std::vector<Given>& events, int as_of) {
    std::map<int, std::vector<const Given*>> by_minute;
    for (const Given& event : events) by_minute[event.minute].push_back(&event);
    auto next = by_minute.begin();
    for (int minute = next->first; minute < as_of; ++minute) {
      if (next != by_minute.end() && next->first == minute) {
        take(minute, next->second);
        ++next;
      } else if (state_ != State::counting) {
        if (next == by_minute.end() || next->first >= as_of) break;
        minute = next->first - 1;
        continue;
      }
      if (state_ != State::counting) continue;
      minutes_.push_back(waits_now_ ? Minute::waiting : Minute::counted);
      open_.push_back(is_open(minute));
    }
    close(as_of);
    return done_;
  }

 private:
  enum class State { none, counting, stopped, cancelled };
  enum class Minute : char { counted, waiting, gone };

  bool waits() const { return is_paused_ || (rule_.waits_for_status && value("status") == "pending"); }
  std::string value(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? "" : found->second;
  }
  bool is_open(int minute) const { return rule_.is_always_open || is_network_now_ || office_is_open(minute); }
  std::int64_t wanted() const {
    return rule_.by_priority.empty() ? rule_.target : rule_.by_priority.at(value("priority"));
  }
  std::int64_t used() const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < minutes_.size(); ++i) sum += minutes_[i] == Minute::counted && open_[i] ? us : 0;
    return sum;
  }

  void take(int minute, const std::vector<const Given*>& events) {
    take_roles(minute, events);
    waits_now_ = waits();
  }

  void take_roles(int minute, const std::vector<const Given*>& events) {
    std::set<std::string> roles;
    for (const Given* event : events) {
      for (const auto& [name, text] : event->attributes) values_[name] = text;
      if (const auto role = rule_.roles.find(event->type); role != rule_.roles.end()) roles.insert(role->second);
    }
    is_network_now_ = rule_.by_team && value("team") == "network";
    if (state_ == State::counting) retarget(minute);
    if (roles.count("start") != 0) start(minute);
    if (roles.count("reopen") != 0) reopen(minute);
    if (roles.count("resume") != 0) is_paused_ = false;
    if (roles.count("pause") != 0) is_paused_ = true;
    if (roles.count("stop") != 0 || roles.count("until") != 0) stop(minute, roles.count("until") != 0);
    if (state_ != State::counting) return;
    if (roles.count("reset") != 0) count_from(minute);
    if (roles.count("cancel") != 0) state_ = State::cancelled;
  }

  void count_from(int minute) {
    started_ = minute;
    minutes_.clear();
    open_.clear();
    budget_ = target_;
  }
  void trigger(int minute) {
    state_ = State::counting;
    triggered_ = minute;
    target_ = wanted();
    count_from(minute);
  }
  void start(int minute) {
    if (is_final_) return;
    if (state_ == State::none || state_ == State::cancelled) return trigger(minute);
    if (state_ == State::stopped && rule_.cycles != Cycles::first) next_cycle(minute);
  }
  void next_cycle(int minute) {
    finish(true);
    ++cycle_;
    trigger(minute);
  }
  void stop(int minute, bool for_good) {
    is_final_ = is_final_ || for_good;
    if (state_ != State::counting) return;
    state_ = State::stopped;
    ended_ = minute;
    team_at_end_ = value("team");
    if (rule_.cycles == Cycles::periodic && !for_good) return next_cycle(minute);
    is_paused_ = false;
  }
  void reopen(int minute) {
    if (state_ != State::stopped || policies_.reopen == Reopen::ignore) return;
    is_final_ = false;
    if (policies_.reopen == Reopen::new_cycle) return next_cycle(minute);
    state_ = State::counting;
    if (policies_.reopen == Reopen::restart) {
      target_ = wanted();
      return count_from(minute);
    }
    for (int m = ended_; m < minute; ++m) {
      minutes_.push_back(policies_.reopen == Reopen::carry_on ? Minute::gone : Minute::counted);
      open_.push_back(is_open(m));
    }
    retarget(minute);
  }
  void retarget(int minute) {
    const std::int64_t wanted = this->wanted();
    if (wanted == target_ || policies_.retarget == Retarget::as_at_start) return;
    const std::int64_t old = budget_;
    target_ = budget_ = wanted;
    if (policies_.retarget == Retarget::keep_start_only)
      std::replace(minutes_.begin(), minutes_.end(), Minute::waiting, Minute::counted);
    if (policies_.retarget == Retarget::restart) count_from(minute);
    if (policies_.retarget == Retarget::remaining_share) {
      const std::int64_t spent = used();
      budget_ = spent >= old ? old : spent + share(wanted, old - spent, old);
    }
  }

  void close(int as_of) {
    if (state_ == State::counting) ended_ = as_of;
    finish(state_ == State::stopped);
  }

  void finish(bool is_stopped) {
    Finding finding;
    finding.obligation = obligation_;
    finding.cycle = cycle_;
    if (state_ == State::none) {
      finding.verdict = Verdict::not_triggered;
      finding.reason = Reason::no_start;
    } else if (state_ == State::cancelled) {
      finding.verdict = Verdict::not_triggered;
      finding.reason = Reason::cancelled;
    } else {
      measure(finding, is_stopped);
    }
    done_.push_back(finding);
  }

  void measure(Finding& finding, bool is_stopped) {
    finding.triggered = at(triggered_);
    finding.started = at(started_);
    finding.ended = at(ended_);
    finding.is_open = !is_stopped;
    finding.elapsed = Duration{used()};
    finding.due = rule_.is_deadline ? deadline() : due(is_stopped);
    const bool is_breached = rule_.is_deadline ? at(ended_) > *finding.due : finding.elapsed > Duration{budget_};
    finding.verdict = is_breached ? Verdict::breached : is_stopped ? Verdict::met : Verdict::running;
    if (is_breached) finding.late.time = late(*finding.due);
  }

  Instant deadline() const {
    int date = triggered_ / day + 1;
    while ((3 + date) % 7 >= 5) ++date;
    return at(date * day + 16 * 60);
  }

  // The end of the minute that uses the budget up; or the next that would have counted.
  std::optional<Instant> due(bool is_stopped) {
    const std::int64_t whole = budget_ / us;
    const std::int64_t rest = budget_ % us;
    std::int64_t count = 0;
    const auto reaches = [&](int minute) -> std::optional<Instant> {
      if (count == whole && (rest > 0 || policies_.next_open)) return at(minute) + Duration{rest};
      ++count;
      if (count == whole && rest == 0 && !policies_.next_open) return at(minute + 1);
      return std::nullopt;
    };
    for (std::size_t i = 0; i < minutes_.size(); ++i)
      if (minutes_[i] == Minute::counted && open_[i])
        if (const auto found = reaches(started_ + static_cast<int>(i))) return found;
    if (!is_stopped && waits()) return std::nullopt;
    const bool by_network = rule_.by_team && (is_stopped ? team_at_end_ : value("team")) == "network";
    for (int minute = ended_;; ++minute)
      if (rule_.is_always_open || by_network || office_is_open(minute))
        if (const auto found = reaches(minute)) return found;
  }

  Duration late(Instant due) const {
    Duration sum{};
    for (std::size_t i = 0; i < minutes_.size(); ++i) {
      const Instant from = at(started_ + static_cast<int>(i));
      const bool accrues =
          minutes_[i] == Minute::counted || (minutes_[i] == Minute::waiting && policies_.accrues_while_paused);
      if (accrues && from + minutes{1} > due) sum += from + minutes{1} - std::max(from, due);
    }
    return sum;
  }

  const NaiveRule& rule_;
  Policies policies_;
  std::uint16_t obligation_;
  State state_ = State::none;
  std::map<std::string, std::string> values_;
  std::string team_at_end_;
  bool waits_now_ = false;  // since the last event
  bool is_network_now_ = false;
  bool is_paused_ = false;
  bool is_final_ = false;
  int cycle_ = 0;
  int triggered_ = 0;
  int started_ = 0;
  int ended_ = 0;
  std::int64_t target_ = 0;
  std::int64_t budget_ = 0;      // the target, or the share of it that a change left
  std::vector<Minute> minutes_;  // from started_ on
  std::vector<char> open_;
  std::vector<Finding> done_;
};

// What both know of a finding.
std::string compared(Finding finding) {
  if (!finding.started || finding.verdict == Verdict::not_triggered) {
    Finding only;
    only.obligation = finding.obligation;
    only.cycle = finding.cycle;
    only.verdict = finding.verdict;
    only.reason = finding.reason;
    return text_of(only);
  }
  finding.target = Duration{};
  return text_of(finding);
}

std::vector<Given> simulated_ticket(std::mt19937_64& random) {
  static const char* const types[] = {"received", "asked",    "note",  "note",      "waiting", "replied",
                                      "restored", "reopened", "reset", "cancelled", "comment"};
  static const char* const priorities[] = {"P1", "P2", "P3"};
  static const char* const teams[] = {"desk", "network"};
  static const char* const states[] = {"open", "pending"};
  const auto pick = [&random](int count) { return static_cast<int>(random() % static_cast<std::uint64_t>(count)); };
  int minute = pick(365 * day);
  std::vector<Given> events{
      {minute, "received", {{"priority", priorities[pick(3)]}, {"status", "open"}, {"team", teams[pick(2)]}}}};
  for (int count = pick(12); count-- > 0;) {
    minute += pick(4) == 0 ? 0 : 1 + pick(pick(3) == 0 ? 4'000 : 300);
    Given event{minute, types[pick(11)], {}};
    // Two values of one attribute in one instant are the log's matter, not the clock's.
    if (minute > events.back().minute) {
      if (pick(4) == 0) event.attributes["priority"] = priorities[pick(3)];
      if (pick(5) == 0) event.attributes["status"] = states[pick(2)];
      if (pick(5) == 0) event.attributes["team"] = teams[pick(2)];
    }
    events.push_back(event);
  }
  if (pick(10) != 0) events.push_back({minute + 1 + pick(2'000), "restored", {}});
  return events;
}

// SLAKIT_FULL=1: more tickets under every policy. Else a few under each.
TEST(ClockLaws, ASimulatedYearIsWhatCountingMinutesGives) {
  const bool is_full = std::getenv("SLAKIT_FULL") != nullptr;
  std::mt19937_64 random(20260101);
  const int as_of = 366 * day;
  std::size_t compared_findings = 0;
  std::map<Verdict, int> verdicts;
  for (const Choice& choice : choices()) {
    std::vector<std::vector<Given>> tickets;
    EventLogBuilder builder(names);
    for (int i = 0; i < (is_full ? 400 : 25); ++i) {
      tickets.push_back(simulated_ticket(random));
      add_ticket(builder, std::to_string(1'000'000 + i), tickets.back());
    }
    std::string expected;
    for (std::size_t i = 0; i < tickets.size(); ++i)
      for (std::uint16_t rule = 0; rule < naive_rules().size(); ++rule) {
        NaiveClock clock(naive_rules()[rule], choice.policies, rule);
        for (const Finding& finding : clock.judge(tickets[i], as_of))
          expected += std::to_string(i) + ": " + compared(finding);
      }
    std::string found;
    for (const Finding& finding : findings_of(choice.plan, std::move(builder).finish(), at(as_of))) {
      found += std::to_string(finding.ticket) + ": " + compared(finding);
      ++verdicts[finding.verdict];
      ++compared_findings;
    }
    if (found == expected) continue;
    const auto differ = std::mismatch(found.begin(), found.end(), expected.begin(), expected.end());
    const auto line = [](const std::string& text, std::size_t place) {
      const std::size_t from = place == 0 ? 0 : text.rfind('\n', place - 1) + 1;
      return text.substr(from, text.find('\n', place) - from);
    };
    const auto place = static_cast<std::size_t>(differ.first - found.begin());
    const std::size_t ticket = std::stoul(line(expected, place));
    std::string history;
    for (const Given& event : tickets[ticket]) {
      history += "\n  " + std::to_string(event.minute) + " " + event.type;
      for (const auto& [name, text] : event.attributes) history += " " + name + "=" + text;
    }
    ADD_FAILURE() << "retarget: " << retargets[static_cast<std::size_t>(choice.policies.retarget)]
                  << ", reopen: " << reopenings[static_cast<std::size_t>(choice.policies.reopen)] << "\nfound    "
                  << line(found, place) << "\nexpected " << line(expected, place) << history;
    if (HasFailure() && !is_full) return;
  }
  EXPECT_GT(compared_findings, 10'000U);
  for (const Verdict verdict : {Verdict::met, Verdict::breached, Verdict::running, Verdict::not_triggered})
    EXPECT_GT(verdicts[verdict], 25) << static_cast<int>(verdict);
}

}  // namespace
}  // namespace slakit
