#include "slakit/contract/defaults.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "checks/pricing.hpp"
#include "contract/dates.hpp"
#include "place.hpp"
#include "slakit/base/describe.hpp"
#include "slakit/base/wide.hpp"
#include "slakit/contract/describe.hpp"
#include "slakit/money/amount.hpp"

namespace slakit {

namespace {

template <class Items, class Test>
bool any(const Items& items, Test test) {
  return std::any_of(items.begin(), items.end(), test);
}

bool is_late_charge(const ChargeRule& charge) { return charge.per && is_of_lateness(*charge.per); }

bool is_whole(const Decimal& number) {
  return divide(Wide(number.coefficient), Wide::power_of_ten(number.scale)).remainder.is_zero();
}

// What this contract can ask of a policy.
class Reach {
 public:
  explicit Reach(const Contract& contract) : contract_(contract), obligations_(contract) {
    for (const PenaltyTerm& term : contract.penalties)
      for (const ChargeRule& charge : term.charge) charges_.push_back({&term, &charge});
  }

  // Bands look at the lateness itself; what it is rounded to before is counted, too.
  bool counting() const {
    return any(charges_, [&](const Priced& p) {
      const ChargeRule& charge = *p.charge;
      const bool counts = !charge.counting && charge.bands.empty();
      const bool rounds = charge.rounded_to && !charge.rounded_to->counting;
      return is_late_charge(charge) && (counts || rounds) && can_be_late(*p.term);
    });
  }
  bool counting_of_days() const {
    return any(charges_, [](const Priced& p) { return p.charge->per == ChargeUnit::day && !p.charge->counting; });
  }
  bool pause_after_due() const {
    return any_late([](const ClockRule& clock) { return !clock.pause.empty(); });
  }
  // On a calendar that never closes both boundaries are the same instant.
  bool due_boundary() const {
    return any_late([&](const ClockRule& clock) { return can_close(clock); });
  }
  bool rounding_stage() const {
    return any(charges_, [&](const Priced& p) { return can_have_fraction(p); });
  }
  // Of charges, of what is given back of them or ladders of points make of them, and of figures that do not say how.
  bool rounds_money() const {
    const Setting<SettlementRule>& rule = contract_.settlement;
    const bool gives_back = rule && !rule->earn_back.empty() && !charges_.empty();
    return rounding_stage() || gives_back ||
           (rule && any(rule->point_ladder, [&](const Band& band) {
              return band.rate && !is_whole_share(*band.rate, rule->point_ladder_of, "");
            }));
  }
  bool rounding() const {
    return rounds_money() ||
           any_measure<IndicatorRule>([](const IndicatorRule& rule) { return rule.rounding && !rule.rounding->mode; });
  }
  // Charges that one incident can bring about together: those for tickets, those for figures of the same days, and
  // those for one duty. A penalty for several obligations charges each. Losses stand aside, but where all priced
  // promises have to be broken.
  bool concurrency() const {
    std::map<std::string, int> charges;
    std::set<std::string_view> promises;
    for (const Priced& p : charges_) {
      const bool is_loss = !p.charge->documented.empty();
      if (p.term->prices.obligations.empty() && !is_loss) ++charges[""];
      for (const std::string& name : p.term->prices.obligations) {
        const Obligation* rule = obligations_.find(name);
        if (rule == nullptr) continue;
        if (!is_loss) ++charges[incident_of(*rule)];
        if (incident_of(*rule).empty()) promises.insert(name);
      }
    }
    return promises.size() > 1 || any(charges, [](const auto& group) { return group.second > 1; });
  }
  bool has_combinations() const { return !contract_.combinations.empty(); }
  bool cut_order() const {
    const bool has_share = contract_.settlement && contract_.settlement->at_risk;
    return !charges_.empty() && (has_share || any(contract_.caps, [](const CapRule& cap) { return !cap.cut_order; }));
  }
  // The greatest of several wins among those over the same.
  bool several_caps() const {
    const auto over = [](const CapRule& cap) {
      const bool is_by_window = cap.window || cap.trailing;
      const CapScope scope = cap.at.value_or(is_by_window ? CapScope::window : CapScope::contract);
      const Period window = cap.window && !cap.window->term ? cap.window->period : Period{};
      std::string key = std::to_string(static_cast<int>(scope)) + " " + std::to_string(window.months) + " " +
                        std::to_string(window.days) + " " + std::to_string(cap.trailing.value_or(1));
      for (const std::string& name : std::set<std::string>(cap.penalties.begin(), cap.penalties.end()))
        key += "\n" + name;
      return key;
    };
    std::set<std::string> keys;
    for (const CapRule& cap : contract_.caps) keys.insert(over(cap));
    return keys.size() < contract_.caps.size();
  }
  // A loss, and a penalty for the same promise or event. What is given is no penalty.
  bool loss() const {
    std::set<std::string_view> promises;
    std::vector<EventRule> events;
    for (const Priced& p : charges_) {
      if (!p.charge->documented.empty() || is_bonus(*p.charge)) continue;
      const PricedThing& prices = p.term->prices;
      promises.insert(prices.obligations.begin(), prices.obligations.end());
      if (prices.obligations.empty()) events.push_back({prices.event, prices.where});
    }
    const auto is_beside = [&](const PricedThing& prices) {
      if (prices.obligations.empty())
        return std::find(events.begin(), events.end(), EventRule{prices.event, prices.where}) != events.end();
      return any(prices.obligations, [&](const std::string& name) { return promises.contains(name); });
    };
    return any(charges_, [&](const Priced& p) {
      return !p.charge->documented.empty() && !p.charge->relation && is_beside(p.term->prices);
    });
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
  // One ticket is an incident of its own, with one breach of each obligation, unless its clock runs several times, or
  // each of several events is a breach. Figures and duties are no incident's, and losses are told apart by document.
  bool incident_charge() const {
    const auto can_repeat = [&](const Obligation& rule) {
      if (!incident_of(rule).empty()) return false;
      if (const ClockRule* clock = rule.clock(); clock != nullptr)
        return has_incidents() || clock->cycles.value_or(Cycles{}) != Cycles::first || !clock->reopen.empty();
      return has_incidents() || !std::holds_alternative<RecordRules>(rule.measure);
    };
    return any(charges_, [&](const Priced& p) {
      if (!p.charge->documented.empty()) return false;
      return p.term->prices.obligations.empty() || any(p.term->prices.obligations, [&](const std::string& name) {
               const Obligation* rule = obligations_.find(name);
               return rule != nullptr && can_repeat(*rule);
             });
    });
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
    return term_lacks_day() || charges_months() || settles_months_from_begin() ||
           any(contract_.obligations, [&](const Obligation& obligation) {
             return counts_months_from_event(obligation.measure) ||
                    (begins_late_in_month(obligation) && counts_months_from_begin(obligation));
           });
  }
  bool amended_terms() const { return !contract_.amendments.empty(); }

  // Settled by the term's months or by the calendar's, which are not the same ones.
  bool settlement_anchor() const {
    const Setting<SettlementRule>& rule = contract_.settlement;
    std::vector<Period> windows;
    if (rule && rule->window && !rule->window->term) windows.push_back(rule->window->period);
    for (const CapRule& cap : contract_.caps)
      if (cap.window && !cap.window->term && cap.at != CapScope::year) windows.push_back(cap.window->period);
    const dates::Dates dates(contract_);
    if (!rule || rule->anchor || !dates.term() || charges_.empty()) return false;
    return any(windows, [&](const Period& every) {
      return is_civil(every) && dates.periods(*dates.term(), every, Anchor::civil) !=
                                    dates.periods(*dates.term(), every, Anchor::contract);
    });
  }
  bool remind_before() const {
    const Setting<SettlementRule>& rule = contract_.settlement;
    return rule && rule->claim_within && !rule->remind_before;
  }

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

  bool has_incidents() const { return !contract_.contract.incident.empty(); }

  // Charges of one name can be of one incident. Empty: the ticket's.
  std::string incident_of(const Obligation& rule) const {
    if (std::holds_alternative<DutyRule>(rule.measure)) return "duty " + rule.name;
    const auto* indicator = std::get_if<IndicatorRule>(&rule.measure);
    if (indicator == nullptr) return "";
    std::string days = "days of " + (rule.within ? rule.name : std::string("the term"));
    if (indicator->window && !indicator->window->term)
      days += " by " + std::to_string(indicator->window->period.months) + " months and " +
              std::to_string(indicator->window->period.days) + " days from " +
              std::to_string(static_cast<int>(indicator->anchor.value_or(Anchor{})));
    return days;
  }

  // Something that it prices has a deadline.
  bool can_be_late(const PenaltyTerm& term) const {
    return any(term.prices.obligations, [&](const std::string& name) {
      const Obligation* rule = obligations_.find(name);
      return rule != nullptr && slakit::can_be_late(*rule);
    });
  }

  // Months of lateness, from whatever day it was.
  bool charges_months() const {
    return any(charges_, [&](const Priced& p) { return p.charge->per == ChargeUnit::month && can_be_late(*p.term); });
  }
  bool settles_months_from_begin() const {
    const Setting<SettlementRule>& rule = contract_.settlement;
    const auto has_months = [](const Setting<TermOrPeriod>& window) {
      return window && !window->term && window->period.months > 0;
    };
    const bool is_civil = rule && rule->anchor == Anchor::civil;
    const bool by_months =
        !is_civil && ((rule && has_months(rule->window)) ||
                      any(contract_.caps, [&](const CapRule& cap) { return has_months(cap.window); }));
    return by_months && contract_.contract.term && begins_late_in_month(contract_.contract.term->from);
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
    return begins_late_in_month(!is_of_term ? own : term ? term->from : "");
  }
  bool begins_late_in_month(const std::string& from) const {
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
  // Some clock whose lateness is counted, by a charge or for a right to terminate.
  template <class Test>
  bool any_late(Test test) const {
    return any_charged(is_late_charge, test) || any(contract_.termination, [&](const TerminationRule& rule) {
             return rule.when.delay && any(contract_.obligations, [&](const Obligation& obligation) {
                      const auto& names = rule.when.of;
                      const bool is_meant =
                          names.empty() || std::find(names.begin(), names.end(), obligation.name) != names.end();
                      return is_meant && obligation.clock() != nullptr && test(*obligation.clock());
                    });
           });
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

  bool is_whole_share(const Rate& rate, const std::string& of, const std::string& penalty) const {
    const std::optional<Amount> base = known_base(contract_, of, penalty);
    return base && slakit::is_whole(share_of(rate, *base));  // else a ticket says it
  }

  // One unit of the charge, or a share of one, has a fraction of a minor unit. What documents say is money.
  bool can_have_fraction(const Priced& p) const {
    const ChargeRule& charge = *p.charge;
    if (!charge.documented.empty()) return false;
    const bool has_points =
        charge.points || any(charge.bands, [](const Band& band) { return band.points.has_value(); });
    const bool has_value = contract_.settlement && contract_.settlement->point_value;
    const bool is_money = !has_points || has_value;
    if (!is_money) return false;
    if (!charge.external.empty() || has_fractional_count(charge) || has_fractional_factor(p)) return true;
    const auto is_fraction = [&](const Setting<Rate>& rate) {
      return rate && !is_whole_share(*rate, charge.of, p.term->name);
    };
    return is_fraction(charge.rate) || any(charge.bands, [&](const Band& band) { return is_fraction(band.rate); }) ||
           any(charge.steps, [&](const ChargeStep& step) { return is_fraction(step.rate); });
  }
  bool has_fractional_count(const ChargeRule& charge) const {
    if (!charge.bands.empty() || !charge.per) return false;
    const Counting unset =
        is_of_figure(*charge.per) ? Counting::pro_rata : contract_.policies.counting.value_or(Counting{});
    return (is_late_charge(charge) || is_of_figure(*charge.per)) &&
           charge.counting.value_or(unset) == Counting::pro_rata;
  }
  bool has_fractional_factor(const Priced& p) const {
    const Setting<RepeatRule>& repeats = p.term->repeats;
    const auto is_fraction = [](const Decimal& number) { return !is_whole(number); };
    return any(p.charge->multipliers, [&](const Multiplier& one) { return is_fraction(one.times); }) ||
           (repeats && ((repeats->factor && is_fraction(*repeats->factor)) || any(repeats->ladder, is_fraction))) ||
           any(contract_.exclusions, [](const ExclusionRule& rule) { return !rule.share.empty(); });
  }

  const Contract& contract_;
  ObligationsByName obligations_;
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
  // Of a place of its own, whose default stands among its values where it may.
  void add(std::string clause, std::string path, std::string used, std::vector<std::string> otherwise,
           const char* why) {
    list_.push_back({AssumptionKind::policy_default, std::move(clause), std::move(path), std::move(used),
                     std::move(otherwise), why});
  }

  // A value that means nothing in this contract.
  void leave_out(const std::string& path, const std::string& value) {
    for (Assumption& one : list_)
      if (one.path == path) std::erase(one.otherwise, value);
  }

  std::vector<Assumption> take() { return std::move(list_); }

 private:
  std::vector<Assumption> list_;
};

}  // namespace

namespace {

// Where the document has a charge: one may be written without its list.
std::string charge_path(const Contract& contract, const PenaltyTerm& term, std::size_t index) {
  const std::string path = "penalties." + term.name + ".charge";
  const std::string indexed = path + "." + std::to_string(index);
  return contract.document != nullptr && find_place(*contract.document, indexed) != nullptr ? indexed : path;
}

// What falls short of a target has no days, so the policy of counting is not for it.
void add_shortfalls(const Contract& contract, List& list) {
  for (const PenaltyTerm& term : contract.penalties)
    for (std::size_t i = 0; i < term.charge.size(); ++i) {
      const ChargeRule& charge = term.charge[i];
      if (charge.counting || !charge.per || !is_of_figure(*charge.per) || !charge.bands.empty()) continue;
      list.add(term.clause, charge_path(contract, term, i) + ".counting", "pro rata",
               {"started 24 h", "completed 24 h"},
               "a penalty counts what a figure falls short, and does not say how a part of a unit counts");
    }
}

void add_minimums(const Contract& contract, List& list) {
  std::vector<std::string> scopes = enum_texts<CapScope>();
  scopes.erase(scopes.begin());
  if (contract.contract.service.empty()) std::erase(scopes, "service");
  for (const MinimumRule& rule : contract.minimums)
    if (!rule.at)
      list.add(rule.clause, "minimums." + rule.name + ".at", "contract", scopes,
               "a minimum does not say over what its charges are added up");
}

void add_settlement(const Contract& contract, const Reach& reach, List& list) {
  if (!contract.settlement) return;
  const std::string& clause = contract.settlement->clause;
  if (reach.settlement_anchor())
    list.add(clause, "settlement.anchor", "contract", {"civil"},
             "its windows can count from the contract's first day, or be those of the civil calendar");
  if (reach.remind_before())
    list.add(clause, "settlement.remind_before", "P7D", {},
             "charges have to be claimed in time, and it is not said from when on a claim is about to lapse");
}

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
  list.add(set.counting, "policies.counting", reach.counting(),
           reach.counting_of_days() ? "a penalty counts days and does not say how"
                                    : "a penalty counts lateness and does not say how");
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
  if (!reach.has_combinations()) list.leave_out("policies.concurrency", "listed combinations");
  list.add(set.loss, "policies.loss", reach.loss(), "a loss can be documented beside a penalty");
  list.add(set.several_caps, "policies.several_caps", reach.several_caps(), "several caps can limit one charge");
  list.add(set.cut_order, "policies.cut_order", reach.cut_order(), "a cap can cut several charges");
  list.add(set.rounding, "policies.rounding", reach.rounding(),
           reach.rounds_money() ? "a charge can have a fraction of a minor unit"
                                : "a figure is rounded and does not say how");
  list.add(set.rounding_stage, "policies.rounding_stage", reach.rounding_stage(),
           "a charge can have a fraction of a minor unit");
  if (contract.contract.term)
    list.add(contract.contract.term->counting, "contract.term.counting", true,
             "the term does not say whether its first day counts");
  add_shortfalls(contract, list);
  add_minimums(contract, list);
  add_settlement(contract, reach, list);
  return list.take();
}

}  // namespace slakit
