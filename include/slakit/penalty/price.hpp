// Pricing: from breaches to charges. Per breach: measure, count units, rate x base; per incident: once each,
// concurrency.
//
//     Charges charges = price(plan, partial.breaches);
//
// The result depends on the breaches alone. A charge that does not stand stays in the
// list with the reason. Throws FaultError naming the clause when an amount does not fit. Compiled
// (floor io); counting and money are not.
#pragma once

#include <cstdint>
#include <vector>

#include "slakit/assessment/partial.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

// Units of lateness under a counting policy.
inline Ratio late_days(const Lateness& late, Counting counting) noexcept {
  using Days = std::chrono::days;
  const std::int64_t day = Duration{Days{1}}.count();
  switch (counting) {
    case Counting::started_24_h: return {(late.time.count() + day - 1) / day, 1};
    case Counting::completed_24_h: return {late.time.count() / day, 1};
    case Counting::pro_rata: return {late.time.count(), day};
    case Counting::calendar_days_touched: return {late.days_touched, 1};
  }
  return {};
}

// `breaches` in any order. Charges come in the order (instant of the breach, ticket, penalty in the document,
// obligation, cycle).
Charges price(const Plan& plan, const std::vector<Breach>& breaches);

}  // namespace slakit
