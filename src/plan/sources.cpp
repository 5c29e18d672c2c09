#include "slakit/plan/sources.hpp"

#include "slakit/time/tzdb.hpp"

namespace slakit {

Sources load_sources(const Contract& contract) {
  Sources sources;
  const auto add_zone = [&](const std::string& name) {
    if (!sources.zones.contains(name)) sources.zones.emplace(name, load_zone(name));
  };
  add_zone(contract.contract.time_zone);
  for (const CalendarRule& rule : contract.calendars) {
    if (!rule.time_zone.empty()) add_zone(rule.time_zone);
    for (const std::string& name : rule.holiday_sets)
      if (const HolidaySet* set = find_holiday_set(name); set != nullptr) sources.holiday_sets.emplace(name, set);
  }
  return sources;
}

}  // namespace slakit
