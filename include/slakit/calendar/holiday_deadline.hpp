// A deadline that falls on a closed day (research penalties A6; PRC Civil Code art. 203: the day after the holiday).
//
//     calendar.moved(2024y/5/1, HolidayDeadline::next_working_day)      // 2024-05-06 in China
//     calendar.moved(2024y/5/1, HolidayDeadline::previous_working_day)  // 2024-04-30
#pragma once

#include <cstdint>

namespace slakit {

enum class HolidayDeadline : std::uint8_t { next_working_day, unchanged, previous_working_day };

}  // namespace slakit
