// A holiday against a shift that runs past midnight (research clocks V20).
//
//     // shifts Monday to Friday 22:00-06:00; Friday is a holiday; open from Thursday 22:00 to Friday 06:00:
//     OvernightHoliday::cut_at_midnight    // 2 h: the holiday takes its date from 0 to 24 h
//     OvernightHoliday::cancel_the_shift   // 8 h: it takes the shift that starts on its date, and no other
#pragma once

#include <cstdint>

namespace slakit {

enum class OvernightHoliday : std::uint8_t { cut_at_midnight, cancel_the_shift };

}  // namespace slakit
