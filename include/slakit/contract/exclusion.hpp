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

// Whose time is excused between two events: that of the ticket that has them, or everybody's.
enum class ExcusedTickets : std::uint8_t { its_own_ticket, every_ticket };

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
  Setting<ExcusedTickets> excuses;  // from `from` on
  std::string calendar;
  std::string share;                     // an attribute: "to the extent"; empty: wholly
  std::vector<std::string> obligations;  // empty: all
  EventRules evidence;
};

// As it says; else what the customer does excuses its own ticket, and what comes over all alike every ticket.
inline ExcusedTickets excused_tickets(const ExclusionRule& rule) noexcept {
  const bool is_customers = rule.cause == ExclusionCause::customer;
  return rule.excuses.value_or(is_customers ? ExcusedTickets::its_own_ticket : ExcusedTickets::every_ticket);
}

}  // namespace slakit
