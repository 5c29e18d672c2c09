// What "three business days later" means where engines and contracts differ; Calendar::add_business_days takes it.
//
//     // Monday to Friday 09:00-17:00, from Saturday 11:00, one business day later:
//     {}                                                        // Monday 11:00: the weekend counts as no day
//     {.start = BusinessDayStart::next_business_day}            // Tuesday 11:00: it starts on Monday, 11:00
//     {.start = BusinessDayStart::next_opening}                 // Tuesday 09:00: it starts on Monday, 09:00
//     {.end = BusinessDayEnd::close_of_business}                // Monday 17:00
//     {.end = BusinessDayEnd::midnight}                         // Monday 24:00
//
//     // From Monday 18:00, one business day later:
//     {}                                                        // Tuesday 18:00
//     {.late = LateStart::next_opening}                         // Wednesday 09:00: it starts on Tuesday, 09:00
#pragma once

#include <cstdint>

#include "slakit/time/zone.hpp"

namespace slakit {

// Where counting starts when that is on no business day (walking backwards: the business day before it).
enum class BusinessDayStart : std::uint8_t {
  as_it_is,           // there; the days are counted from its date
  next_business_day,  // on the next business day, at the same time of day
  next_opening,       // at the next business day's opening
};

// Which time of the last day it ends with (research V43).
enum class BusinessDayEnd : std::uint8_t { same_time_of_day, close_of_business, midnight };

// A start at or after the last closing of its day ("requests after 17:00 count as received on the next business day").
// Applied after BusinessDayStart; only forwards: days counted backwards end with a deadline, not with a request.
enum class LateStart : std::uint8_t {
  as_it_is,
  next_opening,  // counting starts at the next business day's opening
};

struct BusinessDayRule {
  BusinessDayStart start = BusinessDayStart::as_it_is;
  BusinessDayEnd end = BusinessDayEnd::same_time_of_day;
  LateStart late = LateStart::as_it_is;
  Gap gap = Gap::instant_after;  // where the same time of day does not exist, or occurs twice, on the last day
  Fold fold = Fold::first;
};

}  // namespace slakit
