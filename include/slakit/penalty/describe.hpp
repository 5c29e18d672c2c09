// Descriptions of the enums of charges, for programs that name or list their enumerators (Boost.Describe).
//
//     boost::describe::enum_to_string(value, "?")   // its name
//
// Apart from them and not in slakit.hpp, since few programs need it and it takes time to compile.
#pragma once

#include <boost/describe/enum.hpp>

#include "slakit/penalty/charge.hpp"

namespace slakit {

BOOST_DESCRIBE_ENUM(ChargeStatus, charged, same_incident, not_both, not_highest, not_first, not_in_the_set, not_chosen,
                    not_greater, below_threshold, not_reached, no_band, no_base)

}  // namespace slakit
