// 31 January and a month (research penalties A5).
//
//     add(2024y/1/31, *Period::parse("P1M"), MonthArithmetic::clamp_to_month_end)   // 2024-02-29 (PRC Civil Code 202)
//     add(2024y/1/31, *Period::parse("P1M"), MonthArithmetic::roll_over)            // 2024-03-02
//     add(2024y/1/31, *Period::parse("P1M"), MonthArithmetic::reject)               // Fault::nonexistent_date
#pragma once

#include <cstdint>

namespace slakit {

enum class MonthArithmetic : std::uint8_t { clamp_to_month_end, reject, roll_over };

}  // namespace slakit
