#include "slakit/penalty/price.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "penalty/stages.hpp"
#include "penalty/worth.hpp"
#include "slakit/base/error.hpp"

namespace slakit {
namespace {

void add_charge(Charges& charges, const Plan& plan, std::size_t breach_index, const Breach& breach, std::size_t term) {
  const std::optional<Checked<Worth>> worth = worth_of(plan.under(breach.version), term, breach);
  if (!worth) return;
  if (!*worth) throw_fault(plan, breach, term, worth->fault);
  charges.breach.push_back(static_cast<std::uint32_t>(breach_index));
  charges.term.push_back(static_cast<std::uint16_t>(term));
  charges.count.push_back((*worth)->count);
  charges.points.push_back((*worth)->points);
  charges.repeat.emplace_back(1, 1);
  charges.exact.push_back((*worth)->exact);
  charges.gross.push_back(0);
  charges.cut.push_back(0);
  charges.adjusted.push_back(0);
  charges.status.push_back((*worth)->status);
  charges.is_provisional.push_back(breach.is_open ? 1 : 0);
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

bool is_of(const PricedTerm& term, const Breach& breach) noexcept {
  return term.kind == breach.kind && term.index == breach.obligation;
}

// Incidents and attributes of documents. A loss without one is no charge.
using Documented = std::set<std::pair<std::string_view, std::string_view>>;

bool is_documented(const Plan& plan, const Documented& documented, const Breach& breach, std::size_t term) {
  const std::string& loss = charge_rule(plan, breach, term).documented;
  return loss.empty() || documented.contains({breach.incident_name(), loss});
}

void add_charges(const Plan& plan, const Priceable& found, Charges& charges) {
  const std::vector<Breach>& breaches = found.breaches;
  Documented documented;
  for (const Document& one : found.documents) documented.insert({one.incident_name(), one.attribute});
  const std::vector<Place> order = oldest_first(breaches);
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    // The breaches of one ticket at one instant, under each term in turn.
    const std::string& ticket = breaches[order[from].breach].ticket;
    while (to < order.size() && order[to].at == order[from].at && breaches[order[to].breach].ticket == ticket) ++to;
    for (std::size_t term = 0; term < plan.terms.size(); ++term)
      for (std::size_t i = from; i < to; ++i)
        if (const std::uint32_t breach = order[i].breach; is_of(plan.terms[term], breaches[breach]))
          if (is_documented(plan, documented, breaches[breach], term))
            add_charge(charges, plan, breach, breaches[breach], term);
  }
}

void clamp(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges) {
  for (std::size_t i = 0; i < charges.size(); ++i)
    if (charges.is_charged(i))
      charges.exact[i] = clamped(charge_rule(plan, breaches[charges.breach[i]], charges.term[i]), charges.exact[i]);
}

void round_all(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges) {
  for (std::size_t i = 0; i < charges.size(); ++i) {
    const Checked<std::int64_t> gross = round(charges.exact[i], plan.policies.rounding);
    if (!gross) throw_fault(plan, breaches[charges.breach[i]], charges.term[i], gross.fault);
    charges.gross[i] = *gross;
  }
}

}  // namespace

void throw_fault(const Plan& plan, const Breach& breach, std::size_t term, Fault fault) {
  const PenaltyTerm& rule = plan.under(breach.version).contract.penalties[term];
  throw Error("penalty '" + rule.name + "' (clause " + rule.clause + "), " +
              (breach.ticket.empty() ? breach.incident : "ticket " + breach.ticket) + ": " +
              std::string(to_string(fault)));
}

Charges price(const Plan& plan, const Priceable& found) {
  Charges charges;
  add_charges(plan, found, charges);
  repeat(plan, found.breaches, charges);
  clamp(plan, found.breaches, charges);
  charge_incidents_once(plan, found.breaches, charges);
  combine(plan, found, charges);
  charge_losses(plan, found, charges);
  round_all(plan, found.breaches, charges);
  return charges;
}

Charges price(const Plan& plan, const std::vector<Breach>& breaches) { return price(plan, {breaches, {}, {}}); }

}  // namespace slakit
