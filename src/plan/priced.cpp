#include "plan/priced.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "contract/dates.hpp"
#include "plan/index_of.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/wide.hpp"
#include "time/local_dates.hpp"

namespace slakit {
namespace {

using Names = std::vector<std::string>;

bool has(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void add_name(Names& names, const std::string& name) {
  if (!name.empty() && !has(names, name)) names.push_back(name);
}

// rate x base, rounded down.
Money share_of(const Rate& rate, Money base, const std::string& what) {
  const Wide numerator = Wide(base.minor) * Wide(rate.value.coefficient);
  const Checked<std::int64_t> minor = divide(numerator, Wide::power_of_ten(rate.value.scale)).quotient.to_int64();
  if (!minor) throw Error(what + ": amount too large");
  return {*minor, base.currency};
}

const BaseAmount* base_rule(const ContractHead& head, const std::string& name) {
  if (name == "price") return head.price ? &*head.price : nullptr;
  const auto found =
      std::find_if(head.bases.begin(), head.bases.end(), [&](const BaseAmount& base) { return base.name == name; });
  return found == head.bases.end() ? nullptr : &*found;
}

class Pricer {
 public:
  explicit Pricer(Plan& plan) : plan_(plan), contract_(plan.contract), head_(contract_.contract) {}

  void add() {
    windows();
    for (std::size_t i = 0; i < contract_.penalties.size(); ++i) plan_.terms.push_back(term(i));
    limits();
    for (const MinimumRule& rule : contract_.minimums)
      if (rule.at == CapScope::service) ask_for_service(limited(rule.penalties));
    for (std::size_t i = 0; i < plan_.terms.size(); ++i) ask(i);
    for (const TerminationRule& rule : contract_.termination) ask_when(rule.when);
  }

 private:
  // ---- windows ------------------------------------------------------------------------------------------------------

  void windows() {
    const dates::Dates dates(contract_);
    const Setting<SettlementRule>& rule = contract_.settlement;
    std::vector<Window> days;
    if (dates.term() && dates.term()->last) {
      if (rule && rule->window && !rule->window->term)
        days = dates.periods(*dates.term(), rule->window->period, rule->anchor.value_or(Anchor{}));
      if (days.empty()) days = {{dates.term()->first, *dates.term()->last}};
    }
    for (const Window& one : days) plan_.windows.push_back({one, span_of(one)});
    if (dates.term() && dates.term()->last)
      for (const Window& one : dates.periods(*dates.term(), Period{12, 0, {}}, Anchor::contract))
        plan_.years.push_back(span_of(one));
    if (plan_.windows.empty()) plan_.windows.push_back({{}, {range_begin, range_end}});
  }

  Interval span_of(const Window& days) const {
    return {begin_of(days.first, plan_.zone), end_of(days.last, plan_.zone)};
  }

  // ---- terms --------------------------------------------------------------------------------------------------------

  PricedTerm term(std::size_t index) const {
    const PenaltyTerm& rule = contract_.penalties[index];
    const ChargeRule& charge = rule.charge.front();
    PricedTerm made;
    std::tie(made.kind, made.index) = priced(rule, index);
    made.base = base(charge.of, rule.name);
    const bool is_figure = charge.per == ChargeUnit::percentage_point || charge.per == ChargeUnit::unit;
    made.counting = charge.counting.value_or(is_figure ? Counting::pro_rata : plan_.policies.counting);
    const Policies& set = contract_.policies;
    if (rule.threshold) made.threshold = rule.threshold->kind.value_or(set.threshold.value_or(Threshold{}));
    made.stepped = charge.stepped.value_or(set.stepped_rate.value_or(SteppedRate{}));
    made.relation = charge.relation.value_or(set.loss.value_or(LossRelation{}));
    made.calendar = calendar(charge, made);
    add_said(rule, charge, made);
    return made;
  }

  std::pair<PricedKind, std::size_t> priced(const PenaltyTerm& rule, std::size_t index) const {
    if (rule.prices.obligations.empty()) return {PricedKind::event, index};
    const std::string& name = rule.prices.obligations.front();
    const auto find = [&](const auto& list) {
      std::size_t i = 0;
      while (i < list.size() && list[i].obligation.name != name) ++i;
      return i;
    };
    if (const std::size_t i = find(plan_.duties); i < plan_.duties.size()) return {PricedKind::duty, i};
    if (const std::size_t i = find(plan_.promises); i < plan_.promises.size()) return {PricedKind::promise, i};
    if (const std::size_t i = find(plan_.indicators); i < plan_.indicators.size()) return {PricedKind::indicator, i};
    return {PricedKind::clock, index_of(contract_.obligations, name)};
  }

  PricedBase base(const std::string& of, const std::string& penalty) const {
    PricedBase made{{0, plan_.currency()}, ""};
    if (of == "at risk") {
      made.amount = at_risk();
      const std::vector<PoolShare>& pool = contract_.settlement->pool;
      for (const PoolShare& one : pool)
        if (one.penalty == penalty) made.amount = share_of(one.share, made.amount, "settlement.pool");
    } else if (const BaseAmount* rule = base_rule(head_, of); rule != nullptr) {
      if (rule->amount) made.amount = *rule->amount;
      made.attribute = rule->attribute;
    }
    return made;
  }

  // Whose days are business days.
  Setting<std::size_t> calendar(const ChargeRule& charge, const PricedTerm& made) const {
    if (!charge.calendar.empty()) return index_of(contract_.calendars, charge.calendar);
    switch (made.kind) {
      case PricedKind::clock: return plan_.service_levels[made.index].calendar;
      case PricedKind::duty: return plan_.duties[made.index].calendar;
      case PricedKind::indicator: return plan_.indicators[made.index].calendar;
      case PricedKind::promise:
      case PricedKind::event: break;
    }
    return {};
  }

  void add_said(const PenaltyTerm& rule, const ChargeRule& charge, PricedTerm& made) const {
    for (const Condition& condition : rule.applies) add_name(made.said, condition.attribute);
    for (const Multiplier& multiplier : charge.multipliers)
      for (const Condition& condition : multiplier.where) add_name(made.said, condition.attribute);
    add_name(made.said, made.base.attribute);
    add_name(made.said, charge.external);
  }

  // What the log is asked for.
  void ask(std::size_t index) {
    const PricedTerm& term = plan_.terms[index];
    const PenaltyTerm& rule = contract_.penalties[index];
    const ChargeRule& charge = rule.charge.front();
    add_name(plan_.loss_attributes, charge.documented);
    if (term.kind != PricedKind::clock) return;
    Plan::ServiceLevel& level = plan_.service_levels[term.index];
    level.is_priced = true;
    level.pays_for_time_saved |= charge.counts == ChargedTime::time_saved;
    const bool moves = rule.threshold && term.threshold != Threshold::franchise;
    const bool is_of_dates = charge.per == ChargeUnit::business_day || charge.per == ChargeUnit::month;
    level.wants_stretches |= moves || is_of_dates;
    for (const std::string& name : term.said) add_name(level.said, name);
  }

  // When lateness reached so much, and when a cap was used up.
  void ask_when(const TerminationTrigger& when) {
    if (!when.delay && when.cap.empty()) return;
    for (std::size_t i = 0; i < plan_.service_levels.size(); ++i) {
      const std::string& name = contract_.obligations[i].name;
      const bool is_meant = when.delay && (when.of.empty() || has(when.of, name));
      plan_.service_levels[i].wants_stretches |= is_meant || (!when.cap.empty() && plan_.service_levels[i].is_priced);
    }
  }

  // ---- limits -------------------------------------------------------------------------------------------------------

  Money at_risk() const {
    const SettlementRule& rule = *contract_.settlement;
    if (rule.at_risk->amount) return *rule.at_risk->amount;
    const std::string of = rule.at_risk_of.empty() ? "price" : rule.at_risk_of;
    return share_of(*rule.at_risk->rate, base_amount(head_, of).value_or(Money{0, plan_.currency()}),
                    "settlement.at_risk");
  }

  std::vector<Interval> settled_spans() const {
    std::vector<Interval> spans;
    for (const SettledWindow& window : plan_.windows) spans.push_back(window.span);
    return spans;
  }

  std::vector<Interval> spans_of(const CapRule& cap) const {
    const dates::Dates dates(contract_);
    if (cap.at == CapScope::year && !plan_.years.empty()) return plan_.years;
    if (cap.window && cap.window->term) return {};
    const bool has_own = cap.window && !cap.window->term;
    if (has_own && dates.term() && dates.term()->last) {
      const Setting<SettlementRule>& rule = contract_.settlement;
      const Anchor anchor = rule ? rule->anchor.value_or(Anchor{}) : Anchor{};
      std::vector<Interval> spans;
      for (const Window& one : dates.periods(*dates.term(), cap.window->period, anchor)) spans.push_back(span_of(one));
      return spans;
    }
    return cap.at == CapScope::window || cap.at == CapScope::year || is_by_window(cap) ? settled_spans()
                                                                                       : std::vector<Interval>{};
  }

  std::vector<char> limited(const Names& penalties) const {
    std::vector<char> terms;
    for (const PenaltyTerm& rule : contract_.penalties)
      terms.push_back(penalties.empty() || has(penalties, rule.name) ? 1 : 0);
    return terms;
  }

  PricedLimit limit(std::size_t index) {
    const CapRule& cap = contract_.caps[index];
    PricedLimit made;
    made.rule = index;
    if (cap.limit.amount) {
      made.amount = *cap.limit.amount;
    } else {
      made.base = base(cap.of, "");
      made.rate = *cap.limit.rate;
      if (made.base.attribute.empty())
        made.amount = share_of(made.rate, made.base.amount, "cap '" + cap.name + "' (clause " + cap.clause + ")");
    }
    made.scope = scope_of(cap);
    made.spans = spans_of(cap);
    made.trailing = cap.trailing.value_or(1);
    made.terms = limited(cap.penalties);
    made.cut_order = cap.cut_order.value_or(plan_.policies.cut_order);
    made.carry_over = cap.carry_over;
    for (std::size_t i = 0; i < plan_.terms.size(); ++i) {
      if (made.terms[i] == 0) continue;
      add_name(plan_.terms[i].said, made.base.attribute);
    }
    if (made.scope == CapScope::service) ask_for_service(made.terms);
    return made;
  }

  void ask_for_service(const std::vector<char>& terms) {
    for (std::size_t i = 0; i < plan_.terms.size(); ++i)
      if (terms[i] != 0) add_name(plan_.terms[i].said, head_.service);
  }

  PricedLimit window_limit(PricedLimit::Kind kind, std::size_t rule, Money amount, const Names& penalties) const {
    PricedLimit made;
    made.kind = kind;
    made.rule = rule;
    made.amount = amount;
    made.scope = CapScope::window;
    made.spans = settled_spans();
    made.terms = limited(penalties);
    made.cut_order = plan_.policies.cut_order;
    return made;
  }

  void limits() {
    for (const std::size_t index : caps_from_inside()) plan_.limits.push_back(limit(index));
    if (!contract_.settlement || !contract_.settlement->at_risk) return;
    const std::vector<PoolShare>& pool = contract_.settlement->pool;
    std::vector<PricedLimit> made;
    for (std::size_t i = 0; i < pool.size(); ++i)
      made.push_back(window_limit(PricedLimit::Kind::pool, i, share_of(pool[i].share, at_risk(), "settlement.pool"),
                                  {pool[i].penalty}));
    made.push_back(window_limit(PricedLimit::Kind::at_risk, 0, at_risk(), {}));
    // Beside the caps of a window: before those of a year and of the contract.
    const auto wider = std::find_if(plan_.limits.begin(), plan_.limits.end(), [](const PricedLimit& one) {
      return one.scope == CapScope::year || one.scope == CapScope::contract;
    });
    plan_.limits.insert(wider, made.begin(), made.end());
  }

  // Over the term there is one window, and none to look back to.
  static bool is_by_window(const CapRule& cap) { return cap.window ? !cap.window->term : cap.trailing.has_value(); }
  static CapScope scope_of(const CapRule& cap) {
    return cap.at.value_or(is_by_window(cap) ? CapScope::window : CapScope::contract);
  }

  static int rank(const CapRule& cap) {
    const CapScope scope = scope_of(cap);
    return scope == CapScope::contract ? 6 : static_cast<int>(scope);
  }

  // Of those whose inner ones are all there, the narrowest comes next, and of equals the one written first.
  std::vector<std::size_t> caps_from_inside() const {
    const std::vector<CapRule>& caps = contract_.caps;
    std::vector<std::size_t> order;
    std::vector<char> is_there(caps.size(), 0);
    const auto is_ready = [&](std::size_t i) {
      for (std::size_t j = 0; j < caps.size(); ++j)
        if (is_there[j] == 0 && caps[j].inside == caps[i].name) return false;
      return true;
    };
    while (order.size() < caps.size()) {
      std::size_t next = caps.size();
      for (std::size_t i = 0; i < caps.size(); ++i)
        if (is_there[i] == 0 && is_ready(i) && (next == caps.size() || rank(caps[i]) < rank(caps[next]))) next = i;
      is_there[next] = 1;
      order.push_back(next);
    }
    return order;
  }

  Plan& plan_;
  const Contract& contract_;
  const ContractHead& head_;
};

}  // namespace

void add_priced(Plan& plan) { Pricer(plan).add(); }

void ask_for_amended(Plan& plan) {
  for (const Plan::Version& version : plan.amended) {
    const Plan& terms = *version.as_amended;
    for (std::size_t i = 0; i < plan.service_levels.size(); ++i) {
      Plan::ServiceLevel& level = plan.service_levels[i];
      const Plan::ServiceLevel& other = terms.service_levels[i];
      level.is_priced |= other.is_priced;
      level.pays_for_time_saved |= other.pays_for_time_saved;
      level.wants_stretches |= other.wants_stretches;
      for (const std::string& name : other.said) add_name(level.said, name);
    }
    for (const std::string& name : terms.loss_attributes) add_name(plan.loss_attributes, name);
  }
}

}  // namespace slakit
