#include "slakit/plan/compile.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/wide.hpp"
#include "slakit/contract/defaults.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/plan/calendars.hpp"

namespace slakit {
namespace {

// The reader has checked that every name used exists.
template <class Named>
std::size_t index_of(const std::vector<Named>& list, const std::string& name) noexcept {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Named& item) { return item.name == name; });
  assert(found != list.end());
  return static_cast<std::size_t>(found - list.begin());
}

LocalTime day_after(Date date) { return LocalTime{std::chrono::local_days{date} + std::chrono::days{1}}; }

Date end_of(Date from, const Period& length, MonthArithmetic rule, const Contract& contract) {
  const Checked<Date> end = add(from, length, rule);
  if (end) return *end;
  throw ContractError(
      {{"no-such-day",
        "contract.term.length",
        "it ends on a day that its last month does not have, and policies.month_arithmetic is `reject`; "
        "write another policy, or the last day as `to`",
        contract.source_names.empty() ? "" : contract.source_name(),
        {}}});
}

// Local dates of the term as instants. "start day out" (PRC Civil Code art. 201): the day of the milestone does not
// count, the corresponding day of the last month does.
Interval term_of(const Contract& contract, const Zone& zone) {
  const ContractHead& head = contract.contract;
  const Term& term = *head.term;
  const Date milestone = head.milestones[index_of(head.milestones, term.from)].date;
  const bool is_out = term.counting.value_or(TermCounting{}) == TermCounting::start_day_out;
  const std::chrono::days shift{is_out ? 1 : 0};
  const auto midnight = [&](Date date) {
    return zone.to_instant(LocalTime{std::chrono::local_days{date} + shift}).value_or_throw();
  };
  // `to` is the last day, whatever the first one is.
  if (term.to) return {midnight(milestone), zone.to_instant(day_after(*term.to)).value_or_throw()};
  const MonthArithmetic rule = contract.policies.month_arithmetic.value_or(MonthArithmetic{});
  return {midnight(milestone), midnight(end_of(milestone, *term.length, rule, contract))};
}

Plan::ServiceLevel level_of(const Contract& contract, const ClockRule& clock) {
  Plan::ServiceLevel level;
  const auto give = [&level](const EventRules& events, Roles role) {
    for (const EventRule& rule : events) {
      const std::string& event = rule.event;
      auto found =
          std::find_if(level.roles.begin(), level.roles.end(), [&](const auto& r) { return r.event == event; });
      if (found == level.roles.end()) found = level.roles.insert(level.roles.end(), {event, 0});
      found->roles |= role;
    }
  };
  give(clock.start.of, role::start);
  give(clock.start.unless, role::unless);
  give(clock.resume, role::resume);
  give(clock.pause, role::pause);
  give(clock.stop, role::stop);
  level.calendar = index_of(contract.calendars, clock.calendar.name);
  level.after = clock.start.after;
  return level;
}

Money cap_limit(const CapRule& cap, const ContractHead& head) {
  if (cap.limit.amount) return *cap.limit.amount;
  const Money base = base_amount(head, cap.of).value();
  const Wide numerator = Wide(base.minor) * Wide(cap.limit.rate->value.coefficient);
  const Wide limit = divide(numerator, Wide::power_of_ten(cap.limit.rate->value.scale)).quotient;
  const std::optional<std::int64_t> minor = limit.to_int64();
  if (!minor) throw Error("cap '" + cap.name + "' (clause " + cap.clause + "): amount too large");
  return {*minor, base.currency};
}

void resolve_policies(Plan& plan) noexcept {
  const Policies& set = plan.contract.policies;
  plan.policies = {set.counting.value_or(Counting{}),
                   set.concurrency.value_or(Concurrency{}),
                   set.pause_after_due.value_or(PauseAfterDue{}),
                   set.due_boundary.value_or(DueBoundary{}),
                   set.rounding.value_or(Rounding{}),
                   set.rounding_stage.value_or(RoundingStage{}),
                   set.cut_order.value_or(CutOrder{})};
}

}  // namespace

Plan compile(const Contract& contract, const std::vector<Choice>& choices, const Sources& sources) {
  Plan plan;
  const Contract whole = choices.empty() ? contract : with_choices(contract, choices);
  plan.left_out = not_supported(whole);
  plan.contract = supported_part(whole);
  plan.choices = choices;
  const ContractHead& head = plan.contract.contract;
  plan.zone = sources.zones.at(head.time_zone);
  if (head.term) plan.term = term_of(plan.contract, plan.zone);
  plan.calendars = build_calendars(plan.contract, sources);
  for (const Obligation& obligation : plan.contract.obligations)
    plan.service_levels.push_back(level_of(plan.contract, *obligation.clock()));
  resolve_policies(plan);
  for (const PenaltyTerm& term : plan.contract.penalties) {
    const std::size_t obligation = index_of(plan.contract.obligations, term.prices.obligations.front());
    const ChargeRule& charge = term.charge.front();
    plan.service_levels[obligation].is_priced = true;
    plan.terms.push_back(
        {obligation, base_amount(head, charge.of).value(), charge.counting.value_or(plan.policies.counting)});
  }
  for (const CapRule& cap : plan.contract.caps) plan.cap_limits.push_back(cap_limit(cap, head));
  plan.assumptions = plan.contract.assumptions;
  const std::vector<Assumption> unset = defaults(plan.contract);
  plan.assumptions.insert(plan.assumptions.end(), unset.begin(), unset.end());
  return plan;
}

}  // namespace slakit
