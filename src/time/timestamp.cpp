#include "slakit/time/timestamp.hpp"

#include <chrono>
#include <cstdint>

namespace slakit {

namespace {

// Reads a text from left to right; each step answers whether it fitted.
struct TimestampCursor {
  std::string_view rest;

  constexpr bool skip(char c) noexcept {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  constexpr bool digit_next() const noexcept { return !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; }
  constexpr bool number(std::size_t digits, int& value) noexcept {
    value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!digit_next()) return false;
      value = value * 10 + (rest.front() - '0');
      rest.remove_prefix(1);
    }
    return true;
  }
  // ".25" after seconds: microseconds, and whether something below them was lost.
  constexpr bool fraction(int& micros, bool& lost) noexcept {
    micros = 0;
    if (!skip('.')) return true;
    if (!digit_next()) return false;
    for (int unit = 100'000; digit_next(); unit /= 10) {
      micros += (rest.front() - '0') * unit;
      lost = lost || (unit == 0 && rest.front() != '0');
      rest.remove_prefix(1);
    }
    return true;
  }
  // "Z", "+08:00", "+0800", "+08".
  constexpr bool zone_offset(std::chrono::seconds& offset) noexcept {
    if (skip('Z') || skip('z')) return true;
    const bool west = skip('-');
    int hour = 0;
    int minute = 0;
    if ((!west && !skip('+')) || !number(2, hour)) return false;
    if ((skip(':') || digit_next()) && !number(2, minute)) return false;
    offset = std::chrono::hours{hour} + std::chrono::minutes{minute};
    if (west) offset = -offset;
    return hour < 24 && minute < 60;
  }
};

}  // namespace

std::optional<Timestamp> Timestamp::parse(std::string_view text) noexcept {
  TimestampCursor cursor{text};
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micros = 0;
  Timestamp result;
  const bool dated = cursor.number(4, year) && cursor.skip('-') && cursor.number(2, month) && cursor.skip('-') &&
                     cursor.number(2, day) && (cursor.skip('T') || cursor.skip('t') || cursor.skip(' '));
  if (!dated || !cursor.number(2, hour) || !cursor.skip(':') || !cursor.number(2, minute)) return std::nullopt;
  if (cursor.skip(':') && !(cursor.number(2, second) && cursor.fraction(micros, result.digits_lost)))
    return std::nullopt;
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  result.wall = std::chrono::local_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
                std::chrono::seconds{second} + Duration{micros};
  if (cursor.rest.empty()) return result;
  std::chrono::seconds offset{};
  if (!cursor.zone_offset(offset) || !cursor.rest.empty()) return std::nullopt;
  result.offset = offset;
  return result;
}

std::string to_rfc3339(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const Date date{day};
  const std::chrono::hh_mm_ss<Duration> time{instant - day};
  std::string text;
  const auto put = [&text](std::int64_t value, std::size_t digits) {
    const std::string number = std::to_string(value);
    text.append(digits > number.size() ? digits - number.size() : 0, '0').append(number);
  };
  put(static_cast<int>(date.year()), 4);
  text += '-';
  put(static_cast<unsigned>(date.month()), 2);
  text += '-';
  put(static_cast<unsigned>(date.day()), 2);
  text += 'T';
  put(time.hours().count(), 2);
  text += ':';
  put(time.minutes().count(), 2);
  text += ':';
  put(time.seconds().count(), 2);
  if (time.subseconds() != Duration{}) {
    text += '.';
    put(time.subseconds().count(), 6);
  }
  return text + 'Z';
}

}  // namespace slakit
