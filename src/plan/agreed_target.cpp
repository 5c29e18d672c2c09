#include "slakit/plan/agreed_target.hpp"

#include "slakit/time/period.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {

std::optional<Target> agreed_target(std::string_view text, const Zone& zone) {
  if (const std::optional<Period> period = Period::parse(text)) {
    if (!period->is_exact() || period->time <= Duration{}) return std::nullopt;
    return Target::working_time(period->time);
  }
  const std::optional<Timestamp> stamp = Timestamp::parse(text);
  if (!stamp) return std::nullopt;
  const std::optional<Instant> instant = stamp->instant();
  const Checked<Instant> at = instant ? Checked<Instant>{*instant} : zone.to_instant(stamp->wall);
  if (!at || !in_range(*at)) return std::nullopt;
  return Target::at(*at);
}

}  // namespace slakit
