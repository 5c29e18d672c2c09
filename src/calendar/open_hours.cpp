#include "slakit/calendar/open_hours.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "calendar/make_up_hours.hpp"

namespace slakit::detail {
namespace {

using LocalSeconds = std::chrono::local_seconds;

struct LocalSpan {
  LocalSeconds from;
  LocalSeconds to;
};

// What holds for every date that instants of 1970-2100 can read, and the day before the first, for its night shift.
class DatePlan {
 public:
  struct Day {
    const DayHours* hours = nullptr;
    bool closed = false;     // a holiday: none of its hours count, whatever shift they belong to
    bool exception = false;  // its own hours and nothing from the night before
  };

  static constexpr std::chrono::local_days first{std::chrono::year{1969} / 12 / 30};
  static constexpr std::chrono::local_days last{std::chrono::year{2101} / 1 / 2};

  explicit DatePlan(const CalendarSpec& spec) : days_(static_cast<std::size_t>((last - first).count()) + 1) {
    const std::chrono::weekday first_weekday{first};
    for (std::size_t i = 0, weekday = first_weekday.iso_encoding() - 1; i < days_.size();
         ++i, weekday = (weekday + 1) % 7)
      days_[i].hours = &spec.weekly[weekday];
    for (const Holiday& holiday : spec.holidays) at(holiday.date).closed = true;
    for (const Holiday& day : spec.make_up_days) at(day.date) = {make_up_hours(spec), false, false};
    for (const DatedHours& exception : spec.exceptions) at(exception.date) = {&exception.hours, false, true};
  }

  const std::vector<Day>& days() const noexcept { return days_; }

 private:
  Day& at(Date date) { return days_[static_cast<std::size_t>((std::chrono::local_days{date} - first).count())]; }

  std::vector<Day> days_;
};

void append(std::vector<LocalSpan>& spans, LocalSpan span) {
  if (span.from >= span.to) return;
  if (!spans.empty() && span.from <= spans.back().to) {
    spans.back().to = std::max(spans.back().to, span.to);
  } else {
    spans.push_back(span);
  }
}

// The open hours on the wall clock, merged.
std::vector<LocalSpan> local_spans(const CalendarSpec& spec) {
  const DatePlan plan(spec);
  std::vector<LocalSpan> result;
  std::vector<LocalSpan> today;
  result.reserve(plan.days().size() * 2);
  for (std::size_t i = 1; i < plan.days().size(); ++i) {
    const DatePlan::Day& day = plan.days()[i];
    if (day.closed) continue;
    const LocalSeconds midnight = DatePlan::first + std::chrono::days{i};
    today.clear();
    // The night shift of the day before goes on, even if that day was a holiday: a holiday is cut out from 0 to 24 h.
    if (!day.exception)
      for (const HoursSpan& span : *plan.days()[i - 1].hours)
        if (span.to > day_length) today.push_back({midnight, midnight + (span.to - day_length)});
    for (const HoursSpan& span : *day.hours)
      today.push_back({midnight + span.from, midnight + std::min(span.to, day_length)});
    std::sort(today.begin(), today.end(), [](const LocalSpan& a, const LocalSpan& b) { return a.from < b.from; });
    for (const LocalSpan& span : today) append(result, span);
  }
  return result;
}

}  // namespace

std::vector<Interval> open_intervals(const CalendarSpec& spec) {
  const std::vector<LocalSpan> local = local_spans(spec);
  std::vector<Interval> result;
  result.reserve(local.size());
  for (const ZoneSegment& segment : spec.zone.segments()) {
    const LocalSeconds from{segment.from.time_since_epoch() + segment.offset};
    const LocalSeconds to{segment.to.time_since_epoch() + segment.offset};
    auto span = std::partition_point(local.begin(), local.end(), [&](const LocalSpan& s) { return s.to <= from; });
    for (; span != local.end() && span->from < to; ++span) {
      const Instant open{std::max(span->from, from).time_since_epoch() - segment.offset};
      const Instant close{std::min(span->to, to).time_since_epoch() - segment.offset};
      if (!result.empty() && result.back().to == open) {
        result.back().to = close;
      } else {
        result.push_back({open, close});
      }
    }
  }
  return result;
}

}  // namespace slakit::detail
