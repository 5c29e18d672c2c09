// Descriptions of the enums of local times and months, for programs that name or list their enumerators
// (Boost.Describe).
//
//     boost::describe::enum_to_string(value, "?")   // its name
//
// Apart from them and not in slakit.hpp, since few programs need it and it takes time to compile.
#pragma once

#include <boost/describe/enum.hpp>

#include "slakit/time/month_arithmetic.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

BOOST_DESCRIBE_ENUM(MonthArithmetic, clamp_to_month_end, reject, roll_over)
BOOST_DESCRIBE_ENUM(Gap, instant_after, reject, shifted)
BOOST_DESCRIBE_ENUM(Fold, first, second, reject)

}  // namespace slakit
