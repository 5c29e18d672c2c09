// Amendments: other terms from a date on. Each change names a place in the document by its path, as a reading does.
//
//     amendments:
//       supplement 1: {clause: S1, effective: 2024-09-01, changes: [{set: obligations.response.clock.target, use: PT2H}]}
#pragma once

#include <string>
#include <vector>

#include "slakit/base/value.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

struct AmendedPlace {
  std::string set;  // path
  Value use;
};

struct Amendment {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  Date effective;  // from 00:00 of this day in the contract's zone
  std::vector<AmendedPlace> changes;
};

}  // namespace slakit
