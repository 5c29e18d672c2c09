#include "plan/promises.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "contract/place.hpp"
#include "plan/index_of.hpp"
#include "plan/periods.hpp"
#include "slakit/contract/support.hpp"

namespace slakit {
namespace {

// How often a duty recurs, or within what its count is owed; none where it has no periods.
Setting<Period> period_of(const DutyRule& rule) {
  if (rule.every) return *rule.every;
  return rule.count && rule.within && !rule.within->term ? rule.within->period : Setting<Period>{};
}
const char* period_key(const DutyRule& rule) { return rule.every ? "duty.every" : "duty.within"; }

// The periods of a duty, or of one that is standing the whole term.
std::vector<Window> windows_of(const Contract& contract, const Obligation& owner, const DutyRule& rule) {
  if (const Setting<Period> every = period_of(rule))
    return periods_of(contract, owner, *every, rule.anchor.value_or(Anchor{}), period_key(rule));
  return rule.count || rule.standing ? whole_of(contract, owner) : std::vector<Window>{};
}

Plan::Duty duty_of(const Contract& contract, const Zone& zone, Obligation owner) {
  const auto& rule = std::get<DutyRule>(owner.measure);
  Plan::Duty duty;
  if (!rule.calendar.empty()) duty.calendar = index_of(contract.calendars, rule.calendar);
  duty.on_holiday = rule.on_holiday.value_or(contract.policies.deadline_on_holiday.value_or(HolidayDeadline{}));
  duty.windows = windows_of(contract, owner, rule);
  duty.holds = holds_of(contract, owner, zone);
  const std::vector<Milestone>& milestones = contract.contract.milestones;
  if (!rule.once_by.empty()) duty.milestone = milestones[index_of(milestones, rule.once_by)].date;
  if (!rule.for_each.empty()) {
    duty.members = contract.rosters[index_of(contract.rosters, rule.for_each)].members;
    duty.member_attributes = {rule.for_each, "member"};
  }
  duty.obligation = std::move(owner);
  return duty;
}

bool has_windows(const IndicatorRule& rule) { return rule.window && !rule.window->term; }

Plan::Indicator indicator_of(const Contract& contract, const Zone& zone, Obligation owner) {
  const auto& rule = std::get<IndicatorRule>(owner.measure);
  Plan::Indicator indicator;
  indicator.windows = has_windows(rule) ? periods_of(contract, owner, rule.window->period,
                                                     rule.anchor.value_or(Anchor{}), "indicator.window")
                                        : whole_of(contract, owner);
  indicator.holds = holds_of(contract, owner, zone);
  if (rule.availability && !rule.availability->calendar.empty())
    indicator.calendar = index_of(contract.calendars, rule.availability->calendar);
  indicator.no_data = rule.no_data.value_or(contract.policies.no_data.value_or(NoData{}));
  indicator.obligation = std::move(owner);
  return indicator;
}

void assume_anchors(const Contract& contract, const Plan& plan, std::vector<Assumption>& list) {
  for (const Plan::Duty& duty : plan.duties) {
    const Setting<Period> every = period_of(duty.rule());
    if (every && !duty.rule().anchor) assume_anchor(contract, duty.obligation, *every, period_key(duty.rule()), list);
  }
  for (const Plan::Indicator& indicator : plan.indicators)
    if (has_windows(indicator.rule()) && !indicator.rule().anchor)
      assume_anchor(contract, indicator.obligation, indicator.rule().window->period, "indicator.window", list);
}

void assume_partial(const Plan& plan, std::vector<Assumption>& list) {
  const auto assume = [&](const auto& promises, const char* used, const char* note) {
    std::string names;
    for (const auto& promise : promises)
      if (std::any_of(promise.windows.begin(), promise.windows.end(), [](const Window& w) { return w.is_partial; }))
        names += (names.empty() ? "" : ", ") + promise.obligation.name;
    if (!names.empty()) list.push_back({AssumptionKind::policy_default, "", "obligations", used, {}, note + names});
  };
  assume(plan.duties, "owed whole", "periods that the term cuts off at its ends: ");
  assume(plan.indicators, "judged like whole ones", "windows that the term cuts off at its ends: ");
}

void assume_members(const Contract& contract, const std::vector<Plan::Duty>& duties, std::vector<Assumption>& list) {
  for (const Roster& roster : contract.rosters) {
    const bool is_owing = std::any_of(duties.begin(), duties.end(),
                                      [&](const Plan::Duty& duty) { return duty.rule().for_each == roster.name; });
    if (!is_owing) continue;
    list.push_back({AssumptionKind::policy_default,
                    roster.clause,
                    "rosters." + roster.name,
                    "the attribute '" + roster.name + "', or else 'member'",
                    {},
                    "the contract does not say which attribute of the evidence names the member"});
    if (std::any_of(roster.members.begin(), roster.members.end(),
                    [](const Member& member) { return member.from || member.to; }))
      list.push_back({AssumptionKind::policy_default,
                      roster.clause,
                      "rosters." + roster.name + ".members",
                      "whoever is a member on a period's last day owes it",
                      {},
                      "members join and leave, and can do so within a period"});
  }
}

// Where the document has a list's item: one may be written without its brackets.
std::string item_path(const Contract& contract, const std::string& list, std::size_t index) {
  const std::string indexed = list + "." + std::to_string(index);
  return contract.document != nullptr && find_place(*contract.document, indexed) != nullptr ? indexed : list;
}

// What gates and records do not say, and a result has to rest on.
void assume_words(const Contract& contract, const Plan& plan, std::vector<Assumption>& list) {
  for (const Plan::Promise& promise : plan.promises) {
    const Obligation& owner = promise.obligation;
    const std::string path = "obligations." + owner.name;
    const auto assume = [&](std::string place, const char* used, std::vector<std::string> otherwise, const char* note) {
      list.push_back(
          {AssumptionKind::policy_default, owner.clause, std::move(place), used, std::move(otherwise), note});
    };
    const auto* gate = std::get_if<GateRule>(&owner.measure);
    if (gate != nullptr && !gate->order && gate->needs.size() > 1)
      assume(path + ".gate.order", "as listed", {"any"},
             "a gate has several needs and does not say whether their order counts (`order`)");
    const auto* records = std::get_if<RecordRules>(&owner.measure);
    for (std::size_t i = 0; records != nullptr && i < records->forms.size(); ++i)
      if (!records->forms[i].due)
        assume(item_path(contract, path + ".records", i) + ".due", "none", {},
               "a record is owed and nothing says by when (`due`): it is running while it is missing");
  }
}

// Clauses of excused time seldom say whose it is.
void assume_reach(const Contract& contract, std::vector<Assumption>& list) {
  for (const ExclusionRule& rule : contract.exclusions) {
    if (rule.from.empty()) continue;
    const bool is_customers = rule.cause == ExclusionCause::customer;
    list.push_back({AssumptionKind::policy_default,
                    rule.clause,
                    "exclusions." + rule.name,
                    is_customers ? "its own ticket" : "every ticket",
                    {},
                    "the contract does not say whose time is excused between `from` and `to`"});
  }
}

void assume_rounding(const Plan& plan, std::vector<Assumption>& list) {
  for (const Plan::Indicator& indicator : plan.indicators)
    if (indicator.rule().rounding && !indicator.rule().rounding->applied && indicator.rule().target)
      list.push_back({AssumptionKind::policy_default,
                      indicator.obligation.clause,
                      "obligations." + indicator.obligation.name + ".indicator.rounding.applied",
                      "before it is compared",
                      {"after it is compared"},
                      "a figure is rounded, and it is not said whether the rounded one decides"});
}

void assume_percentiles(const Plan& plan, std::vector<Assumption>& list) {
  for (const Plan::Indicator& indicator : plan.indicators)
    if (indicator.rule().percentile && !indicator.rule().percentile->method)
      list.push_back({AssumptionKind::policy_default,
                      indicator.obligation.clause,
                      "obligations." + indicator.obligation.name + ".indicator.percentile.method",
                      "nearest rank",
                      {"linear"},
                      "a percentile has more than one definition"});
}

}  // namespace

void add_promises(const Contract& contract, Plan& plan) {
  for (Obligation& owner : supported_promises(contract)) {
    if (std::holds_alternative<DutyRule>(owner.measure)) {
      plan.duties.push_back(duty_of(contract, plan.zone, std::move(owner)));
    } else if (std::holds_alternative<IndicatorRule>(owner.measure)) {
      plan.indicators.push_back(indicator_of(contract, plan.zone, std::move(owner)));
    } else {
      const Setting<Interval> holds = holds_of(contract, owner, plan.zone);
      plan.promises.push_back({std::move(owner), holds});
    }
  }
}

std::vector<Assumption> assumptions_of(const Contract& contract, const Plan& plan) {
  std::vector<Assumption> list;
  assume_anchors(contract, plan, list);
  assume_partial(plan, list);
  assume_members(contract, plan.duties, list);
  assume_words(contract, plan, list);
  assume_percentiles(plan, list);
  assume_rounding(plan, list);
  assume_reach(contract, list);
  return list;
}

}  // namespace slakit
