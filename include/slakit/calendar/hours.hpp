// Opening hours of a day and of a week, in local time.
//
//     DayHours lunch_break{*HoursSpan::parse("09:00-12:00"), *HoursSpan::parse("13:30-18:00")};
//     HoursSpan::parse("22:00-06:00")   // overnight: from 22 h to 30 h of its day
//     HoursSpan::parse("00:00-24:00")   // the whole day
//
// Seconds since local midnight. 24:00 is a legal end; an end at or before its start runs into the next day. Text is
// compiled (floor io).
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/time/instant.hpp"

namespace slakit {

struct HoursSpan {
  std::chrono::seconds from{};  // [0, 24 h)
  std::chrono::seconds to{};    // (from, from + 24 h]

  // "HH:MM[:SS]-HH:MM[:SS]"; nothing for any other shape and for an empty span ("09:00-09:00").
  static std::optional<HoursSpan> parse(std::string_view text) noexcept;
  // "HH:MM[:SS]", 00:00 to 24:00.
  static std::optional<std::chrono::seconds> parse_time(std::string_view text) noexcept;
  friend constexpr bool operator==(const HoursSpan&, const HoursSpan&) = default;
};

using DayHours = std::vector<HoursSpan>;      // sorted, not overlapping, once validated
using WeeklyHours = std::array<DayHours, 7>;  // Monday first (ISO 8601)

// The hours of one date, before anything else a calendar says about it.
struct DatedHours {
  Date date;
  DayHours hours;  // empty: closed that day
  friend bool operator==(const DatedHours&, const DatedHours&) = default;
};

// "09:00-12:00", with seconds only where there are some; a span that ends on the next day has its end there
// ("22:00-06:00").
std::string to_string(const HoursSpan& span);

}  // namespace slakit
