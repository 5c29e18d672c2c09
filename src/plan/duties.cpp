#include "plan/duties.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "contract/dates.hpp"
#include "slakit/base/error.hpp"
#include "slakit/contract/support.hpp"

namespace slakit {
namespace {

// The reader has checked that every name used exists.
template <class Named>
std::size_t place_of(const std::vector<Named>& list, const std::string& name) noexcept {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Named& item) { return item.name == name; });
  assert(found != list.end());
  return static_cast<std::size_t>(found - list.begin());
}

// The periods of a duty, or of one that is standing the whole term; none where it has no periods.
std::vector<Window> windows_of(const Contract& contract, const Obligation& owner, const DutyRule& rule, Anchor anchor) {
  const dates::Dates dates(contract);
  const std::optional<dates::Stretch>& term = dates.term();
  if (!term || !term->last) return {};
  const bool recurs = rule.every || (rule.count && rule.within && !rule.within->term);
  if (!recurs)
    return rule.count || rule.standing ? std::vector<Window>{{term->first, *term->last}} : std::vector<Window>{};
  std::vector<Window> made = dates.periods(*term, rule.every ? *rule.every : rule.within->period, anchor);
  if (made.empty())
    throw ContractError(
        {{"no-such-day",
          "obligations." + owner.name + ".duty." + (rule.every ? "every" : "within"),
          "one of its periods ends on a day that its month does not have, and policies.month_arithmetic "
          "is `reject`; write another policy there, or weeks",
          contract.source_names.empty() ? "" : contract.source_name(),
          {}}});
  return made;
}

Plan::Duty duty_of(const Contract& contract, Obligation owner) {
  const auto& rule = std::get<DutyRule>(owner.measure);
  Plan::Duty duty;
  if (!rule.calendar.empty()) duty.calendar = place_of(contract.calendars, rule.calendar);
  duty.on_holiday = rule.on_holiday.value_or(contract.policies.deadline_on_holiday.value_or(HolidayDeadline{}));
  duty.windows = windows_of(contract, owner, rule, rule.anchor.value_or(Anchor{}));
  const std::vector<Milestone>& milestones = contract.contract.milestones;
  if (!rule.once_by.empty()) duty.milestone = milestones[place_of(milestones, rule.once_by)].date;
  if (!rule.for_each.empty()) {
    duty.members = contract.rosters[place_of(contract.rosters, rule.for_each)].members;
    duty.member_attribute[0] = rule.for_each;
    duty.member_attribute[1] = "member";
  }
  duty.obligation = std::move(owner);
  return duty;
}

// Periods that count from either give other days.
void assume_anchor(const Contract& contract, const Plan::Duty& duty, std::vector<Assumption>& list) {
  const DutyRule& rule = duty.rule();
  if (rule.anchor || duty.windows.size() < 2) return;
  const Period every = rule.every ? *rule.every : rule.within->period;
  if (!is_civil(every) || windows_of(contract, duty.obligation, rule, Anchor::civil) == duty.windows) return;
  list.push_back({AssumptionKind::policy_default,
                  duty.obligation.clause,
                  "obligations." + duty.obligation.name + ".duty.anchor",
                  "contract",
                  {"civil"},
                  "its periods can count from the contract's first day, or be those of the civil calendar"});
}

void assume_partial(const std::vector<Plan::Duty>& duties, std::vector<Assumption>& list) {
  std::string names;
  for (const Plan::Duty& duty : duties)
    if (std::any_of(duty.windows.begin(), duty.windows.end(), [](const Window& window) { return window.is_partial; }))
      names += (names.empty() ? "" : ", ") + duty.obligation.name;
  if (!names.empty())
    list.push_back({AssumptionKind::policy_default,
                    "",
                    "obligations",
                    "owed whole",
                    {},
                    "periods that the term cuts off at its ends: " + names});
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

}  // namespace

std::vector<Plan::Duty> duties_of(const Contract& contract) {
  std::vector<Plan::Duty> duties;
  for (Obligation& owner : supported_duties(contract)) duties.push_back(duty_of(contract, std::move(owner)));
  return duties;
}

std::vector<Assumption> assumptions_of(const Contract& contract, const std::vector<Plan::Duty>& duties) {
  std::vector<Assumption> list;
  for (const Plan::Duty& duty : duties) assume_anchor(contract, duty, list);
  assume_partial(duties, list);
  assume_members(contract, duties, list);
  return list;
}

}  // namespace slakit
