// How charges rise, one by one and where several of an incident are joined, before limits. Private to src.
//
//     Rises found = rises_of(audit, projected, until, options);
//     found.list[0]        // at 02:00:00.000001 the charge of breach 17 under penalty 1 goes from 10000.00 to 20000.00
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "audit/exposure_projection.hpp"
#include "slakit/audit/exposure.hpp"

namespace slakit {

struct Rise {
  Instant at;
  std::uint32_t breach = 0;  // of the projected ones; of a window, the first
  std::uint16_t term = 0;
  bool is_rest = false;
  std::int64_t before = 0;  // minor units
  std::int64_t after = 0;
};

struct Rises {
  std::vector<Rise> list;   // in time order, then by breach and term
  std::size_t rests = 0;    // charges whose later jumps are summed up
  bool is_stopped = false;  // too many instants to price all breaches at each
};

Rises rises_of(const Audit& audit, const Projection& projected, Instant until, const ExposureOptions& options);

// The breaches as they are at an instant, and the place of each in the projected list.
struct BreachesAt {
  std::vector<Breach> list;
  std::vector<std::uint32_t> place;
};
BreachesAt breaches_at(const Plan& plan, const Projection& projected, const std::vector<std::uint32_t>& which,
                       Instant as_of, Instant t);

}  // namespace slakit
