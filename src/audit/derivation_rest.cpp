// What did not apply to a charge's breach, and why: other penalties of the same promise, limits that were not reached.
#include <algorithm>

#include "audit/derivation_work.hpp"

namespace slakit::derived {
namespace {

std::optional<std::size_t> charge_of(const Work& work, std::size_t term) {
  const auto found = work.shared.of_breach.find(work.charges.breach[work.row]);
  if (found == work.shared.of_breach.end()) return std::nullopt;
  for (const std::uint32_t row : found->second)
    if (work.charges.term[row] == term) return row;
  return std::nullopt;
}

void other_penalty(Work& work, std::size_t index) {
  const PenaltyTerm& other = work.terms.contract.penalties[index];
  const Text name = work.penalty_of(other);
  const Text clause = in_clause(other.clause);
  const auto note = [&](const Text& text) {
    work.tell(DerivationKind::not_applied, text).facts = {{"penalty", other.name}, {"clause", other.clause}};
  };
  if (const std::optional<std::size_t> row = charge_of(work, index)) {
    const ChargeStatus status = work.charges.status[*row];
    if (status != ChargeStatus::charged) note(say(phrase::other_lost, {name, clause, status_text(status)}));
    return;
  }
  if (const Condition* missing = unmet(other.applies, work.breach)) {
    Text text = say(phrase::other_not, {name, clause, where_text(work.terms.contract, {*missing})});
    text += what_it_says(work, missing->attribute);
    return note(text);
  }
  if (!work.breach.is_kept && other.charge.front().counts == ChargedTime::time_saved)
    note(say(phrase::other_kept, {name, clause}));
}

void other_penalties(Work& work) {
  if (work.breach.kind == PricedKind::event) return;
  for (std::size_t i = 0; i < work.terms.terms.size(); ++i) {
    const PricedTerm& term = work.terms.terms[i];
    if (i != work.index && term.kind == work.breach.kind && term.index == work.breach.obligation)
      other_penalty(work, i);
  }
}

bool is_cut_by(const Work& work, std::size_t limit) {
  const std::vector<std::uint32_t>& list = work.shared.adjustments[work.row];
  return std::any_of(list.begin(), list.end(), [&](std::uint32_t i) {
    const Adjustment& one = work.audit.statement.adjustments[i];
    return one.kind == AdjustmentKind::cut && one.rule == limit;
  });
}

void limits(Work& work) {
  if (!work.charges.is_charged(work.row) || work.charges.gross[work.row] <= 0) return;
  for (std::size_t limit = 0; limit < work.plan.limits.size(); ++limit) {
    if (work.plan.limits[limit].terms[work.index] == 0 || is_cut_by(work, limit)) continue;
    const CapUse* use = use_of(work, limit);
    if (use == nullptr) continue;
    const Text name = limit_name(work, limit);
    const Text clause = limit_clause(work, limit);
    const Phrase& phrase = !use->applies         ? phrase::cap_other_wins
                           : !use->is_known      ? phrase::cap_unknown
                           : use->cut.minor == 0 ? phrase::cap_not_reached
                                                 : phrase::cap_cuts_others;
    work.tell(DerivationKind::not_applied, say(phrase, {name, clause, to_string(use->amount), to_string(use->before)}))
        .facts = {
        {"cap", name.en}, {"limit", work.money(use->amount.minor)}, {"before", work.money(use->before.minor)}};
  }
}

}  // namespace

void derive_not_applied(Work& work) {
  limits(work);
  other_penalties(work);
}

}  // namespace slakit::derived
