#include "slakit/calendar/holidays.hpp"

namespace slakit {

void add(CalendarSpec& spec, const HolidaySet& set) {
  spec.holidays.insert(spec.holidays.end(), set.holidays.begin(), set.holidays.end());
  spec.make_up_days.insert(spec.make_up_days.end(), set.make_up_days.begin(), set.make_up_days.end());
  spec.closures.insert(spec.closures.end(), set.closures.begin(), set.closures.end());
  if (set.known_from && (!spec.known_from || *spec.known_from < *set.known_from)) spec.known_from = set.known_from;
  if (set.known_until && (!spec.known_until || *set.known_until < *spec.known_until))
    spec.known_until = set.known_until;
}

}  // namespace slakit
