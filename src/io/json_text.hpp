// JSON for people: indented, what is short on one line. Private to src/io.
#pragma once

#include <boost/json/value.hpp>
#include <string>

namespace slakit {

std::string to_json_text(const boost::json::value& value);

}  // namespace slakit
