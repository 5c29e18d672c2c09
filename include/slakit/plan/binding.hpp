// A plan bound to a log: event names and attribute values as the log's own codes, so that the kernel compares integers.
//
// Borrows both; lives as long as one assessment. An event or value that the log does not know matches nothing.
//
//     Binding binding(plan, log);
//     binding.is_named(log.types.find("commented"))   // false: no clock of the contract looks at it
#pragma once

#include <algorithm>
#include <cstddef>
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

  Binding(const Plan& plan, const EventLog& log);  // compiled (floor io)
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
  void bind_level(const Plan& plan, std::size_t index);
  BoundWhere bind(const Where& where) const;

  const EventLog* log_;
  std::vector<BoundLevel> levels_;
  std::vector<char> is_named_;
  const TextColumn* incident_ = nullptr;
};

}  // namespace slakit
