// Why a calendar is closed: asked of what it was made from, instant by instant.
#include "slakit/calendar/closed_reason.hpp"

#include <algorithm>
#include <utility>

#include "calendar/make_up_hours.hpp"
#include "calendar/origin.hpp"

namespace slakit {
namespace {

using std::chrono::days;
using std::chrono::local_days;

bool has_no_hours(const detail::DatePlan::Day& day) noexcept { return day.hours->empty(); }

ClosedReason reason_of_plan(const detail::DatePlan& plan, Instant t) {
  for (const Closure& closure : plan.spec().closures)
    if (closure.span.from <= t && t < closure.span.to) return {ClosedBy::closure, closure.name, "", closure.source};
  const detail::DatePlan::Day day = plan.on(std::chrono::floor<days>(plan.spec().zone.to_local(t)));
  if (day.is_holiday()) return {ClosedBy::holiday, day.holiday->name, day.holiday->english, day.holiday->source};
  if (day.is_exception()) return {ClosedBy::exception, "", "", ""};
  return {has_no_hours(day) ? ClosedBy::no_hours_that_day : ClosedBy::hours, "", "", ""};
}

}  // namespace

std::optional<ClosedReason> Calendar::reason_at(const Origin& origin, Instant t) {
  using Kind = Origin::Kind;
  const auto of = [&](std::size_t part) { return origin.parts[part].why_closed(t); };
  switch (origin.kind) {
    case Kind::always: return std::nullopt;
    case Kind::weekly: return reason_of_plan(*origin.plan, t);
    case Kind::either: return of(0);  // both are closed
    case Kind::both: {
      const std::optional<ClosedReason> left = of(0);
      return left ? left : of(1);
    }
    case Kind::without: {
      const std::optional<ClosedReason> left = of(0);
      return left ? left : ClosedReason{ClosedBy::exclusion, origin.parts[1].origin_->name, "", ""};
    }
    case Kind::then: return of(t < origin.at ? 0 : 1);
  }
  return std::nullopt;
}

std::optional<ClosedReason> Calendar::why_closed(Instant t) const {
  if (is_open(t).value_or_throw()) return std::nullopt;
  return reason_at(*origin_, t);
}

std::vector<ClosedSpan> Calendar::closed_spans(Instant from, Instant to) const {
  std::vector<ClosedSpan> result;
  const auto add = [&](Instant begin, Instant end) {
    const ClosedReason reason = *why_closed(begin);
    if (!result.empty() && result.back().span.to == begin && result.back().reason == reason)
      result.back().span.to = end;
    else
      result.push_back({{begin, end}, reason});
  };
  const auto add_closed = [&](Instant begin, Instant end) {
    const std::vector<Instant> cuts = reason_changes(begin, end);
    for (const Instant cut : cuts) {
      add(begin, cut);
      begin = cut;
    }
    add(begin, end);
  };
  for (const Interval& open : intervals(from, to)) {
    if (from < open.from) add_closed(from, open.from);
    from = open.to;
  }
  if (from < to) add_closed(from, to);
  return result;
}

// Inside closed time: local midnights of every part, and where closures and combined parts open and close.
std::vector<Instant> Calendar::reason_changes(Instant from, Instant to) const {
  std::vector<Instant> cuts;
  const auto add = [&](Instant t) {
    if (from < t && t < to) cuts.push_back(t);
  };
  if (origin_->kind == Origin::Kind::weekly) {
    for (local_days date = std::chrono::floor<days>(zone().to_local(from)) + days{1};; date += days{1}) {
      const Checked<Instant> midnight = zone().to_instant(LocalTime{date});
      if (!midnight || *midnight >= to) break;
      add(*midnight);
    }
    for (const Closure& closure : origin_->plan->spec().closures) {
      add(closure.span.from);
      add(closure.span.to);
    }
  }
  if (origin_->kind == Origin::Kind::then) add(origin_->at);
  for (const Calendar& part : origin_->parts) {
    const Interval both{std::max(from, part.known().from), std::min(to, part.known().to)};
    if (both.from >= both.to) continue;
    for (const Interval& open : part.intervals(both.from, both.to)) {
      add(open.from);
      add(open.to);
    }
    const std::vector<Instant> inner = part.reason_changes(both.from, both.to);
    cuts.insert(cuts.end(), inner.begin(), inner.end());
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

std::string to_string(const ClosedReason& reason) {
  const auto named = [&](const char* otherwise) {
    if (reason.name.empty()) return reason.english.empty() ? std::string(otherwise) : reason.english;
    const bool has_other = !reason.english.empty() && reason.english != reason.name;
    return has_other ? reason.name + " (" + reason.english + ")" : reason.name;
  };
  switch (reason.by) {
    case ClosedBy::hours: return "outside the hours";
    case ClosedBy::no_hours_that_day: return "no hours on that weekday";
    case ClosedBy::holiday: return named("a holiday");
    case ClosedBy::exception: return "other hours on that date";
    case ClosedBy::closure: return named("closed for a time");
    case ClosedBy::exclusion: return named("taken out");
  }
  return "";
}

}  // namespace slakit
