// Rights to terminate: what brought them about, until when they may be used, and when the contract could end.
//
//     std::vector<TerminationRight> rights = rights_of(plan, breaches, charges, statement, as_of);
//     rights[0].state, *rights[0].until      // exercisable, 2025-07-30T00:00+02:00
//
// delay     Lateness of one incident reaches the period, on the clock that the penalty counts: at that instant.
// cap       What a cap is over reaches it: at the instant in the accrual of the charge that fills it, the oldest first.
// breaches  So many within the period: at each breach that has as many, itself included, in the time before it.
// credits   So many of the windows in a row owe at least as much: when the last of them ends.
//
// A right may arise again and again; it may be used from each of these instants for `exercise_within`. What has been
// exercised is not in a log, so nothing ends here. Thread-safety: pure functions. Compiled (floor io).
#pragma once

#include <cstdint>
#include <vector>

#include "slakit/assessment/breach.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"
#include "slakit/settlement/statement.hpp"

namespace slakit {

enum class RightState : std::uint8_t { not_arisen, exercisable, lapsed };

struct TerminationRight {
  std::size_t rule = 0;  // index into contract.termination
  RightState state{};
  Setting<Instant> since;               // first arose
  Setting<Instant> latest;              // arose again
  Setting<Instant> until;               // may be used since the latest; absent: without an end
  Setting<Instant> earliest_end;        // of the contract, with notice given then
  std::vector<std::uint32_t> breaches;  // that brought the latest about
};

// By rule.
std::vector<TerminationRight> rights_of(const Plan& plan, const std::vector<Breach>& breaches, const Charges& charges,
                                        const Statement& statement, Instant as_of);

}  // namespace slakit
