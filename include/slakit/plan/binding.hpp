// A plan bound to a log: event names and attribute values as the log's own codes, so that the kernel compares integers.
//
// Borrows both; lives as long as one assessment. An event or value that the log does not know matches nothing.
//
//     Binding binding(plan, log);
//     binding.is_named(log.types.find("commented"))   // false: no clock of the contract looks at it
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/event/log.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

class Binding {
 public:
  using Attribute = std::int32_t;  // index into the log's attributes
  static constexpr Attribute no_attribute = -1;

  struct BoundCondition {
    Attribute attribute;  // no_attribute: the log has no such attribute, so nothing matches
    std::vector<EventLog::Code> values;
  };
  using BoundWhere = std::vector<BoundCondition>;

  struct BoundTarget {
    BoundWhere where;
    Target target;
    bool is_agreed = false;  // the ticket says it, by
    Attribute attribute = no_attribute;
    std::vector<Target> agreed;  // by the attribute's codes; of kind none where the text is neither

    // What a ticket with such a value agrees; nothing where it has none.
    const Target* agreed_by(EventLog::Code value) const noexcept {
      return value == Dictionary::absent ? nullptr : &agreed[static_cast<std::size_t>(value)];
    }
  };

  // An event under conditions, or (type absent) the instant at which a ticket begins to meet them.
  struct BoundEvent {
    EventLog::Code type;
    BoundWhere where;
    Roles roles;
  };

  struct BoundLevel {
    std::vector<Roles> roles;  // by event-type code
    std::vector<BoundEvent> events;
    std::vector<BoundEvent> beginnings;
    std::vector<BoundWhere> pauses_while;
    Clock clock;
    BoundWhere applies;
    std::vector<BoundTarget> targets;
    std::vector<Attribute> target_attributes;  // those whose change can change the target
    bool has_holders = false;                  // the calendar is that of whoever holds the ticket, by
    Attribute calendar_attribute = no_attribute;
    std::vector<std::int16_t> calendars;  // by the attribute's codes
    Setting<std::size_t> breach_of;
    const Setting<Interval>* holds = nullptr;  // the plan's

    // Attributes decide when it starts, pauses, stops, or in which calendar.
    bool follows_attributes() const noexcept {
      return !events.empty() || !beginnings.empty() || !pauses_while.empty() || has_holders;
    }
  };

  Binding(const Plan& plan, const EventLog& log);  // compiled (floor io)
  Binding(const Binding&) = delete;
  Binding& operator=(const Binding&) = delete;

  const EventLog& log() const noexcept { return *log_; }
  const std::vector<BoundLevel>& levels() const noexcept { return versions_.front(); }
  // The same under an amendment's terms: version 0 is the contract as it was signed.
  const std::vector<BoundLevel>& levels(std::size_t version) const noexcept { return versions_[version]; }
  Attribute attribute(const std::string& name) const noexcept;
  BoundWhere bind(const Where& where) const;
  const TextColumn* incident() const noexcept { return incident_; }
  const TextColumn* holder() const noexcept { return holder_; }

  // Some clock of the contract names this event type.
  bool is_named(EventLog::Code type) const noexcept { return is_named_[static_cast<std::size_t>(type)] != 0; }

  // Something in the contract looks at the row: it names the event, or follows an attribute that the row gives.
  bool is_used(std::size_t row) const noexcept {
    if (is_named(log_->type[row]) || is_evidence_[static_cast<std::size_t>(log_->type[row])] != 0) return true;
    for (const Attribute attribute : followed_)
      if (log_->attributes[static_cast<std::size_t>(attribute)].codes[row] != Dictionary::absent) return true;
    return false;
  }

  // A ticket's attribute holds from its event until changed: its value after row `last` of the rows from `first`.
  static EventLog::Code value_at(const TextColumn& column, std::size_t first, std::size_t last) noexcept {
    for (std::size_t row = last + 1; row-- > first;)
      if (column.codes[row] != Dictionary::absent) return column.codes[row];
    return Dictionary::absent;
  }

  // `value_of(attribute)` gives a code, or Dictionary::absent.
  template <class ValueOf>
  static bool matches(const BoundWhere& where, ValueOf value_of) noexcept {
    return std::all_of(where.begin(), where.end(), [&](const BoundCondition& condition) {
      if (condition.attribute == no_attribute) return false;
      const EventLog::Code value = value_of(condition.attribute);
      return value != Dictionary::absent &&
             std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
    });
  }

  // As a ticket's rows from `first` to `last` leave it. Compiled (floor io).
  bool matches(const BoundWhere& where, std::size_t first, std::size_t last) const noexcept;

 private:
  std::vector<BoundLevel> bind_levels(const Plan& plan, const Contract& contract,
                                      const std::vector<Plan::ServiceLevel>& levels);
  void bind_level(const Plan& plan, const Obligation& obligation, const Plan::ServiceLevel& level, BoundLevel& bound);
  void bind_events(const Plan::ServiceLevel& level, BoundLevel& bound);
  void bind_targets(const Plan& plan, const Plan::ServiceLevel& level, BoundLevel& bound);
  void bind_holders(const Plan::ServiceLevel& level, BoundLevel& bound);
  void name_events(const EventRules& rules);
  void name_events(const Obligation& obligation);
  void follow(const BoundWhere& where);
  void follow(Attribute attribute);

  const EventLog* log_;
  std::vector<std::vector<BoundLevel>> versions_;
  std::vector<char> is_named_;
  std::vector<char> is_evidence_;  // some other promise names this event type, or it is a decision
  std::vector<Attribute> followed_;
  const TextColumn* incident_ = nullptr;
  const TextColumn* holder_ = nullptr;
};

}  // namespace slakit
