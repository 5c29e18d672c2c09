// What a calendar's spec says of each local date. Private to src/calendar: laying days out, and telling why one is
// closed, read the same plan.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>

#include "slakit/calendar/calendar_spec.hpp"

namespace slakit::detail {

class DatePlan {
 public:
  enum class Says : std::uint8_t { weekly, season, holiday, make_up_day, exception };

  struct Day {
    Says says = Says::weekly;
    const DayHours* hours = nullptr;   // of the shifts that start on this date, were it no holiday
    const Holiday* holiday = nullptr;  // the holiday or make-up day
    bool is_holiday() const noexcept { return says == Says::holiday; }
    bool is_exception() const noexcept { return says == Says::exception; }
  };
  using Special = std::map<std::chrono::local_days, Day>;

  // `spec` has no problems.
  explicit DatePlan(const CalendarSpec& spec);
  DatePlan(const DatePlan&) = delete;
  DatePlan& operator=(const DatePlan&) = delete;

  const CalendarSpec& spec() const noexcept { return spec_; }
  // The dates that are not as usual, in order.
  const Special& special() const noexcept { return special_; }

  Day on(std::chrono::local_days date) const {
    const auto found = special_.find(date);
    return found == special_.end() ? usual(date) : found->second;
  }

  // The season of a date, by index; the number of seasons where none holds.
  std::size_t season_of(std::chrono::local_days date) const noexcept;

 private:
  const WeeklyHours& weekly_on(std::chrono::local_days date) const noexcept;
  Day usual(std::chrono::local_days date) const noexcept;

  CalendarSpec spec_;
  Special special_;
};

}  // namespace slakit::detail
