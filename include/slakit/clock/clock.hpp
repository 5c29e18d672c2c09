// A clock: which events start, pause, resume and stop the counting of open time, and on which calendar.
//
//     std::vector<Roles> roles(log.types.size());                 // what each event type means to this clock
//     roles[log.types.find("received")] = role::start;
//     roles[log.types.find("restored")] = role::stop;
//     Clock clock{roles, Duration{}, &calendar, DueBoundary::close};
//     ClockRun run = slakit::run(clock, history, as_of, pauses);  // run.hpp
//
// One event type may have several roles; within one instant they apply in the order start, resume, pause, stop.
#pragma once

#include <cstdint>
#include <span>

#include "slakit/calendar/boundary.hpp"
#include "slakit/calendar/calendar.hpp"
#include "slakit/event/log.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

using Roles = std::uint8_t;  // a set of roles

namespace role {
inline constexpr Roles start = 1;
inline constexpr Roles resume = 2;
inline constexpr Roles pause = 4;
inline constexpr Roles stop = 8;
inline constexpr Roles unless = 16;  // came before a delayed start: the clock is not triggered
}  // namespace role

struct Clock {
  std::span<const Roles> roles;        // by event-type code of the log; borrowed
  Duration after{};                    // calendar time between the start event and the start of counting
  const Calendar* calendar = nullptr;  // borrowed
  DueBoundary boundary = DueBoundary::close;
};

// One ticket's events in time order; borrowed columns of equal length.
struct History {
  std::span<const Instant> at;
  std::span<const EventLog::Code> type;
  std::span<const std::int64_t> sequence;  // empty where the source has no order of its own
};

inline History history(const EventLog& log, std::size_t ticket) noexcept {
  const std::size_t from = log.first[ticket];
  const std::size_t count = log.first[ticket + 1] - from;
  return {{log.at.data() + from, count},
          {log.type.data() + from, count},
          log.sequence.empty() ? std::span<const std::int64_t>{} : std::span{log.sequence.data() + from, count}};
}

}  // namespace slakit
