// Points in time as text: RFC 3339, as logs and documents write them.
//
//     Timestamp t = *Timestamp::parse("2024-05-06T09:00:00.25+08:00");
//     *t.instant()                            // 2024-05-06T01:00:00.25Z
//     Timestamp::parse("2024-05-06 09:00")->instant()   // nothing: a wall time without an offset names no instant
//     to_rfc3339(Instant{})                   // "1970-01-01T00:00:00Z"
//
// Beyond RFC 3339, as ISO 8601 and databases have it: a space for the T, seconds left out, offsets "+08" and "+0800".
// Fractions: any number of digits; those below a microsecond are floored away and `digits_lost` says so.
// Refused: second 60 (instants know no leap seconds), dates that do not exist, 24:00, offsets from 24 h on, week and
// ordinal dates. Thread-safety: pure functions, compiled (floor io).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "slakit/base/setting.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

struct Timestamp {
  LocalTime wall;
  Setting<std::chrono::seconds> offset;  // east of UTC; nothing where none was written
  bool digits_lost = false;

  friend constexpr bool operator==(const Timestamp&, const Timestamp&) = default;

  static std::optional<Timestamp> parse(std::string_view text) noexcept;

  constexpr std::optional<Instant> instant() const noexcept {
    if (!offset) return std::nullopt;
    return Instant{wall.time_since_epoch() - *offset};
  }
};

// "2024-05-06T01:00:00Z"; six decimals where there is a fraction of a second.
std::string to_rfc3339(Instant instant);

}  // namespace slakit
