#include "instant_reader.hpp"

#include <date/date.h>

#include <locale>
#include <utility>

#include "row_notes.hpp"
#include "slakit/base/fault.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

InstantReader::Result refuse(std::string_view code, std::string message) {
  return {{}, false, CellIssue{code, std::move(message)}};
}

InstantReader::Result in_range_only(Instant at) {
  if (in_range(at)) return {at, false, std::nullopt};
  return refuse("out-of-range", "an instant outside 1970-01-01 to 2100-12-31");
}

}  // namespace

bool format_has_offset(std::string_view format) noexcept {
  return format.find("%z") != std::string_view::npos || format.find("%Ez") != std::string_view::npos;
}

InstantReader::InstantReader(std::string format, std::optional<Zone> zone, Gap gap, Fold fold)
    : format_(std::move(format)), zone_(std::move(zone)), gap_(gap), fold_(fold) {
  stream_.imbue(std::locale::classic());  // a log reads the same on every machine
}

InstantReader::Result InstantReader::read(std::string_view text) {
  return format_.empty() ? read_rfc3339(text) : read_format(text);
}

InstantReader::Result InstantReader::read_rfc3339(std::string_view text) const {
  const std::optional<Timestamp> stamp = Timestamp::parse(text);
  if (!stamp) {
    return refuse("bad-instant",
                  quoted(text) + " is no date and time; write it as 2024-05-06T09:00:00+08:00 (RFC 3339)");
  }
  if (!stamp->offset && !zone_) {
    return refuse("naive-datetime", quoted(text) + " has no UTC offset, so it names no instant; write it as " +
                                        std::string(text) + "+08:00 or ...Z, or say which time zone the log is in");
  }
  Result result = stamp->offset ? in_range_only(*stamp->instant()) : place(stamp->wall);
  result.digits_lost = stamp->digits_lost;
  return result;
}

InstantReader::Result InstantReader::read_format(std::string_view text) {
  stream_.clear();
  stream_.str(std::string(text));
  date::local_time<Duration> wall;
  std::chrono::minutes offset{};
  date::from_stream(stream_, format_.c_str(), wall, static_cast<std::string*>(nullptr), &offset);
  const bool read_all = !stream_.fail() && stream_.peek() == std::istringstream::traits_type::eof();
  if (!read_all) return refuse("bad-instant", quoted(text) + " is no date and time of the form " + format_);
  if (format_has_offset(format_)) return in_range_only(Instant{wall.time_since_epoch() - offset});
  return place(LocalTime{wall.time_since_epoch()});
}

InstantReader::Result InstantReader::place(LocalTime wall) const {
  const Checked<Instant> at = zone_->to_instant(wall, gap_, fold_);
  switch (at.fault) {
    case Fault::none: return in_range_only(*at);
    case Fault::nonexistent_time:
      return refuse("skipped-time", "a wall-clock time that " + zone_->name() + " skips; the gap policy is 'reject'");
    case Fault::ambiguous_time:
      return refuse("ambiguous-time",
                    "a wall-clock time that " + zone_->name() + " has twice; the fold policy is 'reject'");
    default: return refuse("out-of-range", "an instant outside 1970-01-01 to 2100-12-31");
  }
}

}  // namespace slakit
