// Descriptions of the enums of calendars, for programs that name or list their enumerators (Boost.Describe).
//
//     boost::describe::enum_to_string(value, "?")   // its name
//
// Apart from them and not in slakit.hpp, since few programs need it and it takes time to compile.
#pragma once

#include <boost/describe/enum.hpp>

#include "slakit/calendar/boundary.hpp"
#include "slakit/calendar/business_day.hpp"
#include "slakit/calendar/closed_reason.hpp"
#include "slakit/calendar/holiday_deadline.hpp"
#include "slakit/calendar/holiday_rule.hpp"
#include "slakit/calendar/overnight_holiday.hpp"

namespace slakit {

BOOST_DESCRIBE_ENUM(DueBoundary, close, next_open)
BOOST_DESCRIBE_ENUM(BusinessDayStart, as_it_is, next_business_day, next_opening)
BOOST_DESCRIBE_ENUM(BusinessDayEnd, same_time_of_day, close_of_business, midnight)
BOOST_DESCRIBE_ENUM(LateStart, as_it_is, next_opening)
BOOST_DESCRIBE_ENUM(ClosedBy, hours, no_hours_that_day, holiday, exception, closure, exclusion)
BOOST_DESCRIBE_ENUM(HolidayDeadline, next_working_day, unchanged, previous_working_day)
BOOST_DESCRIBE_ENUM(Observed, as_it_is, nearest_weekday, sunday_to_monday, next_free_weekday,
                    sunday_to_next_free_weekday)
BOOST_DESCRIBE_ENUM(OvernightHoliday, cut_at_midnight, cancel_the_shift)

}  // namespace slakit
