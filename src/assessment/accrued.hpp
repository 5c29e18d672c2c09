// A breach as it was at an instant within its accrual. Private to src.
#pragma once

#include <vector>

#include "slakit/assessment/breach.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

// When it was late; where nobody asked for the stretches, one from its due instant on.
std::vector<Interval> stretches_of(const Breach& breach);

// What had accrued of it by `t`. Into `then`, whose memory is used again.
void accrued_by(const Zone& zone, const Breach& whole, Instant t, Breach& then);

}  // namespace slakit
