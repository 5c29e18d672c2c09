// When only the customer's consent was outstanding. Private to src.
#pragma once

#include <cstddef>

#include "assessment/waits.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

// Whether clocks of this plan can be held for that.
bool waits_for_consent(const Plan& plan) noexcept;

// Of the tickets of a range: from when all other needs of a gate had come (in their order, where that counts) until the
// consent, a refusal, or what the gate holds back. A gate that needs nothing but the consent holds no clock: nothing
// shows when it was asked for.
void add_consent_waits(const Plan& plan, const Binding& binding, std::size_t from, std::size_t to, Instant as_of,
                       WaitBook& book);

}  // namespace slakit
