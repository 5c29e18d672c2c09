// A finding from a reading: the same for a log and for a live ticket.
#pragma once

#include "slakit/assessment/finding.hpp"
#include "slakit/clock/reading.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

inline void not_triggered(Finding& finding, Reason reason, bool is_open) noexcept {
  finding.verdict = Verdict::not_triggered;
  finding.reason = reason;
  finding.is_open = is_open;
  finding.is_near_limit = false;
  finding.due.reset();
  finding.late = {};
}

// Without its ticket, obligation and lateness. `resolution` is the log's: 1 us where instants are exact.
inline Finding finding_of(const Plan& plan, const Binding::BoundLevel& level, const Reading& reading,
                          Duration resolution) noexcept {
  Finding finding;
  finding.oddities = reading.oddities;
  finding.cycle = reading.cycle;
  finding.target_rule = reading.target_rule;
  finding.target = reading.target;
  const auto not_measurable = [&finding](Reason reason) {
    finding.verdict = Verdict::not_measurable;
    finding.reason = reason;
    return finding;
  };
  if (reading.state == ClockState::no_start) {
    const bool is_owed = level.clock.cycles == Cycles::first && !level.clock.starts_by_breach;
    if (is_owed) return not_measurable(Reason::no_start);
    not_triggered(finding, level.clock.starts_by_breach ? Reason::other_not_breached : Reason::no_start, true);
    return finding;
  }
  if (reading.state == ClockState::stop_before_start) return not_measurable(Reason::stop_before_start);
  finding.triggered = reading.triggered;
  finding.is_outside_term = !plan.in_term(reading.triggered);
  if (reading.fault != Fault::none) {
    finding.fault = reading.fault;
    return not_measurable(Reason::fault);
  }
  if (reading.state == ClockState::cancelled || reading.state == ClockState::not_triggered) {
    not_triggered(finding, reading.state == ClockState::cancelled ? Reason::cancelled : Reason::unless_came, false);
    return finding;
  }
  if (reading.state == ClockState::waiting_to_start) {
    not_triggered(finding, Reason::delay_not_over, true);
    return finding;
  }
  finding.is_open = reading.is_open();
  finding.started = reading.started;
  finding.ended = reading.ended;
  finding.elapsed = reading.elapsed;
  if (!reading.has_target()) return not_measurable(Reason::no_target);
  // A due instant nobody reached may lie past what the calendar knows; the verdict does not need it.
  if (reading.is_breached && reading.due_fault != Fault::none) {
    finding.fault = reading.due_fault;
    return not_measurable(Reason::fault);
  }
  finding.due = reading.due;
  finding.verdict = reading.is_breached ? Verdict::breached : reading.is_open() ? Verdict::running : Verdict::met;
  const Duration distance = reading.distance();
  finding.is_near_limit = !reading.is_open() && resolution > Duration{1} && distance < resolution;
  return finding;
}

}  // namespace slakit
