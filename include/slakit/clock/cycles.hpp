// How often one ticket owes the same thing.
//
//     first      the first start counts: restoration, first response
//     each       each start after a stop is a cycle of its own: the next response
//     periodic   each stop begins the next cycle: an update every two hours
//
// Each cycle is judged by itself. In documents: `cycles: periodic`.
#pragma once

#include <cstdint>

namespace slakit {

enum class Cycles : std::uint8_t { first, each, periodic };

}  // namespace slakit
