#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "penalty/stages.hpp"
#include "slakit/event/dictionary.hpp"

namespace slakit {
namespace {

// Has a ticket, and is not owed by itself.
bool is_of_ticket(PricedKind kind) noexcept { return kind != PricedKind::duty && kind != PricedKind::indicator; }

// Of the charges `rows`, one keeps standing.
void keep_one(Charges& charges, const Rows& rows, std::size_t kept, ChargeStatus lost) {
  for (std::size_t row : rows)
    if (row != kept) charges.status[row] = lost;
}

// Or a bonus of nothing.
bool is_bonus(const Charges& charges, std::size_t row, const std::vector<Breach>& breaches) noexcept {
  const Wide& amount = charges.exact[row].numerator;
  const std::int64_t points = charges.points[row].numerator();
  if (amount.is_negative() || points < 0) return true;
  return amount.is_zero() && points == 0 && breaches[charges.breach[row]].is_kept;
}

std::size_t dearest_of(const Charges& charges, const Rows& rows) {
  std::size_t best = rows.front();
  for (std::size_t row : rows)
    if (charges.exact[best] < charges.exact[row] ||
        (charges.exact[best] == charges.exact[row] && charges.points[best] < charges.points[row]))
      best = row;
  return best;
}

// The dearest of `rows` keeps standing, the first among equals.
void keep_dearest(Charges& charges, const Rows& rows, ChargeStatus lost) {
  keep_one(charges, rows, dearest_of(charges, rows), lost);
}

class Combiner {
 public:
  Combiner(const Plan& plan, const Priceable& found, Charges& charges)
      : plan_(plan), found_(found), charges_(charges) {}

  void combine(const Incidents& incidents) {
    const bool needs_several = plan_.policies.concurrency == Concurrency::both;  // one by itself is not enough
    for (const Rows& all : by_incident(found_.breaches, incidents, charges_, needs_several)) {
      if (needs_several) {
        both(all);
        continue;
      }
      Rows rows;  // losses stand beside or above a penalty as the contract says
      for (std::size_t row : all)
        if (charge_rule(plan_, breach(row), charges_.term[row]).documented.empty()) rows.push_back(row);
      if (!rows.empty()) one_of(rows);
    }
  }

 private:
  const Breach& breach(std::size_t row) const noexcept { return found_.breaches[charges_.breach[row]]; }
  const std::string& penalty(std::size_t row) const noexcept {
    return plan_.contract.penalties[charges_.term[row]].name;
  }

  void one_of(const Rows& rows) {
    switch (plan_.policies.concurrency) {
      case Concurrency::either:
      case Concurrency::both: break;
      case Concurrency::highest_only: keep_dearest(charges_, rows, ChargeStatus::not_highest); break;
      case Concurrency::first_only: keep_one(charges_, rows, rows.front(), ChargeStatus::not_first); break;
      case Concurrency::listed_combinations: combination(rows); break;
      case Concurrency::customers_choice: choice(rows); break;
    }
  }

  static bool is_needed(PricedKind kind) noexcept { return kind == PricedKind::clock || kind == PricedKind::promise; }

  // Of what tickets owe, everything priced has to be broken.
  void both(const Rows& rows) {
    for (const PricedTerm& term : plan_.terms) {
      if (!is_needed(term.kind)) continue;
      const bool is_broken = std::any_of(rows.begin(), rows.end(), [&](std::size_t row) {
        return !breach(row).is_kept && breach(row).kind == term.kind && breach(row).obligation == term.index;
      });
      if (is_broken) continue;
      for (std::size_t row : rows)
        if (is_needed(breach(row).kind) && !breach(row).is_kept) charges_.status[row] = ChargeStatus::not_both;
      return;
    }
  }

  // The dearest set of penalties that may be charged together; one that is in no list is a set of its own.
  void combination(const Rows& rows) {
    std::vector<Rows> sets;
    for (const CombinationRule& rule : plan_.contract.combinations) {
      Rows set;
      for (std::size_t row : rows)
        if (std::find(rule.penalties.begin(), rule.penalties.end(), penalty(row)) != rule.penalties.end())
          set.push_back(row);
      if (!set.empty()) sets.push_back(std::move(set));
    }
    for (std::size_t row : rows) {
      const bool is_listed = std::any_of(sets.begin(), sets.end(), [&](const Rows& set) {
        return std::find(set.begin(), set.end(), row) != set.end();
      });
      if (is_listed) continue;
      Rows alone;
      for (std::size_t other : rows)
        if (penalty(other) == penalty(row)) alone.push_back(other);
      sets.push_back(std::move(alone));
    }
    const auto sum = [&](const Rows& set) {
      Amount total;
      for (std::size_t row : set) total = total + charges_.exact[row];
      return total;
    };
    const Rows* best = &sets.front();
    for (const Rows& set : sets)
      if (sum(*best) < sum(set)) best = &set;
    for (std::size_t row : rows)
      if (std::find(best->begin(), best->end(), row) == best->end())
        charges_.status[row] = ChargeStatus::not_in_the_set;
  }

  // The last choice recorded in a ticket of the incident.
  void choice(const Rows& rows) {
    std::string_view chosen;
    for (const Decision& decision : found_.decisions)
      if (decision.ruling == Ruling::chosen && decision.lacks.empty() &&
          std::any_of(rows.begin(), rows.end(), [&](std::size_t row) {
            return breach(row).ticket == decision.event.ticket && penalty(row) == decision.penalty;
          }))
        chosen = decision.penalty;
    if (chosen.empty()) return keep_dearest(charges_, rows, ChargeStatus::not_chosen);
    for (std::size_t row : rows)
      if (penalty(row) != chosen) charges_.status[row] = ChargeStatus::not_chosen;
  }

  const Plan& plan_;
  const Priceable& found_;
  Charges& charges_;
};

// Numbers for incidents, by breach.
std::vector<std::uint32_t> incidents_by_name(const std::vector<Breach>& breaches) {
  Dictionary tickets;
  Dictionary others;  // windows, and duties without a ticket: no ticket is called so by chance
  std::vector<std::uint32_t> made;
  made.reserve(breaches.size());
  for (const Breach& breach : breaches)
    made.push_back(
        2U * static_cast<std::uint32_t>((breach.ticket.empty() ? others : tickets).intern(breach.incident_name())) +
        (breach.ticket.empty() ? 1U : 0U));
  return made;
}

}  // namespace

Incidents incidents_of(const std::vector<Breach>& breaches) {
  Incidents made;
  made.reserve(breaches.size());
  // Where tickets are incidents, and stand together, as assessments have them.
  const std::string* last = nullptr;
  std::uint32_t number = 0;
  for (const Breach& breach : breaches) {
    if (breach.ticket.empty() || !breach.incident.empty()) return incidents_by_name(breaches);
    const int order = last == nullptr ? 0 : last->compare(breach.ticket);
    if (order > 0) return incidents_by_name(breaches);
    if (order < 0) ++number;
    last = &breach.ticket;
    made.push_back(number);
  }
  return made;
}

std::vector<Rows> by_incident(const std::vector<Breach>& breaches, const Incidents& incidents, const Charges& charges,
                              bool wants_single) {
  constexpr std::uint32_t none = UINT32_MAX;
  // Most incidents have one charge, and need no list: each charge knows the next one of its incident.
  struct Chain {
    std::uint32_t first = none;
    std::uint32_t last = none;
  };
  std::vector<Chain> chains(incidents.empty() ? 0 : 1U + *std::max_element(incidents.begin(), incidents.end()));
  std::vector<std::uint32_t> next(charges.size(), none);
  std::vector<std::uint32_t> firsts;
  for (std::size_t i = 0; i < charges.size(); ++i) {
    if (!charges.is_charged(i) || is_bonus(charges, i, breaches)) continue;
    const auto row = static_cast<std::uint32_t>(i);
    Chain& chain = chains[incidents[charges.breach[i]]];
    if (chain.first == none) {
      chain.first = row;
      firsts.push_back(row);
    } else {
      next[chain.last] = row;
    }
    chain.last = row;
  }
  std::vector<Rows> groups;
  for (const std::uint32_t first : firsts) {
    if (!wants_single && next[first] == none) continue;
    Rows& rows = groups.emplace_back();
    for (std::uint32_t i = first; i != none; i = next[i]) rows.push_back(i);
  }
  return groups;
}

void charge_incidents_once(const Plan& plan, const std::vector<Breach>& breaches, const Incidents& incidents,
                           Charges& charges) {
  if (plan.contract.policies.incident_charge == IncidentCharge::each_breach) return;
  for (const Rows& rows : by_incident(breaches, incidents, charges, false)) {
    for (std::size_t term = 0; term < plan.terms.size(); ++term) {
      if (!is_of_ticket(plan.terms[term].kind)) continue;
      Rows same;
      for (std::size_t row : rows)
        if (charges.term[row] == term) same.push_back(row);
      // Which of several losses stands is decided with their documents.
      const bool is_loss = !plan.contract.penalties[term].charge.front().documented.empty();
      if (same.size() > 1 && !is_loss) keep_dearest(charges, same, ChargeStatus::same_incident);
    }
  }
}

void combine(const Plan& plan, const Priceable& found, const Incidents& incidents, Charges& charges) {
  if (plan.policies.concurrency != Concurrency::either) Combiner(plan, found, charges).combine(incidents);
}

}  // namespace slakit
