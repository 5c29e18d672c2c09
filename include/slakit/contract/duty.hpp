// Duties, gates, records and vague promises: what a contract owes besides speed.
//
//     duty: {count: 4, within: term, evidence: inspection report}
//     duty: {every: P7D, for_each: support team, evidence: weekly summary, due: P2D}
//     gate: {before: handling started, needs: [formal report, customer consent], refusal: customer refused}
//     records: [register form, {form: tracking form, by: engineer, due: P3D, after: restored}]
//     unquantified: {text: 尽快, from: received, to: answered}
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/contract/event_rule.hpp"
#include "slakit/contract/policy.hpp"
#include "slakit/time/period.hpp"

namespace slakit {

// What recurring periods count from: the contract's first day, or the civil calendar's months and weeks.
enum class Anchor : std::uint8_t { contract, civil };

// A period that the term, or the duty's own, cuts off at one of its ends: owed like a whole one, or not at all.
enum class PartialPeriod : std::uint8_t { owed_whole, not_owed };

// The least and the longest time between two.
struct Spacing {
  Setting<Period> at_least;
  Setting<Period> at_most;
};

// The whole term, or a period of it.
struct TermOrPeriod {
  bool term = false;
  Period period;
};

// Something owed whether or not anyone asks. Exactly one of `every`, `count`, `once_by`, `after`, `on_request`,
// `standing`, `occasional` says when.
struct DutyRule {
  EventRules evidence;           // what shows that it was done
  Setting<Period> every;         // recurring
  Setting<int> count;            // so many times ...
  Setting<TermOrPeriod> within;  // ... in this
  std::string once_by;           // once, by a milestone
  EventRules after;              // once for each of these events
  EventRules on_request;         // when the customer asks
  bool standing = false;         // all the time (a named manager)
  bool occasional = false;       // at no fixed interval: shown, never measured
  Setting<Period> due;           // how long after the period, milestone, event or request
  std::string for_each;          // member of a roster
  Setting<Anchor> anchor;
  Setting<PartialPeriod> partial;
  Setting<Spacing> spacing;
  std::string calendar;  // whose closed days move a deadline
  Setting<HolidayDeadline> on_holiday;
  std::vector<std::string> contents;  // what the evidence must have in it
};

enum class NeedsOrder : std::uint8_t { as_listed, any };

// Something that may happen only after something else.
struct GateRule {
  EventRules before;  // none of these until ...
  EventRules needs;   // ... all of these
  Setting<NeedsOrder> order;
  EventRules refusal;  // and never after this
  EventRules consent;  // the need that is the customer's to give, for the policy of waiting
};

// A form or file that a ticket leaves behind.
struct RecordRule {
  std::string form;     // the event that shows it
  std::string by;       // who owes it
  EventRules after;     // from when
  Setting<Period> due;  // how long then
};

// Words without a number: the elapsed time is shown, the verdict is "not measurable" unless a person decides.
struct UnquantifiedRule {
  std::string text;  // the words
  EventRules from;
  EventRules to;
};

}  // namespace slakit
