// A clock: what starts, pauses, resumes and stops the counting of open time, and the choices it counts by.
//
//     std::vector<Roles> roles(log.types.size());                 // what each event type means to this clock
//     roles[log.types.find("received")] = role::start;
//     roles[log.types.find("restored")] = role::stop;
//     Clock clock{.roles = roles, .calendars = &calendar};
//     Course course;
//     run(clock, history(log, ticket), as_of, course);            // run.hpp: what it made of the ticket
//     Reading reading = read(clock, course, as_of);               // reading.hpp: elapsed, due, breached
//
// One event type may have several roles; within one instant they apply in the order of `role`: start and reopen,
// resume, pause, stop and until, reset, cancel, unless.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "slakit/calendar/boundary.hpp"
#include "slakit/calendar/business_day.hpp"
#include "slakit/calendar/calendar.hpp"
#include "slakit/clock/cycles.hpp"
#include "slakit/clock/reopen.hpp"
#include "slakit/clock/retarget.hpp"
#include "slakit/clock/target.hpp"
#include "slakit/event/log.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

using Roles = std::uint16_t;  // a set of roles

namespace role {
inline constexpr Roles start = 1;
inline constexpr Roles reopen = 2;  // a stopped clock comes back; then `Clock::reopen` says what counts
inline constexpr Roles resume = 4;
inline constexpr Roles pause = 8;
inline constexpr Roles stop = 16;
inline constexpr Roles until = 32;      // stops, and no further cycle begins
inline constexpr Roles reset = 64;      // a running clock counts anew from here; a pause that is on goes on
inline constexpr Roles cancel = 128;    // undoes the start of a running clock
inline constexpr Roles unless = 256;    // came before a delayed start: the clock is not triggered
inline constexpr Roles hold = 512;      // a condition that pauses begins to hold (in the place of pause)
inline constexpr Roles release = 1024;  // and none holds any more (in the place of resume)
}  // namespace role

struct Clock {
  std::span<const Roles> roles = {};    // by event-type code of the log; borrowed; not read by advance()
  Duration after{};                     // calendar time between the start event and the start of counting
  const Calendar* calendars = nullptr;  // borrowed; a course says by index which of them counts
  std::int16_t calendar = 0;            // the one of a course where nobody says
  Target target = {};                   // likewise
  DueBoundary boundary = DueBoundary::close;
  Cycles cycles = Cycles::first;
  Retarget retarget = Retarget::keep_start_and_pauses;
  Reopen reopen = Reopen::carry_on;
  BusinessDayRule days = {};      // of calendar days and local deadlines, too
  bool starts_by_breach = false;  // no event starts it: a stop that came before its start lets it end where it starts
  bool may_reopen = false;        // some event reopens it, so what follows a stop is read
};

// One ticket's events in time order; borrowed columns of equal length.
struct History {
  std::size_t size = 0;
  const Instant* at = nullptr;
  const EventLog::Code* type = nullptr;
  const std::int64_t* sequence = nullptr;  // null where the source has no order of its own
};

inline History history(const EventLog& log, std::size_t ticket) noexcept {
  const std::size_t from = log.first[ticket];
  return {log.first[ticket + 1] - from, log.at.data() + from, log.type.data() + from,
          log.sequence.empty() ? nullptr : log.sequence.data() + from};
}

}  // namespace slakit
