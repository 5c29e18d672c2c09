// Holidays that recur by a rule (compiled, floor io).
//
//     RecurringDay::parse("first monday of september")   // Labor Day; "last monday of may", "12-25", "easter - 2",
//                                                        // "monday before 05-25", "12-24 to 01-02"
//     HolidayRule christmas{"Christmas Day", "", *RecurringDay::parse("12-25")};
//     christmas.observed = Observed::nearest_weekday;
//     holidays_of({christmas}, "us")   // ..., {2021-12-24, "Christmas Day (observed)"}, {2021-12-25, "Christmas Day"}
//     easter(2024)                     // 2024-03-31
//
// A day that a year lacks (02-29) is no holiday of that year. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/calendar/calendar_spec.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/month_day.hpp"

namespace slakit {

// Which day of each year, or which days.
struct RecurringDay {
  enum class Kind : std::uint8_t {
    date,             // "12-25"
    nth_weekday,      // "fourth thursday of november"
    last_weekday,     // "last monday of may"
    easter,           // of the Gregorian calendar
    orthodox_easter,  // of the Julian calendar, as a date of the Gregorian one
    weekday_before,   // "wednesday before 11-23": never that day itself
    weekday_after,
    weekday_on_or_before,
    weekday_on_or_after,
    range,  // "12-24 to 01-02": both days in; it may pass New Year
  };

  Kind kind = Kind::date;
  MonthDay day{};   // the month alone for the n-th and last weekday
  MonthDay last{};  // of a range
  int nth = 0;      // 1 to 4
  int weekday = 0;  // 0 = Monday .. 6 = Sunday
  int offset = 0;   // days after it ("easter + 1"), or before ("easter - 2"); up to 366. A range has none.

  // Nothing for text that is no rule, in these words exactly.
  static std::optional<RecurringDay> parse(std::string_view text);
  friend bool operator==(const RecurringDay&, const RecurringDay&) = default;
};

std::string to_string(const RecurringDay& day);

// What else is closed when a holiday falls on a weekend (Saturday, Sunday); the day itself stays a holiday.
enum class Observed : std::uint8_t {
  as_it_is,                     // nothing
  nearest_weekday,              // Friday for a Saturday, Monday for a Sunday (5 U.S.C. 6103)
  sunday_to_monday,             // Monday for a Sunday (Massachusetts G.L. c. 4 s. 7)
  next_free_weekday,            // the next weekday that is no holiday of the set (United Kingdom)
  sunday_to_next_free_weekday,  // the same, for Sundays only (Japan)
};

struct HolidayRule {
  std::string name;     // as its country writes it
  std::string english;  // may be empty
  RecurringDay day;
  Observed observed = Observed::as_it_is;  // not of a range
  Setting<int> from = std::nullopt;  // the first and the last year it holds, both in; of a range, that it begins in
  Setting<int> until = {};
};

// The holidays of 1970-2100 by these rules, in order. `others` are dates of the same set that no rule gives: a
// substitute day passes them. A substitute day has " (observed)" after its name.
std::vector<Holiday> holidays_of(const std::vector<HolidayRule>& rules, const std::string& source,
                                 const std::vector<Date>& others = {});

// Easter Sunday, both as dates of the Gregorian calendar.
Date easter(int year);
Date orthodox_easter(int year);

}  // namespace slakit
