// Calendar's questions about local dates.
#include <chrono>

#include "calendar/business_dates.hpp"
#include "slakit/calendar/calendar.hpp"

namespace slakit {
namespace {

using std::chrono::days;
using std::chrono::local_days;

// A date begins with the first 00:00 it reads.
Checked<Instant> start_of(const Zone& zone, local_days date) noexcept {
  return zone.to_instant(LocalTime{date}, Gap::instant_after, Fold::first);
}

}  // namespace

Checked<bool> Calendar::is_business_day(Date date) const noexcept {
  if (!date.ok()) return Fault::out_of_range;
  const Checked<std::int64_t> count = business_days(date, Date{local_days{date} + days{1}});
  return count ? Checked<bool>{*count > 0} : count.fault;
}

Checked<std::int64_t> Calendar::business_days(Date from, Date to) const noexcept {
  if (!from.ok() || !to.ok()) return Fault::out_of_range;
  const Checked<Instant> start = start_of(zone(), local_days{from});
  const Checked<Instant> end = start_of(zone(), local_days{to});
  if (!start || !end) return start ? end.fault : start.fault;
  if (const Fault fault = first_fault(*start, *end); fault != Fault::none) return fault;
  return data_->dates->count_before(local_days{to}) - data_->dates->count_before(local_days{from});
}

Checked<Date> Calendar::add_business_days(Date date, std::int64_t n) const noexcept {
  if (!date.ok()) return Fault::out_of_range;
  const local_days from{date};
  const Checked<Instant> start = start_of(zone(), from);
  if (!start) return start.fault;
  if (const Fault fault = fault_at(*start); fault != Fault::none) return fault;
  if (n == 0) return date;
  const std::int64_t passed = data_->dates->count_before(n > 0 ? from + days{1} : from);
  const std::int64_t left = data_->dates->count() - passed;
  if (n > left) return after_end(left > 0);
  if (n < -passed) return before_begin(passed > 0);
  return Date{data_->dates->nth(n > 0 ? passed + n - 1 : passed + n)};
}

Checked<Instant> Calendar::add_business_days(Instant t, std::int64_t n, BusinessDayRule rule) const noexcept {
  if (const Fault fault = fault_at(t); fault != Fault::none) return fault;
  const Checked<LocalTime> start = business_start(t, n < 0 ? -1 : 1, rule);
  if (!start) return start.fault;
  if (n == 0 && *start == zone().to_local(t) && rule.end == BusinessDayEnd::same_time_of_day) return t;
  const local_days date = std::chrono::floor<days>(*start);
  const Checked<Date> day = add_business_days(Date{date}, n);
  if (!day) return day.fault;
  Checked<Instant> result = start_of(zone(), local_days{*day} + days{1});
  if (rule.end == BusinessDayEnd::same_time_of_day)
    result = zone().to_instant(local_days{*day} + (*start - date), rule.gap, rule.fold);
  else if (rule.end == BusinessDayEnd::close_of_business && result)
    result = prev_close(*result);
  if (result && fault_at(*result) != Fault::none) return fault_at(*result);
  return result;
}

// The wall-clock time that days are counted from.
Checked<LocalTime> Calendar::business_start(Instant t, std::int64_t step, BusinessDayRule rule) const noexcept {
  const LocalTime local = zone().to_local(t);
  const local_days date = std::chrono::floor<days>(local);
  const Checked<bool> is_open_date = is_business_day(Date{date});
  if (!is_open_date) return is_open_date.fault;
  if (*is_open_date) return late_start(local, step, rule);
  if (rule.start == BusinessDayStart::as_it_is) return local;
  const Checked<Date> next = add_business_days(Date{date}, step);
  if (!next) return next.fault;
  if (rule.start == BusinessDayStart::next_opening) return opening_of(*next);
  return late_start(local_days{*next} + (local - date), step, rule);
}

// `local` is on a business day.
Checked<LocalTime> Calendar::late_start(LocalTime local, std::int64_t step, BusinessDayRule rule) const noexcept {
  if (rule.late == LateStart::as_it_is || step < 0) return local;
  const local_days date = std::chrono::floor<days>(local);
  const Checked<Instant> midnight = start_of(zone(), date + days{1});
  const Checked<Instant> closes = midnight ? prev_close(*midnight) : midnight;
  if (!closes) return closes.fault;
  if (local < zone().to_local(*closes) || *closes == *midnight) return local;
  const Checked<Date> next = add_business_days(Date{date}, 1);
  return next ? opening_of(*next) : Checked<LocalTime>{next.fault};
}

Checked<LocalTime> Calendar::opening_of(Date date) const noexcept {
  const Checked<Instant> midnight = start_of(zone(), local_days{date});
  const Checked<Instant> opens = midnight ? next_open(*midnight) : midnight;
  return opens ? Checked<LocalTime>{zone().to_local(*opens)} : opens.fault;
}

Checked<Date> Calendar::moved(Date deadline, HolidayDeadline rule) const noexcept {
  const Checked<bool> is_open = is_business_day(deadline);
  if (rule == HolidayDeadline::unchanged) return deadline;
  if (!is_open) return is_open.fault;
  if (*is_open) return deadline;
  return add_business_days(deadline, rule == HolidayDeadline::next_working_day ? 1 : -1);
}

}  // namespace slakit
