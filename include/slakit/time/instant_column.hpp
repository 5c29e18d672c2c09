// Columns of microseconds, as hosts hold them, read as instants, durations and faults in place: no row is copied.
//
//     std::vector<std::int64_t> from_us{0, 3'600'000'000}, to_us{...}, open_us(2);
//     elapsed(office, instants(from_us), instants(to_us), durations_out(open_us));   // batch.hpp
//
// An Instant is one 64-bit count of microseconds since 1970 and nothing else, a Duration one of microseconds, a Fault
// one byte; compilers let such a class and its only member share a place. Ownership: the spans borrow what they are
// given. Thread-safety: pure functions. Compiled (floor io).
#pragma once

#include <cstdint>
#include <span>

#include "slakit/base/fault.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {
std::span<const Instant> instants(std::span<const std::int64_t> us) noexcept;
std::span<const Duration> durations(std::span<const std::int64_t> us) noexcept;

// To write into.
std::span<Instant> instants_out(std::span<std::int64_t> us) noexcept;
std::span<Duration> durations_out(std::span<std::int64_t> us) noexcept;
std::span<Fault> faults_out(std::span<std::uint8_t> codes) noexcept;

}  // namespace slakit
