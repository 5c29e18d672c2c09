// What a calendar was made from: kept for its reasons, never asked for times. Private to src/calendar.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "calendar/date_plan.hpp"
#include "slakit/calendar/calendar.hpp"

namespace slakit {

struct Calendar::Origin {
  enum class Kind { always, weekly, either, both, without, then };

  Kind kind = Kind::always;
  std::shared_ptr<const detail::DatePlan> plan;  // weekly
  std::vector<Calendar> parts;                   // the others: two
  Instant at{};                                  // then
  std::string name;
};

}  // namespace slakit
