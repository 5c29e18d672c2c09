#include "slakit/calendar/calendar_spec.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

#include "calendar/make_up_hours.hpp"

namespace slakit {
namespace {

class SpecCheck {
 public:
  explicit SpecCheck(const CalendarSpec& spec) : spec_(spec) {}

  std::vector<Problem> run() && {
    for (std::size_t day = 0; day < 7; ++day)
      check_hours(spec_.weekly[day], "weekly." + std::string(detail::weekday_keys[day]));
    check_seasons();
    for (const Holiday& holiday : spec_.holidays) check_date(holiday.date, "holidays");
    for (const Holiday& day : spec_.make_up_days) check_date(day.date, "make_up_days");
    check_make_up();
    check_exceptions();
    check_yearly_exceptions();
    for (std::size_t i = 0; i < spec_.closures.size(); ++i) check_closure(spec_.closures[i], i);
    if (spec_.known_from && spec_.known_until && !(*spec_.known_from < *spec_.known_until))
      add("empty-known-range", "known_until",
          "the holidays are known from " + to_string(*spec_.known_from) + " until " + to_string(*spec_.known_until) +
              ", which is no time at all; write a later end");
    return std::move(problems_);
  }

 private:
  void add(std::string code, std::string path, std::string message) {
    problems_.push_back({std::move(code), std::move(path), std::move(message), "", {}});
  }

  void check_date(Date date, const std::string& list) {
    const bool inside =
        date.ok() && date >= Date{std::chrono::year{1970} / 1 / 1} && date.year() <= std::chrono::year{2100};
    if (!inside)
      add("bad-date", list + '.' + to_string(date),
          to_string(date) + " is no date of 1970-2100; write one, as 2024-10-01");
  }

  void check_hours(DayHours hours, const std::string& path) {
    std::sort(hours.begin(), hours.end(), [](const HoursSpan& a, const HoursSpan& b) { return a.from < b.from; });
    for (const HoursSpan& span : hours)
      if (span.from < std::chrono::seconds{0} || span.from >= day_length || span.to <= span.from ||
          span.to > span.from + day_length)
        add("bad-hours", path, "hours start in [00:00, 24:00) and last up to 24 hours; write them as 09:00-17:00");
    for (std::size_t i = 1; i < hours.size(); ++i)
      if (hours[i].from < hours[i - 1].to)
        add("overlapping-hours", path,
            to_string(hours[i - 1]) + " and " + to_string(hours[i]) + " overlap; write each hour once");
  }

  void check_month_day(MonthDay day, const std::string& path) {
    const std::chrono::year leap_year{2000};
    const std::chrono::year_month_day date{leap_year, std::chrono::month{static_cast<unsigned>(day.month)},
                                           std::chrono::day{static_cast<unsigned>(day.day)}};
    if (!date.ok()) add("bad-date", path, "this is no day of a year; write one, as 12-24");
  }

  void check_seasons() {
    const std::size_t before = problems_.size();
    for (std::size_t i = 0; i < spec_.seasons.size(); ++i) {
      const std::string path = "seasons." + std::to_string(i);
      check_month_day(spec_.seasons[i].from, path + ".from");
      check_month_day(spec_.seasons[i].to, path + ".to");
      for (std::size_t day = 0; day < 7; ++day)
        check_hours(spec_.seasons[i].weekly[day], path + ".weekly." + std::string(detail::weekday_keys[day]));
    }
    if (problems_.size() != before) return;  // their days may be none
    const std::size_t season = overlapping_season(spec_.seasons);
    if (season < spec_.seasons.size())
      add("overlapping-hours", "seasons." + std::to_string(season),
          "a day of this season is in one before it; end that one earlier, or begin this one later");
  }

  void check_yearly_exceptions() {
    for (std::size_t i = 0; i < spec_.yearly_exceptions.size(); ++i) {
      const YearlyHours& yearly = spec_.yearly_exceptions[i];
      const std::string path = "yearly_exceptions." + std::to_string(i);
      check_month_day(yearly.day, path + ".day");
      check_hours(yearly.hours, path + ".hours");
      for (std::size_t j = 0; j < i; ++j)
        if (spec_.yearly_exceptions[j].day == yearly.day)
          add("duplicate-date", path, "the hours of that day of every year are given twice; write them once");
    }
  }

  void check_closure(const Closure& closure, std::size_t i) {
    const std::string path = "closures." + std::to_string(i);
    if (closure.span.from >= closure.span.to || !in_range(closure.span.from) || !in_range(closure.span.to))
      add("reversed-range", path, "a closure begins before it ends, within 1970-2100; write such instants");
    else if (std::chrono::floor<std::chrono::seconds>(closure.span.from) != closure.span.from ||
             std::chrono::floor<std::chrono::seconds>(closure.span.to) != closure.span.to)
      add("not-a-second", path, "calendars open and close at whole seconds; write such instants");
  }

  void check_make_up() {
    if (spec_.make_up_like && (*spec_.make_up_like < 0 || *spec_.make_up_like > 6)) {
      add("bad-weekday", "make_up_like", "a weekday is 0 (Monday) to 6 (Sunday)");
    } else if (spec_.make_up_like && spec_.weekly[static_cast<std::size_t>(*spec_.make_up_like)].empty()) {
      add("make-up-without-hours", "make_up_like",
          "make-up days are to have the hours of a weekday that has none; name a weekday that is open");
    } else if (!spec_.make_up_like && !spec_.make_up_days.empty() && !has_alike_hours()) {
      add("make-up-without-hours", "make_up_like",
          "the weekdays do not all have the same hours, so those of make-up days are not clear; name the weekday they "
          "are like");
    }
  }

  bool has_alike_hours() const {
    return make_up_hours(spec_.weekly, {}) != nullptr &&
           std::all_of(spec_.seasons.begin(), spec_.seasons.end(),
                       [](const Season& season) { return make_up_hours(season.weekly, {}) != nullptr; });
  }

  void check_exceptions() {
    std::vector<Date> dates;
    for (const DatedHours& exception : spec_.exceptions) {
      check_date(exception.date, "exceptions");
      check_hours(exception.hours, "exceptions." + to_string(exception.date));
      dates.push_back(exception.date);
    }
    std::sort(dates.begin(), dates.end());
    for (auto at = dates.begin(); (at = std::adjacent_find(at, dates.end())) != dates.end(); ++at)
      add("duplicate-date", "exceptions." + to_string(*at), "two exceptions for " + to_string(*at) + "; write one");
  }

  const CalendarSpec& spec_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> problems_of(const CalendarSpec& spec) { return SpecCheck(spec).run(); }

}  // namespace slakit
