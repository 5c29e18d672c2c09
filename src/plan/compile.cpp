#include "slakit/plan/compile.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plan/compile_beside.hpp"
#include "plan/index_of.hpp"
#include "plan/periods.hpp"
#include "plan/priced.hpp"
#include "plan/promises.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/amended.hpp"
#include "slakit/contract/defaults.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/plan/calendars.hpp"

namespace slakit {
namespace {

Date later(Date date, std::chrono::days days) { return Date{std::chrono::sys_days{date} + days}; }

Instant begin_of_day(const Zone& zone, Date date) {
  return zone.to_instant(LocalTime{std::chrono::local_days{date}}).value_or_throw();
}

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
  const auto midnight = [&](Date date) { return begin_of_day(zone, later(date, shift)); };
  // `to` is the last day, whatever the first one is.
  if (term.to) return {midnight(milestone), begin_of_day(zone, later(*term.to, std::chrono::days{1}))};
  const MonthArithmetic rule = contract.policies.month_arithmetic.value_or(MonthArithmetic{});
  return {midnight(milestone), midnight(end_of(milestone, *term.length, rule, contract))};
}

class LevelBuilder {
 public:
  // `first`: where the contract's calendars begin among the plan's.
  LevelBuilder(const Contract& contract, const ClockRule& clock, std::size_t first) noexcept
      : contract_(contract), clock_(clock), first_(first) {}

  Plan::ServiceLevel build() && {
    roles();
    calendars();
    for (const TargetRule& rule : clock_.target) level_.targets.push_back({rule.where, target(rule), rule.attribute});
    for (const Step& rule : clock_.steps) level_.steps.push_back(step(rule));
    level_.after = clock_.start.after;
    level_.cycles = clock_.cycles.value_or(Cycles{});
    if (!clock_.start.breach_of.empty()) {
      level_.breach_of = index_of(contract_.obligations, clock_.start.breach_of);
      level_.starts_by_breach = clock_.start.of.empty();
    }
    return std::move(level_);
  }

 private:
  void roles() {
    give(clock_.start.of, role::start);
    give(clock_.start.unless, role::unless);
    give(clock_.resume, role::resume);
    give(clock_.stop, role::stop);
    give(clock_.reset, role::reset);
    give(clock_.cancel, role::cancel);
    give(clock_.reopen, role::reopen);
    give(clock_.until, role::until);
    // Without an event, conditions pause as long as they hold.
    for (const EventRule& rule : clock_.pause)
      if (rule.event.empty())
        level_.pauses_while.push_back(rule.where);
      else
        give({rule}, role::pause);
  }

  void give(const EventRules& events, Roles role) {
    for (const EventRule& rule : events) {
      auto found =
          std::find_if(level_.roles.begin(), level_.roles.end(), [&](const auto& known) { return known.rule == rule; });
      if (found == level_.roles.end()) found = level_.roles.insert(level_.roles.end(), {rule, 0});
      found->roles |= role;
    }
  }

  void calendars() {
    const CalendarChoice& choice = clock_.calendar;
    level_.calendar_attribute = choice.attribute;
    for (const CalendarOf& held : choice.calendars)
      level_.calendars.push_back({held.value, first_ + index_of(contract_.calendars, held.calendar)});
    level_.calendar =
        choice.name.empty() ? level_.calendars.front().calendar : first_ + index_of(contract_.calendars, choice.name);
  }

  static Target target(const TargetRule& rule) noexcept {
    if (rule.business_days) return Target::business_days(*rule.business_days);
    if (rule.calendar_days) return Target::calendar_days(*rule.calendar_days);
    if (rule.deadline) {
      const LocalDeadline& deadline = *rule.deadline;
      return Target::deadline(deadline.time.value_or(Target::close_of_business),
                              deadline.business_days ? *deadline.business_days : deadline.calendar_days.value_or(0),
                              deadline.business_days.has_value());
    }
    return rule.attribute.empty() ? Target::working_time(rule.within) : Target{};
  }

  static StepRule step(const Step& rule) noexcept {
    StepRule made;
    made.again = rule.again.value_or(Duration{});
    if (rule.at) {
      made.share = rule.at->value;
    } else {
      made.kind = rule.before ? StepKind::before : StepKind::after;
      made.offset = rule.before ? *rule.before : rule.after.value_or(Duration{});
    }
    return made;
  }

  const Contract& contract_;
  const ClockRule& clock_;
  std::size_t first_;
  Plan::ServiceLevel level_;
};

void resolve_policies(Plan& plan) noexcept {
  const Policies& set = plan.contract.policies;
  plan.policies = {
      set.counting.value_or(Counting{}),
      set.concurrency.value_or(Concurrency{}),
      set.pause_after_due.value_or(PauseAfterDue{}),
      set.due_boundary.value_or(DueBoundary{}),
      set.rounding.value_or(Rounding{}),
      set.rounding_stage.value_or(RoundingStage{}),
      set.cut_order.value_or(CutOrder{}),
      set.several_caps.value_or(SeveralCaps{}),
      set.retarget.value_or(Retarget{}),
      set.reopen.value_or(Reopen{}),
      {set.business_day_start.value_or(BusinessDayStart{}), set.business_day_end.value_or(BusinessDayEnd{}),
       set.late_start.value_or(LateStart{}), set.gap.value_or(Gap{}), set.fold.value_or(Fold{})},
      set.amended_terms.value_or(AmendedTerms{}),
      set.month_arithmetic.value_or(MonthArithmetic{})};
}

// Policies of all that is computed.
std::vector<Assumption> defaults_of(const Plan& plan) {
  Contract judged = plan.contract;
  for (const Plan::Duty& duty : plan.duties) judged.obligations.push_back(duty.obligation);
  for (const Plan::Promise& promise : plan.promises) judged.obligations.push_back(promise.obligation);
  for (const Plan::Indicator& indicator : plan.indicators) judged.obligations.push_back(indicator.obligation);
  return defaults(judged);
}

// Puts a contract's calendars at the end of the plan's, and builds its service levels on them.
std::vector<Plan::ServiceLevel> add_levels(Plan& plan, const Contract& contract, std::vector<Calendar> calendars) {
  const std::size_t first = plan.calendars.size();
  for (Calendar& calendar : calendars) plan.calendars.push_back(std::move(calendar));
  std::vector<Plan::ServiceLevel> levels;
  for (const Obligation& obligation : contract.obligations)
    levels.push_back(LevelBuilder(contract, *obligation.clock(), first).build());
  for (std::size_t i = 0; i < levels.size(); ++i)
    levels[i].holds = holds_of(contract, contract.obligations[i], plan.zone);
  return levels;
}

template <class Items>
std::vector<std::string> names_of(const Items& items) {
  std::vector<std::string> names;
  names.reserve(items.size());
  for (const auto& item : items) names.push_back(item.obligation.name);
  return names;
}

// Terms that compute other promises or charges than those before cannot stand for them in findings.
void check_alike(const Plan& plan, const Plan& amended, const std::string& amendment) {
  const auto names = [](const Plan& one) {
    std::vector<std::vector<std::string>> lists{
        names_of(one.duties), names_of(one.promises), names_of(one.indicators), {}, {}};
    for (const Obligation& obligation : one.contract.obligations) lists[3].push_back(obligation.name);
    for (const PenaltyTerm& term : one.contract.penalties)
      lists[4].push_back(term.name + " " + (term.prices.obligations.empty() ? "" : term.prices.obligations.front()));
    return lists;
  };
  if (names(plan) == names(amended)) return;
  throw ContractError({{"not-supported-yet",
                        "amendments." + amendment,
                        "an amendment that adds or removes promises or charges, or makes one of another kind, is not "
                        "supported yet; an audit stops here; leave it out for now",
                        plan.contract.source_names.empty() ? "" : plan.contract.source_name(),
                        {}}});
}

void add_versions(Plan& plan, const Contract& contract, const Sources& sources) {
  for (const AmendedContract& amended : amended_contracts(contract)) {
    Plan::Version& version = plan.amended.emplace_back();
    version.from = begin_of_day(plan.zone, amended.amendment->effective);
    version.amendment = amended.amendment->name;
    version.contract = supported_part(amended.contract);
    version.service_levels = add_levels(plan, version.contract, build_calendars(version.contract, sources));
    Contract alone = amended.contract;
    alone.amendments.clear();
    version.as_amended = std::make_shared<const Plan>(compile(alone, {}, sources));
  }
}

// What calendars are built from is the same, and they stand in the same order. Amendments bring calendars of their own.
bool have_same_calendars(const Contract& a, const Contract& b) {
  const auto same_name = [](const CalendarRule& x, const CalendarRule& y) { return x.name == y.name; };
  const auto same_section = [&](std::string_view name) {
    const Value* x = a.document->find(name);
    const Value* y = b.document->find(name);
    return x == nullptr || y == nullptr ? x == y : same_meaning(*x, *y);
  };
  return a.amendments.empty() && b.amendments.empty() && a.document != nullptr && b.document != nullptr &&
         a.contract.time_zone == b.contract.time_zone &&
         a.policies.overnight_holiday.value_or(OvernightHoliday{}) ==
             b.policies.overnight_holiday.value_or(OvernightHoliday{}) &&
         same_section("calendars") && same_section("holidays") &&
         std::equal(a.calendars.begin(), a.calendars.end(), b.calendars.begin(), b.calendars.end(), same_name);
}

// `known`: a plan of the same sources that may have the calendars already, or null.
Plan compile_whole(const Contract& whole, const Sources& sources, const Plan* known) {
  Plan plan;
  plan.left_out = not_supported(whole);
  plan.contract = supported_part(whole);
  const ContractHead& head = plan.contract.contract;
  plan.zone = sources.zones.at(head.time_zone);
  if (head.term) plan.term = term_of(plan.contract, plan.zone);
  const bool has_calendars = known != nullptr && have_same_calendars(known->contract, plan.contract);
  plan.service_levels =
      add_levels(plan, plan.contract, has_calendars ? known->calendars : build_calendars(plan.contract, sources));
  add_versions(plan, whole, sources);
  add_promises(whole, plan);
  resolve_policies(plan);
  add_priced(plan);
  for (const Plan::Version& version : plan.amended) check_alike(plan, *version.as_amended, version.amendment);
  ask_for_amended(plan);
  plan.assumptions = plan.contract.assumptions;
  const std::vector<Assumption> unset = defaults_of(plan);
  plan.assumptions.insert(plan.assumptions.end(), unset.begin(), unset.end());
  const std::vector<Assumption> owed = assumptions_of(whole, plan);
  plan.assumptions.insert(plan.assumptions.end(), owed.begin(), owed.end());
  return plan;
}

}  // namespace

Plan compile(const Contract& contract, const std::vector<Choice>& choices, const Sources& sources) {
  Plan plan = compile_whole(choices.empty() ? contract : with_choices(contract, choices), sources, nullptr);
  plan.choices = choices;
  return plan;
}

Plan compile_beside(const Plan& known, const Contract& contract, const Sources& sources) {
  return compile_whole(contract, sources, &known);
}

}  // namespace slakit
