// When duties are due.
#pragma once

#include <optional>

#include "slakit/plan/plan.hpp"
#include "time/local_dates.hpp"

namespace slakit {

struct DutyDeadline {
  bool is_none = false;       // nothing falls due
  std::optional<Instant> at;  // absent where it is not known, because of
  Fault fault = Fault::none;
  Instant earliest = Instant::min();  // it is no earlier, known or not

  // The last instant that is on time for certain.
  Instant on_time_until() const noexcept { return is_none ? Instant::max() : at.value_or(earliest); }
};

// So long after the end of a day.
DutyDeadline deadline_after_day(const Plan& plan, const Plan::Duty& duty, Date last, Instant as_of);
// So long after an event.
DutyDeadline deadline_after_event(const Plan& plan, const Plan::Duty& duty, Instant event, Instant as_of);

// Dates from the event's, both days in (`whole days later`: the last of them ends, or begins); with hours, exactly.
enum class DayEdge : std::uint8_t { begin, end };
Checked<Instant> later(const Plan& plan, Instant event, const Period& period, DayEdge edge) noexcept;

}  // namespace slakit
