#include "slakit/contract/defaults.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "slakit/base/describe.hpp"
#include "slakit/base/wide.hpp"
#include "slakit/contract/describe.hpp"

namespace slakit {

namespace {

template <class Items, class Test>
bool any(const Items& items, Test test) {
  return std::any_of(items.begin(), items.end(), test);
}

bool is_late_charge(const ChargeRule& charge) {
  return charge.per && *charge.per != ChargeUnit::incident && *charge.per != ChargeUnit::percentage_point &&
         *charge.per != ChargeUnit::window;
}

// What this contract can ask of a policy.
class Reach {
 public:
  explicit Reach(const Contract& contract) : contract_(contract) {
    for (const PenaltyTerm& term : contract.penalties)
      for (const ChargeRule& charge : term.charge) charges_.push_back({&term, &charge});
  }

  bool counting() const {
    return any(charges_, [](const Priced& p) { return is_late_charge(*p.charge) && !p.charge->counting; });
  }
  bool pause_after_due() const {
    return any_late([](const ClockRule& clock) { return !clock.pause.empty(); });
  }
  // On a calendar that never closes both boundaries are the same instant.
  bool due_boundary() const {
    return any_late([&](const ClockRule& clock) { return can_close(clock); });
  }
  bool rounding_stage() const {
    return any(charges_, [&](const Priced& p) { return can_have_fraction(*p.charge); });
  }
  // Of charges, and of figures that do not say how.
  bool rounding() const {
    return rounding_stage() ||
           any_measure<IndicatorRule>([](const IndicatorRule& rule) { return rule.rounding && !rule.rounding->mode; });
  }
  // A penalty for several obligations charges each.
  bool concurrency() const {
    std::size_t count = 0;
    for (const Priced& p : charges_) count += std::max<std::size_t>(1, p.term->prices.obligations.size());
    return count > 1;
  }
  bool cut_order() const { return !contract_.caps.empty() && !charges_.empty(); }
  bool several_caps() const { return contract_.caps.size() > 1; }
  bool loss() const {
    return any(charges_, [](const Priced& p) { return !p.charge->documented.empty() && !p.charge->relation; });
  }
  bool threshold() const {
    return any(contract_.penalties, [](const PenaltyTerm& t) { return t.threshold && !t.threshold->kind; });
  }
  bool stepped_rate() const {
    return any(charges_, [](const Priced& p) { return !p.charge->steps.empty() && !p.charge->stepped; });
  }
  bool no_data() const {
    return any_measure<IndicatorRule>([](const IndicatorRule& rule) { return !rule.aim && !rule.no_data; });
  }
  // Excused time is left out like planned time.
  bool planned_time() const {
    return any_measure<IndicatorRule>([&](const IndicatorRule& rule) {
      return rule.availability && (!rule.availability->planned.empty() || !contract_.exclusions.empty());
    });
  }
  bool waiting_for_consent() const {
    return any_measure<GateRule>([](const GateRule& rule) { return !rule.consent.empty(); }) &&
           any_measure<ClockRule>([](const ClockRule&) { return true; });
  }
  bool deadline_on_holiday() const {
    return any_measure<DutyRule>([](const DutyRule& rule) { return !rule.calendar.empty() && !rule.on_holiday; });
  }
  bool business_day_end() const {
    return any_measure<ClockRule>([](const ClockRule& clock) { return any(clock.target, counts_days); });
  }
  // Some target ends at a time of day, which a change of the clock may skip or repeat.
  bool local_time() const {
    const bool ends_at_its_start =
        contract_.policies.business_day_end.value_or(BusinessDayEnd{}) == BusinessDayEnd::same_time_of_day;
    return any_measure<ClockRule>([&](const ClockRule& clock) {
      return any(clock.target, [&](const TargetRule& target) {
        return (target.deadline && target.deadline->time) || (ends_at_its_start && counts_days(target));
      });
    });
  }
  // On a calendar that never closes every start is on a business day, and before its closing.
  bool business_day_start() const {
    return any_measure<ClockRule>(
        [&](const ClockRule& clock) { return any(clock.target, counts_business_days) && can_close(clock); });
  }
  bool retarget() const {
    return any_measure<ClockRule>([](const ClockRule& clock) {
      return any(clock.target,
                 [](const TargetRule& target) { return !target.where.empty() || !target.attribute.empty(); });
    });
  }
  bool reopen() const {
    return any_measure<ClockRule>([](const ClockRule& clock) { return !clock.reopen.empty(); });
  }
  // One ticket is an incident of its own, with one breach of each obligation unless its clock runs several times.
  bool incident_charge() const {
    return !charges_.empty() && (!contract_.contract.incident.empty() || any_priced([](const ClockRule& clock) {
      return clock.cycles.value_or(Cycles{}) != Cycles::first || !clock.reopen.empty();
    }));
  }
  bool overnight_holiday() const {
    constexpr std::chrono::hours midnight{24};
    return any(contract_.calendars, [&](const CalendarRule& rule) {
      const auto is_night = [&](const DayHours& hours) {
        return any(hours, [&](const HoursSpan& span) { return span.to > midnight; });
      };
      const auto passes = [&](const WeeklyHours& weekly) { return any(weekly, is_night); };
      const bool closes = !rule.holiday_sets.empty() || !rule.holidays.empty() || !rule.exceptions.empty();
      return closes &&
             (passes(rule.weekly) || any(rule.seasons, [&](const Season& season) { return passes(season.weekly); }) ||
              any(rule.exceptions, [&](const auto& exception) { return is_night(exception.hours); }));
    });
  }
  // Months are counted from a day that some month does not have.
  bool month_arithmetic() const {
    return term_lacks_day() || any(contract_.obligations, [&](const Obligation& obligation) {
             return counts_months_from_event(obligation.measure) ||
                    (begins_late_in_month(obligation) && counts_months_from_begin(obligation));
           });
  }
  bool amended_terms() const { return !contract_.amendments.empty(); }

 private:
  struct Priced {
    const PenaltyTerm* term;
    const ChargeRule* charge;
  };

  template <class M, class Test>
  bool any_measure(Test test) const {
    return any(contract_.obligations, [&](const Obligation& obligation) {
      const M* measure = std::get_if<M>(&obligation.measure);
      return measure != nullptr && test(*measure);
    });
  }

  // The last month of the term has no corresponding day.
  bool term_lacks_day() const {
    const Setting<Term>& term = contract_.contract.term;
    return term && term->length && term->length->months > 0 &&
           any(contract_.contract.milestones, [&](const Milestone& milestone) {
             const Period months{term->length->months, 0, {}};
             return milestone.name == term->from && add(milestone.date, months).day() != milestone.date.day();
           });
  }

  // Deadlines some months after whatever day it was.
  static bool counts_months_from_event(const Measure& measure) {
    const auto has_months = [](const Setting<Period>& period) { return period && period->months > 0; };
    if (const auto* duty = std::get_if<DutyRule>(&measure))
      return has_months(duty->due) ||
             (duty->spacing && (has_months(duty->spacing->at_least) || has_months(duty->spacing->at_most)));
    const auto* records = std::get_if<RecordRules>(&measure);
    return records != nullptr && any(records->forms, [&](const RecordRule& form) { return has_months(form.due); });
  }

  // Periods that are not the civil calendar's, and a length of its own.
  static bool counts_months_from_begin(const Obligation& obligation) {
    if (obligation.within && obligation.within->length && obligation.within->length->months > 0) return true;
    const auto has_months = [](const Period& period, const Setting<Anchor>& anchor) {
      return period.months > 0 && anchor.value_or(Anchor{}) != Anchor::civil;
    };
    if (const auto* duty = std::get_if<DutyRule>(&obligation.measure)) {
      if (duty->every) return has_months(*duty->every, duty->anchor);
      return duty->within && !duty->within->term && has_months(duty->within->period, duty->anchor);
    }
    const auto* indicator = std::get_if<IndicatorRule>(&obligation.measure);
    return indicator != nullptr && indicator->window && !indicator->window->term &&
           has_months(indicator->window->period, indicator->anchor);
  }

  // On the 29th or later.
  bool begins_late_in_month(const Obligation& obligation) const {
    const Setting<Term>& term = contract_.contract.term;
    const std::string own = obligation.within ? obligation.within->from : "";
    const bool is_of_term = own.empty() || own == "term" || own == "end of term";
    const std::string from = !is_of_term ? own : term ? term->from : "";
    return any(contract_.contract.milestones, [&](const Milestone& milestone) {
      return milestone.name == from && milestone.date.day() > std::chrono::day{28};
    });
  }

  // Some clock that a charge prices that is one of these.
  template <class IsCharge, class Test>
  bool any_charged(IsCharge is_charge, Test test) const {
    return any(contract_.obligations, [&](const Obligation& obligation) {
      const bool priced = any(charges_, [&](const Priced& p) {
        const auto& names = p.term->prices.obligations;
        return is_charge(*p.charge) && std::find(names.begin(), names.end(), obligation.name) != names.end();
      });
      return priced && obligation.clock() != nullptr && test(*obligation.clock());
    });
  }
  template <class Test>
  bool any_priced(Test test) const {
    return any_charged([](const ChargeRule&) { return true; }, test);
  }
  template <class Test>
  bool any_late(Test test) const {
    return any_charged(is_late_charge, test);
  }

  static bool counts_days(const TargetRule& target) { return target.business_days || target.calendar_days; }

  static bool counts_business_days(const TargetRule& target) {
    return target.business_days || (target.deadline && target.deadline->business_days);
  }

  // One of the calendars that the clock may count in.
  bool can_close(const ClockRule& clock) const {
    const auto counts_in = [&](const std::string& name) {
      return name == clock.calendar.name ||
             any(clock.calendar.calendars, [&](const CalendarOf& of) { return of.calendar == name; });
    };
    return any(contract_.calendars, [&](const CalendarRule& rule) { return !rule.always && counts_in(rule.name); });
  }

  // One unit of the charge, or a share of one, has a fraction of a minor unit.
  bool can_have_fraction(const ChargeRule& charge) const {
    if (!charge.rate) return false;
    if (is_late_charge(charge) &&
        charge.counting.value_or(contract_.policies.counting.value_or(Counting{})) == Counting::pro_rata)
      return true;
    const std::optional<Money> base = base_amount(contract_.contract, charge.of);
    if (!base) return true;  // a ticket says it
    const Wide numerator = Wide(base->minor) * Wide(charge.rate->value.coefficient);
    return !divide(numerator, Wide::power_of_ten(charge.rate->value.scale)).remainder.is_zero();
  }

  const Contract& contract_;
  std::vector<Priced> charges_;
};

// "policies.concurrency" with its default and its other values, unless the contract sets it or cannot reach it.
class List {
 public:
  template <class Policy>
  void add(const Setting<Policy>& set, const char* path, bool is_reachable, const char* why) {
    if (set || !is_reachable) return;
    std::vector<std::string> values = enum_texts<Policy>();
    Assumption assumption{AssumptionKind::policy_default, "", path, values.front(), {}, why};
    assumption.otherwise.assign(values.begin() + 1, values.end());
    list_.push_back(std::move(assumption));
  }
  std::vector<Assumption> take() { return std::move(list_); }

 private:
  std::vector<Assumption> list_;
};

}  // namespace

std::vector<Assumption> defaults(const Contract& contract) {
  const Policies& set = contract.policies;
  const Reach reach(contract);
  List list;
  list.add(set.due_boundary, "policies.due_boundary", reach.due_boundary(),
           "a due instant can fall on closing time, and lateness counts from it");
  list.add(set.overnight_holiday, "policies.overnight_holiday", reach.overnight_holiday(),
           "a shift past midnight can run into a holiday or a date with hours of its own");
  list.add(set.business_day_start, "policies.business_day_start", reach.business_day_start(),
           "a target counts business days, and a ticket can start on a day that is none");
  list.add(set.late_start, "policies.late_start", reach.business_day_start(),
           "a target counts business days, and a ticket can start after closing time");
  list.add(set.business_day_end, "policies.business_day_end", reach.business_day_end(), "a target counts days");
  list.add(set.gap, "policies.gap", reach.local_time(), "a target can end at a local time that its zone skips");
  list.add(set.fold, "policies.fold", reach.local_time(), "a target can end at a local time that occurs twice");
  list.add(set.month_arithmetic, "policies.month_arithmetic", reach.month_arithmetic(),
           "a month does not have the day that months are counted from");
  list.add(set.deadline_on_holiday, "policies.deadline_on_holiday", reach.deadline_on_holiday(),
           "a duty's deadline can fall on a closed day");
  list.add(set.retarget, "policies.retarget", reach.retarget(),
           "a target depends on attributes, and these can change while the clock runs");
  list.add(set.reopen, "policies.reopen", reach.reopen(), "an event brings a stopped clock back");
  list.add(set.amended_terms, "policies.amended_terms", reach.amended_terms(),
           "a ticket can be open when an amendment takes effect");
  list.add(set.waiting_for_consent, "policies.waiting_for_consent", reach.waiting_for_consent(),
           "a clock can run while only the customer's consent is outstanding");
  list.add(set.counting, "policies.counting", reach.counting(), "a penalty counts days and does not say how");
  list.add(set.pause_after_due, "policies.pause_after_due", reach.pause_after_due(),
           "a clock that is priced by the day can pause after its due instant");
  list.add(set.threshold, "policies.threshold", reach.threshold(),
           "a threshold does not say what it leaves of the rest");
  list.add(set.stepped_rate, "policies.stepped_rate", reach.stepped_rate(),
           "a rate steps up and does not say from where");
  list.add(set.no_data, "policies.no_data", reach.no_data(), "a window can be without data");
  list.add(set.planned_time, "policies.planned_time", reach.planned_time(),
           "an availability leaves out planned outages, and their time counts as one or the other");
  list.add(set.incident_charge, "policies.incident_charge", reach.incident_charge(),
           "one incident can break the same priced promise several times");
  list.add(set.concurrency, "policies.concurrency", reach.concurrency(),
           "one incident can break several priced promises");
  list.add(set.loss, "policies.loss", reach.loss(), "a loss can be documented beside a penalty");
  list.add(set.several_caps, "policies.several_caps", reach.several_caps(), "several caps can limit one charge");
  list.add(set.cut_order, "policies.cut_order", reach.cut_order(), "a cap can cut several charges");
  list.add(set.rounding, "policies.rounding", reach.rounding(),
           reach.rounding_stage() ? "a charge can have a fraction of a minor unit"
                                  : "a figure is rounded and does not say how");
  list.add(set.rounding_stage, "policies.rounding_stage", reach.rounding_stage(),
           "a charge can have a fraction of a minor unit");
  if (contract.contract.term)
    list.add(contract.contract.term->counting, "contract.term.counting", true,
             "the term does not say whether its first day counts");
  return list.take();
}

}  // namespace slakit
