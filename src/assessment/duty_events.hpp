// The events of a log that duties look at: what brings them about, and what shows that they were done.
#pragma once

#include <cstddef>
#include <vector>

#include "slakit/plan/binding.hpp"

namespace slakit {

struct DutyOccurrence {
  std::size_t ticket = 0;
  std::size_t row = 0;  // of the log
  Instant at{};
  EventLog::Code member = Dictionary::absent;  // by the duty's attribute
  bool is_state = false;                       // evidence of conditions alone: from here on they hold
  bool holds_already = false;                  // a trigger at which such evidence holds
};

// Of one duty: by ticket, in the log's order.
struct DutyOccurrences {
  std::vector<DutyOccurrence> triggers;
  std::vector<DutyOccurrence> evidence;
};

// The attribute that names members of the duty's roster: the first that the log has.
Binding::Attribute member_attribute(const Plan::Duty& duty, const Binding& binding) noexcept;

// One pass over what happened before `as_of`; a list for each of the plan's duties. `applies` is matched at the
// trigger, or for those that have none at the evidence.
std::vector<DutyOccurrences> duty_occurrences(const Plan& plan, const Binding& binding, Instant as_of);

}  // namespace slakit
