// Assessment: every obligation of a plan against every ticket of a log. Knows no money.
//
//     Findings findings;
//     Partial partial = assess(plan, log, as_of, findings);
//     // or in parts: assess(plan, log, {0, 500}, as_of, findings) and {500, 1000}, then merge()
//
// A map over tickets: the result of one never depends on another. Events at or after `as_of` are not seen.
// Starts no thread; callers pass ticket ranges. Throws only std::bad_alloc. Compiled (floor io); what
// it does per ticket is in clock/run.hpp and clock/lateness.hpp.
#pragma once

#include <cstddef>

#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/partial.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

// Half-open range of ticket codes.
struct TicketRange {
  std::size_t from = 0;
  std::size_t to = 0;
};

Partial assess(const Plan& plan, const Binding& binding, TicketRange range, Instant as_of, Findings& findings);

// The whole log at once.
Partial assess(const Plan& plan, const EventLog& log, Instant as_of, Findings& findings);

}  // namespace slakit
