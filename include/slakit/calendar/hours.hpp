// Opening hours of a day and of a week, in local time.
//
//     DayHours lunch_break{*HoursSpan::parse("09:00-12:00"), *HoursSpan::parse("13:30-18:00")};
//     HoursSpan::parse("22:00-06:00")   // overnight: from 22 h to 30 h of its day
//     HoursSpan::parse("00:00-24:00")   // the whole day
//
// Seconds since local midnight. 24:00 is a legal end; an end at or before its start runs into the next day.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
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

namespace detail {

constexpr std::optional<int> two_digits(std::string_view text) noexcept {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace detail

inline std::optional<std::chrono::seconds> HoursSpan::parse_time(std::string_view text) noexcept {
  const bool with_seconds = text.size() == 8 && text[5] == ':';
  if ((text.size() != 5 && !with_seconds) || text[2] != ':') return std::nullopt;
  const std::optional<int> h = detail::two_digits(text.substr(0, 2));
  const std::optional<int> m = detail::two_digits(text.substr(3, 2));
  const std::optional<int> s = with_seconds ? detail::two_digits(text.substr(6, 2)) : 0;
  if (!h || !m || !s || *m > 59 || *s > 59) return std::nullopt;
  const std::chrono::seconds time = std::chrono::hours{*h} + std::chrono::minutes{*m} + std::chrono::seconds{*s};
  return time <= std::chrono::hours{24} ? std::optional{time} : std::nullopt;
}

inline std::optional<HoursSpan> HoursSpan::parse(std::string_view text) noexcept {
  constexpr std::chrono::seconds day = std::chrono::hours{24};
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::optional<std::chrono::seconds> from = parse_time(text.substr(0, dash));
  const std::optional<std::chrono::seconds> to = parse_time(text.substr(dash + 1));
  if (!from || !to || *from == day || *from == *to) return std::nullopt;
  return HoursSpan{*from, *to > *from ? *to : *to + day};
}

// "09:00-12:00", with seconds only where there are some; a span that ends on the next day has its end there
// ("22:00-06:00").
inline std::string to_string(const HoursSpan& span) {
  const auto clock = [](std::chrono::seconds time) {
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const std::int64_t s = time.count();
    return two(s / 3600) + ':' + two(s / 60 % 60) + (s % 60 != 0 ? ':' + two(s % 60) : "");
  };
  constexpr std::chrono::seconds day = std::chrono::hours{24};
  return clock(span.from) + '-' + clock(span.to > day ? span.to - day : span.to);
}

}  // namespace slakit
