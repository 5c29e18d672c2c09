// What the money clauses can come to: no bound, one too low, one too high, one promise priced twice.
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>

#include "conditions.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/base/wide.hpp"
#include "table.hpp"

namespace slakit {

namespace {

// Amounts in 10^-18 of a minor unit: rates have at most 13 decimals.
constexpr int scale = 18;

Wide scaled(const Rate& rate, std::int64_t base_minor) {
  return Wide(rate.value.coefficient) * Wide::power_of_ten(scale - rate.value.scale) * Wide(base_minor);
}
Wide scaled(const Money& money) { return Wide(money.minor) * Wide::power_of_ten(scale); }

std::optional<Wide> amount_of(const Contract& contract, const std::optional<Rate>& rate,
                              const std::optional<Money>& amount, const std::string& of) {
  if (amount) return scaled(*amount);
  const std::optional<Money> base = base_amount(contract.contract, of);
  return rate && base ? std::optional(scaled(*rate, base->minor)) : std::nullopt;
}

// The least n with n x part >= whole, if that can be counted.
Checked<std::int64_t> parts_to(const Wide& whole, const Wide& part) {
  if (part.is_zero() || part.is_negative()) return Fault::out_of_range;
  return divide(whole + part - Wide(1), part).quotient.to_int64();
}

// How many charges use the cap up.
Checked<std::int64_t> charges_to(const Contract& contract, const CapRule& cap, const ChargeRule& charge) {
  if (cap.limit.rate && charge.rate && cap.of == charge.of)  // whatever the base is
    return parts_to(scaled(*cap.limit.rate, 1), scaled(*charge.rate, 1));
  const std::optional<Wide> limit = amount_of(contract, cap.limit.rate, cap.limit.amount, cap.of);
  const std::optional<Wide> part = amount_of(contract, charge.rate, charge.amount, charge.of);
  return limit && part ? parts_to(*limit, *part) : Checked<std::int64_t>(Fault::out_of_range);
}

bool counts_time(const ChargeRule& charge) {
  return charge.per && *charge.per != ChargeUnit::incident && *charge.per != ChargeUnit::percentage_point &&
         *charge.per != ChargeUnit::unit && *charge.per != ChargeUnit::window;
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

// A cap, and the penalties it limits.
struct CapView {
  explicit CapView(const CapRule& cap) : rule(cap), penalties(cap.penalties.begin(), cap.penalties.end()) {}
  bool limits(const PenaltyTerm& term) const { return penalties.empty() || penalties.contains(term.name); }

  const CapRule& rule;
  std::unordered_set<std::string_view> penalties;  // empty: all
};

// Caps are compared with each other and with every penalty, so there is a limit; contracts have a few.
constexpr std::size_t caps_max = 32;

std::vector<CapView> caps_of(const Contract& contract) {
  std::vector<CapView> views;
  for (const CapRule& cap : contract.caps)
    if (views.size() < caps_max) views.emplace_back(cap);
  return views;
}

std::string charge_path(const PenaltyTerm& term, std::size_t index) {
  return "penalties." + term.name + ".charge." + std::to_string(index);
}

}  // namespace

void find_missing_caps(Checker& f) {
  if (!f.contract.caps.empty() || f.contract.penalties.empty()) return;
  f.report("penalties",
           "no cap limits what is owed, so exposure has no bound; add one under `caps` if the contract has it");
  for (const PenaltyTerm& term : f.contract.penalties)
    for (std::size_t i = 0; i < term.charge.size(); ++i) {
      const ChargeRule& charge = term.charge[i];
      if (!charge.rate || !counts_time(charge) || charge.at_most) continue;
      const auto count = parts_to(scaled(Rate{{1, 0}, "100%"}, 1), scaled(*charge.rate, 1));
      if (!count) continue;
      f.report(charge_path(term, i), "one fault owes the whole " + charge.of + " after " +
                                         units_of(f.contract, charge, units_for(charge, *count)));
    }
}

namespace {

void check_exhausted(Checker& f, const CapRule& cap, const PenaltyTerm& term, const ChargeRule& charge) {
  const Checked<std::int64_t> count = charges_to(f.contract, cap, charge);
  if (!count) return;
  const std::string path = "caps." + cap.name + ".limit";
  if (charge.per == ChargeUnit::incident && *count <= 1) {
    f.report(path,
             "one incident of '" + shown(term.name) + "' uses this cap up; is the limit, or the charge, as agreed?");
  } else if (counts_time(charge) && !charge.at_most && cap.at != CapScope::incident) {
    f.report(path, "one incident of '" + shown(term.name) + "' uses this cap up after " +
                       units_of(f.contract, charge, units_for(charge, *count)) + "; what comes later costs nothing");
  }
}

}  // namespace

void find_exhausted_caps(Checker& f) {
  for (const CapView& cap : caps_of(f.contract))
    for (const PenaltyTerm& term : f.contract.penalties)
      if (cap.limits(term))
        for (const ChargeRule& charge : term.charge) check_exhausted(f, cap.rule, term, charge);
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

bool covers(const Contract& contract, const CapView& wide, const CapView& narrow) {
  return wide.penalties.empty() ||
         std::all_of(contract.penalties.begin(), contract.penalties.end(),
                     [&](const PenaltyTerm& term) { return !narrow.limits(term) || wide.limits(term); });
}

// `other` is reached no later than `cap`: of two alike, the one written first.
bool comes_first(const Contract& contract, const CapRule& other, const CapRule& cap) {
  std::optional<Wide> least;
  std::optional<Wide> limit;
  if (other.limit.rate && cap.limit.rate && other.of == cap.of) {
    least = scaled(*other.limit.rate, 1);
    limit = scaled(*cap.limit.rate, 1);
  } else {
    least = amount_of(contract, other.limit.rate, other.limit.amount, other.of);
    limit = amount_of(contract, cap.limit.rate, cap.limit.amount, cap.of);
  }
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
std::optional<Wide> most_of(const Contract& contract, const Duties& duties, const PenaltyTerm& term) {
  if (term.repeats || term.prices.obligations.empty()) return std::nullopt;
  Wide total(0);
  for (const std::string& name : term.prices.obligations) {
    const auto found = duties.find(name);
    const std::optional<int> count = found != duties.end() ? most_breaches(*found->second) : std::nullopt;
    if (!count) return std::nullopt;
    for (const ChargeRule& charge : term.charge) {
      std::optional<Wide> each = charge.at_most ? std::optional(scaled(*charge.at_most)) : std::nullopt;
      if (!each && charge.per == ChargeUnit::incident && charge.multipliers.empty() && !charge.at_least)
        each = amount_of(contract, charge.rate, charge.amount, charge.of);
      if (!each) return std::nullopt;
      total = total + *each * Wide(*count);
    }
  }
  return total;
}

void check_sum(Checker& f, const CapView& cap, const Duties& duties) {
  const CapRule& rule = cap.rule;
  const std::optional<Wide> limit = amount_of(f.contract, rule.limit.rate, rule.limit.amount, rule.of);
  Wide total(0);
  bool any = false;
  for (const PenaltyTerm& term : f.contract.penalties) {
    if (!cap.limits(term)) continue;
    any = true;
    const std::optional<Wide> most = limit ? most_of(f.contract, duties, term) : std::nullopt;
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
  const std::vector<CapView> caps = caps_of(f.contract);
  const Duties duties = duties_of(f.contract);
  const bool least_wins = f.contract.policies.several_caps != SeveralCaps::greatest_wins;
  for (const CapView& cap : caps) {
    const auto other = std::find_if(caps.begin(), caps.end(), [&](const CapView& o) {
      return &o != &cap && is_at_least_as_wide(o.rule, cap.rule) && comes_first(f.contract, o.rule, cap.rule) &&
             covers(f.contract, o, cap);
    });
    if (least_wins && other != caps.end() && !f.contract.penalties.empty())
      f.report("caps." + cap.rule.name + ".limit", "cap '" + shown(other->rule.name) +
                                                       "' limits all of this and is reached first; leave this one out, "
                                                       "or lower it");
    else
      check_sum(f, cap, duties);
  }
}

void find_priced_twice(Checker& f) {
  constexpr std::size_t compared_max = 16;  // with those priced before
  using Key = std::pair<std::string_view, ChargeUnit>;
  std::map<Key, std::vector<const PenaltyTerm*>> priced;
  for (const PenaltyTerm& term : f.contract.penalties)
    for (const std::string& name : term.prices.obligations)
      for (std::size_t i = 0; i < term.charge.size(); ++i) {
        if (!term.charge[i].per) continue;
        std::vector<const PenaltyTerm*>& before = priced[{name, *term.charge[i].per}];
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
