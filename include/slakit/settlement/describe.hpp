// Descriptions of the enums of settlement, for programs that name or list their enumerators (Boost.Describe).
//
//     boost::describe::enum_to_string(value, "?")   // its name
//
// Apart from them and not in slakit.hpp, since few programs need it and it takes time to compile.
#pragma once

#include <boost/describe/enum.hpp>

#include "slakit/settlement/claims.hpp"
#include "slakit/settlement/rights.hpp"
#include "slakit/settlement/statement.hpp"

namespace slakit {

BOOST_DESCRIBE_ENUM(AdjustmentKind, raised, dropped, cut, carried, earned_back)
BOOST_DESCRIBE_ENUM(RightState, not_arisen, exercisable, lapsed)
BOOST_DESCRIBE_ENUM(ClaimState, not_over, claimable, about_to_lapse, claimed, barred)

}  // namespace slakit
