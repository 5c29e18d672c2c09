// Calendars that contradict themselves.
#include <algorithm>
#include <array>
#include <chrono>

#include "slakit/base/value_text.hpp"
#include "slakit/calendar/holidays.hpp"
#include "slakit/contract/calendar_order.hpp"
#include "table.hpp"

namespace slakit {

namespace {

bool has_hours(const DayHours& hours) { return !hours.empty(); }

bool any_hours(const WeeklyHours& weekly) { return std::any_of(weekly.begin(), weekly.end(), has_hours); }

bool opens(const CalendarRule& rule) {
  return rule.always || any_hours(rule.weekly) || !rule.any_of.empty() || !rule.all_of.empty() ||
         !rule.except.empty() || !rule.phases.empty() ||
         std::any_of(rule.seasons.begin(), rule.seasons.end(), [](const Season& s) { return any_hours(s.weekly); }) ||
         std::any_of(rule.exceptions.begin(), rule.exceptions.end(),
                     [](const ExceptionHours& e) { return has_hours(e.hours); });
}

// A shift that runs past midnight into hours of the next weekday.
bool overlaps_next_day(const WeeklyHours& weekly) {
  for (std::size_t day = 0; day < weekly.size(); ++day) {
    const DayHours& today = weekly[day];
    const DayHours& next = weekly[(day + 1) % weekly.size()];
    if (!today.empty() && !next.empty() && today.back().to - std::chrono::hours{24} > next.front().from) return true;
  }
  return false;
}

// The first season that has a day of another before it; none: their number.
std::size_t overlapping_season(const std::vector<Season>& seasons) {
  constexpr int days_max = 12 * 31;
  std::array<bool, days_max> taken{};
  for (std::size_t i = 0; i < seasons.size(); ++i) {
    const auto index = [](MonthDay day) { return (day.month - 1) * 31 + day.day - 1; };
    const int from = index(seasons[i].from);
    const int to = index(seasons[i].to);
    if (from < 0 || to < 0) continue;  // unreadable
    for (int day = from;; day = (day + 1) % days_max) {
      bool& is_taken = taken.at(static_cast<std::size_t>(day));
      if (is_taken) return i;
      is_taken = true;
      if (day == to) break;
    }
  }
  return seasons.size();
}

bool has_make_up_days(const CalendarRule& rule, const Contract& contract) {
  return !rule.make_up_days.empty() ||
         std::any_of(rule.holiday_sets.begin(), rule.holiday_sets.end(), [&](const std::string& name) {
           const auto own = std::find_if(contract.holidays.begin(), contract.holidays.end(),
                                         [&](const HolidayList& list) { return list.name == name; });
           if (own != contract.holidays.end()) return !own->make_up_days.empty();
           const HolidaySet* set = find_holiday_set(name);
           return set != nullptr && !set->make_up_days.empty();
         });
}

bool hours_differ(const WeeklyHours& weekly) {
  const DayHours* hours = nullptr;
  for (const DayHours& day : weekly) {
    if (day.empty()) continue;
    if (hours != nullptr && *hours != day) return true;
    hours = &day;
  }
  return false;
}

void check_repeated(Checker& f, const std::string& path, std::vector<Date> dates) {
  std::sort(dates.begin(), dates.end());
  if (std::adjacent_find(dates.begin(), dates.end()) != dates.end() && f.is_readable(path))
    f.report(path, "a date is given twice; write it once");
}

}  // namespace

void find_two_calendars(Checker& f) {
  for (const CalendarRule& rule : f.contract.calendars) {
    const std::string path = "calendars." + rule.name;
    const bool has_own = f.has(path + ".weekly") || f.has(path + ".seasons") || f.has(path + ".holidays") ||
                         f.has(path + ".make_up_days") || f.has(path + ".exceptions");
    const bool combines = !rule.any_of.empty() || !rule.all_of.empty() || !rule.except.empty();
    const int kinds = (rule.always ? 1 : 0) + (has_own ? 1 : 0) + (combines ? 1 : 0) + (rule.phases.empty() ? 0 : 1);
    if (kinds > 1)
      f.report(path, "a calendar is always open, has hours, combines others or has phases; write one of the four");
  }
}

void find_closed_calendars(Checker& f) {
  for (const CalendarRule& rule : f.contract.calendars) {
    const std::string path = "calendars." + rule.name;
    if (!opens(rule) && f.is_readable(path))
      f.report(path, "this calendar has no open time; give it hours, or write `always`");
  }
}

void find_overlapping_hours(Checker& f) {
  const char* const message = "a shift past midnight overlaps hours of the next day; write hours that do not";
  for (const CalendarRule& rule : f.contract.calendars) {
    const std::string path = "calendars." + rule.name;
    if (overlaps_next_day(rule.weekly)) f.report(path + ".weekly", message);
    for (std::size_t i = 0; i < rule.seasons.size(); ++i)
      if (overlaps_next_day(rule.seasons[i].weekly))
        f.report(path + ".seasons." + std::to_string(i) + ".weekly", message);
    const std::size_t season = overlapping_season(rule.seasons);
    if (season < rule.seasons.size())
      f.report(path + ".seasons." + std::to_string(season),
               "a day of this season is in one before it; end that one earlier, or begin this one later");
  }
}

void find_unknown_make_up_hours(Checker& f) {
  for (const CalendarRule& rule : f.contract.calendars) {
    const std::string path = "calendars." + rule.name;
    if (!rule.make_up_like && hours_differ(rule.weekly) && has_make_up_days(rule, f.contract))
      f.report(path,
               "weekdays have different hours, so those of make-up working days are not known; add make_up_like, "
               "such as make_up_like: mon");
    if (!rule.make_up_like && has_make_up_days(rule, f.contract))
      for (std::size_t i = 0; i < rule.seasons.size(); ++i)
        if (hours_differ(rule.seasons[i].weekly) || !any_hours(rule.seasons[i].weekly))
          f.report(path + ".seasons." + std::to_string(i),
                   "the hours of a make-up working day in this season are not known; add make_up_like to the calendar, "
                   "such as make_up_like: mon");
    if (rule.make_up_like && rule.weekly[static_cast<std::size_t>(*rule.make_up_like)].empty())
      f.report(path + ".make_up_like", "that weekday has no hours; name one that has");
  }
}

// The others that it is too large with are made of fewer.
void find_too_many_parts(Checker& f) {
  const std::vector<std::size_t> sizes = unfolded_sizes(f.contract.calendars);
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (sizes[i] > calendar_parts_max)
      f.report("calendars." + f.contract.calendars[i].name, "a calendar made from more than " +
                                                                std::to_string(calendar_parts_max - 1) +
                                                                " others, counted through; combine fewer");
}

void find_duplicate_dates(Checker& f) {
  for (const CalendarRule& rule : f.contract.calendars) {
    check_repeated(f, "calendars." + rule.name + ".holidays", rule.holidays);
    check_repeated(f, "calendars." + rule.name + ".make_up_days", rule.make_up_days);
  }
  for (const HolidayList& list : f.contract.holidays) {
    std::vector<Date> days;
    for (const HolidayDate& day : list.days) days.push_back(day.date);
    check_repeated(f, "holidays." + list.name + ".days", std::move(days));
    check_repeated(f, "holidays." + list.name + ".make_up_days", list.make_up_days);
  }
}

}  // namespace slakit
