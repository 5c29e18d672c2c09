// What the count costs: base, price, rows of tables, multipliers, repeats, limits of one charge.
#include <algorithm>
#include <optional>

#include "audit/derivation_work.hpp"
#include "contract/figures.hpp"
#include "penalty/count.hpp"
#include "penalty/exact.hpp"
#include "penalty/worth.hpp"

namespace slakit::derived {
namespace {

// A rate of a base, or an amount: its worth, and how it is written.
struct Each {
  Amount amount;
  std::string formula;  // "1% * 1000000.00"
  Text text;            // "1% x CNY 1000000.00"
  std::vector<DerivationFact> facts;
};

class WorthSteps {
 public:
  explicit WorthSteps(Work& work) : work_(work), charge_(work.charge) {}

  void derive() {
    const ChargeStatus status = work_.charges.status[work_.row];
    if (status == ChargeStatus::no_band || status == ChargeStatus::no_base) return;
    const bool shares_count = charge_.bands.empty() && charge_.steps.empty();
    if (shares_count) excuse_count();
    if (!charge_.bands.empty())
      band();
    else if (!charge_.steps.empty())
      steps();
    else
      product();
    multipliers();
    if (!shares_count) excuse_worth();
  }

  // Of what documents say.
  void scale_loss() {
    multipliers();
    excuse_worth();
  }

 private:
  bool is_points() const noexcept { return is_points_; }
  Ratio count() const { return count_units(work_.terms, work_.index, work_.breach).value_or(Counted{}).count; }

  // ---- bases --------------------------------------------------------------------------------------------------------

  // Where it is not an amount of the contract's own, a step says it; once.
  void say_base() {
    if (is_base_said_) return;
    is_base_said_ = true;
    if (charge_.of == "at risk") return at_risk();
    const PricedBase& base = work_.term.base;
    const std::string* text = base.attribute.empty() ? nullptr : said(work_.breach, base.attribute);
    const std::optional<Amount> made = base_of(base, work_.breach);
    if (text == nullptr || !made) return;
    if (base.amount.minor == 0) {
      work_.tell(DerivationKind::base, say(phrase::base_said, {base.attribute, work_.cash(*made)})).facts = {
          {base.attribute, *text}, {"base", work_.money(*made)}};
      return;
    }
    const std::string count = work_.last;
    work_.compute(DerivationKind::base,
                  say(phrase::base_each, {base.attribute, work_.cash(base.amount.minor), *text, work_.cash(*made)}),
                  work_.money(base.amount.minor) + " * " + *text, work_.money(*made));
    work_.steps.back().facts = {{"amount", work_.money(base.amount.minor)}, {base.attribute, *text}};
    work_.last = count;
  }

  void at_risk() {
    const Setting<SettlementRule>& settlement = work_.terms.contract.settlement;
    if (!settlement || !settlement->at_risk) return;
    const std::string count = work_.last;
    Money made = work_.term.base.amount;
    std::int64_t minor = settlement->at_risk->amount ? settlement->at_risk->amount->minor : 0;
    if (settlement->at_risk->rate) {
      const std::string of = settlement->at_risk_of.empty() ? "price" : settlement->at_risk_of;
      const Money base = base_amount(work_.terms.contract.contract, of).value_or(Money{0, made.currency});
      minor = down(*settlement->at_risk->rate, base.minor);
      part(phrase::at_risk, *settlement->at_risk->rate, base.minor, minor);
    }
    for (const PoolShare& one : settlement->pool)
      if (one.penalty == work_.rule.name) part(phrase::pool, one.share, minor, made.minor);
    work_.last = count;
  }

  static std::int64_t down(const Rate& rate, std::int64_t minor) {
    return round(share(rate, Amount{Wide(minor), Wide(1)}), Rounding::down).value_or(0);
  }

  void part(const Phrase& phrase, const Rate& rate, std::int64_t of, std::int64_t made) {
    work_.compute(
        DerivationKind::base, say(phrase, {rate.text, work_.cash(of), work_.cash(made)}),
        "round(" + rate_text(rate) + " * " + work_.money(of) + ", " + std::to_string(work_.digits) + ", down)",
        work_.money(made));
    work_.steps.back().facts = {{"rate", rate_text(rate)}, {"of", work_.money(of)}};
  }

  Each each(const Setting<Rate>& rate, const Setting<Money>& amount) {
    if (amount)
      return {
          amount_of(*amount), work_.money(amount->minor), to_string(*amount), {{"amount", work_.money(amount->minor)}}};
    say_base();
    const Amount base = base_of(work_.term.base, work_.breach).value_or(Amount{});
    return {share(*rate, base),
            rate_text(*rate) + " * " + work_.money(base),
            say(phrase::times_once, {rate->text, work_.cash(base)}),
            {{"rate", rate_text(*rate)}, {"base", work_.money(base)}}};
  }

  // ---- prices -------------------------------------------------------------------------------------------------------

  void excuse_count() {
    const Ratio& share = work_.breach.chargeable;
    if (share == Ratio(1, 1)) return;
    const std::string before = work_.last;
    const Ratio after = multiply(count(), share).value_or(Ratio{});
    work_.compute(DerivationKind::excused, say(phrase::excused, {to_string(share)}), before + " * " + to_string(share),
                  to_string(after));
    work_.steps.back().facts = {{"share", to_string(share)}};
  }

  void product() {
    const std::string count = work_.last;
    const Ratio number = multiply(this->count(), work_.breach.chargeable).value_or(Ratio{});
    if (charge_.points) return points(*charge_.points, count, number);
    Each one;
    if (charge_.external.empty()) {
      one = each(charge_.rate, charge_.amount);
    } else {
      const std::string* text = said(work_.breach, charge_.external);
      one.amount = text != nullptr ? amount_said(*text, work_.plan.currency()).value_or(Amount{}) : Amount{};
      one.formula = work_.money(one.amount);
      one.text = say(phrase::external, {charge_.external, work_.cash(one.amount)});
      one.facts = {{charge_.external, one.formula}};
    }
    const bool is_bonus = charge_.counts == ChargedTime::time_saved;
    const Amount made = times(one.amount, is_bonus ? Ratio(-number.numerator(), number.denominator()) : number);
    Text text = say(phrase::times, {one.text, count, work_.cash(made)});
    if (is_bonus) text = say(phrase::bonus, {text});
    work_.compute_money(DerivationKind::price, text, (is_bonus ? "-1 * " : "") + one.formula + " * " + count, made);
    work_.steps.back().facts = std::move(one.facts);
  }

  void points(int each, const std::string& count, const Ratio& number) {
    is_points_ = true;
    points_ = multiply(Ratio(each, 1), number).value_or(Ratio{});
    work_.compute(DerivationKind::price,
                  say(phrase::points_each, {points_text(Ratio(each, 1)), count, points_text(points_)}),
                  std::to_string(each) + " * " + count, to_string(points_));
    work_.steps.back().facts = {{"points", std::to_string(each)}};
  }

  void band() {
    const Counted counted = count_units(work_.terms, work_.index, work_.breach).value_or(Counted{});
    const bool is_figure = work_.term.kind == PricedKind::indicator;
    const Ratio& figure = is_figure ? work_.breach.figure : counted.measure;
    const std::optional<std::size_t> found = band_of(charge_.bands, figure);
    if (!found) return;
    const Band& band = charge_.bands[*found];
    const std::string was = to_string(figure);
    std::vector<DerivationFact> facts{{"figure", was}, {"band", bound_text(band.figure).en}};
    if (!is_figure) facts.push_back({"late", exact_text(hours_of(counted.late.time))});
    const bool is_bonus = band.bonus || charge_.counts == ChargedTime::time_saved;
    const auto line = [&](Text costs) {
      if (is_bonus) costs = say(phrase::band_bonus, {costs});
      return say(phrase::band, {is_figure ? figure_text(work_) : Text(was), bound_text(band.figure), costs});
    };
    if (band.points) {
      is_points_ = true;
      points_ = Ratio(is_bonus ? -*band.points : *band.points, 1);
      facts.push_back({"points", to_string(points_)});
      work_.tell(DerivationKind::band, line(say(phrase::band_points, {points_text(Ratio(*band.points, 1))}))).facts =
          std::move(facts);
      work_.last = to_string(points_);
      return;
    }
    Each one = each(band.rate, band.amount);
    const Amount made = is_bonus ? times(one.amount, Ratio(-1, 1)) : one.amount;
    Text costs = band.amount ? one.text : say(phrase::comes_to, {one.text, work_.cash(one.amount)});
    work_.compute_money(DerivationKind::band, line(std::move(costs)), (is_bonus ? "-1 * " : "") + one.formula, made);
    facts.insert(facts.end(), one.facts.begin(), one.facts.end());
    work_.steps.back().facts = std::move(facts);
  }

  // ---- steps of a rate ----------------------------------------------------------------------------------------------

  void steps() {
    const Ratio all = count();
    const std::string counted = work_.last;
    Ratio below(0, 1);
    Amount sum;
    std::string left;
    std::size_t parts = 0;
    for (std::size_t i = 0; i < charge_.steps.size(); ++i) {
      const ChargeStep& step = charge_.steps[i];
      const bool is_last = !step.up_to || all <= Ratio(*step.up_to, 1) || i + 1 == charge_.steps.size();
      const bool is_inside = !step.up_to || all <= Ratio(*step.up_to, 1);
      if (work_.term.stepped == SteppedRate::whole_amount) {
        if (is_last) return whole(step, all, counted);
        continue;
      }
      const Ratio end = is_inside ? all : Ratio(*step.up_to, 1);
      const Amount part = in_step(step, below, end, counted);
      sum = sum + part;
      left += (parts++ == 0 ? "" : " + ") + work_.money(part);
      if (is_last) break;
      below = end;
    }
    if (parts > 1) work_.compute_money(DerivationKind::sum, say(phrase::step_sum, {work_.cash(sum)}), left, sum);
  }

  void whole(const ChargeStep& step, const Ratio& all, const std::string& counted) {
    Each one = each(step.rate, step.amount);
    const Amount made = times(one.amount, all);
    work_.compute_money(DerivationKind::step, say(phrase::step_whole, {one.text, counted, work_.cash(made)}),
                        one.formula + " * " + counted, made);
    work_.steps.back().facts = std::move(one.facts);
  }

  Amount in_step(const ChargeStep& step, const Ratio& below, const Ratio& end, const std::string& counted) {
    Each one = each(step.rate, step.amount);
    const Ratio number = subtract(end, below).value_or(Ratio{});
    const Amount made = times(one.amount, number);
    const Text unit = unit_word(charge_.per.value_or(ChargeUnit::incident), false);
    const Text units = unit_word(charge_.per.value_or(ChargeUnit::incident), true);
    const std::string from = to_string(add(below, Ratio(1, 1)).value_or(below));
    const bool is_rest = !step.up_to;
    const Text text = is_rest ? say(phrase::step_rest, {from, unit, one.text, to_string(number), work_.cash(made)})
                              : say(phrase::step_part, {from,
                                                        std::to_string(*step.up_to),
                                                        {units.en, unit.zh},
                                                        one.text,
                                                        to_string(number),
                                                        work_.cash(made)});
    const std::string part =
        below == Ratio(0, 1) ? to_string(end) : "(" + to_string(end) + " - " + to_string(below) + ")";
    work_.compute_money(DerivationKind::step, text, one.formula + " * " + part, made);
    one.facts.push_back({"count", counted});
    one.facts.push_back({"from", to_string(below)});
    one.facts.push_back({"to", to_string(end)});
    work_.steps.back().facts = std::move(one.facts);
    return made;
  }

  // ---- multipliers --------------------------------------------------------------------------------------------------

  void scale(DerivationKind kind, const Phrase& phrase, const Text& first, const Ratio& by,
             const std::string& by_text) {
    const std::string left = work_.last + " * " + by_text;
    if (is_points_) {
      points_ = multiply(points_, by).value_or(Ratio{});
      work_.compute(kind, say(phrase, {first, by_text, points_text(points_)}), left, to_string(points_));
    } else {
      const Amount made = times(work_.amount, by);
      work_.compute_money(kind, say(phrase, {first, by_text, work_.cash(made)}), left, made);
    }
    work_.steps.back().facts = {{"times", by_text}};
  }

  void multipliers() {
    for (const Multiplier& multiplier : charge_.multipliers) {
      const std::string by = to_string(multiplier.times);
      const Condition* missing = unmet(multiplier.where, work_.breach);
      if (missing == nullptr) {
        scale(DerivationKind::multiplier, phrase::multiplier, where_text(work_.terms.contract, multiplier.where),
              ratio_of(multiplier.times), by);
        continue;
      }
      Text text = say(phrase::multiplier_not, {where_text(work_.terms.contract, {*missing}), by});
      text += what_it_says(work_, missing->attribute);
      work_.tell(DerivationKind::not_applied, text);
    }
  }

  void excuse_worth() {
    const Ratio& share = work_.breach.chargeable;
    if (share == Ratio(1, 1)) return;
    const std::string text = to_string(share);
    const std::string left = work_.last + " * " + text;
    if (is_points_) {
      points_ = multiply(points_, share).value_or(Ratio{});
      work_.compute(DerivationKind::excused, say(phrase::excused, {text}), left, to_string(points_));
    } else {
      work_.compute_money(DerivationKind::excused, say(phrase::excused, {text}), left, times(work_.amount, share));
    }
    work_.steps.back().facts = {{"share", text}};
  }

  Work& work_;
  const ChargeRule& charge_;
  Ratio points_;
  bool is_points_ = false;
  bool is_base_said_ = false;
};

bool is_in_points(const ChargeRule& charge) {
  return charge.points || std::any_of(charge.bands.begin(), charge.bands.end(),
                                      [](const Band& band) { return band.points.has_value(); });
}

Text which(const RepeatRule& rule, int position) {
  if (rule.consecutive) return say(phrase::in_a_row, {ordinal(position)});
  if (rule.count && rule.in) return say(phrase::in_period, {ordinal(position), period_text(*rule.in)});
  return say(phrase::since_reset, {ordinal(position)});
}

void repeat_step(Work& work) {
  const Setting<RepeatRule>& rule = work.plan.contract.penalties[work.index].repeats;
  if (!rule || work.shared.repeats.empty()) return;
  const std::int32_t position = work.shared.repeats[work.row];
  if (position == 0) return;
  const int from = rule->consecutive ? *rule->consecutive : rule->count.value_or(2);
  const Ratio& by = work.charges.repeat[work.row];
  const std::string times_text = to_string(
      rule->ladder.empty() ? rule->factor.value_or({1, 0})
                           : rule->ladder[std::min(static_cast<std::size_t>(position), rule->ladder.size()) - 1]);
  const Text text = which(*rule, position);
  const std::vector<DerivationFact> facts{
      {"repeat", std::to_string(position)}, {"from", std::to_string(from)}, {"times", times_text}};
  if (work.charges.status[work.row] == ChargeStatus::not_reached || by == Ratio(1, 1)) {
    work.tell(DerivationKind::not_applied, say(phrase::repeat_not, {text, ordinal(from)})).facts = facts;
    return;
  }
  const std::string left = work.last + " * " + times_text;
  if (is_in_points(work.charge) && work.charges.points[work.row] != Ratio(0, 1)) {
    const std::string made = to_string(work.charges.points[work.row]);
    work.compute(DerivationKind::repeat,
                 say(phrase::repeat, {text, times_text, points_text(work.charges.points[work.row])}), left, made);
  } else {
    const Amount made = times(work.amount, by);
    work.compute_money(DerivationKind::repeat, say(phrase::repeat, {text, times_text, work.cash(made)}), left, made);
  }
  work.steps.back().facts = facts;
}

// Points that have a value each become money.
void value_points(Work& work) {
  const Ratio& points = work.charges.points[work.row];
  const Setting<SettlementRule>& rule = work.terms.contract.settlement;
  if (!is_in_points(work.charge) || points == Ratio(0, 1) || !rule || !rule->point_value) return;
  const Amount value = amount_of(*rule->point_value);
  const Amount made = times(value, points);
  work.compute_money(DerivationKind::points,
                     say(phrase::point_value, {work.cash(value), to_string(points), work.cash(made)}),
                     work.money(value) + " * " + to_string(points), made);
  work.steps.back().facts = {{"point_value", work.money(value)}};
}

void clamp_step(Work& work) {
  const Amount& exact = work.amount;
  if (exact.numerator.is_zero() || exact.numerator.is_negative()) return;
  const auto hold = [&](const Setting<Money>& limit, bool is_least) {
    if (!limit) return;
    const Amount bound = amount_of(*limit);
    const bool binds = is_least ? work.amount < bound : bound < work.amount;
    const Text text = to_string(*limit);
    if (!binds) {
      work.tell(DerivationKind::not_applied, say(is_least ? phrase::at_least_not : phrase::at_most_not, {text}))
          .facts = {{is_least ? "at_least" : "at_most", work.money(bound)}};
      return;
    }
    work.compute_money(DerivationKind::clamp, say(is_least ? phrase::at_least : phrase::at_most, {text, text}),
                       std::string(is_least ? "max(" : "min(") + work.last + ", " + work.money(bound) + ")", bound);
    work.steps.back().facts = {{is_least ? "at_least" : "at_most", work.money(bound)}};
  };
  hold(work.charge.at_least, true);
  hold(work.charge.at_most, false);
}

}  // namespace

void derive_worth(Work& work) { WorthSteps(work).derive(); }

void derive_repeat(Work& work) {
  repeat_step(work);
  if (work.charges.status[work.row] == ChargeStatus::not_reached) return;
  value_points(work);
  clamp_step(work);
}

void derive_loss(Work& work) {
  const ChargeStatus status = work.charges.status[work.row];
  if (status != ChargeStatus::charged && status != ChargeStatus::not_greater) return;
  Text text;
  std::string left;
  Amount loss;
  std::vector<DerivationFact> facts;
  for (const Document& one : work.audit.partial.documents) {
    if (one.incident_name() != work.breach.incident_name() || one.attribute != work.charge.documented) continue;
    const std::optional<Amount> amount = amount_said(one.amount, work.plan.currency());
    if (!amount) continue;
    loss = loss + *amount;
    const Text words = say(phrase::document, {one.ticket, work.when(one.at), one.event, work.cash(*amount)});
    text += text.en.empty() ? words : Text(", " + words.en, "、" + words.zh);
    left += (left.empty() ? "" : " + ") + work.money(*amount);
    facts.push_back({"document " + std::to_string(facts.size() + 1), work.money(*amount)});
  }
  const Text line =
      left.empty() ? say(phrase::no_document, {work.cash(loss)}) : say(phrase::documents, {text, work.cash(loss)});
  work.compute_money(DerivationKind::documents, line, left.empty() ? "0" : left, loss);
  work.steps.back().facts = std::move(facts);
  WorthSteps(work).scale_loss();
  clamp_step(work);
  if (status != ChargeStatus::charged || work.term.relation == LossRelation::cumulative) return;
  const Amount penalty = work.amount + times(work.charges.exact[work.row], Ratio(-1, 1));  // as the engine has it
  if (work.term.relation != LossRelation::loss_above_the_penalty) {
    work.tell(DerivationKind::loss, say(phrase::loss_greater));
    return;
  }
  const Amount left_over = work.charges.exact[work.row];
  work.compute_money(DerivationKind::loss, say(phrase::loss_above, {work.cash(penalty), work.cash(left_over)}),
                     work.last + " - " + work.money(penalty), left_over);
  work.steps.back().facts = {{"penalty", work.money(penalty)}};
}

}  // namespace slakit::derived
