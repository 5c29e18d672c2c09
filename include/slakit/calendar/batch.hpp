// A calendar's questions over whole columns, at a few nanoseconds a row.
//
//     std::vector<Duration> open(from.size());
//     std::vector<Fault> faults(from.size());
//     std::size_t without = elapsed(office, from, to, open, faults);   // how many rows have no answer
//     due(office, start, budget, DueBoundary::close, when);            // faults are optional
//     due(office, start, budget, DueBoundary::close, when, {}, 4);     // by four threads
//
// Row i of the result is what the calendar answers for row i alone. A row with a missing value (the least number there
// is: numpy's NaT, and what Arrow's nulls are filled with) is missing in the result, and no fault. A row with a fault
// is missing, too, and its fault says why; `is_open` has -1 for both. Returns the number of rows with a fault. All
// spans of a call have the same length, `faults` may be empty; a result may be one of the inputs. Thread-safety: pure
// functions; no thread is started unless `threads` says more than one (256 are used at most). Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "slakit/base/fault.hpp"
#include "slakit/calendar/boundary.hpp"
#include "slakit/calendar/calendar.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

inline constexpr Instant missing_instant = Instant::min();
inline constexpr Duration missing_duration = Duration::min();

std::size_t elapsed(const Calendar& calendar, std::span<const Instant> from, std::span<const Instant> to,
                    std::span<Duration> open, std::span<Fault> faults = {}, unsigned threads = 1);

std::size_t due(const Calendar& calendar, std::span<const Instant> start, std::span<const Duration> budget,
                DueBoundary boundary, std::span<Instant> when, std::span<Fault> faults = {}, unsigned threads = 1);

std::size_t is_open(const Calendar& calendar, std::span<const Instant> at, std::span<std::int8_t> open,
                    std::span<Fault> faults = {}, unsigned threads = 1);

}  // namespace slakit
