#include "slakit/audit/settled.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "assessment/assess_levels.hpp"
#include "assessment/consent_waits.hpp"
#include "audit/judged.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/penalty/price.hpp"
#include "slakit/settlement/settle.hpp"

namespace slakit {
namespace {

// Places of a document that say what is paid, and nothing of what happened.
const std::set<std::string_view> pricing_sections{"penalties",  "caps",        "minimums", "combinations",
                                                  "settlement", "termination", "readings"};
const std::set<std::string_view> pricing_head{"id",    "title", "note",          "parties",
                                              "price", "bases", "governing_law", "service"};
const std::set<std::string_view> pricing_policies{"counting",     "threshold",       "stepped_rate",
                                                  "concurrency",  "incident_charge", "loss",
                                                  "several_caps", "cut_order",       "rounding_stage"};
// That only clocks ask about.
const std::set<std::string_view> clock_policies{
    "due_boundary", "business_day_start", "late_start", "business_day_end", "gap",
    "fold",         "retarget",           "reopen",     "pause_after_due"};

// What of a plan has to be done again, where another one is known.
class Difference {
 public:
  Difference(const Plan& known, const Plan& plan) : known_(known), plan_(plan) {
    clocks_.resize(plan.service_levels.size(), 0);
    if (!have_same_names()) {
      whole_ = true;
      return;
    }
    look(*known.contract.document, *plan.contract.document);
    if (!whole_) look_at_questions(known, plan);
    if (!whole_) follow_breaches();
    if (rests_on_clocks()) whole_ = true;
  }

  Redone kind() const noexcept { return whole_ ? Redone::everything : has_clocks() ? Redone::clocks : Redone::prices; }
  const std::vector<char>& clocks() const noexcept { return clocks_; }

 private:
  bool has_clocks() const noexcept {
    return std::any_of(clocks_.begin(), clocks_.end(), [](char wanted) { return wanted != 0; });
  }

  // Its lists stand for each other.
  bool have_same_names() const {
    const auto names = [](const Plan& plan) {
      std::vector<std::string_view> list;
      for (const Obligation& one : plan.contract.obligations) list.push_back(one.name);
      list.emplace_back();
      for (const Plan::Duty& one : plan.duties) list.push_back(one.obligation.name);
      list.emplace_back();
      for (const Plan::Promise& one : plan.promises) list.push_back(one.obligation.name);
      list.emplace_back();
      for (const Plan::Indicator& one : plan.indicators) list.push_back(one.obligation.name);
      return list;
    };
    return names(known_) == names(plan_) && known_.amended.size() == plan_.amended.size();
  }

  // Calls `take(key)` for each key whose values mean something else.
  template <class Take>
  static void each_other(const Value& left, const Value& right, Take take) {
    const Value& a = without_assumed(left);
    const Value& b = without_assumed(right);
    for (const auto& [key, value] : b.entries)
      if (const Value* other = a.find(key.text); other == nullptr || !same_meaning(*other, value)) take(key.text);
    for (const auto& [key, value] : a.entries)
      if (b.find(key.text) == nullptr) take(key.text);
  }

  void look(const Value& before, const Value& after) {
    static const Value nothing;
    each_other(before, after, [&](const std::string& section) {
      if (pricing_sections.contains(section)) return;
      const Value* a = before.find(section);
      const Value* b = after.find(section);
      look_inside(section, a != nullptr ? *a : nothing, b != nullptr ? *b : nothing);
    });
  }

  void look_inside(std::string_view section, const Value& a, const Value& b) {
    each_other(a, b, [&](const std::string& key) {
      if (section == "obligations")
        redo_clock(key);
      else if (section == "policies")
        redo_policy(key);
      else if (section != "contract" || !pricing_head.contains(key))
        whole_ = true;
    });
  }

  void redo_clock(std::string_view name) {
    const std::vector<Obligation>& all = plan_.contract.obligations;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Obligation& one) { return one.name == name; });
    if (found == all.end() || !plan_.amended.empty())
      whole_ = true;
    else
      clocks_[static_cast<std::size_t>(found - all.begin())] = 1;
  }

  void redo_policy(std::string_view name) {
    if (pricing_policies.contains(name) || (name == "rounding" && plan_.indicators.empty())) return;
    if (clock_policies.contains(name) && plan_.amended.empty())
      std::fill(clocks_.begin(), clocks_.end(), char{1});
    else
      whole_ = true;
  }

  // What prices ask of a breach.
  void look_at_questions(const Plan& known, const Plan& plan) {
    for (std::size_t i = 0; i < plan.service_levels.size(); ++i) {
      const Plan::ServiceLevel& a = known.service_levels[i];
      const Plan::ServiceLevel& b = plan.service_levels[i];
      if (a.said != b.said || a.wants_stretches != b.wants_stretches || a.pays_for_time_saved != b.pays_for_time_saved)
        clocks_[i] = 1;
    }
    if (!ask_alike(known, plan)) whole_ = true;
    for (std::size_t i = 0; i < plan.amended.size(); ++i)
      if (!ask_alike(*known.amended[i].as_amended, *plan.amended[i].as_amended)) whole_ = true;
  }

  static bool ask_alike(const Plan& known, const Plan& plan) {
    const auto same_term = [](const Plan& a, const Plan& b, std::size_t i) {
      const PenaltyTerm& x = a.contract.penalties[i];
      const PenaltyTerm& y = b.contract.penalties[i];
      return a.terms[i].kind == b.terms[i].kind && a.terms[i].index == b.terms[i].index &&
             a.terms[i].said == b.terms[i].said && x.prices.event == y.prices.event &&
             x.prices.where == y.prices.where && x.charge.front().documented == y.charge.front().documented;
    };
    if (known.terms.size() != plan.terms.size() || known.loss_attributes != plan.loss_attributes) return false;
    for (std::size_t i = 0; i < plan.terms.size(); ++i)
      if (!same_term(known, plan, i)) return false;
    const auto wanted = [](const Plan& one) {
      std::vector<std::pair<std::vector<std::string>, bool>> list;
      for (const TerminationRule& rule : one.contract.termination)
        list.emplace_back(rule.when.of, rule.when.breaches.has_value());
      return list;
    };
    return wanted(known) == wanted(plan);
  }

  // A clock that another one's breach starts.
  void follow_breaches() {
    for (bool goes_on = true; goes_on;) {
      goes_on = false;
      for (std::size_t i = 0; i < clocks_.size(); ++i)
        for (const Plan* plan : {&known_, &plan_})
          if (const auto& of = plan->service_levels[i].breach_of; of && clocks_[*of] != 0 && clocks_[i] == 0) {
            clocks_[i] = 1;
            goes_on = true;
          }
    }
  }

  // Something else is judged by what clocks say, or clocks by something else.
  bool rests_on_clocks() const {
    return has_clocks() && (!plan_.contract.exclusions.empty() || !plan_.indicators.empty() || !plan_.amended.empty() ||
                            waits_for_consent(plan_) || waits_for_consent(known_));
  }

  const Plan& known_;
  const Plan& plan_;
  std::vector<char> clocks_;  // by service level
  bool whole_ = false;
};

void price_and_settle(const Audit& known, Settled& made) {
  made.charges = price(made.plan, {made.breaches, known.partial.documents, known.decisions});
  made.statement = settle(made.plan, made.breaches, made.charges, made.as_of);
}

// With those of some clocks judged again.
std::vector<Breach> breaches_with(const Audit& known, const EventLog& log, const Plan& plan,
                                  const std::vector<char>& clocks) {
  const Binding binding(plan, log);
  std::vector<Breach> breaches = breaches_of_levels(plan, binding, {0, log.ticket_count()}, known.as_of, clocks);
  for (const Breach& breach : known.partial.breaches)
    if (breach.kind != PricedKind::clock || clocks[breach.obligation] == 0) breaches.push_back(breach);
  std::sort(breaches.begin(), breaches.end());
  return breaches;
}

}  // namespace

Settled settled(const Audit& audit) {
  return {audit.plan, audit.as_of, audit.partial.breaches, audit.charges, audit.statement};
}

Redone Resettler::needs(const Plan& plan) const { return Difference(known_->plan, plan).kind(); }

Settled Resettler::under(Plan plan) const {
  const Difference difference(known_->plan, plan);
  Settled made;
  made.as_of = known_->as_of;
  if (difference.kind() == Redone::everything) {
    Audit fresh;
    fresh.plan = std::move(plan);
    fresh.as_of = known_->as_of;
    judge(Binding(fresh.plan, *log_), fresh);
    settle(fresh);
    return {std::move(fresh.plan), fresh.as_of, std::move(fresh.partial.breaches), std::move(fresh.charges),
            std::move(fresh.statement)};
  }
  made.breaches = difference.kind() == Redone::prices ? known_->partial.breaches
                                                      : breaches_with(*known_, *log_, plan, difference.clocks());
  made.plan = std::move(plan);
  price_and_settle(*known_, made);
  return made;
}

}  // namespace slakit
