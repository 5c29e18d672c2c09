// Where two documents differ. Private to src.
#pragma once

#include <vector>

#include "slakit/audit/compare.hpp"
#include "slakit/base/value.hpp"

namespace slakit {

// The deepest places whose values mean something else, in the order of the later document, then what is gone. Without
// the list of readings: what they set stands at its own place.
std::vector<PlaceDifference> places_that_differ(const Value& before, const Value& after);

}  // namespace slakit
