// A log without what happened at or after an instant. Private to src.
//
//     const EventLog before = cut(log, as_of);     // its tickets keep their codes; those without events have no rows
#pragma once

#include "slakit/event/log.hpp"

namespace slakit {

bool has_events_from(const EventLog& log, Instant at) noexcept;
EventLog cut(const EventLog& log, Instant at);

}  // namespace slakit
