// Judges one ticket: what assess() does for all of a log, and explain() again for one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/partial.hpp"
#include "slakit/clock/lateness.hpp"
#include "slakit/clock/run.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

class Assessor {
 public:
  Assessor(const Plan& plan, const Binding& binding, Instant as_of) noexcept
      : plan_(plan), binding_(binding), log_(binding.log()), as_of_(as_of) {}

  // The finding of one obligation for one ticket; nothing where the obligation does not apply to it.
  std::optional<Finding> judge(std::size_t ticket, std::size_t level_index, Pauses& pauses) const {
    const Binding::BoundLevel& level = binding_.levels()[level_index];
    const History events = history(log_, ticket);
    const ClockRun run = slakit::run(level.clock, events, as_of_, pauses);
    const std::size_t first = log_.first[ticket];
    const std::size_t last = matching_row(ticket, run);
    if (last == no_row || !Binding::matches(level.applies, first, last)) return std::nullopt;

    Finding finding;
    finding.ticket = static_cast<Dictionary::Code>(ticket);
    finding.obligation = static_cast<std::uint16_t>(level_index);
    // Where events are states, a pause inside a pause or a stop from a pause is how states follow each other.
    const Oddities kept = log_.events_are_states ? oddity::duplicate_start : oddity::any;
    finding.oddities = static_cast<Oddities>(run.oddities & kept);
    if (run.state != ClockState::no_start && run.state != ClockState::stop_before_start)
      finding.triggered = run.triggered;
    decide(level, run, pauses, first, last, finding);
    return finding;
  }

  // The row up to which attributes are read: the clock's start, or the last seen row where it has none.
  std::size_t matching_row(std::size_t ticket, const ClockRun& run) const noexcept {
    const bool has_start = run.state != ClockState::no_start && run.state != ClockState::stop_before_start;
    std::size_t last = no_row;
    for (std::size_t row = log_.first[ticket]; row < log_.first[ticket + 1] && log_.at[row] < as_of_; ++row) {
      if (has_start && log_.at[row] > run.triggered) break;
      last = row;
    }
    return last;
  }

  // A breach inside the term as settlement sees it; its accrual ends with the term.
  Breach breach(std::size_t ticket, const Finding& finding, const Pauses& pauses) const {
    const bool is_cut = plan_.term && plan_.term->to < *finding.ended;
    return {*finding.due,
            log_.tickets.name(finding.ticket),
            finding.obligation,
            incident_of(ticket),
            *finding.ended,
            finding.is_open,
            is_cut ? late_until(plan_.term->to, *finding.due, pauses) : finding.late};
  }

 private:
  static constexpr std::size_t no_row = static_cast<std::size_t>(-1);

  // The incident attribute's last value seen; a ticket without one is an incident of its own.
  const std::string& incident_of(std::size_t ticket) const noexcept {
    const std::size_t first = log_.first[ticket];
    std::size_t end = log_.first[ticket + 1];
    while (end > first && log_.at[end - 1] >= as_of_) --end;
    if (const TextColumn* column = binding_.incident(); column != nullptr && end > first) {
      const EventLog::Code value = Binding::value_at(*column, first, end - 1);
      if (value != Dictionary::absent) return column->values.name(value);
    }
    return log_.tickets.name(static_cast<Dictionary::Code>(ticket));
  }

  static void set(Finding& finding, Verdict verdict, Reason reason) noexcept {
    finding.verdict = verdict;
    finding.reason = reason;
  }

  // The target of the most conditions that match; the reader refuses two that match equally.
  static std::int16_t target_rule(const Binding::BoundLevel& level, std::size_t first, std::size_t last) noexcept {
    std::int16_t best = -1;
    for (std::size_t i = 0; i < level.targets.size(); ++i) {
      if (!Binding::matches(level.targets[i].where, first, last)) continue;
      if (best < 0 || level.targets[i].where.size() > level.targets[static_cast<std::size_t>(best)].where.size())
        best = static_cast<std::int16_t>(i);
    }
    return best;
  }

  void decide(const Binding::BoundLevel& level, const ClockRun& run, const Pauses& pauses, std::size_t first,
              std::size_t last, Finding& finding) const noexcept {
    finding.target_rule = target_rule(level, first, last);
    if (finding.target_rule >= 0) finding.target = level.targets[static_cast<std::size_t>(finding.target_rule)].within;
    if (run.state == ClockState::no_start) return set(finding, Verdict::not_measurable, Reason::no_start);
    if (run.state == ClockState::stop_before_start)
      return set(finding, Verdict::not_measurable, Reason::stop_before_start);
    finding.is_outside_term = !plan_.in_term(run.triggered);
    if (run.fault != Fault::none) return fail(finding, run.fault);
    if (run.state == ClockState::not_triggered) return set(finding, Verdict::not_triggered, Reason::unless_came);
    finding.is_open = run.is_open() || run.state == ClockState::waiting_to_start;
    if (run.state == ClockState::waiting_to_start) return set(finding, Verdict::not_triggered, Reason::delay_not_over);
    finding.started = run.started;
    finding.ended = run.ended;
    finding.elapsed = run.elapsed;
    if (finding.target_rule < 0) return set(finding, Verdict::not_measurable, Reason::no_target);
    compare(level, run, pauses, finding);
  }

  void compare(const Binding::BoundLevel& level, const ClockRun& run, const Pauses& pauses,
               Finding& finding) const noexcept {
    const Checked<std::optional<Instant>> due = slakit::due(level.clock, run, pauses, finding.target);
    const bool breached = run.elapsed > finding.target;
    // A due instant nobody reached may lie past what the calendar knows; the verdict does not need it.
    if (due) finding.due = *due;
    if (breached && !due) return fail(finding, due.fault);
    finding.verdict = breached ? Verdict::breached : run.is_open() ? Verdict::running : Verdict::met;
    const Duration distance = breached ? run.elapsed - finding.target : finding.target - run.elapsed;
    finding.is_near_limit = !run.is_open() && log_.resolution > Duration{1} && distance < log_.resolution;
    if (!breached) return;
    finding.late = late_until(run.ended, **due, pauses);
  }

  Lateness late_until(Instant end, Instant due, const Pauses& pauses) const noexcept {
    return lateness(due, end, pauses, plan_.policies.pause_after_due == PauseAfterDue::stops_accrual, plan_.zone);
  }

  static void fail(Finding& finding, Fault fault) noexcept {
    finding.fault = fault;
    set(finding, Verdict::not_measurable, Reason::fault);
  }

  const Plan& plan_;
  const Binding& binding_;
  const EventLog& log_;
  Instant as_of_;
};

}  // namespace slakit
