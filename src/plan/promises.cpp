#include "plan/promises.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "contract/place.hpp"
#include "plan/index_of.hpp"
#include "plan/owing.hpp"
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
    const Roster& roster = contract.rosters[index_of(contract.rosters, rule.for_each)];
    duty.members = roster.members;
    duty.member_attributes = {roster.attribute};
    if (roster.attribute.empty()) duty.member_attributes = {roster.name, "member"};
    duty.owes_if_member = roster.owes_if_member.value_or(OwesIfMember{});
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

bool is_any_partial(const std::vector<Window>& windows) {
  return std::any_of(windows.begin(), windows.end(), [](const Window& window) { return window.is_partial; });
}

void assume_partial(const Plan& plan, std::vector<Assumption>& list) {
  const auto assume = [&](const Obligation& owner, const char* key, const char* used, const char* other,
                          const char* note) {
    list.push_back(
        {AssumptionKind::policy_default, owner.clause, "obligations." + owner.name + key, used, {other}, note});
  };
  for (const Plan::Duty& duty : plan.duties)
    if (!duty.rule().partial && is_any_partial(duty.windows))
      assume(duty.obligation, ".duty.partial", "owed whole", "not owed",
             "the days on which it is owed begin or end within one of its periods");
  for (const Plan::Indicator& indicator : plan.indicators) {
    const bool is_rolling = indicator.rule().rolling.value_or(1) > 1 && !indicator.windows.empty();
    if (!indicator.rule().partial && (is_rolling || is_any_partial(indicator.windows)))
      assume(indicator.obligation, ".indicator.partial", "judged", "not judged",
             is_rolling ? "its first windows are over fewer than it rolls over"
                        : "the days that it is of begin or end within one of its windows");
  }
}

// Somebody belongs to the roster for a part of one of its periods.
bool is_divided(const Plan::Duty& duty) {
  const auto is_part = [](const Member& member, const Window& window) {
    return is_owing(member, window, OwesIfMember::at_any_time) && !is_owing(member, window, OwesIfMember::throughout);
  };
  return !duty.rule().standing && std::any_of(duty.windows.begin(), duty.windows.end(), [&](const Window& window) {
    return is_owed(duty, window) && std::any_of(duty.members.begin(), duty.members.end(),
                                                [&](const Member& one) { return is_part(one, window); });
  });
}

void assume_members(const Contract& contract, const std::vector<Plan::Duty>& duties, std::vector<Assumption>& list) {
  for (const Roster& roster : contract.rosters) {
    const auto any_duty = [&](const auto& test) {
      return std::any_of(duties.begin(), duties.end(),
                         [&](const Plan::Duty& duty) { return duty.rule().for_each == roster.name && test(duty); });
    };
    const auto assume = [&](const char* key, std::string used, std::vector<std::string> otherwise, const char* note) {
      list.push_back({AssumptionKind::policy_default, roster.clause, "rosters." + roster.name + key, std::move(used),
                      std::move(otherwise), note});
    };
    if (roster.attribute.empty() && any_duty([](const Plan::Duty&) { return true; }))
      assume(".attribute", roster.name + ", or else member", {},
             "the contract does not say which attribute of the evidence names the member");
    if (!roster.owes_if_member && any_duty(is_divided))
      assume(".owes_if_member", "on its last day", {"on its first day", "throughout", "at any time"},
             "members join or leave within a period, and it is not said who of them owes it");
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
    if (rule.from.empty() || rule.excuses) continue;
    const bool is_own = excused_tickets(rule) == ExcusedTickets::its_own_ticket;
    list.push_back({AssumptionKind::policy_default,
                    rule.clause,
                    "exclusions." + rule.name + ".excuses",
                    is_own ? "its own ticket" : "every ticket",
                    {is_own ? "every ticket" : "its own ticket"},
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
