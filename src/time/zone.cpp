#include "slakit/time/zone.hpp"

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

Zone::Zone(std::string name, std::string tzdata_version, const std::vector<ZoneSegment>& segments)
    : data_(std::make_shared<const Data>(Data{std::move(name), std::move(tzdata_version), joined(segments)})) {}

}  // namespace slakit
