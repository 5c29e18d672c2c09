#include "slakit/audit/derivation.hpp"

#include <algorithm>

#include "audit/derivation_work.hpp"
#include "penalty/exact.hpp"
#include "slakit/time/readable.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {

Derivations::Shared::Shared(const Audit& made) : audit(made) {
  const Charges& charges = audit.charges;
  if (charges.size() == 0) return;  // a host may have taken them out, and left what rests on them
  adjustments.resize(charges.size());
  for (std::size_t i = 0; i < audit.statement.adjustments.size(); ++i)
    adjustments[audit.statement.adjustments[i].charge].push_back(static_cast<std::uint32_t>(i));
  for (std::size_t row = 0; row < charges.size(); ++row) {
    const auto number = static_cast<std::uint32_t>(row);
    of_breach[charges.breach[row]].push_back(number);
    of_incident[audit.partial.breaches[charges.breach[row]].incident_name()].push_back(number);
  }
  const std::vector<PenaltyTerm>& penalties = audit.plan.contract.penalties;
  if (std::any_of(penalties.begin(), penalties.end(), [](const PenaltyTerm& one) { return one.repeats.has_value(); }))
    repeats = derived::repeat_positions(audit);
  const Setting<SettlementRule>& rule = audit.plan.contract.settlement;
  if (!rule || rule->point_ladder.empty()) return;
  window_points.resize(audit.plan.windows.size());
  for (std::size_t row = 0; row < charges.size(); ++row) {
    if (!charges.is_charged(row) || charges.points[row] <= Ratio(0, 1)) continue;
    Ratio& points = window_points[audit.plan.window_at(audit.partial.breaches[charges.breach[row]].belongs)];
    points = add(points, charges.points[row]).value_or(points);
  }
}

Derivations::Derivations(const Audit& audit) : shared_(std::make_shared<const Shared>(audit)) {}

Derivation Derivations::of(std::size_t charge) const {
  derived::Work work(*shared_, charge);
  derived::derive_breach(work);
  if (!work.charge.documented.empty())
    derived::derive_loss(work);
  else if (derived::derive_count(work)) {
    derived::derive_worth(work);
    derived::derive_repeat(work);
  }
  derived::derive_settled(work);
  derived::derive_not_applied(work);
  return std::move(work.steps);
}

std::vector<std::string> arithmetic_of(const Derivation& derivation) {
  std::vector<std::string> sentences;
  for (const DerivationStep& step : derivation)
    if (step.kind != DerivationKind::breach && step.kind != DerivationKind::not_applied) sentences.push_back(step.en);
  return sentences;
}

Derivation derivation_of(const Audit& audit, std::size_t charge) { return Derivations(audit).of(charge); }

namespace derived {

Work::Work(const Derivations::Shared& looked_up, std::size_t charge_row)
    : shared(looked_up),
      audit(shared.audit),
      charges(audit.charges),
      row(charge_row),
      breach(audit.partial.breaches[charges.breach[row]]),
      plan(audit.plan),
      terms(plan.under(breach.version)),
      index(charges.term[row]),
      term(terms.terms[index]),
      rule(terms.contract.penalties[index]),
      charge(rule.charge.front()),
      digits(plan.currency().digits()) {}

DerivationStep& Work::tell(DerivationKind kind, const Text& text) {
  DerivationStep& step = steps.emplace_back();
  step.kind = kind;
  step.en = text.en;
  step.zh = text.zh;
  return step;
}

DerivationStep& Work::compute(DerivationKind kind, const Text& text, const std::string& left,
                              const std::string& right) {
  DerivationStep& step = tell(kind, text);
  step.formula = left + " = " + right;
  last = right;
  return step;
}

DerivationStep& Work::compute_money(DerivationKind kind, const Text& text, const std::string& left,
                                    const Amount& minor) {
  amount = minor;
  return compute(kind, text, left, money(minor));
}

Text Work::cash(const Amount& minor) const { return {std::string(plan.currency().name()) + " " + money(minor)}; }

Text Work::when(Instant at) const { return {wall_text(at, plan.zone)}; }
std::string Work::instant(Instant at) const { return to_rfc3339(at, plan.zone); }

Text Work::obligation() const {
  const Obligation* found = promise();
  return found != nullptr ? name_of(found->name, found->title) : Text();
}

const std::string* said_of(const Breach& breach, const std::string& attribute) noexcept {
  for (const Said& one : breach.said)
    if (one.attribute == attribute) return &one.value;
  return nullptr;
}

const Condition* unmet(const Where& where, const Breach& breach) noexcept {
  for (const Condition& condition : where) {
    const std::string* value = said_of(breach, condition.attribute);
    if (value == nullptr ||
        std::find(condition.values.begin(), condition.values.end(), *value) == condition.values.end())
      return &condition;
  }
  return nullptr;
}

Text what_it_says(const Work& work, const std::string& attribute) {
  const std::string* value = said_of(work.breach, attribute);
  if (value == nullptr) return say(phrase::says_nothing);
  return say(phrase::says, {value_text(work.terms.contract, attribute, *value)});
}

}  // namespace derived
}  // namespace slakit
