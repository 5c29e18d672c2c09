// What a calendar is made from: weekly hours of one zone, and the dates that differ.
//
//     CalendarSpec spec;
//     spec.zone = load_zone("Asia/Shanghai");
//     for (int day = 0; day < 5; ++day) spec.weekly[day] = {*HoursSpan::parse("09:00-17:00")};
//     spec.holidays = {{2024y/10/1, "National Day"}};
//     spec.exceptions = {{2024y/9/29, {*HoursSpan::parse("09:00-18:00")}}};
//     problems_of(spec)           // empty: nothing is wrong with it
//     Calendar::weekly(spec)      // calendar.hpp
//
// For one date the first that speaks holds: exception, make-up day, holiday, weekly hours.
// Dates are local, 1970-2100. Thread-safety: a plain value.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/calendar/hours.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

struct Holiday {
  Date date;
  std::string name;          // as its country writes it; may be empty
  std::string english = "";  // may be empty
  friend bool operator==(const Holiday&, const Holiday&) = default;
};

struct CalendarSpec {
  Zone zone;
  WeeklyHours weekly;                 // Monday first
  std::vector<Holiday> holidays;      // closed dates
  std::vector<Holiday> make_up_days;  // working days that a weekend lost
  std::optional<int>
      make_up_like;  // whose hours they have: 0 = Monday .. 6 = Sunday; unset: all open weekdays are alike
  std::vector<DatedHours> exceptions;  // hours of one date
  std::optional<Date> known_from;      // holidays are published for dates in [known_from, known_until);
  std::optional<Date> known_until;     // answers that depend on others are Fault::calendar_unknown
};

// "2024-10-01"
inline std::string to_string(Date date) {
  const auto padded = [](int number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
  };
  return padded(static_cast<int>(date.year()), 4) + '-' +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + '-' +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

namespace detail {

inline constexpr std::array<std::string_view, 7> weekday_keys{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
inline constexpr std::chrono::seconds day_length = std::chrono::hours{24};

// The hours of a make-up day; null where the weekly hours do not tell.
inline const DayHours* make_up_hours(const CalendarSpec& spec) noexcept {
  if (spec.make_up_like) return &spec.weekly[static_cast<std::size_t>(*spec.make_up_like)];
  const DayHours* common = nullptr;
  for (const DayHours& hours : spec.weekly) {
    if (hours.empty()) continue;
    if (common != nullptr && *common != hours) return nullptr;
    common = &hours;
  }
  return common;
}

class SpecCheck {
 public:
  explicit SpecCheck(const CalendarSpec& spec) : spec_(spec) {}

  std::vector<Problem> run() && {
    for (std::size_t day = 0; day < 7; ++day)
      check_hours(spec_.weekly[day], "weekly." + std::string(weekday_keys[day]));
    for (const Holiday& holiday : spec_.holidays) check_date(holiday.date, "holidays");
    for (const Holiday& day : spec_.make_up_days) check_date(day.date, "make_up_days");
    check_make_up();
    check_exceptions();
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

  void check_make_up() {
    if (spec_.make_up_like && (*spec_.make_up_like < 0 || *spec_.make_up_like > 6)) {
      add("bad-weekday", "make_up_like", "a weekday is 0 (Monday) to 6 (Sunday)");
    } else if (spec_.make_up_like && spec_.weekly[static_cast<std::size_t>(*spec_.make_up_like)].empty()) {
      add("make-up-without-hours", "make_up_like",
          "make-up days are to have the hours of a weekday that has none; name a weekday that is open");
    } else if (!spec_.make_up_like && !spec_.make_up_days.empty() && make_up_hours(spec_) == nullptr) {
      add("make-up-without-hours", "make_up_like",
          "the weekdays do not all have the same hours, so those of make-up days are not clear; name the weekday they "
          "are like");
    }
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

}  // namespace detail

// Everything wrong with `spec` that can be seen without building it; paths are its fields ("weekly.mon").
// Building may add one more: "never-opens".
inline std::vector<Problem> problems_of(const CalendarSpec& spec) { return detail::SpecCheck(spec).run(); }

}  // namespace slakit
