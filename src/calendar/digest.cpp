// A calendar's content as a name-based UUID.
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <string>

#include "slakit/calendar/calendar.hpp"
#include "slakit/calendar/day_patterns.hpp"

namespace slakit {
namespace {

// Numbers as eight bytes, lowest first, whatever the machine.
void append(std::string& bytes, std::int64_t number) {
  for (unsigned shift = 0; shift < 64; shift += 8)
    bytes.push_back(static_cast<char>((static_cast<std::uint64_t>(number) >> shift) & 0xFFU));
}

void append(std::string& bytes, const Zone& zone) {
  append(bytes, static_cast<std::int64_t>(zone.name().size()));
  bytes += zone.name();
  append(bytes, static_cast<std::int64_t>(zone.segments().size()));
  for (const ZoneSegment& segment : zone.segments()) {
    append(bytes, std::chrono::floor<std::chrono::seconds>(segment.from).time_since_epoch().count());
    append(bytes, segment.offset.count());
  }
}

void append(std::string& bytes, const detail::DayPatterns& days) {
  append(bytes, days.first.time_since_epoch().count());
  for (const detail::DayPattern& pattern : days.patterns) {
    append(bytes, static_cast<std::int64_t>(pattern.size()));
    for (const detail::DaySpan& span : pattern) append(bytes, std::int64_t{span.from} << 32 | span.to);
  }
  for (const std::uint32_t number : days.of_day) {
    bytes.push_back(static_cast<char>(number & 0xFFU));
    bytes.push_back(static_cast<char>(number >> 8U & 0xFFU));
    bytes.push_back(static_cast<char>(number >> 16U & 0xFFU));
  }
}

}  // namespace

std::string Calendar::digest() const {
  std::string bytes = "slakit calendar 1";
  append(bytes, zone());
  append(bytes, known().from.time_since_epoch().count());
  append(bytes, known().to.time_since_epoch().count());
  append(bytes, table().day_patterns());
  // The namespace is the name of this form of content; it may never change.
  const boost::uuids::name_generator_sha1 project(boost::uuids::ns::url());
  return to_string(boost::uuids::name_generator_sha1(project("https://slakit/calendar"))(bytes));
}

}  // namespace slakit
