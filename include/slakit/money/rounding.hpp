// How an exact amount becomes minor units (research A28).
//
//     const Amount cents{Wide(2001), Wide(2)};   // 1000.5 minor units
//     *round(cents, Rounding::half_even)         // 1000
#pragma once

#include <cstdint>

namespace slakit {

// Halves away from zero, halves to the even neighbour, toward zero, away from zero. The first is the default.
enum class Rounding : std::uint8_t { half_up, half_even, down, up };

}  // namespace slakit
