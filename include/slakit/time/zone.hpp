// A time zone: what the wall clocks of a place read at each instant, 1970-2100.
//
//     Zone berlin = load_zone("Europe/Berlin");                     // tzdb.hpp, floor io
//     berlin.offset_at(sys_days{2026y/7/1})                         // 7200 s
//     berlin.to_local(sys_days{2026y/7/1})                          // 2026-07-01 02:00
//     berlin.to_instant(LocalTime{local_days{2026y/3/29} + 150min}) // 02:30 is skipped: 2026-03-29T01:00:00Z
//     berlin.to_instant(LocalTime{local_days{2026y/3/29} + 150min}, Gap::reject).fault   // Fault::nonexistent_time
//     berlin.to_instant(LocalTime{local_days{2026y/3/29} + 150min}, Gap::shifted)   // 01:30Z: 03:30 in Berlin
//     Zone::utc(), Zone::fixed(hours{8}, "UTC+8")                   // need no data
//
// Offsets are seconds east of UTC (RFC 9636, section 2). A zone is a flat list of pieces of constant offset; lookups
// take a step or two. Instants outside 1970-2100 read with the nearest piece; local times that fall there are
// out_of_range. Ownership: an immutable value, cheap to copy (copies share the list). Thread-safety: any number of
// threads may read it. Building is compiled (floor io), reading is not.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/fault.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

// A local time that a zone change skips: the first instant after it; a fault; or the local time read with the offset
// before the change, which is later by as much as is skipped (java.time and Python's zoneinfo do that).
enum class Gap : std::uint8_t { instant_after, reject, shifted };
// A local time that occurs twice: which one, or a fault.
enum class Fold : std::uint8_t { first, second, reject };

// [from, to), whole seconds, in which the offset is constant.
struct ZoneSegment {
  Instant from;
  Instant to;
  std::chrono::seconds offset{};
  friend constexpr bool operator==(const ZoneSegment&, const ZoneSegment&) = default;
};

class Zone {
 public:
  Zone() : Zone(fixed(std::chrono::seconds{0}, "UTC")) {}

  static Zone utc() { return Zone{}; }
  static Zone fixed(std::chrono::seconds offset, std::string name);

  // `segments` cover 1970-2100 in order, without a gap (as load_zone makes them); neighbours of equal offset are
  // joined.
  Zone(std::string name, std::string tzdata_version, const std::vector<ZoneSegment>& segments);

  const std::string& name() const noexcept { return data_->name; }
  // The release of the IANA database the zone was read from ("2025b"); "" for utc and fixed.
  const std::string& tzdata_version() const noexcept { return data_->version; }
  // In order, covering [range_begin, range_end). Borrowed: lives as long as any copy of the zone.
  const std::vector<ZoneSegment>& segments() const noexcept { return data_->segments; }

  std::chrono::seconds offset_at(Instant at) const noexcept {
    const Instant known = std::clamp(at, range_begin, range_end - Duration{1});
    const auto block = static_cast<std::size_t>((known - range_begin).count() >> block_bits);
    const ZoneSegment* segment = data_->segments.data() + data_->first_of_block[block];
    while (segment->to <= known) ++segment;
    return segment->offset;
  }

  LocalTime to_local(Instant at) const noexcept { return LocalTime{at.time_since_epoch() + offset_at(at)}; }

  // Faults: out_of_range; nonexistent_time and ambiguous_time under `reject`. Compiled (floor io).
  Checked<Instant> to_instant(LocalTime local, Gap gap = Gap::instant_after, Fold fold = Fold::first) const noexcept;

  // The same readings under the same name; the release they come from does not matter.
  friend bool operator==(const Zone& a, const Zone& b) noexcept;

 private:
  static constexpr int block_bits = 43;  // 102 days: hardly a block has two changes

  struct Data {
    std::string name;
    std::string version;
    std::vector<ZoneSegment> segments;
    std::vector<std::uint16_t> first_of_block = {};  // of each block's first instant: the segment
  };

  std::shared_ptr<const Data> data_;
};

}  // namespace slakit
