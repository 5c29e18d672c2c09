// How many units a breach counts under a penalty term. Private to src.
#pragma once

#include "slakit/assessment/breach.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

struct Counted {
  Lateness late;         // that counts: after a threshold; of a clock that was kept, what it saved
  Ratio measure;         // units, not yet counted: what bands look at
  Ratio count;           // by the counting
  bool is_free = false;  // it stays below the threshold
};

// Of lateness, time saved, or a figure that falls short; one where the term counts incidents or windows. Faults: those
// of calendars, overflow.
Checked<Counted> count_units(const Plan& plan, std::size_t term, const Breach& breach);

// How far a figure is outside its bounds; zero inside. Faults: overflow.
Checked<Ratio> shortfall(const Bound& bound, const Ratio& figure);

}  // namespace slakit
