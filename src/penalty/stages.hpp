// The stages of pricing that look at several charges, in their order. Private to src.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "slakit/penalty/charge.hpp"
#include "slakit/penalty/price.hpp"

namespace slakit {

using Rows = std::vector<std::size_t>;

// An error that names clause and ticket.
[[noreturn]] void throw_fault(const Plan& plan, const Breach& breach, std::size_t term, Fault fault);

// More for doing it again, or nothing before it is done often enough.
void repeat(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges);

// By breach: a number for its incident.
using Incidents = std::vector<std::uint32_t>;
Incidents incidents_of(const std::vector<Breach>& breaches);

// Each term charges an incident once.
void charge_incidents_once(const Plan& plan, const std::vector<Breach>& breaches, const Incidents& incidents,
                           Charges& charges);

// Several charges of one incident.
void combine(const Plan& plan, const Priceable& found, const Incidents& incidents, Charges& charges);

// Documented losses, beside or above the penalties of the same incident.
void charge_losses(const Plan& plan, const Priceable& found, Charges& charges);

// Standing charges by incident, each group in the order of the charges; bonuses are in none. Groups of one are left out
// where they are not wanted.
std::vector<Rows> by_incident(const std::vector<Breach>& breaches, const Incidents& incidents, const Charges& charges,
                              bool wants_single);

inline const ChargeRule& charge_rule(const Plan& plan, const Breach& breach, std::size_t term) noexcept {
  return plan.under(breach.version).contract.penalties[term].charge.front();
}

}  // namespace slakit
