#include "slakit/calendar/hours.hpp"

#include <cstdint>

namespace slakit {
namespace {

constexpr std::optional<int> two_digits(std::string_view text) noexcept {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace

std::optional<std::chrono::seconds> HoursSpan::parse_time(std::string_view text) noexcept {
  const bool with_seconds = text.size() == 8 && text[5] == ':';
  if ((text.size() != 5 && !with_seconds) || text[2] != ':') return std::nullopt;
  const std::optional<int> h = two_digits(text.substr(0, 2));
  const std::optional<int> m = two_digits(text.substr(3, 2));
  const std::optional<int> s = with_seconds ? two_digits(text.substr(6, 2)) : 0;
  if (!h || !m || !s || *m > 59 || *s > 59) return std::nullopt;
  const std::chrono::seconds time = std::chrono::hours{*h} + std::chrono::minutes{*m} + std::chrono::seconds{*s};
  return time <= std::chrono::hours{24} ? std::optional{time} : std::nullopt;
}

std::optional<HoursSpan> HoursSpan::parse(std::string_view text) noexcept {
  constexpr std::chrono::seconds day = std::chrono::hours{24};
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::optional<std::chrono::seconds> from = parse_time(text.substr(0, dash));
  const std::optional<std::chrono::seconds> to = parse_time(text.substr(dash + 1));
  if (!from || !to || *from == day || *from == *to) return std::nullopt;
  return HoursSpan{*from, *to > *from ? *to : *to + day};
}

std::string to_string(const HoursSpan& span) {
  const auto clock = [](std::chrono::seconds time) {
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const std::int64_t s = time.count();
    return two(s / 3600) + ':' + two(s / 60 % 60) + (s % 60 != 0 ? ':' + two(s % 60) : "");
  };
  constexpr std::chrono::seconds day = std::chrono::hours{24};
  return clock(span.from) + '-' + clock(span.to > day ? span.to - day : span.to);
}

}  // namespace slakit
