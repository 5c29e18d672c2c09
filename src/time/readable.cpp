#include "slakit/time/readable.hpp"

#include <chrono>
#include <cstdint>

#include "slakit/time/timestamp.hpp"

namespace slakit {

std::string readable(Duration duration) {
  using namespace std::chrono;
  if (duration < Duration{}) return "-" + readable(-duration);
  std::string text;
  const auto put = [&text](std::int64_t value, const char* unit) {
    if (value != 0) text += (text.empty() ? "" : " ") + std::to_string(value) + " " + unit;
  };
  const hh_mm_ss<Duration> parts{duration};
  put(parts.hours().count(), "h");
  put(parts.minutes().count(), "min");
  put(parts.seconds().count(), "s");
  put(parts.subseconds().count(), "us");
  return text.empty() ? "0 s" : text;
}

std::string wall_text(Instant instant, const Zone& zone) {
  // RFC 3339 of the wall clock's own count: date, T, time, Z.
  std::string text = to_rfc3339(Instant{zone.to_local(instant).time_since_epoch()});
  text.pop_back();
  text[text.find('T')] = ' ';
  constexpr std::size_t to_the_minute = 16;  // "2024-05-06 10:00"
  if (text.compare(to_the_minute, std::string::npos, ":00") == 0) text.resize(to_the_minute);
  return text;
}

}  // namespace slakit
