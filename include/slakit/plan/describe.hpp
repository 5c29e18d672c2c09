// Descriptions of the plan's enums, for programs that name or list their enumerators (Boost.Describe).
//
//     boost::describe::enum_to_string(value, "?")   // its name
//
// Apart from them and not in slakit.hpp, since few programs need it and it takes time to compile.
#pragma once

#include <boost/describe/enum.hpp>

#include "slakit/plan/priced.hpp"

namespace slakit {

BOOST_DESCRIBE_ENUM(PricedKind, clock, duty, promise, indicator, event)

}  // namespace slakit
