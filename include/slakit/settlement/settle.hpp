// Settlement: rounding per statement, caps, postings, total.
//
//     Charges charges = price(plan, partial.breaches);
//     Statement statement = settle(plan, charges);     // also writes the cuts into `charges`
//
// Throws Error when the sum does not fit 64 bits of minor units, naming the contract. Compiled (floor io).
#pragma once

#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"
#include "slakit/settlement/statement.hpp"

namespace slakit {

// `charges` come in the order of their breaches, oldest first, as price() gives them.
Statement settle(const Plan& plan, Charges& charges);

}  // namespace slakit
