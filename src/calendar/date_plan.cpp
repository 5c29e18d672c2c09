#include "calendar/date_plan.hpp"

#include "calendar/make_up_hours.hpp"

namespace slakit::detail {
namespace {

using std::chrono::local_days;

constexpr std::chrono::year first_year{1969};  // what instants of 1970-2100 can read, and the night before
constexpr std::chrono::year last_year{2101};

bool is_in(const Season& season, const Date& date) noexcept {
  const auto order = [](int month, int day) { return month * 32 + day; };
  const int at =
      order(static_cast<int>(static_cast<unsigned>(date.month())), static_cast<int>(static_cast<unsigned>(date.day())));
  const int from = order(season.from.month, season.from.day);
  const int to = order(season.to.month, season.to.day);
  return from <= to ? from <= at && at <= to : from <= at || at <= to;
}

}  // namespace

// What speaks first holds, so it is written last.
DatePlan::DatePlan(const CalendarSpec& spec) : spec_(spec) {
  for (const Holiday& holiday : spec_.holidays) {
    const local_days date{holiday.date};
    special_.try_emplace(date, Day{Says::holiday, usual(date).hours, &holiday});  // of two names the first
  }
  for (const Holiday& day : spec_.make_up_days) {
    const local_days date{day.date};
    special_[date] = {Says::make_up_day, make_up_hours(weekly_on(date), spec_.make_up_like), &day};
  }
  for (const YearlyHours& yearly : spec_.yearly_exceptions)
    for (std::chrono::year year = first_year; year <= last_year; ++year) {
      const Date date{year, std::chrono::month{static_cast<unsigned>(yearly.day.month)},
                      std::chrono::day{static_cast<unsigned>(yearly.day.day)}};
      if (date.ok()) special_[local_days{date}] = {Says::exception, &yearly.hours, nullptr};
    }
  for (const DatedHours& exception : spec_.exceptions)
    special_[local_days{exception.date}] = {Says::exception, &exception.hours, nullptr};
}

std::size_t DatePlan::season_of(local_days date) const noexcept {
  if (spec_.seasons.empty()) return 0;
  const Date fields{date};
  std::size_t i = 0;
  while (i < spec_.seasons.size() && !is_in(spec_.seasons[i], fields)) ++i;
  return i;
}

const WeeklyHours& DatePlan::weekly_on(local_days date) const noexcept {
  const std::size_t season = season_of(date);
  return season < spec_.seasons.size() ? spec_.seasons[season].weekly : spec_.weekly;
}

DatePlan::Day DatePlan::usual(local_days date) const noexcept {
  const WeeklyHours& weekly = weekly_on(date);
  return {&weekly == &spec_.weekly ? Says::weekly : Says::season,
          &weekly[std::chrono::weekday{date}.iso_encoding() - 1], nullptr};
}

}  // namespace slakit::detail
