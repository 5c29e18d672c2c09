// Dates that follow from a contract: its term, the periods of a duty, deadlines. Local dates in the contract's zone.
// Private to src/io.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/calendar/calendar.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/plan/sources.hpp"

namespace slakit::page {

// Both days in.
struct Days {
  Date first;
  Date last;
};

// A length of dates, and the day it is counted from: `shift` days before the first.
struct Stretch {
  Date first;
  std::optional<Date> last;  // unset: for ever
  Date origin;
  std::chrono::days shift{};
};

std::string text_of(Date date);  // "2024-06-25"

// The deadline so long after a day: the end of `date`, or `time` into it.
struct Deadline {
  Date date;
  std::optional<std::chrono::seconds> time;
};

class Dates {
 public:
  explicit Dates(const Contract& contract);

  // Nothing where the contract has no term, or one past 2100.
  const std::optional<Stretch>& term() const noexcept { return term_; }
  std::optional<Stretch> own(const OwnPeriod& period) const;

  // Consecutive periods of the stretch, the last one cut off at its end; none for periods that are no whole days and
  // for a stretch without an end.
  std::vector<Days> periods(const Stretch& whole, const Period& every, Anchor anchor) const;

  std::optional<Deadline> after(Date last, const std::optional<Period>& due) const;
  // Where a deadline on a closed day goes; nothing where the calendar cannot tell.
  std::optional<Date> moved(Date date, const std::string& calendar, HolidayDeadline rule);

 private:
  std::optional<Date> milestone(std::string_view name) const;
  const Calendar* calendar(const std::string& name);

  const Contract& contract_;
  MonthArithmetic months_;
  std::optional<Stretch> term_;
  std::optional<Sources> sources_;
  std::map<std::string, std::optional<Calendar>> calendars_;
};

// Whether the civil calendar has periods of this length: months that divide a year, or weeks.
bool is_civil(const Period& every);

}  // namespace slakit::page
