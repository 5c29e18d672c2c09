// What the money clauses can come to: no bound, one too low, one too high, one promise priced twice.
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>

#include "conditions.hpp"
#include "contract/figures.hpp"
#include "pricing.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/base/wide.hpp"
#include "table.hpp"

namespace slakit {

namespace {

// The least n with n x part >= whole, if that can be counted.
Checked<std::int64_t> parts_to(const Amount& whole, const Amount& part) {
  const Wide each = part.numerator * whole.denominator;
  const Wide all = whole.numerator * part.denominator;
  if (each.is_zero() || each.is_negative()) return Fault::out_of_range;
  return divide(all + each - Wide(1), each).quotient.to_int64();
}

std::string units_of(const Contract& contract, const ChargeRule& charge, const std::string& count) {
  constexpr const char* names[] = {"incident", "minute", "hour", "day", "business day", "week", "month"};
  const std::string unit = names[static_cast<std::size_t>(*charge.per)];
  std::string how;
  if (charge.per == ChargeUnit::day) {
    constexpr const char* words[] = {"started ", "completed ", "", "calendar "};
    const Counting counting = charge.counting.value_or(contract.policies.counting.value_or(Counting{}));
    how = words[static_cast<std::size_t>(counting)];
  }
  return count + " " + how + unit + (count == "1" ? "" : "s");
}

// `count` charges as units of lateness: one charge may be for several.
std::string units_for(const ChargeRule& charge, std::int64_t count) {
  const Decimal each = charge.units.value_or({1, 0});
  const std::int64_t count_max = INT64_MAX / std::max<std::int64_t>(each.coefficient, 1);
  return to_string(Decimal{std::min(count, count_max) * each.coefficient, each.scale});
}

// A cap, or what the settlement puts at risk, and the penalties it limits.
struct LimitView {
  explicit LimitView(const CapRule& cap)
      : path("caps." + cap.name + ".limit"),
        rule(&cap),
        limit(cap.limit),
        of(cap.of),
        penalties(cap.penalties.begin(), cap.penalties.end()) {}
  explicit LimitView(const SettlementRule& settlement)
      : path("settlement.at_risk"), limit(*settlement.at_risk), of(settlement.at_risk_of) {}

  bool limits(const PenaltyTerm& term) const { return penalties.empty() || penalties.contains(term.name); }
  bool is_of_incident() const { return rule != nullptr && rule->at == CapScope::incident; }

  std::string path;
  const CapRule* rule = nullptr;  // null: what is at risk
  Limit limit;
  std::string of;
  std::unordered_set<std::string_view> penalties;  // empty: all
};

// Caps are compared with each other and with every penalty, so there is a limit; contracts have a few.
constexpr std::size_t caps_max = 32;

std::vector<LimitView> caps_of(const Contract& contract) {
  std::vector<LimitView> views;
  for (const CapRule& cap : contract.caps)
    if (views.size() < caps_max) views.emplace_back(cap);
  return views;
}

std::vector<LimitView> limits_of(const Contract& contract) {
  std::vector<LimitView> views = caps_of(contract);
  if (contract.settlement && contract.settlement->at_risk) views.emplace_back(*contract.settlement);
  return views;
}

std::string charge_path(const PenaltyTerm& term, std::size_t index) {
  return "penalties." + term.name + ".charge." + std::to_string(index);
}

// What a charge and a limit come to, side by side. Shares of one base are compared whatever the base is.
class Measured {
 public:
  Measured(const Contract& contract, const LimitView& limit, const PenaltyTerm& term, const ChargeRule& charge)
      : contract_(contract), charge_(charge), base_(known_base(contract, charge.of, term.name)) {
    limit_ = known_amount(contract, limit.limit.rate, limit.limit.amount, limit.of, "");
    if (base_ || !limit.limit.rate || limit.of != charge.of) return;
    is_relative_ = true;
    base_ = Amount{Wide(1), Wide(1)};
    limit_ = share_of(*limit.limit.rate, *base_);
  }

  bool is_known() const noexcept { return limit_.has_value(); }
  const Amount& limit() const noexcept { return *limit_; }

  std::optional<Amount> worth(const Setting<Rate>& rate, const Setting<Money>& amount,
                              const Setting<int>& points) const {
    if (rate) return base_ ? std::optional(share_of(*rate, *base_)) : std::nullopt;
    if (is_relative_) return std::nullopt;
    if (amount) return amount_of(*amount);
    const Setting<SettlementRule>& rule = contract_.settlement;
    return points && rule && rule->point_value ? std::optional(times(amount_of(*rule->point_value), *points))
                                               : std::nullopt;
  }

  // Of one unit.
  std::optional<Amount> each() const { return worth(charge_.rate, charge_.amount, charge_.points); }

  // Of one that is counted once.
  std::optional<Amount> one() const {
    std::optional<Amount> amount = each();
    if (!amount || is_relative_) return amount;
    if (charge_.at_least) amount = std::max(*amount, amount_of(*charge_.at_least));
    if (charge_.at_most) amount = std::min(*amount, amount_of(*charge_.at_most));
    return amount;
  }

  // How many units use the limit up.
  Checked<std::int64_t> units() const {
    if (!charge_.steps.empty()) return units_by_steps();
    const std::optional<Amount> part = each();
    return part ? parts_to(*limit_, *part) : Checked<std::int64_t>(Fault::out_of_range);
  }

 private:
  Checked<std::int64_t> units_by_steps() const {
    const SteppedRate stepped = charge_.stepped.value_or(contract_.policies.stepped_rate.value_or(SteppedRate{}));
    std::int64_t below = 0;
    Amount sum{};  // of all units below
    for (const ChargeStep& step : charge_.steps) {
      const std::optional<Amount> part = worth(step.rate, step.amount, std::nullopt);
      if (!part) break;
      const bool is_marginal = stepped == SteppedRate::marginal;
      const Checked<std::int64_t> count = parts_to(is_marginal ? *limit_ + times(sum, -1) : *limit_, *part);
      if (!count) break;
      const std::int64_t units = is_marginal ? below + *count : std::max(below + 1, *count);
      if (!step.up_to || units <= *step.up_to) return units;
      sum = sum + times(*part, *step.up_to - below);
      below = *step.up_to;
    }
    return Fault::out_of_range;
  }

  const Contract& contract_;
  const ChargeRule& charge_;
  std::optional<Amount> base_;
  std::optional<Amount> limit_;
  bool is_relative_ = false;
};

// Whether a penalty can grow and grow. What each breach costs and how many there are both have an end where the
// contract says so; the number of tickets is nobody's to say.
class Bounds {
 public:
  explicit Bounds(const Contract& contract) : contract_(contract), obligations_(contract), late_time_(contract) {}

  // Its unit can run for something that it prices.
  bool can_be_owed(const PenaltyTerm& term, const ChargeRule& charge) const {
    const std::vector<std::string>& names = term.prices.obligations;
    if (names.empty()) return !is_never_owed(nullptr, charge);
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return !is_never_owed(obligations_.find(name), charge); });
  }

  // Some lateness that it prices can last for so many units.
  bool can_last(const PenaltyTerm& term, const ChargeRule& charge, std::int64_t units) const {
    const std::vector<std::string>& names = term.prices.obligations;
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      const Obligation* rule = obligations_.find(name);
      if (rule == nullptr || !can_be_late(*rule)) return false;
      const std::optional<Duration> time = late_time_.of(*rule);
      return !time || !is_longer(charge, units, *time);
    });
  }

  bool has_bound(const PenaltyTerm& term, const ChargeRule& charge, bool each_is_capped) const {
    if (is_bonus(charge)) return true;
    if (term.prices.obligations.empty()) return is_never_owed(nullptr, charge);
    return std::all_of(term.prices.obligations.begin(), term.prices.obligations.end(), [&](const std::string& name) {
      const Obligation* rule = obligations_.find(name);
      return rule == nullptr || is_never_owed(rule, charge) ||
             (is_owed_so_often(*rule) && (each_is_capped || costs_so_much(*rule, charge)));
    });
  }

 private:
  // A unit that never runs: another check's to say.
  static bool is_never_owed(const Obligation* rule, const ChargeRule& charge) {
    return charge.per && is_of_lateness(*charge.per) && charge.bands.empty() &&
           (rule == nullptr || !can_be_late(*rule));
  }

  bool ends(const Obligation& rule) const {
    return rule.within ? !rule.within->open_ended : contract_.contract.term.has_value();
  }

  bool is_owed_so_often(const Obligation& rule) const {
    if (std::holds_alternative<UnquantifiedRule>(rule.measure)) return true;
    if (std::holds_alternative<IndicatorRule>(rule.measure)) return ends(rule);
    const auto* duty = std::get_if<DutyRule>(&rule.measure);
    if (duty == nullptr || !duty->after.empty() || !duty->on_request.empty()) return false;
    return !duty->once_by.empty() || ends(rule);
  }

  static bool costs_so_much(const Obligation& rule, const ChargeRule& charge) {
    if (!charge.documented.empty()) return false;
    if (charge.at_most || !charge.bands.empty()) return true;
    if (!charge.external.empty() || !charge.per) return false;
    if (*charge.per == ChargeUnit::incident || *charge.per == ChargeUnit::window) return true;
    const auto* indicator = std::get_if<IndicatorRule>(&rule.measure);
    if (indicator == nullptr || !indicator->target) return false;
    // A share falls short by the whole at most, and a number of things by its target.
    const bool is_excess = indicator->target->at_most || indicator->target->less_than;
    return is_percentage(*indicator) || (!indicator->count.empty() && !is_excess);
  }

  const Contract& contract_;
  ObligationsByName obligations_;
  LateTime late_time_;
};

// The unlimited charges of one penalty.
struct Unbounded {
  const PenaltyTerm* term;
  std::vector<std::size_t> charges;
  bool each_is_capped;
};

std::vector<Unbounded> unbounded_of(const Contract& contract, const Bounds& bounds) {
  const std::vector<LimitView> limits = limits_of(contract);
  std::vector<Unbounded> found;
  for (const PenaltyTerm& term : contract.penalties) {
    const auto is_limited = [&](bool by_incident) {
      return std::any_of(limits.begin(), limits.end(), [&](const LimitView& limit) {
        return limit.limits(term) && limit.is_of_incident() == by_incident;
      });
    };
    if (is_limited(false)) continue;
    Unbounded one{&term, {}, is_limited(true)};
    for (std::size_t i = 0; i < term.charge.size(); ++i)
      if (!bounds.has_bound(term, term.charge[i], one.each_is_capped)) one.charges.push_back(i);
    if (!one.charges.empty()) found.push_back(std::move(one));
  }
  return found;
}

// After how much lateness all of its base is owed.
void check_whole_base(Checker& f, const Bounds& bounds, const PenaltyTerm& term, std::size_t index) {
  const ChargeRule& charge = term.charge[index];
  if (!charge.rate || !charge.per || !is_of_lateness(*charge.per) || charge.at_most) return;
  const Amount whole{Wide(1), Wide(1)};
  const auto count = parts_to(whole, share_of(*charge.rate, whole));
  const bool is_plain = count && *count <= 1;  // all of it for each unit, as the clause itself says
  if (!count || is_plain || !bounds.can_last(term, charge, *count)) return;
  f.report(charge_path(term, index), "one fault owes the whole " + charge.of + " after " +
                                         units_of(f.contract, charge, units_for(charge, *count)));
}

}  // namespace

void find_missing_caps(Checker& f) {
  const Bounds bounds(f.contract);
  const std::vector<Unbounded> found = unbounded_of(f.contract, bounds);
  const bool is_all = found.size() == f.contract.penalties.size() && limits_of(f.contract).empty();
  if (is_all && !found.empty())
    f.report("penalties",
             "no cap limits what is owed, so exposure has no bound; add one under `caps` if the contract has it");
  for (const Unbounded& one : found) {
    if (!is_all && one.each_is_capped)
      f.report("penalties." + one.term->name,
               "a cap limits each incident and nothing limits how many there are, so what is owed for them has no "
               "bound; add a cap over all of them if the contract has it");
    else if (!is_all)
      f.report("penalties." + one.term->name,
               "no cap limits this penalty, so what is owed for it has no bound; add one under `caps` if the contract "
               "has it");
    if (one.each_is_capped) continue;
    for (const std::size_t index : one.charges) check_whole_base(f, bounds, *one.term, index);
  }
}

namespace {

const char* used_up(const LimitView& limit) {
  return limit.rule != nullptr ? "' uses this cap up" : "' uses up all that is at risk";
}

void check_bands(Checker& f, const LimitView& limit, const PenaltyTerm& term, const Measured& measured,
                 const ChargeRule& charge) {
  if (charge.at_most) return;
  const bool is_above = std::any_of(charge.bands.begin(), charge.bands.end(), [&](const Band& band) {
    const std::optional<Amount> worth = measured.worth(band.rate, band.amount, band.points);
    return !band.bonus && worth && measured.limit() < *worth;
  });
  if (is_above)
    f.report(limit.path, "a band of '" + shown(term.name) + "' alone is above this " +
                             (limit.rule != nullptr ? "cap" : "limit") +
                             ", and is never owed in full; is the limit, or the charge, as agreed?");
}

void check_exhausted(Checker& f, const Bounds& bounds, const LimitView& limit, const PenaltyTerm& term,
                     const ChargeRule& charge) {
  const bool is_share_of_it = limit.rule == nullptr && charge.of == "at risk";  // so much of it, as agreed
  const Measured measured(f.contract, limit, term, charge);
  if (is_share_of_it || is_bonus(charge) || !measured.is_known()) return;
  if (!charge.bands.empty()) return check_bands(f, limit, term, measured, charge);
  if (!charge.per) return;
  const bool is_once = *charge.per == ChargeUnit::incident || *charge.per == ChargeUnit::window;
  if (is_once || is_of_figure(*charge.per)) {
    const std::optional<Amount> one = charge.steps.empty() ? measured.one() : std::nullopt;
    if (!one || *one < measured.limit()) return;
    const std::string what = charge.per == ChargeUnit::window             ? "window"
                             : charge.per == ChargeUnit::percentage_point ? "percentage point"
                             : charge.per == ChargeUnit::unit             ? "unit"
                                                                          : "incident";
    f.report(limit.path,
             "one " + what + " of '" + shown(term.name) + used_up(limit) + "; is the limit, or the charge, as agreed?");
  } else if (!charge.at_most && !limit.is_of_incident()) {
    const Checked<std::int64_t> count = measured.units();
    if (count && bounds.can_last(term, charge, *count))
      f.report(limit.path, "one incident of '" + shown(term.name) + used_up(limit) + " after " +
                               units_of(f.contract, charge, units_for(charge, *count)) +
                               "; what comes later costs nothing");
  }
}

}  // namespace

void find_exhausted_caps(Checker& f) {
  const Bounds bounds(f.contract);
  for (const LimitView& limit : limits_of(f.contract))
    for (const PenaltyTerm& term : f.contract.penalties)
      if (limit.limits(term))
        for (const ChargeRule& charge : term.charge)
          if (bounds.can_be_owed(term, charge)) check_exhausted(f, bounds, limit, term, charge);
}

namespace {

// Over the same, or over all there is.
bool is_at_least_as_wide(const CapRule& wide, const CapRule& narrow) {
  const CapScope scope = wide.at.value_or(CapScope::contract);
  const auto period = [](const CapRule& cap) {
    return cap.window && !cap.window->term ? cap.window->period : Period{};
  };
  const bool same = scope == narrow.at.value_or(CapScope::contract) && wide.trailing == narrow.trailing &&
                    period(wide) == period(narrow);
  const bool is_all = scope == CapScope::contract && period(wide).is_zero() && !wide.trailing;
  return same || is_all;
}

bool covers(const Contract& contract, const LimitView& wide, const LimitView& narrow) {
  return wide.penalties.empty() ||
         std::all_of(contract.penalties.begin(), contract.penalties.end(),
                     [&](const PenaltyTerm& term) { return !narrow.limits(term) || wide.limits(term); });
}

// `other` is reached no later than `cap`: of two alike, the one written first.
bool comes_first(const Contract& contract, const CapRule& other, const CapRule& cap) {
  const bool of_one_base = other.limit.rate && cap.limit.rate && other.of == cap.of;  // whatever it is
  const auto amount = [&](const CapRule& rule) {
    return of_one_base ? std::optional(share_of(*rule.limit.rate, {Wide(1), Wide(1)}))
                       : known_amount(contract, rule.limit.rate, rule.limit.amount, rule.of, "");
  };
  const std::optional<Amount> least = amount(other);
  const std::optional<Amount> limit = amount(cap);
  return least && limit && (*least < *limit || (*least == *limit && &other < &cap));
}

using Duties = std::unordered_map<std::string_view, const DutyRule*>;

Duties duties_of(const Contract& contract) {
  Duties duties;
  for (const Obligation& obligation : contract.obligations)
    if (const auto* duty = std::get_if<DutyRule>(&obligation.measure)) duties.emplace(obligation.name, duty);
  return duties;
}

// How often the duty can be missed at most, if that is known.
std::optional<int> most_breaches(const DutyRule& duty) {
  if (!duty.for_each.empty()) return std::nullopt;
  if (!duty.once_by.empty()) return 1;
  return !duty.within || duty.within->term ? duty.count : std::nullopt;
}

// The most that a penalty can ever come to, where its duties are so many and no more.
std::optional<Amount> most_of(const Contract& contract, const Duties& duties, const PenaltyTerm& term) {
  if (term.repeats || term.prices.obligations.empty()) return std::nullopt;
  Amount total{};
  for (const std::string& name : term.prices.obligations) {
    const auto found = duties.find(name);
    const std::optional<int> count = found != duties.end() ? most_breaches(*found->second) : std::nullopt;
    if (!count) return std::nullopt;
    for (const ChargeRule& charge : term.charge) {
      std::optional<Amount> each = charge.at_most ? std::optional(amount_of(*charge.at_most)) : std::nullopt;
      if (!each && charge.per == ChargeUnit::incident && charge.multipliers.empty() && !charge.at_least)
        each = known_amount(contract, charge.rate, charge.amount, charge.of, term.name);
      if (!each) return std::nullopt;
      total = total + times(*each, *count);
    }
  }
  return total;
}

void check_sum(Checker& f, const LimitView& cap, const Duties& duties) {
  const CapRule& rule = *cap.rule;
  const std::optional<Amount> limit = known_amount(f.contract, rule.limit.rate, rule.limit.amount, rule.of, "");
  Amount total{};
  bool any = false;
  for (const PenaltyTerm& term : f.contract.penalties) {
    if (!cap.limits(term)) continue;
    any = true;
    const std::optional<Amount> most = limit ? most_of(f.contract, duties, term) : std::nullopt;
    if (!most) return;
    total = total + *most;
  }
  if (!any)
    f.report("caps." + rule.name, "there is no penalty that this cap limits; leave it out, or add the penalties");
  else if (total < *limit)
    f.report("caps." + rule.name + ".limit",
             "all that it limits can never come to so much; is the limit, or a charge, as agreed?");
}

}  // namespace

void find_idle_caps(Checker& f) {
  const std::vector<LimitView> caps = caps_of(f.contract);
  const Duties duties = duties_of(f.contract);
  const bool least_wins = f.contract.policies.several_caps != SeveralCaps::greatest_wins;
  for (const LimitView& cap : caps) {
    const auto other = std::find_if(caps.begin(), caps.end(), [&](const LimitView& o) {
      return &o != &cap && is_at_least_as_wide(*o.rule, *cap.rule) && comes_first(f.contract, *o.rule, *cap.rule) &&
             covers(f.contract, o, cap);
    });
    if (least_wins && other != caps.end() && !f.contract.penalties.empty())
      f.report("caps." + cap.rule->name + ".limit",
               "cap '" + shown(other->rule->name) +
                   "' limits all of this and is reached first; leave this one out, "
                   "or lower it");
    else
      check_sum(f, cap, duties);
  }
}

void find_priced_twice(Checker& f) {
  constexpr std::size_t compared_max = 16;  // with those priced before
  using Key = std::tuple<std::string_view, ChargeUnit, bool>;
  std::map<Key, std::vector<const PenaltyTerm*>> priced;
  for (const PenaltyTerm& term : f.contract.penalties)
    for (const std::string& name : term.prices.obligations)
      for (std::size_t i = 0; i < term.charge.size(); ++i) {
        if (!term.charge[i].per) continue;
        std::vector<const PenaltyTerm*>& before = priced[{name, *term.charge[i].per, is_bonus(term.charge[i])}];
        const auto twice = std::find_if(before.begin(), before.end(), [&](const PenaltyTerm* other) {
          return both(other->applies, term.applies).has_value();
        });
        if (twice != before.end())
          f.report(charge_path(term, i),
                   "'" + shown(name) + "' is priced by the same unit in '" + shown((*twice)->name) +
                       "' already, so one breach is charged twice; join them, or say which tickets "
                       "each is for under `applies`");
        else if (before.size() < compared_max)
          before.push_back(&term);
      }
}

}  // namespace slakit
