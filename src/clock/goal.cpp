#include "slakit/clock/goal.hpp"

#include <algorithm>
#include <chrono>

#include "slakit/clock/reading.hpp"

namespace slakit::detail {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::seconds;

// Counts days from where a course started, by the calendar of that moment.
class DayCount {
 public:
  DayCount(const Clock& clock, const Course& course) noexcept
      : clock_(clock), calendar_(clock.calendars[course.spans.front().calendar]), start_(course.started) {}

  Checked<Instant> business_days(std::int32_t count) const noexcept {
    return calendar_.add_business_days(start_, count, clock_.days);
  }

  Checked<Instant> calendar_days(std::int32_t count) const noexcept {
    const LocalTime local = calendar_.zone().to_local(start_);
    const local_days first = std::chrono::floor<days>(local);
    const local_days last = first + days{count};
    switch (clock_.days.end) {
      case BusinessDayEnd::same_time_of_day: return to_instant(last, local - LocalTime{first});
      case BusinessDayEnd::close_of_business: return closing(last);
      case BusinessDayEnd::midnight: return end_of(last);
    }
    return Fault::out_of_range;
  }

  Checked<Instant> deadline(const Target& target) const noexcept {
    const Checked<local_days> day = target.of_business_days ? business_day(target.days) : day_after(target.days);
    if (!day) return day.fault;
    return target.time == Target::close_of_business ? closing(*day) : to_instant(*day, target.time);
  }

  // What an instant allows from the start, as open time; nothing where the calendar does not know.
  Duration allowed_until(Instant end) const noexcept { return calendar_.elapsed(start_, end).value; }

 private:
  Checked<Instant> to_instant(local_days day, Duration time) const noexcept {
    return calendar_.zone().to_instant(LocalTime{day} + time, clock_.days.gap, clock_.days.fold);
  }

  // A date ends where the next begins, whatever its times of day may be.
  Checked<Instant> end_of(local_days day) const noexcept {
    return calendar_.zone().to_instant(LocalTime{day + days{1}});
  }

  Checked<local_days> day_after(std::int32_t count) const noexcept {
    return std::chrono::floor<days>(calendar_.zone().to_local(start_)) + days{count};
  }

  // Zero: the same day, or the next business day where that is none.
  Checked<local_days> business_day(std::int32_t count) const noexcept {
    const BusinessDayRule from{clock_.days.start, BusinessDayEnd::same_time_of_day, clock_.days.late};
    const Checked<Instant> start = calendar_.add_business_days(start_, 0, from);
    if (!start) return start.fault;
    const Date first{std::chrono::floor<days>(calendar_.zone().to_local(*start))};
    const Checked<Date> last = count == 0 ? calendar_.moved(first, HolidayDeadline::next_working_day)
                                          : calendar_.add_business_days(first, count);
    if (!last) return last.fault;
    return local_days{*last};
  }

  // The last closing of a day, or its end where it has none.
  Checked<Instant> closing(local_days day) const noexcept {
    const Checked<Instant> midnight = end_of(day);
    const Checked<bool> is_open = calendar_.is_business_day(Date{day});
    if (!is_open) return is_open.fault;
    return midnight && *is_open ? calendar_.prev_close(*midnight) : midnight;
  }

  const Clock& clock_;
  const Calendar& calendar_;
  Instant start_;
};

}  // namespace

Goal instant_goal(const Clock& clock, const Course& course) noexcept {
  const DayCount from(clock, course);
  Goal goal;
  goal.is_timer = false;
  Checked<Instant> base = course.target.instant;
  switch (course.target.kind) {
    case TargetKind::business_days:
      base = from.business_days(course.target.days);
      goal.credit = PauseCredit::open_time;
      break;
    case TargetKind::calendar_days:
      base = from.calendar_days(course.target.days);
      goal.credit = PauseCredit::all_time;
      break;
    case TargetKind::local_deadline: base = from.deadline(course.target); break;
    default: break;
  }
  goal.base = base.value;
  goal.fault = base.fault;
  if (!base) return goal;
  goal.budget = goal.credit == PauseCredit::all_time ? *base - course.started : from.allowed_until(*base);
  return goal;
}

Checked<std::optional<Instant>> credited(const Clock& clock, const Course& course, const Goal& goal) noexcept {
  Instant due = goal.base;
  if (goal.credit == PauseCredit::none) return std::optional<Instant>{due};
  const std::size_t count = course.spans.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Span& span = course.spans[i];
    const bool is_last = i + 1 == count;
    const Instant from = std::max(span.from, course.started);
    if (from >= due) break;
    if (span.state == SpanState::running) continue;
    if (is_last && course.state != ClockState::stopped) return std::optional<Instant>{};
    const Instant to = is_last ? course.ended : course.spans[i + 1].from;
    if (to <= from) continue;
    if (goal.credit == PauseCredit::all_time) {
      due += to - from;
      continue;
    }
    const Calendar& calendar = clock.calendars[span.calendar];
    const Checked<Duration> open = calendar.elapsed(from, to);
    const Checked<Instant> moved =
        !open || *open == Duration{} ? Checked<Instant>{due} : calendar.due(due, *open, clock.boundary);
    if (!open || !moved) return open ? moved.fault : open.fault;
    due = *moved;
  }
  return std::optional<Instant>{due};
}

}  // namespace slakit::detail
