// One exposure after another, where other terms begin within the horizon. Private to src.
//
//     join(before, after)      // before.until < after.as_of
#pragma once

#include "slakit/audit/exposure.hpp"

namespace slakit {

// The later one's items are those of the first, and those that come; what the total does between the two is a jump of
// no item.
void join(Exposure& exposure, const Exposure& later);

// Each item's jumps.
void index_jumps(Exposure& exposure);

}  // namespace slakit
