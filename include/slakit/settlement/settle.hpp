// Settlement: points to money, rounding per statement, minimums, limits from the inside out, earn-back, postings.
//
//     Charges charges = price(plan, partial.breaches);
//     Statement statement = settle(plan, partial.breaches, charges, as_of);     // also writes into `charges`
//
//   window        A charge belongs to the settlement window of its breach's `belongs`; what lies before the first or
//                 after the last belongs to that one.
//   points        Each costs the point's value; with a ladder, the window's points together cost what their band says,
//                 shared by points.
//   minimums      Of the sum of what they are over: dropped whole where it is not above `ignore_up_to`; raised, by the
//                 largest charge, where it is below `raise_to`.
//   limits        Inner caps before outer ones, then by what they are over: incident, obligation, service, window (the
//                 pool's shares and the amount at risk among them), year, contract. Over charges; a bonus is not held by
//                 them and makes no room. `trailing` windows together; carried over is unused room, or what was cut, which
//                 later windows owe as far as they have room.
//   earn-back     Of what a charge comes to after the limits, when so many windows in a row after its own, all over by
//                 as_of, have no charge of the same penalty. It is posted in the last of them.
//
// Thread-safety: a pure function. Throws Error when a sum does not fit 64 bits of minor units, naming the contract.
// Compiled (floor io).
#pragma once

#include <string>
#include <vector>

#include "slakit/assessment/breach.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"
#include "slakit/settlement/statement.hpp"

namespace slakit {

// `charges` come in the order of their breaches, oldest first, as price() gives them.
Statement settle(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges, Instant as_of);

// "provider", "penalties/late restoration".
std::string account_name(const Plan& plan, const Charges& charges, const Posting& posting);

}  // namespace slakit
