#include "assessment/duty_deadline.hpp"

#include "contract/dates.hpp"

namespace slakit {
namespace {

using std::chrono::days;
using std::chrono::local_days;

LocalTime midnight(Date date) noexcept { return LocalTime{local_days{date}}; }

DutyDeadline known(Instant at) noexcept { return {false, at, Fault::none, at}; }

DutyDeadline of(Checked<Instant> at) noexcept {
  if (at) return known(*at);
  // What lies past 2100 is not due before.
  return {false, std::nullopt, at.fault, at.fault == Fault::out_of_range ? range_end : Instant::min()};
}

// The terms that decide which days are closed.
std::size_t version_for(const Plan& plan, Instant event, Instant as_of) noexcept {
  return plan.version_at(plan.policies.amended_terms == AmendedTerms::as_at_the_event ? event : as_of);
}

DutyDeadline end_of_moved(const Plan& plan, const Plan::Duty& duty, Date date, std::size_t version) noexcept {
  const Instant unmoved = end_of(date, plan.zone);
  if (!duty.calendar || duty.on_holiday == HolidayDeadline::unchanged) return known(unmoved);
  const Checked<Date> moved = plan.calendar_at(version, *duty.calendar).moved(date, duty.on_holiday);
  if (moved) return known(end_of(*moved, plan.zone));
  const bool is_later = duty.on_holiday == HolidayDeadline::next_working_day;
  return {false, std::nullopt, moved.fault, is_later ? unmoved : Instant::min()};
}

DutyDeadline after_day(const Plan& plan, const Plan::Duty& duty, Date last, std::size_t version) {
  const Setting<Period>& due = duty.rule().due;
  const MonthArithmetic months = plan.policies.month_arithmetic;
  const std::optional<dates::Deadline> deadline = dates::deadline_after(last, due, months);
  if (!deadline) return of(add_times(last, *due, 1, months).fault);
  if (deadline->time) return of(plan.zone.to_instant(midnight(deadline->date) + *deadline->time));
  return end_of_moved(plan, duty, deadline->date, version);
}

}  // namespace

Checked<Instant> later(const Plan& plan, Instant event, const Period& period, DayEdge edge) noexcept {
  if (period.is_exact()) return event + period.time;
  const LocalTime local = plan.zone.to_local(event);
  const Date date{std::chrono::floor<days>(local)};
  const Checked<Date> day = add_times(date, period, 1, plan.policies.month_arithmetic);
  if (!day) return day.fault;
  if (period.time == Duration{}) return edge == DayEdge::begin ? begin_of(*day, plan.zone) : end_of(*day, plan.zone);
  return plan.zone.to_instant(midnight(*day) + (local - midnight(date)) + period.time);
}

DutyDeadline deadline_after_day(const Plan& plan, const Plan::Duty& duty, Date last, Instant as_of) {
  return after_day(plan, duty, last, version_for(plan, end_of(last, plan.zone), as_of));
}

DutyDeadline deadline_after_event(const Plan& plan, const Plan::Duty& duty, Instant event, Instant as_of) {
  const Setting<Period>& due = duty.rule().due;
  if (!due) return {true, std::nullopt, Fault::none, Instant::min()};
  if (due->time != Duration{}) return of(later(plan, event, *due, DayEdge::end));
  return after_day(plan, duty, date_of(event, plan.zone), version_for(plan, event, as_of));
}

}  // namespace slakit
