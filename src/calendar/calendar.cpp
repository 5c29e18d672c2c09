#include "slakit/calendar/calendar.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/calendar/open_hours.hpp"

namespace slakit {
Calendar Calendar::weekly(const CalendarSpec& spec) {
  std::vector<Problem> problems = problems_of(spec);
  if (!problems.empty()) throw CalendarError(std::move(problems));
  const auto day_start = [&](Date date, Instant otherwise) {
    return spec.zone.to_instant(LocalTime{std::chrono::local_days{date}}).fault == Fault::none
               ? spec.zone.to_instant(LocalTime{std::chrono::local_days{date}}).value
               : otherwise;
  };
  Interval known = whole_range;
  if (spec.known_from) known.from = day_start(*spec.known_from, range_begin);
  if (spec.known_until) known.to = day_start(*spec.known_until, range_end);
  return Calendar(spec.zone, known, detail::open_intervals(spec));
}

Calendar::Calendar(Zone zone, Interval known, const std::vector<Interval>& open) {
  std::vector<Interval> inside;
  inside.reserve(open.size());
  for (const Interval& interval : open) {
    const Interval cut{std::max(interval.from, known.from), std::min(interval.to, known.to)};
    if (cut.from < cut.to) inside.push_back(cut);
  }
  if (inside.empty())
    throw CalendarError({Problem{"never-opens", "", "the calendar has no open time at all; give it hours", "", {}}});
  data_ = std::make_shared<const Data>(Data{std::move(zone), known, detail::IntervalTable(inside)});
}

Calendar Calendar::combined(const Calendar& a, const Calendar& b, bool (*keep)(bool in_a, bool in_b)) {
  const Interval known{std::max(a.known().from, b.known().from), std::min(a.known().to, b.known().to)};
  const auto list = [](const Calendar& calendar) {
    std::vector<Interval> intervals;
    for (const auto& entry : calendar.data_->open.entries()) intervals.push_back({entry.from, entry.to});
    return intervals;
  };
  return Calendar(a.zone(), known, detail::combine(list(a), list(b), keep));
}

}  // namespace slakit
