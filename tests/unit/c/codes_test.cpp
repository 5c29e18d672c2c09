// The numbers of slakit.h are those of the C++ enums, and the layout of its structs is what programs were compiled
// with.
#include <gtest/gtest.h>

#include <boost/describe/enumerators.hpp>
#include <cstddef>
#include <cstdint>
#include <string>

#include "slakit.h"
#include "slakit/assessment/describe.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/base/fault.hpp"
#include "slakit/calendar/boundary.hpp"
#include "slakit/calendar/business_day.hpp"
#include "slakit/calendar/closed_reason.hpp"
#include "slakit/calendar/holiday_deadline.hpp"
#include "slakit/contract/check.hpp"
#include "slakit/version.hpp"

namespace slakit {
namespace {

constexpr bool is(Fault fault, int code) { return static_cast<int>(fault) == code; }
constexpr bool is(DueBoundary boundary, int code) { return static_cast<int>(boundary) == code; }

static_assert(is(Fault::none, SLAKIT_OK));
static_assert(is(Fault::out_of_range, SLAKIT_OUT_OF_RANGE));
static_assert(is(Fault::never_opens, SLAKIT_NEVER_OPENS));
static_assert(is(Fault::calendar_unknown, SLAKIT_CALENDAR_UNKNOWN));
static_assert(is(Fault::nonexistent_time, SLAKIT_NONEXISTENT_TIME));
static_assert(is(Fault::ambiguous_time, SLAKIT_AMBIGUOUS_TIME));
static_assert(is(Fault::overflow, SLAKIT_OVERFLOW));
static_assert(is(Fault::nonexistent_date, SLAKIT_NONEXISTENT_DATE));
static_assert(is(DueBoundary::close, SLAKIT_CLOSE));
static_assert(is(DueBoundary::next_open, SLAKIT_NEXT_OPEN));
constexpr bool is(Severity severity, int code) { return static_cast<int>(severity) == code; }
static_assert(is(Severity::error, SLAKIT_SEVERITY_ERROR));
static_assert(is(Severity::remark, SLAKIT_SEVERITY_REMARK));
static_assert(is(Severity::note, SLAKIT_SEVERITY_NOTE));

template <class Enum>
constexpr bool equals(Enum value, int code) {
  return static_cast<int>(value) == code;
}
static_assert(equals(BusinessDayStart::as_it_is, SLAKIT_START_AS_IT_IS));
static_assert(equals(BusinessDayStart::next_business_day, SLAKIT_START_NEXT_BUSINESS_DAY));
static_assert(equals(BusinessDayStart::next_opening, SLAKIT_START_NEXT_OPENING));
static_assert(equals(LateStart::as_it_is, SLAKIT_LATE_AS_IT_IS));
static_assert(equals(LateStart::next_opening, SLAKIT_LATE_NEXT_OPENING));
static_assert(equals(BusinessDayEnd::same_time_of_day, SLAKIT_END_SAME_TIME_OF_DAY));
static_assert(equals(BusinessDayEnd::close_of_business, SLAKIT_END_CLOSE_OF_BUSINESS));
static_assert(equals(BusinessDayEnd::midnight, SLAKIT_END_MIDNIGHT));
static_assert(equals(HolidayDeadline::next_working_day, SLAKIT_MOVE_NEXT_WORKING_DAY));
static_assert(equals(HolidayDeadline::unchanged, SLAKIT_MOVE_UNCHANGED));
static_assert(equals(HolidayDeadline::previous_working_day, SLAKIT_MOVE_PREVIOUS_WORKING_DAY));
static_assert(equals(ClosedBy::hours, SLAKIT_CLOSED_BY_HOURS - 1));
static_assert(equals(ClosedBy::no_hours_that_day, SLAKIT_CLOSED_BY_WEEKDAY - 1));
static_assert(equals(ClosedBy::holiday, SLAKIT_CLOSED_BY_HOLIDAY - 1));
static_assert(equals(ClosedBy::exception, SLAKIT_CLOSED_BY_EXCEPTION - 1));
static_assert(equals(ClosedBy::closure, SLAKIT_CLOSED_BY_CLOSURE - 1));
static_assert(equals(ClosedBy::exclusion, SLAKIT_CLOSED_BY_EXCLUSION - 1));
static_assert(equals(Verdict::met, SLAKIT_MET));
static_assert(equals(Verdict::breached, SLAKIT_BREACHED));
static_assert(equals(Verdict::running, SLAKIT_RUNNING));
static_assert(equals(Verdict::not_triggered, SLAKIT_NOT_TRIGGERED));
static_assert(equals(Verdict::not_measurable, SLAKIT_NOT_MEASURABLE));
static_assert(equals(Reason::none, SLAKIT_REASON_NONE));
static_assert(equals(Reason::no_start, SLAKIT_REASON_NO_START));
static_assert(equals(Reason::stop_before_start, SLAKIT_REASON_STOP_BEFORE_START));
static_assert(equals(Reason::no_target, SLAKIT_REASON_NO_TARGET));
static_assert(equals(Reason::fault, SLAKIT_REASON_FAULT));
static_assert(equals(Reason::unless_came, SLAKIT_REASON_UNLESS_CAME));
static_assert(equals(Reason::delay_not_over, SLAKIT_REASON_DELAY_NOT_OVER));
static_assert(equals(Reason::cancelled, SLAKIT_REASON_CANCELLED));
static_assert(equals(Reason::other_not_breached, SLAKIT_REASON_OTHER_NOT_BREACHED));
static_assert(SLAKIT_NONEXISTENT_DATE < SLAKIT_BAD_CALL, "statuses of calls stay clear of faults to come");
static_assert(SLAKIT_BAD_CALL <= UINT8_MAX, "faults are bytes in batches");

// A change here is a change of the ABI: raise SLAKIT_ABI_VERSION.
static_assert(sizeof(slakit_money) == 16 && offsetof(slakit_money, digits) == 8 &&
              offsetof(slakit_money, currency) == 12);
static_assert(sizeof(slakit_error) == 8 + SLAKIT_MESSAGE_SIZE && offsetof(slakit_error, message) == 8);
static_assert(offsetof(slakit_audit_options, struct_size) == 0 && offsetof(slakit_audit_options, as_of_us) == 8);
static_assert(sizeof(slakit_live_reading) == 2 * sizeof(void*) + 8 * 4 + 7 * 8);
static_assert(sizeof(void*) != 8 || (sizeof(slakit_live_step) == 48 && offsetof(slakit_live_step, at_us) == 32));
static_assert(SLAKIT_ABI_VERSION == 3);

// Says so when Fault gets a value that the C interface has no name for.
TEST(CCodes, EveryFaultHasItsText) {
  for (int code = 0; code < SLAKIT_BAD_CALL; ++code) {
    const std::string text(to_string(static_cast<Fault>(code)));
    const bool is_fault = text != "unknown fault";
    EXPECT_EQ(is_fault, code <= SLAKIT_NONEXISTENT_DATE) << code;
    if (is_fault && code != SLAKIT_OK) {
      EXPECT_EQ(slakit_status_text(code), text);
    }
  }
}

TEST(CCodes, VersionIsTheLibrarys) { EXPECT_EQ(slakit_version(), version_string); }

}  // namespace
}  // namespace slakit
