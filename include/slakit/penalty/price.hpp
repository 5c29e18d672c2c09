// Pricing: from breaches to charges. Per breach: measure, threshold, count units, rate x base; repeats; per incident:
// once each, concurrency, documented losses; rounding.
//
//     Charges charges = price(plan, partial.breaches);
//     Charges charges = price(plan, {partial.breaches, partial.documents, decisions});
//
// What each part of a charge means:
//   applies, multipliers   what the ticket said when the clock started, or at the event. Multipliers that match are
//                          multiplied.
//   threshold              deductible: lateness less so much. franchise: nothing below, all of it from there on.
//                          deferral: the due instant moves by so much on the wall clock.
//   count                  by `per` and `units`: started, completed or pro rata units of lateness; calendar days of
//                          which some time is late; business days (those of which some open time is late; late
//                          throughout; the share of each); months of the local calendar from the due instant;
//                          percentage points or units of a figure that falls short. `rounded_to` rounds lateness to
//                          whole units before. A due day that counts is one day more: that from which lateness
//                          counts, after a threshold.
//   bands                  the figure of a window, or the number of units of lateness; no band, no charge.
//   steps                  each part of the count at its own step, or all of it at the step reached.
//   documents              the amounts of an incident are charged once, by the first charge that asks for them; above
//                          the penalty is above what is charged for the same obligation, or event, in the incident.
//   repeats                in the order of time, or of their windows, of breaches that cost something.
//   at_least, at_most      of the final charge; a bonus is not held by them.
//   at risk                a base that is the amount at risk, or a share of the pool, is rounded down to minor units.
//   incident_charge        of what has a ticket, except duties: each is owed by itself. Bonuses stand beside.
//   concurrency            of all charges of an incident but bonuses and documented losses; windows with the same days
//                          are one incident. `both` needs a charge for every priced clock, gate, record and
//                          prohibition, else none of these is charged, nor a loss on them; it says nothing of the rest.
//
// The result depends on the breaches alone. A charge that does not stand stays in the list with the reason; a penalty
// that does not apply to a ticket has no row. Thread-safety: a pure function. Throws Error naming the clause when an
// amount does not fit. Compiled (floor io).
#pragma once

#include <cstdint>
#include <vector>

#include "slakit/assessment/breach.hpp"
#include "slakit/assessment/decisions.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

struct Priceable {
  const std::vector<Breach>& breaches;  // in any order
  const std::vector<Document>& documents;
  const std::vector<Decision>& decisions;  // only where the customer has the choice
};

// Charges come in the order (instant of the breach, ticket, penalty in the document, obligation, cycle).
Charges price(const Plan& plan, const Priceable& found);

// Without documents of losses.
Charges price(const Plan& plan, const std::vector<Breach>& breaches);

}  // namespace slakit
