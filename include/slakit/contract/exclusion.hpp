// Exclusions: what excuses a breach. Each needs evidence, and stays visible beside what it excuses.
//
//     exclusions:
//       force majeure: {clause: "9.1", cause: force majeure, from: force majeure began, to: force majeure ended}
//       customer's fault: {clause: "9.2", cause: customer, event: caused by customer, share: customer share}
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/contract/event_rule.hpp"
#include "slakit/contract/text.hpp"

namespace slakit {

enum class ExclusionCause : std::uint8_t {
  force_majeure,
  customer,
  third_party,
  change_window,
  suspension,
  other,
};

// By an event, by the time between two, or by a calendar.
struct ExclusionRule {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  Setting<ExclusionCause> cause;
  EventRules event;
  EventRules from;
  EventRules to;
  std::string calendar;
  std::string share;                     // an attribute: "to the extent"; empty: wholly
  std::vector<std::string> obligations;  // empty: all
  EventRules evidence;
};

}  // namespace slakit
