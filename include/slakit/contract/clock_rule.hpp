// Clocks as a contract writes them: what starts, pauses and stops the counting, in which calendar, and how long it may
// take.
//
//     clock:
//       start: {after: PT1H, of: received, unless: restored}
//       stop: [dispatched, restored]
//       pause: waiting for customer
//       resume: customer replied
//       reopen: reopened
//       calendar: office
//       target: [{where: {priority: P1}, within: PT1H}, {within: PT4H}]
//
// Plain values, safe to share between threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/base/decimal.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/clock/cycles.hpp"
#include "slakit/contract/event_rule.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

// When a clock starts: at the first of `of`, or `after` that much calendar time later unless one of `unless` came by
// then. Chained to another obligation by `breach_of`: alone, at the instant of that breach; beside `of`, from `of` on,
// and only where that obligation is breached (1 h remotely and, if that failed, 4 h on site: from the dispatch, or from
// the request).
struct StartRule {
  EventRules of;  // these, `breach_of`, or both
  Duration after{};
  EventRules unless;
  std::string breach_of;  // an obligation
};

// "16:00, two business days later". Zero business days: the same day.
struct LocalDeadline {
  Setting<std::chrono::seconds> time;  // since local midnight; unset: close of business
  Setting<int> business_days;
  Setting<int> calendar_days;
};

// A target for the tickets it matches; of several, what the ticket itself agrees (`attribute`, where it has one), else
// the most specific (most conditions) holds. One of five budgets.
struct TargetRule {
  Where where;
  Duration within{};  // open time of the clock's calendar; zero: another budget
  Setting<int> business_days;
  Setting<int> calendar_days;
  Setting<LocalDeadline> deadline;
  std::string attribute;  // the ticket's own agreed instant or duration
};

// Something to do before or after the due instant.
struct Step {
  std::string name;
  Setting<Rate> at;  // of the target: 50%
  Setting<Duration> before;
  Setting<Duration> after;
  Setting<Duration> again;  // and each so much later
  std::string tell;         // whom
};

// The calendar of whoever holds the ticket, by an attribute.
struct CalendarOf {
  std::string value;
  std::string calendar;
};
struct CalendarChoice {
  std::string name;       // one calendar, or
  std::string attribute;  // by the value of this attribute
  std::vector<CalendarOf> calendars;
};

// Counts open time of `calendar` from start to the first stop, less pauses. A pause made of conditions alone lasts
// while they hold; one that an event begins ends with `resume`.
struct ClockRule {
  StartRule start;
  EventRules stop;
  EventRules pause;
  EventRules resume;
  EventRules reset;
  EventRules cancel;
  EventRules reopen;       // bring a stopped clock back; what then happens is policies.reopen
  EventRules until;        // after these no further cycle begins; only where cycles are each or periodic
  Setting<Cycles> cycles;  // unset: the first
  CalendarChoice calendar;
  std::vector<TargetRule> target;  // a plain duration is one rule that matches everything
  std::vector<Step> steps;
};

}  // namespace slakit
