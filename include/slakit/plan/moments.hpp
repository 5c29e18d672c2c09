// What the events of one instant mean to a clock whose rules look at attributes: moments for its course.
//
// Within an instant attributes change first; every rule sees them as they are after it, but an event's own value comes
// before the ticket's. Then roles, in the source's own order where it has one. A rule without an event means the
// instant at which a ticket begins to match; a pause of conditions alone ends when none of them holds any more.
//
//     moments_of(level, at, occurrences, before, after, is_changed, [&](const Moment& moment) { advance.apply(moment); });
//
// `occurrences` has size(), type(i), sequence(i) and own(i, attribute); `before` and `after` have value(attribute) and
// agreed(attribute): the ticket's state on either side. Moments borrow targets from the binding (agreed ones from
// `after`). Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <vector>

#include "slakit/clock/course.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

namespace detail {

inline constexpr Target no_target{};
inline constexpr std::size_t agreed_weight = 1'000'000;  // more than any number of conditions

struct MatchedTarget {
  const Target* target = &no_target;
  std::int16_t rule = -1;
};

// The target of the most conditions that match, what the ticket itself agrees before all others; the reader refuses two
// that match equally.
template <class Ticket>
MatchedTarget target_of(const Binding::BoundLevel& level, const Ticket& ticket) noexcept {
  MatchedTarget best;
  std::size_t best_weight = 0;
  for (std::size_t i = 0; i < level.targets.size(); ++i) {
    const Binding::BoundTarget& rule = level.targets[i];
    const std::size_t weight = 1 + rule.where.size() + (rule.is_agreed ? agreed_weight : 0);
    if (weight <= best_weight) continue;
    if (!Binding::matches(rule.where, [&](Binding::Attribute a) { return ticket.value(a); })) continue;
    const Target* target = rule.is_agreed ? ticket.agreed(rule) : &rule.target;
    if (target == nullptr || target->kind == TargetKind::none) continue;
    best = {target, static_cast<std::int16_t>(i)};
    best_weight = weight;
  }
  return best;
}

template <class Ticket>
std::int16_t calendar_of(const Binding::BoundLevel& level, const Ticket& ticket) noexcept {
  const EventLog::Code holder =
      level.calendar_attribute == Binding::no_attribute ? Dictionary::absent : ticket.value(level.calendar_attribute);
  if (holder < 0 || static_cast<std::size_t>(holder) >= level.calendars.size()) return Moment::no_calendar;
  return level.calendars[static_cast<std::size_t>(holder)];
}

template <class Ticket>
bool any_matches(const std::vector<Binding::BoundWhere>& wheres, const Ticket& ticket) noexcept {
  return std::any_of(wheres.begin(), wheres.end(), [&](const Binding::BoundWhere& where) {
    return Binding::matches(where, [&](Binding::Attribute a) { return ticket.value(a); });
  });
}

// Roles that a change of the ticket's attributes has.
template <class Ticket>
Roles roles_of_change(const Binding::BoundLevel& level, const Ticket& before, const Ticket& after) noexcept {
  Roles roles = 0;
  for (const Binding::BoundEvent& rule : level.beginnings) {
    const auto matches = [&](const Ticket& ticket) {
      return Binding::matches(rule.where, [&](Binding::Attribute a) { return ticket.value(a); });
    };
    if (!matches(before) && matches(after)) roles |= rule.roles;
  }
  if (level.pauses_while.empty()) return roles;
  const bool was_paused = any_matches(level.pauses_while, before);
  const bool is_paused = any_matches(level.pauses_while, after);
  if (was_paused != is_paused) roles |= is_paused ? role::hold : role::release;
  return roles;
}

template <class Occurrences, class Ticket>
Roles roles_of_event(const Binding::BoundLevel& level, const Occurrences& occurrences, std::size_t i,
                     const Ticket& after) noexcept {
  const EventLog::Code type = occurrences.type(i);
  if (type == Dictionary::absent) return 0;
  Roles roles = static_cast<std::size_t>(type) < level.roles.size() ? level.roles[static_cast<std::size_t>(type)] : 0;
  for (const Binding::BoundEvent& rule : level.events) {
    if (rule.type != type) continue;
    const auto value_of = [&](Binding::Attribute attribute) {
      const EventLog::Code own = occurrences.own(i, attribute);
      return own != Dictionary::absent ? own : after.value(attribute);
    };
    if (Binding::matches(rule.where, value_of)) roles |= rule.roles;
  }
  return roles;
}

}  // namespace detail

// Hands out the moments of one instant, in their order. `is_changed`: some attribute differs between before and after
// (or this is the ticket's first instant).
template <class Occurrences, class Ticket, class Take>
void moments_of(const Binding::BoundLevel& level, Instant at, const Occurrences& occurrences, const Ticket& before,
                const Ticket& after, bool is_changed, Take&& take) {
  const std::size_t count = occurrences.size();
  Moment change;
  change.at = at;
  if (is_changed) {
    const detail::MatchedTarget target = detail::target_of(level, after);
    change.target = target.target;
    change.target_rule = target.rule;
    if (level.has_holders) change.calendar = detail::calendar_of(level, after);
    change.roles = detail::roles_of_change(level, before, after);
    if ((change.roles & (role::pause | role::hold)) != 0 && count > 0) change.by = occurrences.type(0);
  }
  for (std::size_t i = 0; i < count;) {
    Moment moment = i == 0 ? change : Moment{};
    moment.at = at;
    const std::size_t first = i;
    for (; i < count && occurrences.sequence(i) == occurrences.sequence(first); ++i) {
      const Roles roles = detail::roles_of_event(level, occurrences, i, after);
      moment.starts_twice = moment.starts_twice || (moment.roles & roles & role::start) != 0;
      if ((roles & role::pause) != 0 && (moment.roles & role::pause) == 0) moment.by = occurrences.type(i);
      moment.roles |= roles;
    }
    if (moment.roles != 0 || moment.target != nullptr || moment.calendar != Moment::same_calendar)
      take(static_cast<const Moment&>(moment));
  }
}

}  // namespace slakit
