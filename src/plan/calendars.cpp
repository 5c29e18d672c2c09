#include "slakit/plan/calendars.hpp"

#include <algorithm>

#include "slakit/contract/holiday_sets.hpp"

namespace slakit {
namespace {

// Files with times without a zone read in the calendar's.
const HolidayFiles& files_in(const std::string& zone, const Sources& sources) {
  static const HolidayFiles none;
  const auto found = sources.holiday_files.find(zone);
  return found == sources.holiday_files.end() ? none : found->second;
}

}  // namespace

CalendarSpec calendar_spec(const CalendarRule& rule, const std::string& contract_zone, const Sources& sources,
                           const std::vector<HolidayList>& own_holidays) {
  const std::string& zone = rule.time_zone.empty() ? contract_zone : rule.time_zone;
  CalendarSpec spec;
  spec.zone = sources.zones.at(zone);
  spec.weekly = rule.weekly;
  std::vector<HolidaySet> sets;
  for (const std::string& name : rule.holiday_sets)
    sets.push_back(holiday_set(name, own_holidays, sources.holiday_sets, files_in(zone, sources)));
  add(spec, sets);
  for (const Date date : rule.holidays) spec.holidays.push_back({date, ""});
  for (const Date date : rule.make_up_days) spec.make_up_days.push_back({date, ""});
  spec.make_up_like = rule.make_up_like;
  spec.exceptions = rule.exceptions;
  return spec;
}

Calendar build_calendar(const CalendarRule& rule, const std::string& contract_zone, const Sources& sources,
                        const std::vector<HolidayList>& own_holidays) {
  if (rule.always) return Calendar::always(sources.zones.at(rule.time_zone.empty() ? contract_zone : rule.time_zone));
  return Calendar::weekly(calendar_spec(rule, contract_zone, sources, own_holidays));
}

}  // namespace slakit
