#include "slakit/time/instant_column.hpp"

#include <type_traits>

namespace slakit {
namespace {

template <class To, class From>
std::span<To> read_as(std::span<From> column) noexcept {
  static_assert(sizeof(To) == sizeof(From) && alignof(To) == alignof(From));
  static_assert(std::is_standard_layout_v<To> && std::is_trivially_copyable_v<To>);
  return {reinterpret_cast<To*>(column.data()), column.size()};
}

}  // namespace

std::span<const Instant> instants(std::span<const std::int64_t> us) noexcept { return read_as<const Instant>(us); }

std::span<const Duration> durations(std::span<const std::int64_t> us) noexcept { return read_as<const Duration>(us); }

std::span<Instant> instants_out(std::span<std::int64_t> us) noexcept { return read_as<Instant>(us); }

std::span<Duration> durations_out(std::span<std::int64_t> us) noexcept { return read_as<Duration>(us); }

std::span<Fault> faults_out(std::span<std::uint8_t> codes) noexcept { return read_as<Fault>(codes); }

}  // namespace slakit
