#include "slakit/audit/explain.hpp"

#include <algorithm>
#include <utility>

#include "assessment/assessor.hpp"
#include "assessment/consent_waits.hpp"
#include "slakit/audit/derivation.hpp"

namespace slakit {
namespace {

// Who held the ticket from when on, as the log says it.
std::vector<Hold> holds_of(const Binding& binding, std::size_t ticket, Instant as_of) {
  std::vector<Hold> holds;
  const TextColumn* column = binding.holder();
  if (column == nullptr) return holds;
  const EventLog& log = binding.log();
  for (std::size_t row = log.first[ticket]; row < log.first[ticket + 1] && log.at[row] < as_of; ++row) {
    if (column->codes[row] == Dictionary::absent) continue;
    if (!holds.empty() && holds.back().from == log.at[row]) holds.pop_back();
    holds.push_back({log.at[row], column->values.name(column->codes[row])});
  }
  return holds;
}

// The times of one step: later ones have later instants, and behind one that has none there is none.
class StepTimes {
 public:
  StepTimes(const Clock& clock, const Course& course, const StepRule& rule, Instant as_of) noexcept
      : clock_(clock), course_(course), rule_(rule), as_of_(as_of) {}

  std::optional<Instant> at(std::int64_t time) const noexcept {
    const auto found = step_at(clock_, course_, rule_, time);
    return found ? found.value : std::nullopt;
  }

  bool is_reached(std::int64_t time) const noexcept {
    const std::optional<Instant> instant = at(time);
    return instant && *instant <= as_of_ && (course_.state != ClockState::stopped || *instant < course_.ended);
  }

  // Doubles until one is not reached, then halves between.
  std::int64_t reached() const noexcept {
    if (!is_reached(0)) return 0;
    if (rule_.again <= Duration{}) return 1;
    std::int64_t some = 1;
    while (is_reached(some)) some *= 2;
    std::int64_t low = some / 2;  // reached
    while (low + 1 < some) {
      const std::int64_t middle = low + (some - low) / 2;
      (is_reached(middle) ? low : some) = middle;
    }
    return low + 1;
  }

 private:
  const Clock& clock_;
  const Course& course_;
  const StepRule& rule_;
  Instant as_of_;
};

std::vector<ExplainedStep> steps_of(const std::vector<StepRule>& rules, const Clock& clock, const Course& course,
                                    const Finding& finding, Instant as_of) {
  std::vector<ExplainedStep> steps;
  if (!finding.started || finding.target_rule < 0 || finding.fault != Fault::none) return steps;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const StepTimes times(clock, course, rules[i], as_of);
    const std::int64_t reached = times.reached();
    const bool comes_again = rules[i].again > Duration{} || reached == 0;
    const bool is_open = course.state != ClockState::stopped;
    steps.push_back({i, reached, times.at(0), reached > 0 ? times.at(reached - 1) : std::nullopt,
                     is_open && comes_again ? times.at(reached) : std::nullopt});
  }
  return steps;
}

// What exclusions made of it.
Setting<std::size_t> excuse_of(const Audit& audit, const Finding& finding) {
  for (std::size_t i = 0; i < audit.excuses.effects.size(); ++i) {
    const ExcuseEffect& effect = audit.excuses.effects[i];
    if (effect.kind != ExcusedKind::clock || audit.findings.ticket[effect.finding] != finding.ticket) continue;
    if (audit.findings.obligation[effect.finding] == finding.obligation &&
        audit.findings.cycle[effect.finding] == finding.cycle)
      return i;
  }
  return std::nullopt;
}

ExplainedCharge explained(const Audit& audit, std::size_t charge) { return {charge, charge_steps(audit, charge)}; }

std::vector<ExplainedCharge> charges_of(const Audit& audit, const Finding& finding, std::string_view ticket) {
  std::vector<ExplainedCharge> charges;
  for (std::size_t charge = 0; charge < audit.charges.size(); ++charge) {
    const Breach& breach = audit.partial.breaches[audit.charges.breach[charge]];
    if (breach.kind == PricedKind::clock && breach.ticket == ticket && breach.obligation == finding.obligation &&
        breach.cycle == finding.cycle)
      charges.push_back(explained(audit, charge));
  }
  return charges;
}

// For what is no clock.
std::vector<ExplainedCharge> other_charges(const Audit& audit, std::string_view ticket) {
  std::vector<ExplainedCharge> charges;
  for (std::size_t charge = 0; charge < audit.charges.size(); ++charge) {
    const Breach& breach = audit.partial.breaches[audit.charges.breach[charge]];
    if (breach.kind != PricedKind::clock && breach.ticket == ticket) charges.push_back(explained(audit, charge));
  }
  return charges;
}

bool is_of(const Setting<LoggedEvent>& event, std::string_view ticket) noexcept {
  return event && event->ticket == ticket;
}

bool concerns(const DutyFinding& finding, std::string_view ticket) noexcept {
  return is_of(finding.trigger, ticket) || is_of(finding.evidence, ticket);
}
bool concerns(const PromiseFinding& finding, std::string_view ticket) noexcept {
  return finding.ticket == ticket || std::any_of(finding.parts.begin(), finding.parts.end(),
                                                 [&](const PromisePart& part) { return is_of(part.event, ticket); });
}
bool concerns(const Decision& decision, std::string_view ticket) noexcept { return decision.event.ticket == ticket; }

template <class List>
std::vector<std::size_t> rows_about(const List& list, std::string_view ticket) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (concerns(list[i], ticket)) rows.push_back(i);
  return rows;
}

}  // namespace

std::vector<std::string> charge_steps(const Audit& audit, std::size_t charge) {
  return arithmetic_of(derivation_of(audit, charge));
}

std::optional<Explanation> explain(const Audit& audit, const EventLog& log, std::string_view ticket) {
  const EventLog::Code code = log.tickets.find(ticket);
  if (code == Dictionary::absent) return std::nullopt;
  const Binding binding(audit.plan, log);
  const auto index = static_cast<std::size_t>(code);
  WaitBook waits;
  add_consent_waits(audit.plan, binding, index, index + 1, audit.as_of, waits);
  Assessor assessor(audit.plan, binding, audit.as_of, waits_for_consent(audit.plan) ? &waits : nullptr);

  Explanation result;
  result.ticket = ticket;
  for (std::size_t row = log.first[index]; row < log.first[index + 1]; ++row)
    result.events.push_back(
        {log.at[row], log.types.name(log.type[row]), log.row[row], log.at[row] < audit.as_of, binding.is_used(row)});

  const std::vector<Hold> holds = holds_of(binding, index, audit.as_of);
  for (std::size_t level = 0; level < binding.levels().size(); ++level)
    assessor.judge(index, level, [&](const Finding& finding, const Course& course) {
      ExplainedObligation one;
      one.finding = finding;
      const Clock& clock = binding.levels(finding.version)[level].clock;
      // Where the calendar has no answer there is nothing to draw.
      if (finding.fault == Fault::none) one.timeline = timeline(clock, course, audit.as_of, log.types, holds);
      one.steps = steps_of(audit.plan.service_levels[level].steps, clock, course, finding, audit.as_of);
      one.charges = charges_of(audit, finding, ticket);
      one.excuse = excuse_of(audit, finding);
      result.obligations.push_back(std::move(one));
    });
  result.charges = other_charges(audit, ticket);
  result.promises = rows_about(audit.promises, ticket);
  result.duties = rows_about(audit.duties.findings, ticket);
  result.decisions = rows_about(audit.decisions, ticket);
  return result;
}

}  // namespace slakit
