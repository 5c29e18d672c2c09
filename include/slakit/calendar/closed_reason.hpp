// Why a calendar is closed at an instant.
//
//     *office.why_closed(national_day)   // {holiday, "国庆节", "National Day", "CN"}
//     to_string(*office.why_closed(national_day))   // "国庆节 (National Day)"
//     *office.why_closed(sunday_noon)    // {no_hours_that_day, "", "", ""}: "no hours on Sundays"
#pragma once

#include <cstdint>
#include <string>

#include "slakit/time/instant.hpp"

namespace slakit {

enum class ClosedBy : std::uint8_t {
  hours,              // before, between or after the hours of its date
  no_hours_that_day,  // its weekday has none
  holiday,
  exception,  // the hours of that one date (or of that day of every year)
  closure,    // a closed stretch with a name: an iCalendar event with times
  exclusion,  // another calendar that is taken out of this one is open: a maintenance window
};

struct ClosedReason {
  ClosedBy by = ClosedBy::hours;
  std::string name;     // of the holiday, the closure or the calendar taken out; may be empty
  std::string english;  // of the holiday; may be empty
  std::string source;   // the set or file that says so: "CN"; may be empty
  friend bool operator==(const ClosedReason&, const ClosedReason&) = default;
};

// "National Day", "outside the hours": what stands behind "closed: ". Compiled (floor io).
std::string to_string(const ClosedReason& reason);

// A closed stretch for one reason.
struct ClosedSpan {
  Interval span;
  ClosedReason reason;
  friend bool operator==(const ClosedSpan&, const ClosedSpan&) = default;
};

}  // namespace slakit
