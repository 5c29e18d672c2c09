// Charges whose unit never runs: lateness of what is never late, shortfalls of what has no target, more than the term.
#include <string>
#include <variant>

#include "pricing.hpp"
#include "slakit/base/value_text.hpp"
#include "table.hpp"

namespace slakit {

namespace {

// What a penalty prices: an obligation, or an event.
class Priced {
 public:
  Priced(const LateTime& late_time, const Obligation& rule)
      : late_time_(late_time), rule_(&rule), called_("'" + shown(rule.name) + "'") {}
  Priced(const LateTime& late_time, const std::string& event)
      : late_time_(late_time), called_("'" + shown(event) + "'") {}

  const std::string& called() const noexcept { return called_; }
  const IndicatorRule* indicator() const {
    return rule_ != nullptr ? std::get_if<IndicatorRule>(&rule_->measure) : nullptr;
  }
  bool is_clock() const { return rule_ != nullptr && rule_->clock() != nullptr; }
  bool has_lateness() const { return rule_ != nullptr && can_be_late(*rule_); }
  bool has_shortfall() const { return indicator() != nullptr && indicator()->target && !indicator()->aim; }

  // All the time in which it can be late, if that ends.
  std::optional<Duration> time() const { return rule_ != nullptr ? late_time_.of(*rule_) : std::nullopt; }

 private:
  const LateTime& late_time_;
  const Obligation* rule_ = nullptr;
  std::string called_;
};

void check_unit(Checker& f, const std::string& path, const ChargeRule& charge, const Priced& priced) {
  const bool by_lateness = charge.per && is_of_lateness(*charge.per);
  const bool by_figure = charge.per && is_of_figure(*charge.per);
  if (priced.indicator() != nullptr) {
    if (!charge.bands.empty()) return;  // of its figure, whatever the unit
    if (by_lateness)
      f.report(path + ".per", priced.called() +
                                  " is a figure, and is never late, so this is never owed; charge each window, or "
                                  "percentage point");
    else if (!priced.has_shortfall())
      f.report(path, priced.called() +
                         " has no target that it can miss, so this is never owed; give it a target, or write bands");
  } else if (charge.counts == ChargedTime::time_saved && !priced.is_clock()) {
    f.report(path + ".counts", "only a clock can stop early, and " + priced.called() +
                                   " is none, so this is never given; price a clock, or remove `counts`");
  } else if (by_lateness && !priced.has_lateness()) {
    f.report(path + ".per",
             priced.called() + " has no deadline, and is never late, so this is never owed; charge each incident");
  } else if (by_figure) {
    f.report(path + ".per", priced.called() + " has no figure, so this is never owed; charge each incident");
  } else if (!charge.bands.empty() && !by_lateness) {
    f.report(path + ".bands", priced.called() +
                                  " has no figure for these bands; say what they measure, such as `per: day` of "
                                  "lateness");
  }
}

// Nothing of it is ever completed.
void check_completed(Checker& f, const std::string& path, const ChargeRule& charge, const Priced& priced) {
  const Counting counting = charge.counting.value_or(f.contract.policies.counting.value_or(Counting{}));
  const bool counts = charge.rate || charge.amount || charge.points || !charge.steps.empty();
  if (!counts || !charge.per || !is_of_lateness(*charge.per) || counting != Counting::completed_24_h) return;
  if (charge.rounded_to || charge.due_day == DueDay::in) return;
  const std::optional<Duration> time = priced.time();
  if (time && is_longer(charge, 1, *time))
    f.report(path + ".per", "only completed units count, and one is longer than all the time in which " +
                                priced.called() + " is owed, so this is never owed; write a shorter unit");
}

void check_threshold(Checker& f, const std::string& path, const ThresholdRule& rule, const Priced& priced) {
  if (rule.figure && !priced.has_shortfall())
    f.report(path + ".figure",
             priced.called() + " has no figure that falls short of a target, so nothing is ever above this threshold");
  else if (rule.time && !priced.has_lateness())
    f.report(path + ".time", priced.called() + " is never late, so nothing is ever above this threshold");
  else if (const std::optional<Duration> time = priced.time(); rule.time && time && *rule.time >= *time)
    f.report(path + ".time", "this is as long as all the time in which " + priced.called() +
                                 " is owed, so nothing is ever above this threshold; write less");
}

}  // namespace

void find_idle_units(Checker& f) {
  const LateTime late_time(f.contract);
  const ObligationsByName obligations(f.contract);
  const auto check = [&](const PenaltyTerm& term, const Priced& priced) {
    const std::string path = "penalties." + term.name;
    if (term.threshold) check_threshold(f, path + ".threshold", *term.threshold, priced);
    for (std::size_t i = 0; i < term.charge.size(); ++i) {
      const std::string charge = path + ".charge." + std::to_string(i);
      check_unit(f, charge, term.charge[i], priced);
      check_completed(f, charge, term.charge[i], priced);
    }
  };
  for (const PenaltyTerm& term : f.contract.penalties) {
    if (term.prices.obligations.empty()) check(term, Priced(late_time, term.prices.event));
    for (const std::string& name : term.prices.obligations) {
      const Obligation* rule = obligations.find(name);
      if (rule != nullptr && !std::holds_alternative<UnquantifiedRule>(rule->measure))
        check(term, Priced(late_time, *rule));
    }
  }
}

}  // namespace slakit
