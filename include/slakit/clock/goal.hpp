// Where a target leads: a budget of open time, or an instant, from where a clock started counting.
//
//     goal(clock, course)    // working time: {budget}; 2 business days from Friday 15:00: {base: Tuesday 15:00}
//
// Business and calendar days are counted once, at the start, by the calendar of that moment; pauses then move the
// instant by the open time (of calendar days: by the time) that they took. Deadlines and agreed instants stay.
// Compiled (floor io) but for timers.
#pragma once

#include <cstdint>

#include "slakit/base/fault.hpp"
#include "slakit/clock/course.hpp"

namespace slakit {

enum class PauseCredit : std::uint8_t { none, open_time, all_time };

struct Goal {
  bool is_timer = true;
  PauseCredit credit = PauseCredit::none;
  Duration budget{};
  Instant base{};
  Fault fault = Fault::none;
};

namespace detail {
Goal instant_goal(const Clock& clock, const Course& course) noexcept;
}

// Only where the course has a target and has started.
inline Goal goal(const Clock& clock, const Course& course) noexcept {
  if (!course.target.is_timer()) return detail::instant_goal(clock, course);
  Goal timer;
  timer.budget = course.share ? *course.share : course.target.within;
  return timer;
}

}  // namespace slakit
