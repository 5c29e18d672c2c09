#include "slakit/plan/binding.hpp"

#include <string>

namespace slakit {

Binding::Binding(const Plan& plan, const EventLog& log) : log_(&log), is_named_(log.types.size(), 0) {
  levels_.reserve(plan.service_levels.size());
  for (std::size_t i = 0; i < plan.service_levels.size(); ++i) bind_level(plan, i);
  const std::string& incident = plan.contract.contract.incident;
  incident_ = incident.empty() ? nullptr : log.attribute(incident);
}

void Binding::bind_level(const Plan& plan, std::size_t index) {
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
  for (const TargetRule& target : obligation.clock()->target)
    bound.targets.push_back({bind(target.where), target.within});
}

Binding::BoundWhere Binding::bind(const Where& where) const {
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

}  // namespace slakit
