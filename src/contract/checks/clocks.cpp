// Clocks that cannot run as written.
#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "conditions.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/time/period.hpp"
#include "table.hpp"

namespace slakit {

namespace {

// Calls `check(path, clock)` for each.
template <class Check>
void each_clock(Checker& f, Check check) {
  for (const Obligation& obligation : f.contract.obligations)
    if (const ClockRule* clock = obligation.clock(); clock != nullptr) {
      const std::string path = "obligations." + obligation.name + ".clock";
      if (f.has(path)) check(path, *clock);
    }
}

bool are_same(const Where& a, const Where& b) { return implies(a, b) && implies(b, a); }

// One event cannot do two things; under different conditions it can. Conditions without an event begin to hold one by
// one, so only the same ones are together.
void check_roles(Checker& f, const std::string& path, std::string_view role, const EventRules& events,
                 std::string_view other_role, const EventRules& others) {
  constexpr std::size_t compared_max = 64;  // of one name, under different conditions
  std::unordered_map<std::string_view, std::vector<const EventRule*>> by_name;
  for (const EventRule& other : others)
    if (auto& same = by_name[other.event]; same.size() < compared_max) same.push_back(&other);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const EventRule& event = events[i];
    const auto found = by_name.find(event.event);
    const bool elsewhere =
        found != by_name.end() && std::any_of(found->second.begin(), found->second.end(), [&](const EventRule* other) {
          return event.event.empty() ? are_same(event.where, other->where)
                                     : both(event.where, other->where).has_value();
        });
    if (!elsewhere || (event.event.empty() && event.where.empty())) continue;
    const std::string what = event.event.empty() ? "the same condition" : "'" + shown(event.event) + "'";
    f.report(path + "." + std::string(role) + "." + std::to_string(i),
             what + " is both " + std::string(other_role) + " and " + std::string(role) + " of this clock; use two " +
                 (event.event.empty() ? "conditions" : "events"));
  }
}

bool has_named(const EventRules& events) {
  return std::any_of(events.begin(), events.end(), [](const EventRule& rule) { return !rule.event.empty(); });
}

// What a ticket itself agrees comes before what the contract says of all; then the most conditions.
bool is_agreed(const TargetRule& target) { return !target.attribute.empty(); }

// Two targets of equal weight are fine where a more specific one speaks for every ticket that both match.
bool is_ambiguous(const std::vector<TargetRule>& targets, const TargetRule& a, const TargetRule& b) {
  if (is_agreed(a) != is_agreed(b) || a.where.size() != b.where.size()) return false;
  const std::optional<Where> known = both(a.where, b.where);
  return known && std::none_of(targets.begin(), targets.end(), [&](const TargetRule& other) {
           return is_agreed(other) == is_agreed(a) && other.where.size() > a.where.size() &&
                  implies(*known, other.where);
         });
}

std::size_t comparisons(const ClockRule& clock) {
  std::size_t values = 0;
  for (const TargetRule& target : clock.target)
    for (const Condition& condition : target.where) values += condition.values.size();
  return clock.target.size() * clock.target.size() * std::max(clock.target.size(), values);
}

// When a calendar of plain weekly hours closes at the latest; nothing where it never closes, or is none.
std::optional<std::chrono::seconds> last_closing(const Contract& contract, const std::string& name) {
  const auto found = std::find_if(contract.calendars.begin(), contract.calendars.end(),
                                  [&](const CalendarRule& rule) { return rule.name == name; });
  if (found == contract.calendars.end() || found->always) return std::nullopt;
  std::optional<std::chrono::seconds> last;
  const auto take = [&last](const DayHours& hours) {
    for (const HoursSpan& span : hours) last = std::max(last.value_or(span.to), span.to);
  };
  for (const DayHours& hours : found->weekly) take(hours);
  for (const Season& season : found->seasons)
    for (const DayHours& hours : season.weekly) take(hours);
  for (const ExceptionHours& day : found->exceptions) take(day.hours);
  return last;
}

std::vector<std::string> calendars_of(const ClockRule& clock) {
  std::vector<std::string> names;
  if (!clock.calendar.name.empty()) names.push_back(clock.calendar.name);
  for (const CalendarOf& one : clock.calendar.calendars) names.push_back(one.calendar);
  return names;
}

std::string time_text(std::chrono::seconds time) {
  const std::string text = to_string(HoursSpan{{}, time});
  return text.substr(text.find('-') + 1);
}

}  // namespace

void find_endless_clocks(Checker& f) {
  each_clock(f, [&](const std::string& path, const ClockRule& clock) {
    if (clock.stop.empty() && f.is_readable(path + ".stop"))
      f.report(path + ".stop",
               "nothing stops this clock, so every ticket is late in the end; add `stop` with the event that does");
  });
}

void find_endless_pauses(Checker& f) {
  each_clock(f, [&](const std::string& path, const ClockRule& clock) {
    const bool never_resumes = !f.has(path + ".resume") || f.is_none(path + ".resume") ||
                               (clock.resume.empty() && f.is_readable(path + ".resume"));
    // One of conditions alone lasts while they hold.
    if (has_named(clock.pause) && never_resumes)
      f.report(path + ".pause", "nothing ends this pause; add `resume` with the event that does");
  });
}

void find_resumes_without_pause(Checker& f) {
  each_clock(f, [&](const std::string& path, const ClockRule& clock) {
    if (!clock.resume.empty() && !f.has(path + ".pause"))
      f.report(path + ".resume", "there is no pause to end; add `pause`, or remove `resume`");
  });
}

void find_unless_without_after(Checker& f) {
  each_clock(f, [&](const std::string& path, const ClockRule& clock) {
    if (!clock.start.unless.empty() && clock.start.after == Duration{} && !f.has(path + ".start.after"))
      f.report(path + ".start.unless",
               "`unless` looks at what comes before `after` is over; add `after`, or remove `unless`");
  });
}

void find_events_in_two_roles(Checker& f) {
  each_clock(f, [&](const std::string& path, const ClockRule& clock) {
    check_roles(f, path, "stop", clock.stop, "start", clock.start.of);
    check_roles(f, path, "pause", clock.pause, "stop", clock.stop);
    check_roles(f, path, "pause", clock.pause, "start", clock.start.of);
    check_roles(f, path, "resume", clock.resume, "pause", clock.pause);
    check_roles(f, path, "cancel", clock.cancel, "stop", clock.stop);
    check_roles(f, path, "cancel", clock.cancel, "start", clock.start.of);
    // A reply may resume and reset a clock, and a start may reset it when it comes again.
    check_roles(f, path, "reset", clock.reset, "stop", clock.stop);
    check_roles(f, path, "reset", clock.reset, "pause", clock.pause);
    check_roles(f, path, "reset", clock.reset, "cancel", clock.cancel);
    // What comes back may have waited, too.
    check_roles(f, path, "reopen", clock.reopen, "stop", clock.stop);
    check_roles(f, path, "reopen", clock.reopen, "cancel", clock.cancel);
    check_roles(f, path, "reopen", clock.reopen, "reset", clock.reset);
    // After a stop, a start begins the next of several cycles.
    if (clock.cycles == Cycles::each) check_roles(f, path, "reopen", clock.reopen, "start", clock.start.of);
    // The last stop may end the cycles, too.
    check_roles(f, path, "until", clock.until, "start", clock.start.of);
    check_roles(f, path, "until", clock.until, "reset", clock.reset);
    check_roles(f, path, "until", clock.until, "reopen", clock.reopen);
  });
}

void find_ambiguous_targets(Checker& f) {
  std::size_t done = 0;
  each_clock(f, [&](const std::string& path, const ClockRule& clock) {
    const std::vector<TargetRule>& targets = clock.target;
    done += comparisons(clock);
    if (targets.size() > targets_max || done > comparisons_max) return;  // see find_too_many_targets
    for (std::size_t i = 0; i < targets.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        if (!is_ambiguous(targets, targets[i], targets[j])) continue;
        const int line = f.line_of(path + ".target." + std::to_string(j));
        f.report(path + ".target." + std::to_string(i), "a ticket may match this target and the one at line " +
                                                            std::to_string(line) +
                                                            ", neither more specific; add a condition to one of them");
        break;
      }
  });
}

void find_too_many_targets(Checker& f) {
  std::size_t done = 0;
  each_clock(f, [&](const std::string& path, const ClockRule& clock) {
    done += comparisons(clock);
    if (clock.target.size() > targets_max)
      f.report(path + ".target", "more than 256 targets; split the obligation");
    else if (done > comparisons_max)
      f.report(path + ".target", "more targets in this document than can be compared; write fewer for each obligation");
  });
}

// Where each stop begins the next cycle, only other events end them.
void find_endless_cycles(Checker& f) {
  each_clock(f, [&](const std::string& path, const ClockRule& clock) {
    if (clock.cycles == Cycles::periodic && clock.until.empty() && clock.cancel.empty())
      f.report(
          path + ".cycles",
          "each stop begins another cycle, so every ticket is late in the end; add `until` with the event that ends "
          "them");
  });
}

// A step so long before due that it is there at once, whatever the target. How long business days are is not known.
void find_steps_before_start(Checker& f) {
  each_clock(f, [&](const std::string& path, const ClockRule& clock) {
    Duration longest{};
    for (const TargetRule& target : clock.target) {
      if (target.within == Duration{}) return;
      longest = std::max(longest, target.within);
    }
    for (const Step& step : clock.steps)
      if (step.before && *step.before > longest)
        f.report(path + ".steps." + step.name + ".before",
                 "no target is as long as this, so the step is there as soon as the clock starts; write less than " +
                     to_string(Period{0, 0, longest}) + ", or `at` with a share of the target");
  });
}

// A ticket that keeps it is settled while nobody works.
void find_deadlines_after_closing(Checker& f) {
  each_clock(f, [&](const std::string& path, const ClockRule& clock) {
    for (std::size_t i = 0; i < clock.target.size(); ++i) {
      const Setting<LocalDeadline>& deadline = clock.target[i].deadline;
      if (!deadline || !deadline->time) continue;
      for (const std::string& name : calendars_of(clock)) {
        const std::optional<std::chrono::seconds> closing = last_closing(f.contract, name);
        if (!closing || *deadline->time <= *closing) continue;
        f.report(path + ".target." + std::to_string(i) + ".deadline.time",
                 "'" + shown(name) + "' has closed by then, at " + time_text(*closing) +
                     " at the latest; write an earlier time, or leave it out for close of business");
        break;
      }
    }
  });
}

}  // namespace slakit
