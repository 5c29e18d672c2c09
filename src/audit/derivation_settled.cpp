// What becomes of a charge after it is priced: whether it stands, rounding, and what the settlement makes of it.
#include <algorithm>
#include <optional>

#include "audit/derivation_work.hpp"
#include "penalty/worth.hpp"
#include "settlement/groups.hpp"

namespace slakit::derived {
namespace {

class SettledSteps {
 public:
  explicit SettledSteps(Work& work) : work_(work), charges_(work.charges), row_(work.row) {}

  void derive() {
    if (!charges_.is_charged(row_)) {
      fall();
    } else {
      if (!climb_ladder()) round();
      adjust();
    }
    if (work_.breach.is_open)
      work_
          .tell(DerivationKind::provisional,
                say(phrase::provisional, {{work_.instant(work_.audit.as_of), work_.when(work_.audit.as_of).zh}}))
          .facts = {{"as_of", work_.instant(work_.audit.as_of)}};
  }

 private:
  void to_nothing(DerivationKind kind, const Text& text) {
    work_.compute_money(kind, text, work_.last.empty() ? "0" : work_.last + " * 0", Amount{});
    net_ = 0;
  }

  // ---- what does not stand ------------------------------------------------------------------------------------------

  void fall() {
    Text text = say(phrase::not_charged, {status_text(charges_.status[row_])});
    const std::optional<std::size_t> other = what_stands();
    if (other) text += say(phrase::instead, {work_.penalty_of(penalty(*other)), work_.cash(charges_.exact[*other])});
    to_nothing(DerivationKind::not_charged, text);
    if (other)
      work_.steps.back().facts = {{"stands", penalty(*other).name},
                                  {"its_amount", work_.money(charges_.exact[*other])}};
  }

  const PenaltyTerm& penalty(std::size_t row) const noexcept {
    return work_.plan.contract.penalties[charges_.term[row]];
  }

  // The charge of the same incident for which it does not.
  std::optional<std::size_t> what_stands() const {
    const ChargeStatus status = charges_.status[row_];
    if (status == ChargeStatus::not_both || status == ChargeStatus::below_threshold ||
        status == ChargeStatus::not_reached || status == ChargeStatus::no_band || status == ChargeStatus::no_base)
      return std::nullopt;
    const auto found = work_.shared.of_incident.find(work_.breach.incident_name());
    if (found == work_.shared.of_incident.end()) return std::nullopt;
    std::optional<std::size_t> best;
    for (const std::uint32_t other : found->second) {
      const Breach& breach = work_.audit.partial.breaches[charges_.breach[other]];
      const bool is_meant = charges_.is_charged(other) && breach.ticket.empty() == work_.breach.ticket.empty() &&
                            (status != ChargeStatus::same_incident || charges_.term[other] == charges_.term[row_]);
      if (is_meant && (!best || charges_.exact[*best] < charges_.exact[other])) best = other;
    }
    return best;
  }

  // ---- points -------------------------------------------------------------------------------------------------------

  std::string digits() const { return std::to_string(work_.digits); }
  std::string smallest() const { return work_.money(std::int64_t{1}); }

  // Whether the window's points decide the amount.
  bool climb_ladder() {
    const Setting<SettlementRule>& rule = work_.plan.contract.settlement;
    const Ratio& points = charges_.points[row_];
    if (points == Ratio(0, 1)) return false;
    if (!rule || rule->point_ladder.empty() || points < Ratio(0, 1)) {
      if (rule && rule->point_value) return false;
      to_nothing(DerivationKind::points, say(phrase::points_cost_nothing));
      return true;
    }
    const Ratio& all = work_.shared.window_points[work_.plan.window_at(work_.breach.belongs)];
    const std::optional<std::size_t> found = band_of(rule->point_ladder, all);
    if (!found) {
      if (rule->point_value) return false;
      to_nothing(DerivationKind::points, say(phrase::ladder_none, {points_text(all)}));
      return true;
    }
    share_by_points(rule->point_ladder[*found], *rule, all);
    return true;
  }

  void share_by_points(const Band& band, const SettlementRule& rule, const Ratio& all) {
    const std::string points = to_string(charges_.points[row_]);
    Amount total;
    std::string left;
    std::vector<DerivationFact> facts{{"window_points", to_string(all)}};
    if (band.amount) {
      total = amount_of(*band.amount);
      left = work_.money(total);
      facts.push_back({"amount", left});
    } else if (band.rate) {
      const std::string of = rule.point_ladder_of.empty() ? "price" : rule.point_ladder_of;
      const Money base = base_amount(work_.plan.contract.contract, of).value_or(Money{0, work_.plan.currency()});
      total = {Wide(slakit::round(share(*band.rate, amount_of(base)), work_.plan.policies.rounding).value_or(0)),
               Wide(1)};
      left = "round(" + rate_text(*band.rate) + " * " + work_.money(base.minor) + ", " + digits() + ", " +
             rounding_text(work_.plan.policies.rounding).en + ")";
      facts.push_back({"rate", rate_text(*band.rate)});
      facts.push_back({"base", work_.money(base.minor)});
    } else {
      left = "0";
    }
    work_.compute_money(DerivationKind::points,
                        say(phrase::ladder, {points_text(all), bound_text(band.figure), work_.cash(total)}), left,
                        total);
    work_.steps.back().facts = std::move(facts);
    const Amount part = {total.numerator * Wide(charges_.points[row_].numerator()) * Wide(all.denominator()),
                         total.denominator * Wide(charges_.points[row_].denominator()) * Wide(all.numerator())};
    work_.compute_money(DerivationKind::points, say(phrase::ladder_share, {work_.cash(part)}),
                        work_.last + " * " + points + " / (" + to_string(all) + ")", part);
    work_.steps.back().facts = {{"points", points}, {"window_points", to_string(all)}};
    to_remainder(phrase::largest_remainder, {});
  }

  // Cut to whole minor units, and what sharing adds.
  void to_remainder(const Phrase& phrase, const Text& how) {
    const std::int64_t gross = charges_.gross[row_];
    const std::int64_t down = slakit::round(work_.amount, Rounding::down).value_or(gross);
    net_ = gross;
    if (is_whole(work_.amount) && gross == down) return;
    const std::string more = work_.money(gross < down ? down - gross : gross - down);
    const Text text = how.en.empty() ? say(phrase, {work_.cash(gross)}) : say(phrase, {how, work_.cash(gross)});
    work_.compute(DerivationKind::rounding, text,
                  "round(" + work_.last + ", " + digits() + ", down)" + (gross < down ? " - " : " + ") + more,
                  work_.money(gross));
    work_.steps.back().facts = {{"remainder", more}};
  }

  // ---- rounding -----------------------------------------------------------------------------------------------------

  void round() {
    const Rounding mode = work_.plan.policies.rounding;
    const Text words = rounding_text(mode);
    net_ = charges_.gross[row_];
    if (work_.plan.policies.rounding_stage == RoundingStage::per_statement)
      return to_remainder(phrase::rounded_together, words);
    if (is_whole(work_.amount)) return;
    work_.compute(DerivationKind::rounding, say(phrase::rounded, {words, work_.cash(net_)}),
                  "round(" + work_.last + ", " + digits() + ", " + words.en + ")", work_.money(net_));
    work_.steps.back().facts = {{"rounding", words.en}};
  }

  // ---- what the statement made of it --------------------------------------------------------------------------------

  void adjust() {
    for (const std::uint32_t i : work_.shared.adjustments[row_]) adjust(work_.audit.statement.adjustments[i]);
  }

  // The chain goes on by `minor`.
  DerivationStep& change(DerivationKind kind, const Text& text, std::int64_t minor) {
    const std::string by = work_.money(minor < 0 ? -minor : minor);
    net_ += minor;
    DerivationStep& step = work_.compute(kind, text, work_.last + (minor < 0 ? " - " : " + ") + by, work_.money(net_));
    step.facts = {{minor < 0 ? "less" : "more", by}};
    return step;
  }

  void adjust(const Adjustment& one) {
    const std::int64_t size = one.minor < 0 ? -one.minor : one.minor;
    const Text by = work_.cash(size);
    const Text left = work_.cash(net_ + one.minor);
    switch (one.kind) {
      case AdjustmentKind::raised: return minimum(one, phrase::raised, by, left);
      case AdjustmentKind::dropped: return minimum(one, phrase::dropped, by, left);
      case AdjustmentKind::cut: return cut(one, by, left);
      case AdjustmentKind::carried: {
        const std::string window = to_string(work_.plan.windows[one.window].days.first) + "/" +
                                   to_string(work_.plan.windows[one.window].days.last);
        const Text text =
            say(phrase::carried, {limit_name(work_, one.rule), limit_clause(work_, one.rule), by, window, left});
        change(DerivationKind::carried, text, one.minor).facts.push_back({"window", window});
        return;
      }
      case AdjustmentKind::earned_back: return earn_back(one, left);
    }
  }

  void minimum(const Adjustment& one, const Phrase& phrase, const Text& by, const Text& left) {
    const MinimumRule& rule = work_.plan.contract.minimums[one.rule];
    const bool is_raised = one.kind == AdjustmentKind::raised;
    const Setting<Money>& limit = is_raised ? rule.raise_to : rule.ignore_up_to;
    const Text name = say(phrase::minimum_name, {Text(rule.name, bare_zh(rule.name, rule.title))});
    const Text limit_text = limit ? to_string(*limit) : "";
    const Text text = is_raised ? say(phrase, {name, in_clause(rule.clause), limit_text, by, left})
                                : say(phrase, {name, in_clause(rule.clause), limit_text, left});
    std::vector<DerivationFact>& facts = change(DerivationKind::minimum, text, one.minor).facts;
    facts.push_back({"minimum", rule.name});
    facts.push_back({"clause", rule.clause});
    if (limit) facts.push_back({is_raised ? "raise_to" : "ignore_up_to", work_.money(limit->minor)});
  }

  void cut(const Adjustment& one, const Text& by, const Text& left) {
    const CapUse* use = use_of(work_, one.rule);
    const Money none{0, work_.plan.currency()};
    const Money limit = use != nullptr ? use->amount : none;
    const Money before = use != nullptr ? use->before : none;
    const Text text = say(phrase::cut, {limit_name(work_, one.rule), limit_clause(work_, one.rule), to_string(limit),
                                        to_string(before), by, left});
    std::vector<DerivationFact>& facts = change(DerivationKind::cap, text, one.minor).facts;
    facts.push_back({"cap", limit_name(work_, one.rule).en});
    facts.push_back({"limit", work_.money(limit.minor)});
    facts.push_back({"before", work_.money(before.minor)});
  }

  void earn_back(const Adjustment& one, const Text& left) {
    const EarnBack& back = work_.plan.contract.settlement->earn_back[one.rule];
    const int windows = back.windows.value_or(1);
    const Text length =
        windows == 1 ? say(phrase::one_good_window) : say(phrase::good_windows, {std::to_string(windows)});
    const Text text = say(phrase::earned_back, {length, back.share.text, work_.cash(-one.minor), left});
    if (earning_base_ == 0) earning_base_ = net_;
    const Checked<std::int64_t> part = slakit::round(
        share(back.share, amount_of({earning_base_, work_.plan.currency()})), work_.plan.policies.rounding);
    if (!part || *part != -one.minor) {  // no more than is left
      change(DerivationKind::earned_back, text, one.minor).facts.push_back({"share", rate_text(back.share)});
      return;
    }
    const std::string of = work_.money(earning_base_);
    net_ += one.minor;
    work_.compute(DerivationKind::earned_back, text,
                  work_.last + " - round(" + rate_text(back.share) + " * " + of + ", " + digits() + ", " +
                      rounding_text(work_.plan.policies.rounding).en + ")",
                  work_.money(net_));
    work_.steps.back().facts = {{"share", rate_text(back.share)}, {"of", of}, {"less", work_.money(*part)}};
  }

  Work& work_;
  const Charges& charges_;
  std::size_t row_;
  std::int64_t net_ = 0;
  std::int64_t earning_base_ = 0;  // what shares are given back of
};

}  // namespace

void derive_settled(Work& work) { SettledSteps(work).derive(); }

std::string bare_zh(const std::string& name, const LocalText& title) {
  for (const auto& [language, text] : title.by_language)
    if (language == "zh" && !text.empty()) return text;
  return name;
}

Text limit_name(const Work& work, std::size_t limit) {
  const PricedLimit& rule = work.plan.limits[limit];
  switch (rule.kind) {
    case PricedLimit::Kind::cap: {
      const CapRule& cap = work.plan.contract.caps[rule.rule];
      return say(phrase::cap_name, {Text(cap.name, bare_zh(cap.name, cap.title))});
    }
    case PricedLimit::Kind::at_risk: return say(phrase::at_risk_cap);
    case PricedLimit::Kind::pool: break;
  }
  const std::string& name = work.plan.contract.settlement->pool[rule.rule].penalty;
  return say(phrase::pool_cap, {name});
}

Text limit_clause(const Work& work, std::size_t limit) {
  const PricedLimit& rule = work.plan.limits[limit];
  return in_clause(rule.kind == PricedLimit::Kind::cap ? work.plan.contract.caps[rule.rule].clause
                                                       : work.plan.contract.settlement->clause);
}

const CapUse* use_of(const Work& work, std::size_t limit) {
  const PricedLimit& rule = work.plan.limits[limit];
  const bool is_one = rule.scope == CapScope::contract && rule.spans.empty();
  const std::string group = is_one ? "" : group_of(work.plan, work.breach, rule.scope);
  const std::int32_t span = is_one ? -1 : span_at(rule.spans, work.breach.belongs);
  for (const CapUse& use : work.audit.statement.caps)
    if (use.limit == limit && (!use.applies || (use.of == group && use.span == span))) return &use;
  return nullptr;
}

}  // namespace slakit::derived
