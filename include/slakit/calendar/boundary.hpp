// Where a due instant lies when the budget is used up exactly at closing time.
//
//     // Monday to Friday 08:00-20:00, from Monday 08:00, twelve hours:
//     calendar.due(monday_8, hours{12}, DueBoundary::close)       // Monday 20:00
//     calendar.due(monday_8, hours{12}, DueBoundary::next_open)   // Tuesday 08:00
//
// Both hold the same open time; engines differ (research clocks V33), so it is a choice. `close` is the instant nearest
// to the start, `next_open` the farthest.
#pragma once

#include <cstdint>

namespace slakit {

enum class DueBoundary : std::uint8_t { close, next_open };

}  // namespace slakit
