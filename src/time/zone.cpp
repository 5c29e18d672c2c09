#include "slakit/time/zone.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace slakit {
namespace {

constexpr std::chrono::sys_seconds range_start = std::chrono::floor<std::chrono::seconds>(range_begin);
constexpr std::chrono::sys_seconds range_stop = std::chrono::floor<std::chrono::seconds>(range_end);

std::vector<ZoneSegment> joined(const std::vector<ZoneSegment>& segments) {
  std::vector<ZoneSegment> result;
  for (const ZoneSegment& segment : segments) {
    if (segment.from >= segment.to) continue;
    if (!result.empty() && result.back().offset == segment.offset) {
      result.back().to = segment.to;
    } else {
      result.push_back(segment);
    }
  }
  return result;
}

}  // namespace

Zone Zone::fixed(std::chrono::seconds offset, std::string name) {
  return Zone{std::move(name), "", {{range_start, range_stop, offset}}};
}

Zone::Zone(std::string name, std::string tzdata_version, const std::vector<ZoneSegment>& segments) {
  Data data{std::move(name), std::move(tzdata_version), joined(segments)};
  std::uint16_t segment = 0;
  for (Instant at = range_begin; at < range_end; at += Duration{std::int64_t{1} << block_bits}) {
    while (data.segments[segment].to <= at) ++segment;
    data.first_of_block.push_back(segment);
  }
  data_ = std::make_shared<const Data>(std::move(data));
}

Checked<Instant> Zone::to_instant(LocalTime local, Gap gap, Fold fold) const noexcept {
  // Offsets lie well inside a day, changes too (the date line moved by 24 h).
  constexpr std::chrono::hours widest{26};
  const Instant as_utc{local.time_since_epoch()};
  if (as_utc < range_begin - widest || as_utc > range_end + widest) return Fault::out_of_range;

  const std::vector<ZoneSegment>& list = data_->segments;
  auto segment =
      std::partition_point(list.begin(), list.end(), [&](const ZoneSegment& s) { return s.to + widest <= as_utc; });
  const ZoneSegment* behind_gap = nullptr;
  Checked<Instant> found = Fault::nonexistent_time;
  for (; segment != list.end() && segment->from - widest <= as_utc; ++segment) {
    const Instant at = as_utc - segment->offset;
    if (at < segment->from && behind_gap == nullptr) behind_gap = &*segment;
    const bool inside = at >= segment->from && (at < segment->to || at == range_end);
    if (!inside) continue;
    if (found) return fold == Fold::second ? Checked<Instant>{at} : Fault::ambiguous_time;
    found = at;
    if (fold == Fold::first) break;
  }
  if (found) return found;
  if (behind_gap == nullptr || behind_gap == &list.front()) return Fault::out_of_range;
  switch (gap) {
    case Gap::reject: return Fault::nonexistent_time;
    case Gap::shifted: return as_utc - std::prev(behind_gap)->offset;
    case Gap::instant_after: break;
  }
  return Instant{behind_gap->from};
}

bool operator==(const Zone& a, const Zone& b) noexcept {
  return a.data_ == b.data_ || (a.data_->name == b.data_->name && a.data_->segments == b.data_->segments);
}

}  // namespace slakit
