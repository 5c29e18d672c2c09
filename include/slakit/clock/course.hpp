// The course of a clock on one ticket: all that its later answers need, and no more. A fold over moments.
//
//     Course course = begin(clock);
//     advance(clock, course, {.at = t0, .roles = role::start}, finished);
//     advance(clock, course, {.at = t1, .roles = role::pause, .by = waiting}, finished);
//     read(clock, course, t2)                                     // reading.hpp
//
// A moment is everything that happens at one instant (and one place of the source's own order): roles, and what
// changed about the ticket just before them: another target, another calendar. Moments come in time order, each
// instant's whole (see assessment/live.hpp for hosts whose events trickle in). `finished(course)` is called with a
// cycle when the next begins; nothing can change that one any more.
//
// Dirty histories have rules, and each use sets an Oddity. Pauses survive every change: a course keeps when it counted,
// not how much. Ownership: a value; `spans` grows by a pause. Thread-safety: a plain value.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "slakit/base/fault.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/base/wide.hpp"
#include "slakit/clock/clock.hpp"

namespace slakit {

enum class ClockState : std::uint8_t {
  no_start,           // no start event: nothing can be measured
  stop_before_start,  // a stop came before the start event: nothing can be measured
  cancelled,          // as if it had not started
  not_triggered,      // an `unless` event came before a delayed start
  waiting_to_start,   // the delay of a delayed start is not over; only in readings
  running,
  paused,  // only in readings: a course is running and waits
  stopped,
};

using Oddities = std::uint8_t;
namespace oddity {
inline constexpr Oddities duplicate_start = 1;       // the first counts
inline constexpr Oddities overlapping_pauses = 2;    // their union counts
inline constexpr Oddities stop_while_paused = 4;     // the stop closes the pause
inline constexpr Oddities resume_without_pause = 8;  // ignored
inline constexpr Oddities any = 15;
inline constexpr std::size_t count = 4;
}  // namespace oddity

enum class SpanState : std::uint8_t {
  running,
  paused,
  stopped,  // between a stop and a reopening after which the closed time does not count
};

// From here to the next span's `from` (the last: to the stop, or on and on).
struct Span {
  Instant from{};
  EventLog::Code by = Dictionary::absent;  // the event that paused it
  std::int16_t calendar = 0;
  SpanState state = SpanState::running;
  friend bool operator==(const Span&, const Span&) = default;
};

struct Moment {
  static constexpr std::int16_t same_calendar = -1;
  static constexpr std::int16_t no_calendar = -2;  // nobody known holds the ticket: nothing can be measured

  Instant at{};
  Roles roles = 0;
  EventLog::Code by = Dictionary::absent;  // of the pause
  bool starts_twice = false;               // two start events together
  std::int16_t calendar = same_calendar;   // from here on
  std::int16_t target_rule = -1;           // with `target`: which rule gives it
  const Target* target = nullptr;          // from here on; null: as before
};

struct Course {
  ClockState state = ClockState::no_start;
  Fault fault = Fault::none;  // of the delay, or of the share that a changed target leaves
  Oddities oddities = 0;
  bool is_paused = false;          // an event paused it, counted or not
  bool is_held = false;            // a condition pauses it
  bool is_final = false;           // an `until` came
  bool stopped_early = false;      // a stop came before the start of a clock that starts by a breach
  std::int16_t calendar = 0;       // that of whoever holds the ticket now
  std::int16_t target_rule = -1;   // in force; -1: none matched
  std::int16_t matched_rule = -1;  // of the ticket as it is now: in force with the next start
  EventLog::Code paused_by = Dictionary::absent;
  std::int32_t cycle = 0;
  Instant triggered{};  // the start event
  Instant started{};    // where counting starts: triggered + after, or the last reset
  Instant ended{};      // the stop, while stopped (or stopped early)
  Target target;
  Target matched;
  Setting<Duration> share;              // of working time, where a changed target left a share of it
  std::optional<Instant> first_breach;  // the due instant of the first breach as events showed it; see note_breach()
  std::vector<Span> spans;              // from `triggered` (or the last reset), in time order, none empty

  bool waits() const noexcept { return is_paused || is_held; }
  bool is_counting() const noexcept { return state == ClockState::running; }
};

namespace detail {

// In place: a span made elsewhere and copied is read in other pieces than it was written in, which waits.
inline void add_span(std::vector<Span>& spans, Instant from, SpanState state, std::int16_t calendar,
                     EventLog::Code by) {
  Span& span = spans.emplace_back();
  span.from = from;
  span.by = by;
  span.calendar = calendar;
  span.state = state;
}

}  // namespace detail

// Keeps the memory of `spans`.
inline void begin(const Clock& clock, Course& course) {
  course.state = ClockState::no_start;
  course.fault = Fault::none;
  course.oddities = 0;
  course.is_paused = course.is_held = course.is_final = course.stopped_early = false;
  course.calendar = clock.calendar;
  course.target_rule = course.matched_rule = clock.target.kind == TargetKind::none ? std::int16_t{-1} : std::int16_t{0};
  course.paused_by = Dictionary::absent;
  course.cycle = 0;
  course.triggered = course.started = course.ended = Instant{};
  course.target = course.matched = clock.target;
  course.share.reset();
  course.first_breach.reset();
  course.spans.clear();
}

inline Course begin(const Clock& clock) {
  Course course;
  begin(clock, course);
  return course;
}

namespace detail {

// Open time of the course's running spans before `end`.
inline Checked<Duration> open_time(const Clock& clock, const Course& course, Instant end) noexcept {
  Duration sum{};
  const std::size_t count = course.spans.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Span& span = course.spans[i];
    if (span.state != SpanState::running) continue;
    const Instant from = std::max(span.from, course.started);
    const Instant to = i + 1 < count ? std::min(course.spans[i + 1].from, end) : end;
    if (from >= to) continue;
    const Checked<Duration> open = clock.calendars[span.calendar].elapsed(from, to);
    if (!open) return open.fault;
    sum += *open;
  }
  return sum;
}

// Applies one moment; in the order of the roles.
template <class Finished>
class Advance {
 public:
  Advance(const Clock& clock, Course& course, Finished& finished) noexcept
      : clock_(clock), course_(course), finished_(finished) {}

  void apply(const Moment& moment) {
    if (moment.calendar != Moment::same_calendar && moment.calendar != course_.calendar)
      hand_over(moment.at, moment.calendar);
    if (moment.target != nullptr) match(moment.at, *moment.target, moment.target_rule);
    const Roles roles = moment.roles;
    if (roles == 0) return;
    if ((roles & role::start) != 0) start(moment.at);
    if (moment.starts_twice && clock_.cycles == Cycles::first && course_.is_counting())
      course_.oddities |= oddity::duplicate_start;
    if ((roles & role::reopen) != 0) reopen(moment.at);
    if ((roles & role::resume) != 0) resume(moment.at, (roles & role::start) != 0);
    if ((roles & role::release) != 0) release(moment.at);
    if ((roles & role::pause) != 0) pause(moment.at, moment.by);
    if ((roles & role::hold) != 0) hold(moment.at, moment.by);
    if ((roles & (role::stop | role::until)) != 0) stop(moment.at, (roles & role::until) != 0);
    if ((roles & (role::reset | role::cancel | role::unless)) != 0) undo(moment);
  }

  // A breach elsewhere starts it. That may be known only later: where closed time follows the due instant, or an event
  // makes it earlier. A stop that came meanwhile stops it where it came.
  void start_by_breach(Instant at) {
    start(at);
    if (course_.stopped_early && course_.state == ClockState::running) stop(std::max(at, course_.ended), false);
  }

 private:
  // From `at` on, the last span ends and another begins.
  void mark(Instant at, SpanState state) {
    std::vector<Span>& spans = course_.spans;
    if (!spans.empty() && spans.back().from >= at) spans.pop_back();
    const EventLog::Code by = state == SpanState::paused ? course_.paused_by : Dictionary::absent;
    if (course_.calendar < 0) course_.fault = Fault::calendar_unknown;
    const std::int16_t calendar = std::max(course_.calendar, std::int16_t{0});
    if (!spans.empty() && spans.back().state == state && spans.back().calendar == calendar) return;
    add_span(spans, at, state, calendar, by);
  }

  void mark_counting(Instant at) { mark(at, course_.waits() ? SpanState::paused : SpanState::running); }

  void count_from(Instant at) {
    course_.started = at;
    course_.fault = Fault::none;
    course_.share.reset();
    course_.spans.clear();
    if (course_.spans.capacity() == 0) course_.spans.reserve(5);  // two pauses, without growing
    mark_counting(at);
    if (clock_.after == Duration{} || course_.fault != Fault::none) return;
    const Checked<Instant> started = clock_.calendars[course_.calendar].due(at, clock_.after, DueBoundary::close);
    course_.fault = started.fault;
    course_.started = started.value;
  }

  void trigger(Instant at) {
    course_.state = ClockState::running;
    course_.triggered = at;
    course_.target = course_.matched;
    course_.target_rule = course_.matched_rule;
    count_from(at);
  }

  void next_cycle(Instant at) {
    finished_(static_cast<const Course&>(course_));
    ++course_.cycle;
    course_.oddities = 0;
    trigger(at);
  }

  void start(Instant at) {
    switch (course_.state) {
      case ClockState::no_start:
      case ClockState::cancelled:
        if (!course_.is_final) trigger(at);
        return;
      case ClockState::stopped:
      case ClockState::not_triggered:
        // What follows the end of a clock that runs once is nothing to remark on.
        if (clock_.cycles != Cycles::first && !course_.is_final) next_cycle(at);
        return;
      default:
        if (clock_.cycles == Cycles::first && course_.state != ClockState::stop_before_start)
          course_.oddities |= oddity::duplicate_start;
    }
  }

  void reopen(Instant at) {
    course_.stopped_early = false;
    if (course_.state != ClockState::stopped || clock_.reopen == Reopen::ignore) return;
    course_.is_final = false;
    if (clock_.reopen == Reopen::new_cycle) return next_cycle(at);
    course_.state = ClockState::running;
    if (clock_.reopen == Reopen::restart) {
      course_.target = course_.matched;
      course_.target_rule = course_.matched_rule;
      return count_from(at);
    }
    mark(course_.ended, clock_.reopen == Reopen::carry_on ? SpanState::stopped : SpanState::running);
    mark_counting(at);
    match(at, Target(course_.matched), course_.matched_rule);
  }

  // A ticket that starts unpaused "resumes" with its first event where states are events: nothing odd in that.
  void resume(Instant at, bool starts_here) {
    if (!course_.is_paused) {
      if (!starts_here && course_.is_counting()) course_.oddities |= oddity::resume_without_pause;
      return;
    }
    course_.is_paused = false;
    if (course_.is_counting()) mark_counting(at);
  }

  void release(Instant at) {
    course_.is_held = false;
    if (course_.is_counting()) mark_counting(at);
  }

  void pause(Instant at, EventLog::Code by) {
    if (course_.is_paused) {
      if (course_.state != ClockState::stopped) course_.oddities |= oddity::overlapping_pauses;
      return;
    }
    if (!course_.is_held) course_.paused_by = by;
    course_.is_paused = true;
    if (course_.is_counting()) mark_counting(at);
  }

  void hold(Instant at, EventLog::Code by) {
    if (!course_.is_paused) course_.paused_by = by;
    course_.is_held = true;
    if (course_.is_counting()) mark_counting(at);
  }

  void stop(Instant at, bool for_good) {
    course_.is_final = course_.is_final || for_good;
    if (course_.is_counting()) return end(at, for_good);
    if (course_.state != ClockState::no_start || for_good) return;
    if (clock_.starts_by_breach) {
      if (!course_.stopped_early) course_.ended = at;
      course_.stopped_early = true;
    } else if (clock_.cycles == Cycles::first) {
      course_.state = ClockState::stop_before_start;
      course_.ended = at;
    }
  }

  void end(Instant at, bool for_good) {
    course_.state = ClockState::stopped;
    course_.ended = at;
    const bool goes_on = clock_.cycles == Cycles::periodic && !for_good;
    if (course_.waits() && course_.spans.back().from < at) course_.oddities |= oddity::stop_while_paused;
    // An update is no answer of the customer: what it waits for, it waits for in the next cycle, too.
    if (goes_on) return next_cycle(at);
    course_.is_paused = false;  // conditions end by themselves
  }

  void undo(const Moment& moment) {
    const Instant at = moment.at;
    if ((moment.roles & role::reset) != 0 && course_.is_counting()) count_from(at);
    if ((moment.roles & role::cancel) != 0 && course_.is_counting()) {
      course_.state = ClockState::cancelled;
      course_.spans.clear();
    }
    const bool waits = clock_.after > Duration{} && course_.fault == Fault::none && at <= course_.started;
    const bool has_begun = course_.is_counting() || course_.state == ClockState::stopped;
    if ((moment.roles & role::unless) != 0 && waits && has_begun) course_.state = ClockState::not_triggered;
  }

  void hand_over(Instant at, std::int16_t calendar) {
    course_.calendar = calendar;
    if (course_.is_counting()) mark_counting(at);
  }

  void match(Instant at, const Target& target, std::int16_t rule) {
    course_.matched = target;
    course_.matched_rule = rule;
    if (!course_.is_counting()) return;
    if (course_.target == target) {
      course_.target_rule = clock_.retarget == Retarget::as_at_start ? course_.target_rule : rule;
      return;
    }
    retarget(at);
  }

  void retarget(Instant at) {
    switch (clock_.retarget) {
      case Retarget::as_at_start: return;
      case Retarget::keep_start_and_pauses: course_.share.reset(); break;
      case Retarget::keep_start_only: forget_pauses(at); break;
      case Retarget::restart: count_from(at); break;
      case Retarget::remaining_share: share_of_rest(at); break;
    }
    course_.target = course_.matched;
    course_.target_rule = course_.matched_rule;
  }

  void forget_pauses(Instant at) {
    course_.share.reset();
    std::vector<Span> before = std::move(course_.spans);
    course_.spans.clear();
    for (const Span& span : before) {
      const SpanState state = span.state == SpanState::paused ? SpanState::running : span.state;
      if (!course_.spans.empty() && course_.spans.back().state == state &&
          course_.spans.back().calendar == span.calendar)
        continue;
      add_span(course_.spans, span.from, state, span.calendar, Dictionary::absent);
    }
    mark_counting(at);
  }

  // Of the new target the share that was left of the old one, on top of what is used up.
  void share_of_rest(Instant at) {
    if (!course_.target.is_timer() || !course_.matched.is_timer()) return course_.share.reset();
    const Duration old_target = course_.share.value_or(course_.target.within);
    const Checked<Duration> used = open_time(clock_, course_, at);
    if (!used) {
      course_.fault = used.fault;
      return;
    }
    if (*used >= old_target) {
      course_.share = old_target;
      return;
    }
    const Wide rest = Wide(course_.matched.within.count()) * Wide((old_target - *used).count());
    course_.share = *used + Duration{divide(rest, Wide(old_target.count())).quotient.to_int64().value_or(0)};
  }

  const Clock& clock_;
  Course& course_;
  Finished& finished_;
};

}  // namespace detail

// Takes one moment, not before any other that the course has taken. May allocate; throws nothing else.
template <class Finished>
void advance(const Clock& clock, Course& course, const Moment& moment, Finished&& finished) {
  detail::Advance<std::remove_reference_t<Finished>>(clock, course, finished).apply(moment);
}

}  // namespace slakit
