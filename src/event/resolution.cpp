#include "resolution.hpp"

#include <chrono>
#include <cstddef>

namespace slakit {

Duration resolution_of(std::span<const Instant> at) noexcept {
  using namespace std::chrono;
  // A coarser step that divides is divided by every finer one: no row is asked twice.
  std::size_t i = 0;
  const auto rest_divides = [&](auto step) {
    while (i < at.size() && at[i].time_since_epoch() % step == Duration{}) ++i;
    return i == at.size();
  };
  if (rest_divides(minutes{1})) return minutes{1};
  if (rest_divides(seconds{1})) return seconds{1};
  if (rest_divides(milliseconds{1})) return milliseconds{1};
  return Duration{1};
}

}  // namespace slakit
