#include "slakit/penalty/price.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "penalty/stages.hpp"
#include "penalty/valued.hpp"
#include "penalty/worth.hpp"
#include "slakit/base/error.hpp"

namespace slakit {
namespace {

bool clamps(const Plan& plan) {
  return !plan.amended.empty() ||
         std::any_of(plan.contract.penalties.begin(), plan.contract.penalties.end(), [](const PenaltyTerm& term) {
           return term.charge.front().at_least || term.charge.front().at_most;
         });
}

void clamp(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges) {
  if (!clamps(plan)) return;
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

Charges finish_pricing(const Plan& plan, const Priceable& found, const Incidents& incidents, Charges charges) {
  repeat(plan, found.breaches, charges);
  clamp(plan, found.breaches, charges);
  charge_incidents_once(plan, found.breaches, incidents, charges);
  combine(plan, found, incidents, charges);
  charge_losses(plan, found, charges);
  round_all(plan, found.breaches, charges);
  return charges;
}

Charges price(const Plan& plan, const Priceable& found) {
  Valued valued = value(plan, found);
  return finish_pricing(plan, found, valued.incidents, std::move(valued.charges));
}

Charges price(const Plan& plan, const std::vector<Breach>& breaches) { return price(plan, {breaches, {}, {}}); }

}  // namespace slakit
