// What penalties ask of tickets besides verdicts: events that are priced, and documents of losses. Private to src.
#pragma once

#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/breach.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

// Adds a breach for each priced event inside the term; whether there was one.
bool add_priced_events(const Plan& plan, const Binding& binding, TicketRange range, Instant as_of,
                       std::vector<Breach>& breaches);

// In their order.
std::vector<Document> documents_in(const Plan& plan, const Binding& binding, TicketRange range, Instant as_of);

// The incident attribute's last value seen; empty: the ticket is one of its own.
std::string incident_of(const Binding& binding, std::size_t ticket, Instant as_of);

// What the ticket said of these at an instant, its events included.
std::vector<Said> said_at(const Binding& binding, const std::vector<std::string>& attributes, std::size_t ticket,
                          Instant at);

}  // namespace slakit
