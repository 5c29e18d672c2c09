// When service time counts: a calendar answers how much of it lies between two instants, and when a budget of it is
// used up.
//
//     Calendar office = Calendar::weekly(spec);             // Monday to Friday 09:00-17:00; calendar_spec.hpp
//     *office.elapsed(friday_16h, monday_10h)               // 2 h
//     *office.due(friday_16h, hours{2})                     // Monday 10:00
//     *office.due(friday_16h, hours{1})                     // Friday 17:00; DueBoundary::next_open: Monday 09:00
//     Calendar both = office & Calendar::always(Zone::utc());   // and | - : combined as sets of instants
//     Calendar moved = office.then(april_1, shorter_hours);     // one until an instant, then another
//
// An instant is open exactly when its wall-clock reading in the calendar's zone falls in the open hours of that date.
// Intervals are half-open; amounts are exact to the microsecond. Range: 1970-01-01T00:00Z to 2101-01-01T00:00Z. Faults:
// out_of_range (instants outside it, and answers that would lie there), never_opens (no open time in that direction),
// calendar_unknown (the answer depends on dates whose holidays are not published). Errors: building throws
// CalendarError with every problem. Queries never throw, but for those that return lists or texts. Cost: a few loads,
// whatever the distance and the number of holidays. Ownership: an immutable value, cheap to copy (copies share the
// tables). Thread-safety: any number of threads may query it. Many at once: batch.hpp. Building is compiled (floor io),
// and so is what is not asked a million times.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/fault.hpp"
#include "slakit/calendar/boundary.hpp"
#include "slakit/calendar/business_day.hpp"
#include "slakit/calendar/calendar_spec.hpp"
#include "slakit/calendar/closed_reason.hpp"
#include "slakit/calendar/day_table.hpp"
#include "slakit/calendar/holiday_deadline.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

namespace detail {
class BusinessDates;
}

class Calendar {
 public:
  // Always open, in UTC.
  Calendar();

  static Calendar always(Zone zone);
  static Calendar weekly(const CalendarSpec& spec);

  // What reasons call it where it is taken out of another: "maintenance window".
  Calendar named(std::string name) const;

  const Zone& zone() const noexcept { return data_->zone; }
  // Open at every instant of the range.
  bool is_always() const noexcept { return data_->open.total() == range_end - range_begin; }
  // The instants for which holidays are published; the whole range where nothing limits it.
  Interval known() const noexcept { return data_->known; }

  // Open time in [from, to); negative when `to` is earlier.
  Checked<Duration> elapsed(Instant from, Instant to) const noexcept {
    if (const Fault fault = first_fault(from, to); fault != Fault::none)
      return from == to && in_range(from) ? Checked<Duration>{Duration{}} : fault;
    return data_->open.before(to) - data_->open.before(from);
  }

  // The instant t with elapsed(start, t) = budget: the nearest to start, or the farthest. A negative budget walks
  // backwards. A zero budget gives the first open instant at or after start.
  Checked<Instant> due(Instant start, Duration budget, DueBoundary boundary = DueBoundary::close) const noexcept;

  // The same in two steps, for those who ask for elapsed time and due instants of one start: open time before an
  // instant, counted from wherever the calendar begins, and due() by what lies before its start.
  Checked<Duration> open_before(Instant t) const noexcept {
    const Fault fault = fault_at(t);
    return fault == Fault::none ? Checked<Duration>{data_->open.before(t)} : fault;
  }
  Checked<Instant> due_after(Duration open_before_start, Duration budget,
                             DueBoundary boundary = DueBoundary::close) const noexcept;

  Checked<bool> is_open(Instant t) const noexcept;

  // The first open instant at or after t: t itself when it is open.
  Checked<Instant> next_open(Instant t) const noexcept;

  // The last instant at or before t with open time right before it: t itself inside open time, else the last closing.
  Checked<Instant> prev_close(Instant t) const noexcept;

  // The first closing instant after t: when the open time that holds t, or the next, ends.
  Checked<Instant> next_close(Instant t) const noexcept;

  // The last opening instant before t: when the open time that holds the instant right before t, or the last one,
  // began.
  Checked<Instant> prev_open(Instant t) const noexcept;

  // The open time in [from, to) as maximal intervals, in order. Throws FaultError for instants the calendar cannot
  // answer for.
  std::vector<Interval> intervals(Instant from, Instant to) const;

  // Why t is closed; nothing when it is open. Throws FaultError.
  std::optional<ClosedReason> why_closed(Instant t) const;
  // The closed time in [from, to), a span for each reason, in order: what intervals() leaves out. Throws FaultError.
  std::vector<ClosedSpan> closed_spans(Instant from, Instant to) const;

  // Whether a local date has any open time: then it is a business day.
  Checked<bool> is_business_day(Date date) const noexcept;
  // Business days in [from, to), local dates; negative when `to` is earlier.
  Checked<std::int64_t> business_days(Date from, Date to) const noexcept;
  // `days` business days later (earlier when negative). `date` itself is not counted, open or not; zero gives `date`.
  Checked<Date> add_business_days(Date date, std::int64_t days) const noexcept;
  // The same for instants, by default at the same time of day: one that a zone change skips is the instant after, one
  // that occurs twice the first, unless the rule says otherwise (`reject` gives nonexistent_time, ambiguous_time).
  Checked<Instant> add_business_days(Instant t, std::int64_t days, BusinessDayRule rule = {}) const noexcept;
  // A deadline that falls on a day that is no business day.
  Checked<Date> moved(Date deadline, HolidayDeadline rule) const noexcept;

  // Combinations as sets of instants; the zones may differ, the result has the left one's. Known where both are.
  // Throws CalendarError where nothing is left ("never-opens").
  friend Calendar operator|(const Calendar& a, const Calendar& b);
  friend Calendar operator&(const Calendar& a, const Calendar& b);
  friend Calendar operator-(const Calendar& a, const Calendar& b);
  // This one before `at`, `next` from then on: hours that an amendment changes, or a team that hands over. The zone is
  // this one's. Throws CalendarError: "never-opens", "not-a-second", "unknown-between" (this one is not known up to
  // `at`, or `next` not from there).
  Calendar then(Instant at, const Calendar& next) const;

  // They answer alike: the same open time, known for the same instants, and the same zone. Names do not matter.
  friend bool operator==(const Calendar& a, const Calendar& b) noexcept;
  // A name for these answers: 36 characters, equal for equal calendars, on every machine (a UUID of version 5,
  // RFC 9562, of the zone and the open time). Takes about a millisecond.
  std::string digest() const;

  // The table that batches read.
  const detail::DayTable& table() const noexcept { return data_->open; }

 private:
  struct Data {
    Zone zone;
    Interval known;  // the table holds nothing outside it
    detail::DayTable open;
    std::shared_ptr<const detail::BusinessDates> dates;
  };
  struct Origin;  // what it was made from, for its reasons

  static constexpr Interval whole_range{range_begin, range_end};
  static constexpr Duration longest = range_end - range_begin;

  Calendar(Zone zone, Interval known, const detail::DayPatterns& days, Origin origin);
  static Calendar combined(const Calendar& a, const Calendar& b, bool (*keep)(bool in_a, bool in_b), Origin origin);
  static std::optional<ClosedReason> reason_at(const Origin& origin, Instant t);
  std::vector<Instant> reason_changes(Instant from, Instant to) const;

  Checked<LocalTime> business_start(Instant t, std::int64_t step, BusinessDayRule rule) const noexcept;
  Checked<LocalTime> late_start(LocalTime local, std::int64_t step, BusinessDayRule rule) const noexcept;
  Checked<LocalTime> opening_of(Date date) const noexcept;

  Fault fault_at(Instant t) const noexcept {
    if (!in_range(t)) return Fault::out_of_range;
    return t < data_->known.from || t > data_->known.to ? Fault::calendar_unknown : Fault::none;
  }
  Fault first_fault(Instant a, Instant b) const noexcept {
    const Fault fault = fault_at(a);
    return fault != Fault::none ? fault : fault_at(b);
  }
  // Why a search found nothing up to the end (or the beginning) of what is known.
  Fault after_end(bool opens) const noexcept;
  Fault before_begin(bool opens) const noexcept;
  Fault outside(Duration done, Duration target) const noexcept;
  Checked<Instant> last_at(Duration amount) const noexcept;
  Checked<Instant> first_at(Duration amount) const noexcept;

  std::shared_ptr<const Data> data_;
  std::shared_ptr<const Origin> origin_;
};

}  // namespace slakit
