#include "slakit/plan/binding.hpp"

#include <string>

#include "contract/event_rules_of.hpp"
#include "slakit/plan/agreed_target.hpp"

namespace slakit {
namespace {

void add_once(std::vector<Binding::Attribute>& list, Binding::Attribute attribute) {
  if (attribute != Binding::no_attribute && std::find(list.begin(), list.end(), attribute) == list.end())
    list.push_back(attribute);
}

}  // namespace

Binding::Binding(const Plan& plan, const EventLog& log)
    : log_(&log), is_named_(log.types.size(), 0), is_evidence_(log.types.size(), 0) {
  versions_.push_back(bind_levels(plan, plan.contract, plan.service_levels));
  for (const Plan::Version& version : plan.amended)
    versions_.push_back(bind_levels(plan, version.contract, version.service_levels));
  for (const Plan::Duty& duty : plan.duties) name_events(duty.obligation);
  for (const Plan::Promise& promise : plan.promises) name_events(promise.obligation);
  for (const Plan::Indicator& indicator : plan.indicators) name_events(indicator.obligation);
  for (const ExclusionRule& rule : plan.contract.exclusions)
    for (const EventRules* rules : {&rule.event, &rule.from, &rule.to, &rule.evidence}) name_events(*rules);
  for (const PenaltyTerm& penalty : plan.contract.penalties)
    if (!penalty.prices.event.empty()) name_events({{penalty.prices.event, penalty.prices.where}});
  for (const std::string& loss : plan.loss_attributes)
    if (const Attribute named = attribute(loss); named != no_attribute) follow(named);
  if (plan.contract.settlement) name_events(plan.contract.settlement->claim);
  if (const EventLog::Code decision = log.types.find("decision"); decision != Dictionary::absent)
    is_evidence_[static_cast<std::size_t>(decision)] = 1;  // people's, of whatever contract
  const ContractHead& head = plan.contract.contract;
  incident_ = head.incident.empty() ? nullptr : log.attribute(head.incident);
  holder_ = head.holder.empty() ? nullptr : log.attribute(head.holder);
}

std::vector<Binding::BoundLevel> Binding::bind_levels(const Plan& plan, const Contract& contract,
                                                      const std::vector<Plan::ServiceLevel>& levels) {
  std::vector<BoundLevel> bound(levels.size());
  for (std::size_t i = 0; i < levels.size(); ++i) bind_level(plan, contract.obligations[i], levels[i], bound[i]);
  return bound;
}

void Binding::bind_level(const Plan& plan, const Obligation& obligation, const Plan::ServiceLevel& level,
                         BoundLevel& bound) {
  bind_events(level, bound);
  bind_targets(plan, level, bound);
  bind_holders(level, bound);
  bound.applies = bind(obligation.applies);
  bound.breach_of = level.breach_of;
  bound.holds = &level.holds;

  Clock& clock = bound.clock;
  clock.roles = bound.roles;
  clock.after = level.after;
  clock.calendars = plan.calendars.data();
  clock.calendar = bound.has_holders ? Moment::no_calendar : static_cast<std::int16_t>(level.calendar);
  if (bound.targets.size() == 1 && bound.targets.front().where.empty() && !bound.targets.front().is_agreed)
    clock.target = bound.targets.front().target;
  clock.boundary = plan.policies.due_boundary;
  clock.cycles = level.cycles;
  clock.retarget = plan.policies.retarget;
  clock.reopen = plan.policies.reopen;
  clock.days = plan.policies.days;
  clock.starts_by_breach = level.starts_by_breach;
  for (const Plan::ServiceLevel::EventRole& event : level.roles)
    clock.may_reopen = clock.may_reopen || (event.roles & role::reopen) != 0;
}

void Binding::bind_events(const Plan::ServiceLevel& level, BoundLevel& bound) {
  bound.roles.assign(log_->types.size(), 0);
  for (const Plan::ServiceLevel::EventRole& event : level.roles) {
    BoundWhere where = bind(event.rule.where);
    if (event.rule.event.empty()) {
      follow(where);
      bound.beginnings.push_back({Dictionary::absent, std::move(where), event.roles});
      continue;
    }
    const EventLog::Code code = log_->types.find(event.rule.event);
    if (code == Dictionary::absent) continue;
    is_named_[static_cast<std::size_t>(code)] = 1;
    if (event.rule.where.empty())
      bound.roles[static_cast<std::size_t>(code)] |= event.roles;
    else
      bound.events.push_back({code, std::move(where), event.roles});
  }
  for (const Where& where : level.pauses_while) {
    bound.pauses_while.push_back(bind(where));
    follow(bound.pauses_while.back());
  }
}

void Binding::bind_targets(const Plan& plan, const Plan::ServiceLevel& level, BoundLevel& bound) {
  for (const Plan::ServiceLevel::TargetChoice& choice : level.targets) {
    BoundTarget& target = bound.targets.emplace_back();
    target.where = bind(choice.where);
    target.target = choice.target;
    for (const BoundCondition& condition : target.where) add_once(bound.target_attributes, condition.attribute);
    if (choice.attribute.empty()) continue;
    target.is_agreed = true;
    target.attribute = attribute(choice.attribute);
    add_once(bound.target_attributes, target.attribute);
    if (target.attribute == no_attribute) continue;
    const Dictionary& values = log_->attributes[static_cast<std::size_t>(target.attribute)].values;
    for (std::size_t code = 0; code < values.size(); ++code)
      target.agreed.push_back(
          agreed_target(values.name(static_cast<EventLog::Code>(code)), plan.zone).value_or(Target{}));
  }
  if (plan.policies.retarget != Retarget::as_at_start)
    for (const Attribute attribute : bound.target_attributes) follow(attribute);
}

void Binding::bind_holders(const Plan::ServiceLevel& level, BoundLevel& bound) {
  bound.has_holders = !level.calendar_attribute.empty();
  if (!bound.has_holders) return;
  bound.calendar_attribute = attribute(level.calendar_attribute);
  if (bound.calendar_attribute == no_attribute) return;
  follow(bound.calendar_attribute);
  const Dictionary& values = log_->attributes[static_cast<std::size_t>(bound.calendar_attribute)].values;
  bound.calendars.assign(values.size(), Moment::no_calendar);
  for (const Plan::ServiceLevel::HeldCalendar& held : level.calendars)
    if (const EventLog::Code code = values.find(held.value); code != Dictionary::absent)
      bound.calendars[static_cast<std::size_t>(code)] = static_cast<std::int16_t>(held.calendar);
}

// What no clock listens to is named all the same, so that its rows count as used.
void Binding::name_events(const EventRules& rules) {
  for (const EventRule& rule : rules)
    if (rule.event.empty())
      follow(bind(rule.where));
    else if (const EventLog::Code code = log_->types.find(rule.event); code != Dictionary::absent)
      is_evidence_[static_cast<std::size_t>(code)] = 1;
}

void Binding::name_events(const Obligation& obligation) {
  each_event_rule(obligation, [&](const EventRules& rules) { name_events(rules); });
}

void Binding::follow(const BoundWhere& where) {
  for (const BoundCondition& condition : where) follow(condition.attribute);
}

void Binding::follow(Attribute attribute) { add_once(followed_, attribute); }

Binding::Attribute Binding::attribute(const std::string& name) const noexcept {
  const TextColumn* column = log_->attribute(name);
  return column == nullptr ? no_attribute : static_cast<Attribute>(column - log_->attributes.data());
}

bool Binding::matches(const BoundWhere& where, std::size_t first, std::size_t last) const noexcept {
  return matches(where, [&](Attribute attribute) {
    return value_at(log_->attributes[static_cast<std::size_t>(attribute)], first, last);
  });
}

Binding::BoundWhere Binding::bind(const Where& where) const {
  BoundWhere bound;
  for (const Condition& condition : where) {
    BoundCondition& one = bound.emplace_back();
    one.attribute = attribute(condition.attribute);
    if (one.attribute == no_attribute) continue;
    const Dictionary& known = log_->attributes[static_cast<std::size_t>(one.attribute)].values;
    for (const std::string& value : condition.values)
      if (known.find(value) != Dictionary::absent) one.values.push_back(known.find(value));
  }
  return bound;
}

}  // namespace slakit
