#include "slakit/penalty/price.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "contract/figures.hpp"
#include "slakit/base/error.hpp"
#include "slakit/event/dictionary.hpp"

namespace slakit {
namespace {

// `rate x base x count`, rounded; an amount past 64 bits names its clause.
void add_charge(Charges& charges, const Plan& plan, std::size_t breach_index, const Breach& breach, std::size_t term) {
  const Plan& terms = plan.under(breach.version);
  const PenaltyTerm& rule = terms.contract.penalties[term];
  const ChargeRule& charge = rule.charge.front();
  const Plan::PricedTerm& priced = terms.terms[term];
  const Ratio units = charge.per == ChargeUnit::incident ? Ratio(1, 1) : late_days(breach.late, priced.counting);
  const Checked<Ratio> counted = ratio_of(Wide(units.numerator()) * Wide(breach.chargeable.numerator()),
                                          Wide(units.denominator()) * Wide(breach.chargeable.denominator()));
  const Ratio count = counted.value_or(Ratio{});
  const Amount exact = share(*charge.rate, priced.base, count);
  const Checked<std::int64_t> gross =
      counted ? round(exact, plan.policies.rounding) : Checked<std::int64_t>(counted.fault);
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

using Rows = std::vector<std::size_t>;

// Of the charges `rows`, one keeps standing.
void keep_one(Charges& charges, const Rows& rows, std::size_t kept, ChargeStatus lost) {
  for (std::size_t row : rows)
    if (row != kept) charges.status[row] = lost;
}

// The dearest of `rows` keeps standing, the first among equals.
void keep_dearest(Charges& charges, const Rows& rows, ChargeStatus lost) {
  std::size_t best = rows.front();
  for (std::size_t row : rows)
    if (charges.exact[best] < charges.exact[row]) best = row;
  keep_one(charges, rows, best, lost);
}

// Standing charges by incident, each group in the order of the charges. Groups are independent, so their own order does
// not matter.
std::vector<Rows> by_incident(const Charges& charges, const std::vector<Breach>& breaches) {
  Dictionary incidents;
  std::vector<Rows> groups;
  for (std::size_t i = 0; i < charges.size(); ++i) {
    if (!charges.is_charged(i)) continue;
    const auto incident = static_cast<std::size_t>(incidents.intern(breaches[charges.breach[i]].incident_name()));
    if (incident == groups.size()) groups.emplace_back();
    groups[incident].push_back(i);
  }
  return groups;
}

// Thirty users reporting one outage are one incident: under each term its dearest charge stands, the first among
// equals, unless the contract says otherwise.
void charge_incidents_once(const Plan& plan, Charges& charges, const std::vector<Breach>& breaches) {
  if (plan.contract.policies.incident_charge == IncidentCharge::each_breach) return;
  for (const Rows& rows : by_incident(charges, breaches)) {
    if (rows.size() == 1) continue;
    for (std::size_t term = 0; term < plan.terms.size(); ++term) {
      Rows same;
      for (std::size_t row : rows)
        if (charges.term[row] == term) same.push_back(row);
      if (!same.empty()) keep_dearest(charges, same, ChargeStatus::same_incident);
    }
  }
}

// Every obligation that some term prices is breached in the incident.
bool breaks_all(const Plan& plan, const Charges& charges, const std::vector<Breach>& breaches, const Rows& rows) {
  for (const Plan::PricedTerm& term : plan.terms) {
    bool is_broken = false;
    for (std::size_t row : rows) is_broken |= breaches[charges.breach[row]].obligation == term.obligation;
    if (!is_broken) return false;
  }
  return true;
}

void combine(const Plan& plan, Charges& charges, const std::vector<Breach>& breaches) {
  if (plan.policies.concurrency == Concurrency::either) return;
  for (const Rows& rows : by_incident(charges, breaches)) {
    switch (plan.policies.concurrency) {
      case Concurrency::either: break;
      case Concurrency::both:
        if (!breaks_all(plan, charges, breaches, rows))
          for (std::size_t row : rows) charges.status[row] = ChargeStatus::not_both;
        break;
      case Concurrency::highest_only: keep_dearest(charges, rows, ChargeStatus::not_highest); break;
      case Concurrency::first_only: keep_one(charges, rows, rows.front(), ChargeStatus::not_first); break;
    }
  }
}

// A breach on its way to its place: light, and names are only looked at where instants are equal.
struct Place {
  Instant at;
  std::uint32_t breach;
};

std::vector<Place> oldest_first(const std::vector<Breach>& breaches) {
  std::vector<Place> order;
  order.reserve(breaches.size());
  for (const Breach& breach : breaches) order.push_back({breach.at, static_cast<std::uint32_t>(order.size())});
  std::sort(order.begin(), order.end(), [&](const Place& a, const Place& b) {
    return a.at != b.at ? a.at < b.at : breaches[a.breach] < breaches[b.breach];
  });
  return order;
}

}  // namespace

Charges price(const Plan& plan, const std::vector<Breach>& breaches) {
  Charges charges;
  const std::vector<Place> order = oldest_first(breaches);
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    // The breaches of one ticket at one instant, under each term in turn.
    const std::string& ticket = breaches[order[from].breach].ticket;
    while (to < order.size() && order[to].at == order[from].at && breaches[order[to].breach].ticket == ticket) ++to;
    for (std::size_t term = 0; term < plan.terms.size(); ++term)
      for (std::size_t i = from; i < to; ++i)
        if (const std::uint32_t breach = order[i].breach; plan.terms[term].obligation == breaches[breach].obligation)
          add_charge(charges, plan, breach, breaches[breach], term);
  }
  charge_incidents_once(plan, charges, breaches);
  combine(plan, charges, breaches);
  return charges;
}

}  // namespace slakit
