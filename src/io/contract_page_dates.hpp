// A contract's dates as its page shows them: with deadlines moved off closed days. Private to src/io.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "contract/dates.hpp"
#include "slakit/calendar/calendar.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/plan/sources.hpp"

namespace slakit::page {

using dates::Days;
using dates::Deadline;
using dates::Stretch;

std::string text_of(Date date);  // "2024-06-25"

class Dates : public dates::Dates {
 public:
  explicit Dates(const Contract& contract) : dates::Dates(contract), contract_(contract) {}

  // Where a deadline on a closed day goes; nothing where the calendar cannot tell.
  std::optional<Date> moved(Date date, const std::string& calendar, HolidayDeadline rule);

 private:
  const Calendar* calendar(const std::string& name);

  const Contract& contract_;
  std::optional<Sources> sources_;
  std::map<std::string, std::optional<Calendar>> calendars_;
};

}  // namespace slakit::page
