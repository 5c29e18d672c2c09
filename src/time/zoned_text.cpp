#include "slakit/time/zoned_text.hpp"

#include <chrono>

#include "slakit/time/timestamp.hpp"

namespace slakit {

std::string to_rfc3339(Instant instant, const Zone& zone) {
  using std::chrono::minutes;
  const std::chrono::seconds offset = zone.offset_at(instant);
  const auto whole = std::chrono::duration_cast<minutes>(offset);
  if (whole != offset || offset == std::chrono::seconds{0}) return to_rfc3339(instant);
  std::string text = to_rfc3339(Instant{zone.to_local(instant).time_since_epoch()});
  text.pop_back();  // the Z
  const auto distance = static_cast<int>(offset < std::chrono::seconds{0} ? -whole.count() : whole.count());
  const auto two = [](int value) { return std::string(value < 10 ? "0" : "") + std::to_string(value); };
  return text + (offset < std::chrono::seconds{0} ? '-' : '+') + two(distance / 60) + ":" + two(distance % 60);
}

}  // namespace slakit
