#include "slakit/calendar/holidays.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "slakit/base/error.hpp"

namespace slakit {
namespace {

// The dates for which both are published become one range.
void join_known(HolidaySet& set, const HolidaySet& more) {
  if (!more.known_from && !more.known_until) return;
  const bool begins_late = more.known_from && set.known_until && *set.known_until < *more.known_from;
  const bool ends_early = more.known_until && set.known_from && *more.known_until < *set.known_from;
  if (begins_late || ends_early) {
    const Date from = begins_late ? *set.known_until : *more.known_until;
    const Date until = begins_late ? *more.known_from : *set.known_from;
    throw CalendarError({Problem{"known-gap",
                                 "",
                                 "the holidays from " + to_string(from) + " until " + to_string(until) +
                                     ", that day out, are in neither set; add those of the years between",
                                 "",
                                 {}}});
  }
  if (more.known_from && set.known_from) set.known_from = std::min(*set.known_from, *more.known_from);
  if (!more.known_until || !set.known_until)
    set.known_until.reset();
  else
    set.known_until = std::max(*set.known_until, *more.known_until);
}

void append(std::vector<Holiday>& to, const std::vector<Holiday>& from) {
  to.insert(to.end(), from.begin(), from.end());
  std::stable_sort(to.begin(), to.end(), [](const Holiday& a, const Holiday& b) { return a.date < b.date; });
}

}  // namespace

HolidaySet joined(HolidaySet set, const HolidaySet& more) {
  join_known(set, more);
  std::set<Date> named;
  for (const Holiday& day : more.holidays) named.insert(day.date);
  for (const Holiday& day : more.make_up_days) named.insert(day.date);
  const auto is_named = [&](const Holiday& day) { return named.contains(day.date); };
  std::erase_if(set.holidays, is_named);
  std::erase_if(set.make_up_days, is_named);
  append(set.holidays, more.holidays);
  append(set.make_up_days, more.make_up_days);
  for (const Closure& closure : more.closures)
    if (std::find(set.closures.begin(), set.closures.end(), closure) == set.closures.end())
      set.closures.push_back(closure);
  std::stable_sort(set.closures.begin(), set.closures.end(),
                   [](const Closure& a, const Closure& b) { return a.span.from < b.span.from; });
  if (!more.source.empty() && more.source != set.source) set.source += (set.source.empty() ? "" : "; ") + more.source;
  return set;
}

void add(CalendarSpec& spec, const HolidaySet& set) {
  spec.holidays.insert(spec.holidays.end(), set.holidays.begin(), set.holidays.end());
  spec.make_up_days.insert(spec.make_up_days.end(), set.make_up_days.begin(), set.make_up_days.end());
  spec.closures.insert(spec.closures.end(), set.closures.begin(), set.closures.end());
  if (set.known_from && (!spec.known_from || *spec.known_from < *set.known_from)) spec.known_from = set.known_from;
  if (set.known_until && (!spec.known_until || *set.known_until < *spec.known_until))
    spec.known_until = set.known_until;
}

void add(CalendarSpec& spec, const std::vector<HolidaySet>& sets) {
  std::vector<HolidaySet> by_code;
  for (const HolidaySet& set : sets) {
    const auto same = std::find_if(by_code.begin(), by_code.end(), [&](const HolidaySet& other) {
      return !set.code.empty() && other.code == set.code;
    });
    if (same == by_code.end())
      by_code.push_back(set);
    else
      *same = joined(std::move(*same), set);
  }
  for (const HolidaySet& set : by_code) add(spec, set);
}

}  // namespace slakit
