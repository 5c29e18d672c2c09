// Breaches of what is no clock: duties, gates, records, prohibitions, windows of indicators. With those of clocks they
// are all that penalties price.
//
//     add_breaches(plan, binding, as_of, {duties, promises, indicators, excuses}, partial.breaches);
//
// Only what lies inside the term, and only what some penalty prices, or a right to terminate
// looks at. Of indicators every window that is over comes, kept
// or broken, since bands look at figures. A breach belongs to the settlement window of: a duty, the last instant before
// it was due; an indicator, the last of its window; a record, its due instant; a gate or prohibition, the event. It is
// an incident of its own where it has no ticket; windows with the same days are one incident. Thread-safety: a pure
// function. Compiled (floor io).
#pragma once

#include <vector>

#include "slakit/assessment/breach.hpp"
#include "slakit/assessment/duties.hpp"
#include "slakit/assessment/excuses.hpp"
#include "slakit/assessment/indicators.hpp"
#include "slakit/assessment/promises.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

struct Breakable {
  const DutyFindings& duties;
  const std::vector<PromiseFinding>& promises;
  const std::vector<IndicatorFinding>& indicators;
  const Excuses& excuses;
};

// `breaches` stay in their order.
void add_breaches(const Plan& plan, const Binding& binding, Instant as_of, const Breakable& found,
                  std::vector<Breach>& breaches);

}  // namespace slakit
