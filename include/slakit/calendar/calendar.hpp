// When service time counts: a calendar answers how much of it lies between two instants, and when a budget of it is
// used up.
//
//     Calendar office = Calendar::weekly(spec);             // Monday to Friday 09:00-17:00; calendar_spec.hpp
//     *office.elapsed(friday_16h, monday_10h)               // 2 h
//     *office.due(friday_16h, hours{2})                     // Monday 10:00
//     *office.due(friday_16h, hours{1})                     // Friday 17:00; DueBoundary::next_open: Monday 09:00
//     Calendar both = office & Calendar::always(Zone::utc());   // and | - : combined as sets of instants
//
// An instant is open exactly when its wall-clock reading in the calendar's zone falls in the open hours of that date.
// Intervals are half-open; amounts are exact to the microsecond. Range: 1970-01-01T00:00Z to 2101-01-01T00:00Z. Faults:
// out_of_range (instants outside it, and answers that would lie there), never_opens (no open time in that direction),
// calendar_unknown (the answer depends on dates whose holidays are not published). Errors: building throws
// CalendarError with every problem. Queries never throw, but for intervals(). Ownership: an immutable value, cheap to
// copy (copies share the table). Thread-safety: any number of threads may query it. Building is compiled (floor io),
// queries are not.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/fault.hpp"
#include "slakit/calendar/boundary.hpp"
#include "slakit/calendar/calendar_spec.hpp"
#include "slakit/calendar/interval_table.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

class Calendar {
 public:
  // Always open, in UTC.
  Calendar() : Calendar(always(Zone::utc())) {}

  static Calendar always(Zone zone) { return Calendar(std::move(zone), whole_range, {whole_range}); }

  static Calendar weekly(const CalendarSpec& spec);

  const Zone& zone() const noexcept { return data_->zone; }
  // Open at every instant of the range.
  bool is_always() const noexcept {
    return data_->open.size() == 1 && data_->open[0].from == range_begin && data_->open[0].to == range_end;
  }
  // The instants for which holidays are published; the whole range where nothing limits it.
  Interval known() const noexcept { return data_->known; }

  // Open time in [from, to); negative when `to` is earlier.
  Checked<Duration> elapsed(Instant from, Instant to) const noexcept {
    if (from == to && in_range(from)) return Duration{};
    if (const Fault fault = first_fault(from, to); fault != Fault::none) return fault;
    return data_->open.before(to) - data_->open.before(from);
  }

  // The instant t with elapsed(start, t) = budget: the nearest to start, or the farthest. A negative budget walks
  // backwards. A zero budget gives the first open instant at or after start.
  Checked<Instant> due(Instant start, Duration budget, DueBoundary boundary = DueBoundary::close) const noexcept {
    if (const Fault fault = fault_at(start); fault != Fault::none) return fault;
    if (budget == Duration{}) return next_open(start);
    const Duration done = data_->open.before(start);
    if (budget > Duration{}) return budget <= longest ? forward(done, budget, boundary) : after_end(true);
    return budget >= -longest ? backward(done, budget, boundary) : before_begin(true);
  }

  Checked<bool> is_open(Instant t) const noexcept {
    if (const Fault fault = fault_at(t); fault != Fault::none) return fault;
    if (t == data_->known.to) return after_end(true);
    const std::size_t i = data_->open.ending_after(t);
    return i < data_->open.size() && data_->open[i].from <= t;
  }

  // The first open instant at or after t: t itself when it is open.
  Checked<Instant> next_open(Instant t) const noexcept {
    if (const Fault fault = fault_at(t); fault != Fault::none) return fault;
    const std::size_t i = data_->open.ending_after(t);
    if (i == data_->open.size()) return after_end(false);
    return std::max(t, data_->open[i].from);
  }

  // The first closing instant after t: when the open time that holds t, or the next, ends.
  Checked<Instant> next_close(Instant t) const noexcept {
    if (const Fault fault = fault_at(t); fault != Fault::none) return fault;
    const std::size_t i = data_->open.ending_after(t);
    if (i == data_->open.size()) return after_end(false);
    if (data_->open[i].to == data_->known.to) return after_end(true);  // cut there, not closing
    return data_->open[i].to;
  }

  // The last instant at or before t with open time right before it: t itself inside open time, else the last closing.
  Checked<Instant> prev_close(Instant t) const noexcept {
    if (const Fault fault = fault_at(t); fault != Fault::none) return fault;
    const std::size_t i = data_->open.ending_after(t);
    if (i < data_->open.size() && data_->open[i].from < t) return t;
    if (i == 0) return before_begin(false);
    return data_->open[i - 1].to;
  }

  // The open time in [from, to) as maximal intervals, in order. Throws FaultError for instants the calendar cannot
  // answer for.
  std::vector<Interval> intervals(Instant from, Instant to) const {
    std::vector<Interval> result;
    if (from >= to) return result;
    if (const Fault fault = first_fault(from, to); fault != Fault::none) throw FaultError(fault);
    for (std::size_t i = data_->open.ending_after(from); i < data_->open.size() && data_->open[i].from < to; ++i)
      result.push_back({std::max(from, data_->open[i].from), std::min(to, data_->open[i].to)});
    return result;
  }

  // Whether a local date has any open time: then it is a business day.
  Checked<bool> is_business_day(Date date) const noexcept {
    const Checked<std::int64_t> count = business_days(date, next(date));
    return count ? Checked<bool>{*count > 0} : count.fault;
  }

  // Business days in [from, to), local dates; negative when `to` is earlier.
  Checked<std::int64_t> business_days(Date from, Date to) const noexcept {
    if (from > to) {
      const Checked<std::int64_t> count = business_days(to, from);
      return count ? Checked<std::int64_t>{-*count} : count;
    }
    const Checked<Instant> start = start_of(from);
    const Checked<Instant> end = start_of(to);
    if (!start || !end) return start ? end.fault : start.fault;
    if (const Fault fault = first_fault(*start, *end); fault != Fault::none) return fault;
    std::int64_t count = 0;
    for (Checked<Instant> at = next_open(*start); at && *at < *end; ++count) {
      at = start_of(next(date_of(*at)), Fold::second);
      if (at) at = next_open(*at);
    }
    return count;
  }

  // `days` business days later (earlier when negative), at the same time of day. The date of t itself is not counted,
  // open or not; zero gives t. A time of day that a zone change skips is the instant after, one that occurs twice the
  // first.
  Checked<Instant> add_business_days(Instant t, std::int64_t days) const noexcept {
    if (const Fault fault = fault_at(t); fault != Fault::none) return fault;
    if (days == 0) return t;
    const LocalTime local = zone().to_local(t);
    Date date = date_of(t);
    for (std::int64_t left = days; left != 0; left += days > 0 ? -1 : 1) {
      const Checked<Date> step = days > 0 ? business_day_after(date) : business_day_before(date);
      if (!step) return step.fault;
      date = *step;
    }
    const Checked<Instant> result =
        zone().to_instant(std::chrono::local_days{date} + (local - std::chrono::floor<std::chrono::days>(local)));
    if (result && fault_at(*result) != Fault::none) return fault_at(*result);
    return result;
  }

  // Combinations as sets of instants; the zones may differ, the result has the left one's. Known where both are.
  // Throws CalendarError where nothing is left ("never-opens").
  friend Calendar operator|(const Calendar& a, const Calendar& b) {
    return combined(a, b, [](bool in_a, bool in_b) { return in_a || in_b; });
  }
  friend Calendar operator&(const Calendar& a, const Calendar& b) {
    return combined(a, b, [](bool in_a, bool in_b) { return in_a && in_b; });
  }
  friend Calendar operator-(const Calendar& a, const Calendar& b) {
    return combined(a, b, [](bool in_a, bool in_b) { return in_a && !in_b; });
  }

 private:
  struct Data {
    Zone zone;
    Interval known;  // the table holds nothing outside it
    detail::IntervalTable open;
  };

  static constexpr Interval whole_range{range_begin, range_end};
  static constexpr Duration longest = range_end - range_begin;

  Calendar(Zone zone, Interval known, const std::vector<Interval>& open);
  static Calendar combined(const Calendar& a, const Calendar& b, bool (*keep)(bool in_a, bool in_b));

  Fault fault_at(Instant t) const noexcept {
    if (!in_range(t)) return Fault::out_of_range;
    return t < data_->known.from || t > data_->known.to ? Fault::calendar_unknown : Fault::none;
  }
  Fault first_fault(Instant a, Instant b) const noexcept {
    const Fault fault = fault_at(a);
    return fault != Fault::none ? fault : fault_at(b);
  }
  // Why a search found nothing up to the end (or the beginning) of what is known.
  Fault after_end(bool opens) const noexcept {
    if (data_->known.to < range_end) return Fault::calendar_unknown;
    return opens ? Fault::out_of_range : Fault::never_opens;
  }
  Fault before_begin(bool opens) const noexcept {
    if (data_->known.from > range_begin) return Fault::calendar_unknown;
    return opens ? Fault::out_of_range : Fault::never_opens;
  }

  Checked<Instant> forward(Duration done, Duration budget, DueBoundary boundary) const noexcept {
    const detail::IntervalTable& open = data_->open;
    const Duration target = done + budget;
    if (target > open.total()) return after_end(done < open.total());
    const std::size_t i = open.reaching(target);
    const Instant nearest = open[i].from + (target - open[i].before);
    if (boundary == DueBoundary::close || nearest < open[i].to) return nearest;
    return i + 1 < open.size() ? Checked<Instant>{open[i + 1].from} : after_end(false);
  }

  Checked<Instant> backward(Duration done, Duration budget, DueBoundary boundary) const noexcept {
    const detail::IntervalTable& open = data_->open;
    const Duration target = done + budget;
    if (target < Duration{}) return before_begin(done > Duration{});
    const std::size_t i = open.reaching(target + Duration{1});  // the interval that holds the instant right after
    const Instant nearest = open[i].from + (target - open[i].before);
    if (boundary == DueBoundary::close || nearest > open[i].from) return nearest;
    return i > 0 ? Checked<Instant>{open[i - 1].to} : before_begin(false);
  }

  static Date next(Date date) noexcept { return Date{std::chrono::local_days{date} + std::chrono::days{1}}; }
  Date date_of(Instant t) const noexcept { return Date{std::chrono::floor<std::chrono::days>(zone().to_local(t))}; }

  // A date begins with the first 00:00 it reads; all of the date before lies in front of the second.
  Checked<Instant> start_of(Date date, Fold fold = Fold::first) const noexcept {
    if (!date.ok()) return Fault::out_of_range;
    return zone().to_instant(LocalTime{std::chrono::local_days{date}}, Gap::instant_after, fold);
  }

  Checked<Date> business_day_after(Date date) const noexcept {
    const Checked<Instant> midnight = start_of(next(date), Fold::second);
    if (!midnight) return midnight.fault;
    const Checked<Instant> open = next_open(*midnight);
    return open ? Checked<Date>{date_of(*open)} : open.fault;
  }

  Checked<Date> business_day_before(Date date) const noexcept {
    const Checked<Instant> midnight = start_of(date);
    if (!midnight) return midnight.fault;
    const Checked<Instant> close = prev_close(*midnight);
    return close ? Checked<Date>{date_of(*close - Duration{1})} : close.fault;
  }

  std::shared_ptr<const Data> data_;
};

}  // namespace slakit
