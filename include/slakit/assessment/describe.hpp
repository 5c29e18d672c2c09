// Descriptions of the enums of findings, for programs that name or list their enumerators (Boost.Describe).
//
//     boost::describe::enum_to_string(value, "?")   // its name
//
// Apart from them and not in slakit.hpp, since few programs need it and it takes time to compile.
#pragma once

#include <boost/describe/enum.hpp>

#include "slakit/assessment/decisions.hpp"
#include "slakit/assessment/duties.hpp"
#include "slakit/assessment/excuses.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/indicators.hpp"
#include "slakit/assessment/promises.hpp"

namespace slakit {

BOOST_DESCRIBE_ENUM(Ruling, met, breached, waived, adjusted, chosen)
BOOST_DESCRIBE_ENUM(DutyPart, performance, spacing, contents)
BOOST_DESCRIBE_ENUM(DutyReason, none, late, missing, too_soon, too_late, no_deadline, no_trigger, occasional, contents,
                    no_member, fault)
BOOST_DESCRIBE_ENUM(ExcusedKind, clock, duty, promise)
BOOST_DESCRIBE_ENUM(Verdict, met, breached, running, not_triggered, not_measurable, judged, excused)
BOOST_DESCRIBE_ENUM(Reason, none, no_start, stop_before_start, no_target, fault, unless_came, delay_not_over, cancelled,
                    other_not_breached)
BOOST_DESCRIBE_ENUM(IndicatorReason, none, not_reached, not_over, no_data, aim_reached, aim_missed, no_target, partial,
                    bad_value, fault)
BOOST_DESCRIBE_ENUM(OutageUse, counted, too_short, planned, excused)
BOOST_DESCRIBE_ENUM(PromiseReason, none, before_needs, out_of_order, refused, late, missing, happened, no_deadline,
                    no_handling, no_trigger, no_number, fault)

}  // namespace slakit
