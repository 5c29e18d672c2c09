// A finding from a reading: the same for a log and for a live ticket.
#pragma once

#include "slakit/assessment/finding.hpp"
#include "slakit/clock/reading.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

// Optional instants are made in place (emplace): one that is made elsewhere and copied is read in other pieces than it
// was written in, which waits; so is a finding.
inline void not_triggered(Finding& finding, Reason reason, bool is_open) noexcept {
  finding.verdict = Verdict::not_triggered;
  finding.reason = reason;
  finding.is_open = is_open;
  finding.is_near_limit = false;
  finding.due.reset();
  finding.late = {};
}

inline void not_measurable(Finding& finding, Reason reason) noexcept {
  finding.verdict = Verdict::not_measurable;
  finding.reason = reason;
}

// Fills a fresh finding, but for its ticket, obligation and lateness. `resolution` is the log's: 1 us where instants
// are exact.
inline void find(const Binding::BoundLevel& level, const Reading& reading, Duration resolution,
                 Finding& finding) noexcept {
  finding.oddities = reading.oddities;
  finding.cycle = reading.cycle;
  finding.target_rule = reading.target_rule;
  finding.target = reading.target;
  if (reading.state == ClockState::no_start) {
    const bool is_owed = level.clock.cycles == Cycles::first && !level.clock.starts_by_breach;
    if (is_owed) return not_measurable(finding, Reason::no_start);
    return not_triggered(finding, level.clock.starts_by_breach ? Reason::other_not_breached : Reason::no_start, true);
  }
  if (reading.state == ClockState::stop_before_start) return not_measurable(finding, Reason::stop_before_start);
  finding.triggered.emplace(reading.triggered);
  finding.is_outside_term = !Plan::in(*level.holds, reading.triggered);
  if (reading.fault != Fault::none) {
    finding.fault = reading.fault;
    return not_measurable(finding, Reason::fault);
  }
  if (reading.state == ClockState::cancelled) return not_triggered(finding, Reason::cancelled, false);
  if (reading.state == ClockState::not_triggered) return not_triggered(finding, Reason::unless_came, false);
  if (reading.state == ClockState::waiting_to_start) return not_triggered(finding, Reason::delay_not_over, true);
  finding.is_open = reading.is_open();
  finding.started.emplace(reading.started);
  finding.ended.emplace(reading.ended);
  finding.elapsed = reading.elapsed;
  if (!reading.has_target()) return not_measurable(finding, Reason::no_target);
  // A due instant nobody reached may lie past what the calendar knows; the verdict does not need it.
  if (reading.is_breached && reading.due_fault != Fault::none) {
    finding.fault = reading.due_fault;
    return not_measurable(finding, Reason::fault);
  }
  if (reading.due) finding.due.emplace(*reading.due);
  finding.verdict = reading.is_breached ? Verdict::breached : reading.is_open() ? Verdict::running : Verdict::met;
  finding.is_near_limit = !reading.is_open() && resolution > Duration{1} && reading.distance() < resolution;
}

}  // namespace slakit
