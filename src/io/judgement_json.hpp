// Verdicts in short, as JSON. Private to src/io.
#pragma once

#include <boost/json/value.hpp>

#include "slakit/assessment/log_audit.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

// {"verdict": "breached", "due": "2024-05-07T00:00:00+08:00", "late": "PT27H"}; null where there is none.
boost::json::value judgement_json(const Setting<Judgement>& judgement, const Zone& zone);

}  // namespace slakit
