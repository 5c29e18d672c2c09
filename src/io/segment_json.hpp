// Segments of a timeline as JSON. Private to src/io.
#pragma once

#include <boost/json/object.hpp>

#include "slakit/clock/timeline.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

boost::json::object to_json_value(const Segment& segment, const Zone& zone);
boost::json::object to_json_value(const ClosedReason& reason);

}  // namespace slakit
