#include "slakit/plan/calendars.hpp"

namespace slakit {
namespace {

CalendarSpec spec_of(const CalendarRule& rule, const Zone& zone, const Sources& sources) {
  CalendarSpec spec;
  spec.zone = zone;
  spec.weekly = rule.weekly;
  for (const std::string& name : rule.holiday_sets) add(spec, *sources.holiday_sets.at(name));
  for (const Date date : rule.holidays) spec.holidays.push_back({date, ""});
  for (const Date date : rule.make_up_days) spec.make_up_days.push_back({date, ""});
  spec.make_up_like = rule.make_up_like;
  spec.exceptions = rule.exceptions;
  return spec;
}

}  // namespace

Calendar build_calendar(const CalendarRule& rule, const std::string& contract_zone, const Sources& sources) {
  const Zone& zone = sources.zones.at(rule.time_zone.empty() ? contract_zone : rule.time_zone);
  return rule.always ? Calendar::always(zone) : Calendar::weekly(spec_of(rule, zone, sources));
}

}  // namespace slakit
