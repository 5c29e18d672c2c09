// A plan bound to a log: event names and attribute values as the log's own codes, so that the kernel compares integers.
//
// Borrows both; lives as long as one assessment. An event or value that the log does not know matches nothing.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "slakit/event/log.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

class Binding {
 public:
  struct BoundCondition {
    const TextColumn* column;  // null: the log has no such attribute, so nothing matches
    std::vector<EventLog::Code> values;
  };
  using BoundWhere = std::vector<BoundCondition>;

  struct BoundTarget {
    BoundWhere where;
    Duration within;
  };

  struct BoundLevel {
    std::vector<Roles> roles;  // by event-type code
    Clock clock;
    BoundWhere applies;
    std::vector<BoundTarget> targets;
  };

  Binding(const Plan& plan, const EventLog& log) : log_(&log), is_named_(log.types.size(), 0) {
    levels_.reserve(plan.service_levels.size());
    for (std::size_t i = 0; i < plan.service_levels.size(); ++i) bind_level(plan, i);
    const std::string& incident = plan.contract.contract.incident;
    incident_ = incident.empty() ? nullptr : log.attribute(incident);
  }
  Binding(const Binding&) = delete;
  Binding& operator=(const Binding&) = delete;

  const EventLog& log() const noexcept { return *log_; }
  const std::vector<BoundLevel>& levels() const noexcept { return levels_; }
  const TextColumn* incident() const noexcept { return incident_; }

  // Some clock of the contract names this event type.
  bool is_named(EventLog::Code type) const noexcept { return is_named_[static_cast<std::size_t>(type)] != 0; }

  // A ticket's attribute holds from its event until changed: its value after row `last` of the rows from `first`.
  static EventLog::Code value_at(const TextColumn& column, std::size_t first, std::size_t last) noexcept {
    for (std::size_t row = last + 1; row-- > first;)
      if (column.codes[row] != Dictionary::absent) return column.codes[row];
    return Dictionary::absent;
  }

  static bool matches(const BoundWhere& where, std::size_t first, std::size_t last) noexcept {
    return std::all_of(where.begin(), where.end(), [&](const BoundCondition& condition) {
      if (condition.column == nullptr) return false;
      const EventLog::Code value = value_at(*condition.column, first, last);
      return value != Dictionary::absent &&
             std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
    });
  }

 private:
  void bind_level(const Plan& plan, std::size_t index) {
    const Plan::ServiceLevel& level = plan.service_levels[index];
    const Obligation& obligation = plan.contract.obligations[index];
    BoundLevel& bound = levels_.emplace_back();
    bound.roles.assign(log_->types.size(), 0);
    for (const Plan::ServiceLevel::EventRole& event : level.roles) {
      const EventLog::Code code = log_->types.find(event.event);
      if (code == Dictionary::absent) continue;
      bound.roles[static_cast<std::size_t>(code)] = event.roles;
      is_named_[static_cast<std::size_t>(code)] = 1;
    }
    bound.clock = {bound.roles, level.after, &plan.calendars[level.calendar], plan.policies.due_boundary};
    bound.applies = bind(obligation.applies);
    for (const TargetRule& target : obligation.clock.target)
      bound.targets.push_back({bind(target.where), target.within});
  }

  BoundWhere bind(const Where& where) const {
    BoundWhere bound;
    for (const Condition& condition : where) {
      BoundCondition& one = bound.emplace_back();
      one.column = log_->attribute(condition.attribute);
      for (const std::string& value : condition.values)
        if (one.column != nullptr && one.column->values.find(value) != Dictionary::absent)
          one.values.push_back(one.column->values.find(value));
    }
    return bound;
  }

  const EventLog* log_;
  std::vector<BoundLevel> levels_;
  std::vector<char> is_named_;
  const TextColumn* incident_ = nullptr;
};

}  // namespace slakit
