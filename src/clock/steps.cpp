#include "slakit/clock/steps.hpp"

#include <algorithm>
#include <limits>

#include "slakit/clock/reading.hpp"

namespace slakit {
namespace {

using Found = Checked<std::optional<Instant>>;

// The share of an amount, rounded up; a share beyond what is representable is never reached.
Duration share_of(Duration amount, Decimal share) noexcept {
  const Wide product = Wide(amount.count()) * Wide(share.coefficient);
  const Wide::Division parts = divide(product, Wide::power_of_ten(share.scale));
  const Checked<std::int64_t> whole = parts.quotient.to_int64();
  return Duration{whole.value_or((range_end - range_begin).count()) + (parts.remainder.is_zero() ? 0 : 1)};
}

// Where a course's target leads, and the walks from there.
class Steps {
 public:
  Steps(const Clock& clock, const Course& course) noexcept
      : clock_(clock), course_(course), goal_(slakit::goal(clock, course)) {}

  Fault fault() const noexcept { return goal_.fault; }

  Found at(const StepRule& rule, std::int64_t time) const noexcept {
    const Duration later = longest_or(rule.again, time);
    switch (rule.kind) {
      case StepKind::share: return share(rule.share);
      case StepKind::before: return before(rule.offset);
      case StepKind::after: return after(rule.offset + later);
    }
    return Fault::out_of_range;
  }

  // How often `rule` has come by `as_of`, for one that comes again and again.
  Checked<std::int64_t> times_by(const StepRule& rule, Instant as_of) const noexcept {
    const Checked<Duration> beyond = since_due(as_of);
    if (!beyond) return beyond.fault;
    const Duration past = *beyond - rule.offset;
    return past < Duration{} ? 0 : past / rule.again + 1;
  }

 private:
  static Duration longest_or(Duration again, std::int64_t time) noexcept {
    const std::int64_t longest = (range_end - range_begin).count();
    return Duration{again.count() > 0 && time > longest / again.count() ? longest : again.count() * time};
  }

  Found share(Decimal share) const noexcept {
    const Duration part = share_of(goal_.budget, share);
    if (goal_.is_timer) return due(clock_, course_, part);
    Goal partial = goal_;
    if (goal_.credit == PauseCredit::all_time) {
      partial.base = course_.started + part;
    } else {
      const Checked<Instant> base = calendar().due(course_.started, part, clock_.boundary);
      if (!base) return base.fault;
      partial.base = *base;
    }
    return detail::credited(clock_, course_, partial);
  }

  Found before(Duration offset) const noexcept {
    if (goal_.is_timer) return due(clock_, course_, std::max(goal_.budget - offset, Duration{}));
    return from_due(-offset);
  }

  Found after(Duration offset) const noexcept {
    return goal_.is_timer ? due(clock_, course_, goal_.budget + offset) : from_due(offset);
  }

  Found from_due(Duration offset) const noexcept {
    const Found due = detail::credited(clock_, course_, goal_);
    if (!due || !*due || offset == Duration{}) return due;
    const Checked<Instant> moved = calendar().due(**due, offset, clock_.boundary);
    if (!moved) return moved.fault;
    return std::optional<Instant>{std::max(*moved, course_.started)};
  }

  // Open time between due and `as_of`; negative before.
  Checked<Duration> since_due(Instant as_of) const noexcept {
    if (goal_.is_timer) {
      const Checked<Duration> used = detail::open_time(clock_, course_, as_of);
      return used ? Checked<Duration>{*used - goal_.budget} : used;
    }
    const Found due = detail::credited(clock_, course_, goal_);
    if (!due) return due.fault;
    return *due ? calendar().elapsed(**due, as_of) : Checked<Duration>{range_begin - range_end};
  }

  const Calendar& calendar() const noexcept { return clock_.calendars[course_.spans.back().calendar]; }

  const Clock& clock_;
  const Course& course_;
  Goal goal_;
};

bool has_goal(const Course& course) noexcept {
  return course.state == ClockState::running && course.fault == Fault::none && course.target_rule >= 0;
}

}  // namespace

Checked<std::optional<Instant>> step_at(const Clock& clock, const Course& course, const StepRule& rule,
                                        std::int64_t time) noexcept {
  const bool has_ended = course.state == ClockState::stopped && course.target_rule >= 0;
  if (!has_goal(course) && !has_ended) return std::optional<Instant>{};
  const Steps steps(clock, course);
  return steps.fault() != Fault::none ? Found{steps.fault()} : steps.at(rule, time);
}

Checked<std::optional<StepInstant>> next_step(const Clock& clock, const Course& course, const StepRule& rule,
                                              Instant as_of) noexcept {
  if (!has_goal(course)) return std::optional<StepInstant>{};
  const Steps steps(clock, course);
  if (steps.fault() != Fault::none) return steps.fault();
  std::int64_t time = 0;
  if (rule.again > Duration{}) {
    const Checked<std::int64_t> times = steps.times_by(rule, as_of);
    if (!times) return times.fault;
    time = *times;
  }
  const Found at = steps.at(rule, time);
  if (!at) return at.fault;
  // Nothing: paused, or it is past.
  if (!*at || **at <= as_of) return std::optional<StepInstant>{};
  return std::optional<StepInstant>{StepInstant{time, **at}};
}

}  // namespace slakit
