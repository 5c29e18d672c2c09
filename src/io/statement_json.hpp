// Charges and what settlement makes of them, as JSON. Private to src/io.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "slakit/audit/audit.hpp"

namespace slakit {

boost::json::object charge_json(const Audit& audit, std::size_t charge);
boost::json::object statement_json(const Audit& audit);

}  // namespace slakit
