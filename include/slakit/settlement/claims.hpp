// Deadlines of a settlement: by when what a window owes has to be claimed and paid.
//
//     std::vector<WindowClaim> claims = claims_of(plan, statement, binding, as_of);
//     claims[0].state      // about_to_lapse: three days are left
//
// Periods are counted from the window's last day, and end with a day. A claim is one of the contract's `claim` events,
// in any ticket, between the end of the window and the deadline; without such events nothing is ever claimed here, and
// the deadlines are shown. Thread-safety: a pure function. Compiled (floor io).
#pragma once

#include <cstdint>
#include <vector>

#include "slakit/assessment/logged_event.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/plan/binding.hpp"
#include "slakit/settlement/statement.hpp"

namespace slakit {

enum class ClaimState : std::uint8_t { not_over, claimable, about_to_lapse, claimed, barred };

struct WindowClaim {
  std::uint32_t window = 0;  // index into plan.windows
  ClaimState state{};
  Setting<Instant> until;  // absent: nothing has to be claimed
  Setting<LoggedEvent> claim;
  Setting<Instant> pay_by;
};

// Of the statement's windows that owe something. None, where the contract has neither deadline.
std::vector<WindowClaim> claims_of(const Plan& plan, const Statement& statement, const Binding& binding, Instant as_of);

}  // namespace slakit
