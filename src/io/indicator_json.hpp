// Indicators, excuses and what decisions come to, as JSON. Private to src/io.
#pragma once

#include <boost/json/object.hpp>

#include "slakit/audit/audit.hpp"

namespace slakit {

boost::json::object to_json_value(const IndicatorFinding& finding, const Plan& plan);

// {"claims": [...], "effects": [...]}: what exclusions were claimed, and what each made of a finding.
boost::json::object excuses_json(const Audit& audit);

// {"total": ..., "effects": [...]}: what waivers and adjustments would make of the statement's total.
boost::json::object decided_json(const Audit& audit);

// One effect, with the claims that bring it about.
boost::json::object effect_json(const Audit& audit, const ExcuseEffect& effect);

}  // namespace slakit
