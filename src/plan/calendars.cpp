#include "slakit/plan/calendars.hpp"

#include <algorithm>

namespace slakit {
namespace {

void add(CalendarSpec& spec, const HolidayList& list) {
  for (const HolidayDate& day : list.days) spec.holidays.push_back({day.date, day.title.in(""), day.title.in("en")});
  for (const Date date : list.make_up_days) spec.make_up_days.push_back({date, ""});
}

CalendarSpec spec_of(const CalendarRule& rule, const Zone& zone, const Sources& sources,
                     const std::vector<HolidayList>& own_holidays) {
  CalendarSpec spec;
  spec.zone = zone;
  spec.weekly = rule.weekly;
  for (const std::string& name : rule.holiday_sets) {
    const auto own = std::find_if(own_holidays.begin(), own_holidays.end(),
                                  [&](const HolidayList& list) { return list.name == name; });
    if (own != own_holidays.end())
      add(spec, *own);
    else
      add(spec, *sources.holiday_sets.at(name));
  }
  for (const Date date : rule.holidays) spec.holidays.push_back({date, ""});
  for (const Date date : rule.make_up_days) spec.make_up_days.push_back({date, ""});
  spec.make_up_like = rule.make_up_like;
  spec.exceptions = rule.exceptions;
  return spec;
}

}  // namespace

Calendar build_calendar(const CalendarRule& rule, const std::string& contract_zone, const Sources& sources,
                        const std::vector<HolidayList>& own_holidays) {
  const Zone& zone = sources.zones.at(rule.time_zone.empty() ? contract_zone : rule.time_zone);
  return rule.always ? Calendar::always(zone) : Calendar::weekly(spec_of(rule, zone, sources, own_holidays));
}

}  // namespace slakit
