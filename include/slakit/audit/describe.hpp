// Descriptions of the enums of audits, for programs that name or list their enumerators (Boost.Describe).
//
//     boost::describe::enum_to_string(value, "?")   // its name
//
// Apart from them and not in slakit.hpp, since few programs need it and it takes time to compile.
#pragma once

#include <boost/describe/enum.hpp>

#include "slakit/audit/derivation.hpp"
#include "slakit/audit/exposure.hpp"

namespace slakit {

BOOST_DESCRIBE_ENUM(DerivationKind, clause, amendment, breach, lateness, shortfall, threshold, rounded_lateness,
                    due_day, count, excused, base, price, band, step, sum, points, multiplier, repeat, clamp, documents,
                    loss, not_charged, rounding, minimum, cap, carried, earned_back, provisional, not_applied)
BOOST_DESCRIBE_ENUM(ExposureState, running, accruing, suspended)

}  // namespace slakit
