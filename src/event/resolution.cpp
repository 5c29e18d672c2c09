#include "resolution.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace slakit {
namespace {

// A coarser step that divides is divided by every finer one: no row is asked twice.
template <class IsDivided>
Duration resolution_of_rows(std::size_t count, IsDivided is_divided) noexcept {
  using namespace std::chrono;
  std::size_t i = 0;
  const auto rest_divides = [&](auto step) {
    while (i < count && is_divided(i, step)) ++i;
    return i == count;
  };
  if (rest_divides(minutes{1})) return minutes{1};
  if (rest_divides(seconds{1})) return seconds{1};
  if (rest_divides(milliseconds{1})) return milliseconds{1};
  return Duration{1};
}

}  // namespace

Duration resolution_of(std::span<const Instant> at) noexcept {
  return resolution_of_rows(at.size(),
                            [at](std::size_t i, auto step) { return at[i].time_since_epoch() % step == Duration{}; });
}

Duration resolution_of(const TicketTable& table) noexcept {
  Duration finest = std::chrono::minutes{1};
  for (const EventInstants& column : table.events)
    finest = std::min(finest, resolution_of_rows(column.at.size(), [&column](std::size_t i, auto step) {
                        return column.at[i] == not_happened || column.at[i].time_since_epoch() % step == Duration{};
                      }));
  return finest;
}

}  // namespace slakit
