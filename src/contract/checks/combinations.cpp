// Penalties beside each other and over time: what a repeat, a longer delay or a set of them comes to.
#include <algorithm>
#include <string>
#include <unordered_set>

#include "pricing.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/base/wide.hpp"
#include "table.hpp"

namespace slakit {

namespace {

bool is_less(const Decimal& a, const Decimal& b) {
  return Wide(a.coefficient) * Wide::power_of_ten(b.scale) < Wide(b.coefficient) * Wide::power_of_ten(a.scale);
}

// Under `whole amount` all units are charged at the step reached, so a lower step is a way out.
void check_steps(Checker& f, const std::string& path, const PenaltyTerm& term, const ChargeRule& charge) {
  const Policies& policies = f.contract.policies;
  const SteppedRate stepped = charge.stepped.value_or(policies.stepped_rate.value_or(SteppedRate{}));
  if (stepped != SteppedRate::whole_amount) return;
  const std::optional<Amount> known = known_base(f.contract, charge.of, term.name);
  const auto value = [&](const ChargeStep& step) -> std::optional<Amount> {
    if (step.amount) return amount_of(*step.amount);
    return step.rate && known ? std::optional(share_of(*step.rate, *known)) : std::nullopt;
  };
  for (std::size_t i = 1; i < charge.steps.size(); ++i) {
    const ChargeStep& before = charge.steps[i - 1];
    const ChargeStep& step = charge.steps[i];
    const bool is_lower_rate = before.rate && step.rate && is_less(step.rate->value, before.rate->value);
    const std::optional<Amount> from = value(before);
    const std::optional<Amount> to = value(step);
    if (is_lower_rate || (from && to && *to < *from))
      f.report(
          path + ".steps." + std::to_string(i),
          "all of a longer delay is charged at this step (`whole amount`), and it costs less than the step before, "
          "so being later is cheaper; write a higher one, or `stepped: marginal`");
  }
}

void check_repeats(Checker& f, const std::string& path, const RepeatRule& rule) {
  if (rule.factor && is_less(*rule.factor, Decimal{1, 0}))
    f.report(path + ".factor", "a repeat costs less than the first; write 1 or more");
  for (std::size_t i = 1; i < rule.ladder.size(); ++i)
    if (is_less(rule.ladder[i], rule.ladder[i - 1]))
      f.report(path + ".ladder." + std::to_string(i),
               "one more repeat costs less than the one before; let the ladder rise");
}

}  // namespace

void find_falling_charges(Checker& f) {
  for (const PenaltyTerm& term : f.contract.penalties) {
    const std::string path = "penalties." + term.name;
    for (std::size_t i = 0; i < term.charge.size(); ++i)
      check_steps(f, path + ".charge." + std::to_string(i), term, term.charge[i]);
    if (term.repeats) check_repeats(f, path + ".repeats", *term.repeats);
  }
}

void find_points_without_value(Checker& f) {
  const Setting<SettlementRule>& rule = f.contract.settlement;
  if (rule && (rule->point_value || !rule->point_ladder.empty())) return;
  for (const PenaltyTerm& term : f.contract.penalties)
    for (std::size_t i = 0; i < term.charge.size(); ++i) {
      const ChargeRule& charge = term.charge[i];
      const bool in_bands = std::any_of(charge.bands.begin(), charge.bands.end(),
                                        [](const Band& band) { return band.points.has_value(); });
      if (charge.points || in_bands)
        f.report("penalties." + term.name + ".charge." + std::to_string(i) + (charge.points ? ".points" : ".bands"),
                 "these points cost nothing; add `settlement.point_value`, or `settlement.point_ladder`");
    }
}

namespace {

using Names = std::unordered_set<std::string_view>;

bool is_part(const CombinationRule& rule, const CombinationRule& other, const Names& others) {
  const bool all = std::all_of(rule.penalties.begin(), rule.penalties.end(),
                               [&](const std::string& name) { return others.contains(name); });
  return all && (others.size() > Names(rule.penalties.begin(), rule.penalties.end()).size() || &other < &rule);
}

constexpr std::size_t combinations_max = 64;  // compared with each other; contracts have a few

}  // namespace

void find_idle_combinations(Checker& f) {
  const std::vector<CombinationRule>& rules = f.contract.combinations;
  std::vector<Names> names;
  for (std::size_t i = 0; i < rules.size() && i < combinations_max; ++i)
    names.emplace_back(rules[i].penalties.begin(), rules[i].penalties.end());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string path = "combinations." + rules[i].name;
    std::size_t whole = 0;
    while (whole < names.size() && (whole == i || !is_part(rules[i], rules[whole], names[whole]))) ++whole;
    if (whole < names.size())
      f.report(path, "'" + shown(rules[whole].name) +
                         "' has all of these penalties, so this one never stands instead; leave it out");
    else if (names[i].size() == 1)
      f.report(path,
               "a penalty that is in no combination is charged by itself anyway; name those that are charged with "
               "it, or leave this out");
  }
}

void find_missing_combinations(Checker& f) {
  if (f.contract.policies.concurrency == Concurrency::listed_combinations && f.contract.combinations.empty())
    f.report(
        "policies.concurrency",
        "no combinations are listed, so the dearest penalty of an incident stands by itself; add `combinations`, or "
        "write `highest only`");
}

namespace {

constexpr int scale = 24;  // more decimals than a rate has

template <class Items>
bool is_over_whole(const Items& items) {
  Wide sum(0);
  for (const auto& item : items)
    sum = sum + Wide(item.share.value.coefficient) * Wide::power_of_ten(scale - item.share.value.scale);
  return sum > Wide::power_of_ten(scale);
}

}  // namespace

void find_shares_over_whole(Checker& f) {
  if (!f.contract.settlement) return;
  if (is_over_whole(f.contract.settlement->pool))
    f.report("settlement.pool",
             "these shares come to more than all that is at risk, so one penalty can use up what another has; is that "
             "as agreed?");
  if (is_over_whole(f.contract.settlement->earn_back))
    f.report("settlement.earn_back",
             "these shares come to more than a charge, so nothing is left to give back at the end; is that as agreed?");
}

}  // namespace slakit
