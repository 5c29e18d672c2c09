// Builds a contract's calendars from their rules.
//
//     office: {weekly: {mon-fri: ["09:00-12:00", "13:30-18:00"]}, holidays: CN}
//     -> open Mon-Fri but for the State Council's days off, and on its make-up days; known 2007 until the end of its last year
#pragma once

#include <string>
#include <vector>

#include "slakit/calendar/calendar.hpp"
#include "slakit/contract/calendar_rule.hpp"
#include "slakit/plan/sources.hpp"

namespace slakit::detail {

inline CalendarSpec spec_of(const CalendarRule& rule, const Zone& zone, const Sources& sources) {
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

inline Calendar build_calendar(const CalendarRule& rule, const std::string& contract_zone, const Sources& sources) {
  const Zone& zone = sources.zones.at(rule.time_zone.empty() ? contract_zone : rule.time_zone);
  return rule.always ? Calendar::always(zone) : Calendar::weekly(spec_of(rule, zone, sources));
}

}  // namespace slakit::detail
