// Calendars that contradict themselves.
#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "slakit/base/error.hpp"
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

// The document's own sets by name; there may be many.
class OwnSets {
 public:
  explicit OwnSets(const Contract& contract) {
    for (const HolidayList& list : contract.holidays) by_name_.emplace(list.name, &list);
  }
  const HolidayList* find(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<std::string_view, const HolidayList*> by_name_;
};

// By what the document says; files are read later (plan/sources.cpp).
bool has_make_up_days(const std::string& set_name, const OwnSets& sets) {
  constexpr int longest_chain = 64;
  std::string name = set_name;
  for (int i = 0; i < longest_chain; ++i) {
    const HolidayList* own = sets.find(name);
    if (own == nullptr) break;
    if (!own->make_up_days.empty()) return true;
    name = own->extends;
  }
  const HolidaySet* set = find_holiday_set(name);
  return set != nullptr && !set->make_up_days.empty();
}

bool has_make_up_days(const CalendarRule& rule, const OwnSets& sets) {
  return !rule.make_up_days.empty() ||
         std::any_of(rule.holiday_sets.begin(), rule.holiday_sets.end(),
                     [&](const std::string& name) { return has_make_up_days(name, sets); });
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

// The years of a set that is written here, without its days.
HolidaySet years_of_list(const HolidayList& list) {
  HolidaySet set;
  if (list.known_from && list.known_from->ok()) set.known_from = *list.known_from;
  if (list.known_until && list.known_until->ok())
    set.known_until = Date{std::chrono::sys_days{*list.known_until} + std::chrono::days{1}};
  return set;
}

// The same with what it extends; nothing where that is not to be known from the document.
std::optional<HolidaySet> years_of_set(const OwnSets& sets, std::string name) {
  constexpr std::size_t longest_chain = 64;
  std::vector<const HolidayList*> chain;
  for (const HolidayList* own = sets.find(name); own != nullptr; own = sets.find(name)) {
    if (!own->files.empty() || chain.size() == longest_chain) return std::nullopt;
    chain.push_back(own);
    name = own->extends;
    if (name.empty()) break;
  }
  HolidaySet set;
  if (const HolidaySet* published = name.empty() ? nullptr : find_holiday_set(name)) {
    set.code = published->code;
    set.known_from = published->known_from;
    set.known_until = published->known_until;
  } else if (!name.empty() || chain.empty()) {
    return std::nullopt;
  } else {
    set = years_of_list(*chain.back());
    chain.pop_back();
  }
  try {
    for (auto list = chain.rbegin(); list != chain.rend(); ++list) set = joined(std::move(set), years_of_list(**list));
  } catch (const CalendarError&) {
    return std::nullopt;  // said of the set itself
  }
  return set;
}

std::string why_unknown(const std::vector<HolidaySet>& sets) {
  if (sets.size() < 2) return "";
  CalendarSpec spec;
  try {
    add(spec, sets);
  } catch (const CalendarError& error) {
    return error.problems().front().message;
  }
  if (!spec.known_from || !spec.known_until || *spec.known_from < *spec.known_until) return "";
  return "no date is known to all of these sets: one ends before another begins; let one extend the other";
}

// "from 2007-01-01 to 2026-12-31"
std::string years_of(const HolidaySet& set) {
  const auto last = [](Date until) { return Date{std::chrono::sys_days{until} - std::chrono::days{1}}; };
  if (!set.known_until) return "from " + to_string(*set.known_from);
  if (!set.known_from) return "until " + to_string(last(*set.known_until));
  return "from " + to_string(*set.known_from) + " to " + to_string(last(*set.known_until));
}

}  // namespace

// What a set extends has ended before it begins; and sets of which no date is known to all.
void find_known_gaps(Checker& f) {
  const OwnSets own(f.contract);
  for (const HolidayList& list : f.contract.holidays) {
    const std::optional<HolidaySet> base = list.extends.empty() ? std::nullopt : years_of_set(own, list.extends);
    if (!base || !list.files.empty()) continue;
    try {
      joined(*base, years_of_list(list));
    } catch (const CalendarError& error) {
      f.report("holidays." + list.name, error.problems().front().message);
    }
  }
  for (const CalendarRule& rule : f.contract.calendars) {
    std::vector<HolidaySet> sets;
    for (const std::string& name : rule.holiday_sets)
      if (std::optional<HolidaySet> set = years_of_set(own, name)) sets.push_back(std::move(*set));
    if (const std::string wrong = why_unknown(sets); !wrong.empty())
      f.report("calendars." + rule.name + ".holidays", wrong);
  }
}

// The years of the data that a calendar rests on.
void find_known_years(Checker& f) {
  const OwnSets own(f.contract);
  for (const CalendarRule& rule : f.contract.calendars)
    for (const std::string& name : rule.holiday_sets) {
      const HolidaySet* set = own.find(name) == nullptr ? find_holiday_set(name) : nullptr;
      if (set == nullptr || (!set->known_from && !set->known_until)) continue;
      std::string text = "the holidays of " + name + " are known " + years_of(*set);
      text.append("; for other dates an answer is 'not known': add a set that extends ").append(name);
      f.report("calendars." + rule.name + ".holidays", text + " when more are published");
    }
}

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
  const OwnSets own(f.contract);
  for (const CalendarRule& rule : f.contract.calendars) {
    const std::string path = "calendars." + rule.name;
    if (!rule.make_up_like && hours_differ(rule.weekly) && has_make_up_days(rule, own))
      f.report(path,
               "weekdays have different hours, so those of make-up working days are not known; add make_up_like, "
               "such as make_up_like: mon");
    if (!rule.make_up_like && has_make_up_days(rule, own))
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
