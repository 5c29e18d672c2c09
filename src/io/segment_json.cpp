#include "segment_json.hpp"

#include <boost/describe/enum_to_string.hpp>
#include <utility>

#include "slakit/calendar/describe.hpp"
#include "slakit/time/period.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

const char* state_name(SegmentState state) {
  switch (state) {
    case SegmentState::not_started: return "not started";
    case SegmentState::running: return "running";
    case SegmentState::paused: return "paused";
    case SegmentState::closed: return "closed";
    case SegmentState::stopped: return "stopped";
  }
  return "?";
}

}  // namespace

boost::json::object to_json_value(const ClosedReason& reason) {
  boost::json::object object{{"by", boost::describe::enum_to_string(reason.by, "?")}, {"text", to_string(reason)}};
  for (const auto& [key, text] :
       {std::pair{"name", &reason.name}, {"english", &reason.english}, {"source", &reason.source}})
    if (!text->empty()) object[key] = *text;
  return object;
}

boost::json::object to_json_value(const Segment& segment, const Zone& zone) {
  boost::json::object object{{"from", to_rfc3339(segment.span.from, zone)},
                             {"to", to_rfc3339(segment.span.to, zone)},
                             {"state", state_name(segment.state)},
                             {"length", to_string(Period{0, 0, segment.span.length()})}};
  if (!segment.cause.empty()) object["cause"] = segment.cause;
  if (!segment.holder.empty()) object["holder"] = segment.holder;
  if (segment.state == SegmentState::closed) object["closed"] = to_json_value(segment.reason);
  return object;
}

}  // namespace slakit
