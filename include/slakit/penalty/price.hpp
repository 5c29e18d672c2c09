// Pricing: from breaches to charges. Per breach: measure, count units, rate x base; per incident: once each,
// concurrency.
//
//     Charges charges = price(plan, partial.breaches);
//
// The result depends on the breaches alone. A charge that does not stand stays in the
// list with the reason. Throws FaultError naming the clause when an amount does not fit.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "slakit/assessment/partial.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

// Units of lateness under a counting policy.
inline Ratio late_days(const Lateness& late, Counting counting) noexcept {
  using Days = std::chrono::days;
  const std::int64_t day = Duration{Days{1}}.count();
  switch (counting) {
    case Counting::started_24_h: return {(late.time.count() + day - 1) / day, 1};
    case Counting::completed_24_h: return {late.time.count() / day, 1};
    case Counting::pro_rata: return {late.time.count(), day};
    case Counting::calendar_days_touched: return {late.days_touched, 1};
  }
  return {};
}

namespace detail {

// `rate x base x count`, rounded; an amount past 64 bits names its clause.
inline void add_charge(Charges& charges, const Plan& plan, std::size_t breach_index, const Breach& breach,
                       std::size_t term) {
  const PenaltyTerm& rule = plan.contract.penalties[term];
  const Plan::PricedTerm& priced = plan.terms[term];
  const Ratio count = rule.charge.per == ChargeUnit::incident ? Ratio(1, 1) : late_days(breach.late, priced.counting);
  const Amount exact = share(rule.charge.rate, priced.base, count);
  const Checked<std::int64_t> gross = round(exact, plan.policies.rounding);
  if (!gross)
    throw Error("penalty '" + rule.name + "' (clause " + rule.clause + "), ticket " + breach.ticket +
                ": amount too large");
  charges.breach.push_back(static_cast<std::uint32_t>(breach_index));
  charges.term.push_back(static_cast<std::uint16_t>(term));
  charges.count.push_back(count);
  charges.exact.push_back(exact);
  charges.gross.push_back(*gross);
  charges.cut.push_back(0);
  charges.status.push_back(ChargeStatus::charged);
  charges.is_provisional.push_back(breach.is_open ? 1 : 0);
}

// Of the charges `rows`, in order, the best under `better` keeps standing; ties keep the first.
template <class Better>
void keep_best(Charges& charges, const std::vector<std::size_t>& rows, ChargeStatus lost, Better better) {
  std::size_t best = rows.front();
  for (std::size_t row : rows)
    if (better(row, best)) best = row;
  for (std::size_t row : rows)
    if (row != best) charges.status[row] = lost;
}

using Groups = std::unordered_map<std::string_view, std::vector<std::size_t>>;

// Standing charges by incident, each group in the order of the charges. Groups are independent, so their own order does
// not matter.
inline Groups by_incident(const Charges& charges, const std::vector<Breach>& breaches) {
  Groups groups;
  for (std::size_t i = 0; i < charges.size(); ++i)
    if (charges.is_charged(i)) groups[breaches[charges.breach[i]].incident].push_back(i);
  return groups;
}

// Thirty users reporting one outage are one incident: under each term its dearest charge stands, the first among
// equals.
inline void charge_incidents_once(Charges& charges, const std::vector<Breach>& breaches) {
  for (const auto& [incident, rows] : by_incident(charges, breaches)) {
    if (rows.size() == 1) continue;
    std::map<std::uint16_t, std::vector<std::size_t>> by_term;
    for (std::size_t row : rows) by_term[charges.term[row]].push_back(row);
    for (const auto& [term, same] : by_term)
      keep_best(charges, same, ChargeStatus::same_incident,
                [&](std::size_t a, std::size_t b) { return charges.exact[b] < charges.exact[a]; });
  }
}

// Every obligation that some term prices is breached in the incident.
inline bool breaks_all(const Plan& plan, const Charges& charges, const std::vector<Breach>& breaches,
                       const std::vector<std::size_t>& rows) {
  std::set<std::size_t> priced;
  std::set<std::size_t> broken;
  for (const Plan::PricedTerm& term : plan.terms) priced.insert(term.obligation);
  for (std::size_t row : rows) broken.insert(breaches[charges.breach[row]].obligation);
  return broken == priced;
}

inline void combine(const Plan& plan, Charges& charges, const std::vector<Breach>& breaches) {
  if (plan.policies.concurrency == Concurrency::either) return;
  for (const auto& [incident, rows] : by_incident(charges, breaches)) {
    switch (plan.policies.concurrency) {
      case Concurrency::either: break;
      case Concurrency::both:
        if (!breaks_all(plan, charges, breaches, rows))
          for (std::size_t row : rows) charges.status[row] = ChargeStatus::not_both;
        break;
      case Concurrency::highest_only:
        keep_best(charges, rows, ChargeStatus::not_highest,
                  [&](std::size_t a, std::size_t b) { return charges.exact[b] < charges.exact[a]; });
        break;
      case Concurrency::first_only:
        keep_best(charges, rows, ChargeStatus::not_first, [](std::size_t, std::size_t) { return false; });
        break;
    }
  }
}

}  // namespace detail

// `breaches` sorted, as partials hold them. Charges come in the order (instant of the breach, ticket, penalty in the
// document).
inline Charges price(const Plan& plan, const std::vector<Breach>& breaches) {
  std::vector<std::pair<std::size_t, std::size_t>> priced;  // breach, term
  for (std::size_t i = 0; i < breaches.size(); ++i)
    for (std::size_t term = 0; term < plan.terms.size(); ++term)
      if (plan.terms[term].obligation == breaches[i].obligation) priced.emplace_back(i, term);
  std::stable_sort(priced.begin(), priced.end(), [&](const auto& a, const auto& b) {
    const Breach& x = breaches[a.first];
    const Breach& y = breaches[b.first];
    return std::tie(x.at, x.ticket, a.second) < std::tie(y.at, y.ticket, b.second);
  });
  Charges charges;
  for (const auto& [breach, term] : priced) detail::add_charge(charges, plan, breach, breaches[breach], term);
  detail::charge_incidents_once(charges, breaches);
  detail::combine(plan, charges, breaches);
  return charges;
}

}  // namespace slakit
