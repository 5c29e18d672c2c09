#include "slakit/calendar/calendar.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "calendar/business_dates.hpp"
#include "calendar/open_hours.hpp"
#include "calendar/origin.hpp"
#include "slakit/base/error.hpp"
#include "slakit/calendar/day_patterns.hpp"

namespace slakit {
namespace {

using std::chrono::days;
using std::chrono::local_days;

[[noreturn]] void fail(std::string code, std::string message) {
  throw CalendarError({Problem{std::move(code), "", std::move(message), "", {}}});
}

Interval known_range(const CalendarSpec& spec) {
  const auto day_start = [&](const std::optional<Date>& date, Instant otherwise) {
    if (!date) return otherwise;
    const Checked<Instant> midnight = spec.zone.to_instant(LocalTime{local_days{*date}});
    if (midnight) return *midnight;
    return *date < Date{std::chrono::year{1990} / 1 / 1} ? range_begin : range_end;  // before or after 1970-2100
  };
  return {day_start(spec.known_from, range_begin), day_start(spec.known_until, range_end)};
}

detail::DayPatterns all_open(Interval range) {
  detail::DayPatterns result;
  result.first = std::chrono::floor<days>(range.from);
  result.of_day.assign(static_cast<std::size_t>((std::chrono::ceil<days>(range.to) - result.first).count()), 1);
  result.patterns.push_back({{0, static_cast<std::uint32_t>(detail::seconds_per_day)}});
  return result;
}

}  // namespace

Calendar::Calendar(Zone zone, Interval known, const detail::DayPatterns& open, Origin origin) {
  if (open.patterns.size() == 1) fail("never-opens", "the calendar has no open time at all; give it hours");
  auto dates = std::make_shared<const detail::BusinessDates>(open, zone);
  data_ = std::make_shared<const Data>(Data{std::move(zone), known, detail::DayTable(open), std::move(dates)});
  origin_ = std::make_shared<const Origin>(std::move(origin));
}

Calendar::Calendar() : Calendar(always(Zone::utc())) {}

Calendar Calendar::always(Zone zone) { return {std::move(zone), whole_range, all_open(whole_range), Origin{}}; }

Calendar Calendar::weekly(const CalendarSpec& spec) {
  std::vector<Problem> problems = problems_of(spec);
  if (!problems.empty()) throw CalendarError(std::move(problems));
  const Interval known = known_range(spec);
  Origin origin{Origin::Kind::weekly, std::make_shared<const detail::DatePlan>(spec), {}, {}, {}};
  const detail::DayPatterns open = detail::day_patterns(*origin.plan, known);
  return {spec.zone, known, open, std::move(origin)};
}

Calendar Calendar::named(std::string name) const {
  Calendar copy = *this;
  Origin origin = *origin_;
  origin.name = std::move(name);
  copy.origin_ = std::make_shared<const Origin>(std::move(origin));
  return copy;
}

Calendar Calendar::combined(const Calendar& a, const Calendar& b, detail::KeepInstant keep, Origin origin) {
  const Interval known{std::max(a.known().from, b.known().from), std::min(a.known().to, b.known().to)};
  if (known.from >= known.to) fail("never-opens", "the two calendars are known at no common time; extend one of them");
  const detail::DayPatterns open = combine(a.table().day_patterns(), b.table().day_patterns(), keep);
  origin.parts = {a, b};
  return {a.zone(), known, clipped(open, known), std::move(origin)};
}

Calendar operator|(const Calendar& a, const Calendar& b) {
  return Calendar::combined(a, b, [](bool in_a, bool in_b) { return in_a || in_b; },
                            {Calendar::Origin::Kind::either, nullptr, {}, {}, {}});
}

Calendar operator&(const Calendar& a, const Calendar& b) {
  return Calendar::combined(a, b, [](bool in_a, bool in_b) { return in_a && in_b; },
                            {Calendar::Origin::Kind::both, nullptr, {}, {}, {}});
}

Calendar operator-(const Calendar& a, const Calendar& b) {
  return Calendar::combined(a, b, [](bool in_a, bool in_b) { return in_a && !in_b; },
                            {Calendar::Origin::Kind::without, nullptr, {}, {}, {}});
}

Calendar Calendar::then(Instant at, const Calendar& next) const {
  if (at != std::chrono::floor<std::chrono::seconds>(at))
    fail("not-a-second", "calendars change at whole seconds; give such an instant");
  if (at <= known().from || at > known().to || at < next.known().from || at >= next.known().to)
    fail("unknown-between",
         "the first calendar is not known until the change, or the second not from it on; give holidays that are");
  const Interval range{known().from, next.known().to};
  Origin origin{Origin::Kind::then, nullptr, {*this, next}, at, {}};
  return {zone(), range, joined(table().day_patterns(), at, next.table().day_patterns()), std::move(origin)};
}

bool operator==(const Calendar& a, const Calendar& b) noexcept {
  return a.data_ == b.data_ || (a.known() == b.known() && a.zone() == b.zone() && a.table() == b.table());
}

Checked<Instant> Calendar::due(Instant start, Duration budget, DueBoundary boundary) const noexcept {
  const Checked<Duration> done = open_before(start);
  return done ? due_after(*done, budget, boundary) : Checked<Instant>{done.fault};
}

Checked<Instant> Calendar::due_after(Duration done, Duration budget, DueBoundary boundary) const noexcept {
  if (budget > longest) return after_end(true);
  if (budget < -longest) return before_begin(true);
  const Duration target = done + budget;
  const bool is_first = (budget > Duration{}) == (boundary == DueBoundary::close);
  if (target > data_->open.total() || target < Duration{}) return outside(done, target);
  if (budget == Duration{} || !is_first) return last_at(target);
  return first_at(target);
}

Checked<bool> Calendar::is_open(Instant t) const noexcept {
  if (const Fault fault = fault_at(t); fault != Fault::none) return fault;
  if (t == data_->known.to) return after_end(true);
  return data_->open.is_open(t);
}

Checked<Instant> Calendar::next_open(Instant t) const noexcept {
  if (const Fault fault = fault_at(t); fault != Fault::none) return fault;
  return last_at(data_->open.before(t));
}

Checked<Instant> Calendar::prev_close(Instant t) const noexcept {
  if (const Fault fault = fault_at(t); fault != Fault::none) return fault;
  return first_at(data_->open.before(t));
}

Checked<Instant> Calendar::next_close(Instant t) const noexcept {
  const Checked<Instant> open = next_open(t);
  if (!open) return open;
  const Instant closes = data_->open.closing_after(*open);
  return closes == data_->known.to ? Checked<Instant>{after_end(true)} : closes;  // cut there, not closing
}

Checked<Instant> Calendar::prev_open(Instant t) const noexcept {
  const Checked<Instant> close = prev_close(t);
  if (!close) return close;
  const Instant opens = data_->open.opening_before(*close);
  return opens == data_->known.from ? Checked<Instant>{before_begin(true)} : opens;  // cut there, not opening
}

std::vector<Interval> Calendar::intervals(Instant from, Instant to) const {
  if (from >= to) return {};
  if (const Fault fault = first_fault(from, to); fault != Fault::none) throw FaultError(fault);
  return data_->open.intervals(from, to);
}

Fault Calendar::after_end(bool opens) const noexcept {
  if (data_->known.to < range_end) return Fault::calendar_unknown;
  return opens ? Fault::out_of_range : Fault::never_opens;
}

Fault Calendar::before_begin(bool opens) const noexcept {
  if (data_->known.from > range_begin) return Fault::calendar_unknown;
  return opens ? Fault::out_of_range : Fault::never_opens;
}

Fault Calendar::outside(Duration done, Duration target) const noexcept {
  return target < Duration{} ? before_begin(done > Duration{}) : after_end(done < data_->open.total());
}

Checked<Instant> Calendar::last_at(Duration amount) const noexcept {
  return amount < data_->open.total() ? Checked<Instant>{data_->open.last_at(amount)} : after_end(false);
}

Checked<Instant> Calendar::first_at(Duration amount) const noexcept {
  return amount > Duration{} ? Checked<Instant>{data_->open.first_at(amount)} : before_begin(false);
}

}  // namespace slakit
