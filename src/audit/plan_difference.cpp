#include "audit/plan_difference.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "assessment/consent_waits.hpp"
#include "slakit/base/value_text.hpp"

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

// Of a clock: what it listens to.
struct Listened {
  std::string_view key;
  EventRules ClockRule::*rules;
};
constexpr Listened listened[] = {{"stop", &ClockRule::stop},     {"pause", &ClockRule::pause},
                                 {"resume", &ClockRule::resume}, {"reset", &ClockRule::reset},
                                 {"cancel", &ClockRule::cancel}, {"reopen", &ClockRule::reopen},
                                 {"until", &ClockRule::until}};

// The keys whose values mean something else.
std::set<std::string> other_keys(const Value& left, const Value& right) {
  const Value& a = without_assumed(left);
  const Value& b = without_assumed(right);
  std::set<std::string> keys;
  for (const auto& [key, value] : b.entries)
    if (const Value* other = a.find(key.text); other == nullptr || !same_meaning(*other, value)) keys.insert(key.text);
  for (const auto& [key, value] : a.entries)
    if (b.find(key.text) == nullptr) keys.insert(key.text);
  return keys;
}

const Value& inside(const Value& value, std::string_view key) {
  static const Value nothing;
  const Value* found = without_assumed(value).find(key);
  return found != nullptr ? *found : nothing;
}

bool is_same_base(const PricedBase& a, const PricedBase& b) {
  return a.amount == b.amount && a.attribute == b.attribute;
}

class Difference {
 public:
  Difference(const Plan& known, const Plan& plan)
      : known_(known),
        plan_(plan),
        before_(*known.contract.document),
        after_(*plan.contract.document),
        events_(std::in_place) {
    made_.clocks.resize(plan.service_levels.size(), 0);
  }

  PlanDifference find() && {
    look();
    if (made_.redone != Redone::everything && has_clocks()) made_.redone = Redone::clocks;
    if (made_.redone == Redone::everything) return std::move(made_);
    made_.events = std::move(events_);
    look_at_prices();
    return std::move(made_);
  }

 private:
  void redo_everything() noexcept { made_.redone = Redone::everything; }
  bool is_whole() const noexcept { return made_.redone == Redone::everything; }

  bool has_clocks() const noexcept {
    return std::any_of(made_.clocks.begin(), made_.clocks.end(), [](char wanted) { return wanted != 0; });
  }

  void look() {
    if (!have_same_names()) return redo_everything();
    for (const std::string& section : other_keys(before_, after_))
      if (!pricing_sections.contains(section)) look_inside(section);
    if (is_whole()) return;
    look_at_questions();
    follow_breaches();
    if (rests_on_clocks()) redo_everything();
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

  void look_inside(const std::string& section) {
    for (const std::string& key : other_keys(inside(before_, section), inside(after_, section))) {
      if (section == "obligations")
        redo_clock(key);
      else if (section == "policies")
        redo_policy(key);
      else if (section != "contract" || !pricing_head.contains(key))
        redo_everything();
    }
  }

  // ---- clocks -------------------------------------------------------------------------------------------------------

  void redo_clock(const std::string& name) {
    const std::vector<Obligation>& all = plan_.contract.obligations;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Obligation& one) { return one.name == name; });
    if (found == all.end() || !plan_.amended.empty()) return redo_everything();
    const auto index = static_cast<std::size_t>(found - all.begin());
    made_.clocks[index] = 1;
    listen(index, inside(inside(before_, "obligations"), name), inside(inside(after_, "obligations"), name));
  }

  // A clock that listens to other events is the same for tickets without them.
  void listen(std::size_t index, const Value& before, const Value& after) {
    const auto* a = std::get_if<ClockRule>(&known_.contract.obligations[index].measure);
    const auto* b = std::get_if<ClockRule>(&plan_.contract.obligations[index].measure);
    if (a == nullptr || b == nullptr || other_keys(before, after) != std::set<std::string>{"clock"})
      return listen_to_all();
    for (const std::string& key : other_keys(inside(before, "clock"), inside(after, "clock"))) {
      const auto* one =
          std::find_if(std::begin(listened), std::end(listened), [&](const Listened& l) { return l.key == key; });
      if (one == std::end(listened)) return listen_to_all();
      listen_to_others(a->*one->rules, b->*one->rules);
      listen_to_others(b->*one->rules, a->*one->rules);
    }
  }

  void listen_to_all() noexcept { events_.reset(); }

  void listen_to_others(const EventRules& some, const EventRules& known) {
    for (const EventRule& rule : some) {
      if (std::find(known.begin(), known.end(), rule) != known.end()) continue;
      if (rule.event.empty()) return listen_to_all();
      if (events_) events_->insert(rule.event);
    }
  }

  void redo_policy(std::string_view name) {
    if (pricing_policies.contains(name) || (name == "rounding" && plan_.indicators.empty())) return;
    if (!clock_policies.contains(name) || !plan_.amended.empty()) return redo_everything();
    std::fill(made_.clocks.begin(), made_.clocks.end(), char{1});
    listen_to_all();
  }

  // What prices ask of a breach.
  void look_at_questions() {
    for (std::size_t i = 0; i < plan_.service_levels.size(); ++i) {
      const Plan::ServiceLevel& a = known_.service_levels[i];
      const Plan::ServiceLevel& b = plan_.service_levels[i];
      if (a.said == b.said && a.wants_stretches == b.wants_stretches && a.pays_for_time_saved == b.pays_for_time_saved)
        continue;
      made_.clocks[i] = 1;
      listen_to_all();
    }
    if (!ask_alike(known_, plan_)) redo_everything();
    for (std::size_t i = 0; i < plan_.amended.size(); ++i)
      if (!ask_alike(*known_.amended[i].as_amended, *plan_.amended[i].as_amended)) redo_everything();
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

  // A clock that another one's breach starts: what the one listens to, the other one follows.
  void follow_breaches() {
    for (bool goes_on = true; goes_on;) {
      goes_on = false;
      for (std::size_t i = 0; i < made_.clocks.size(); ++i)
        for (const Plan* plan : {&known_, &plan_})
          if (const auto& of = plan->service_levels[i].breach_of;
              of && made_.clocks[*of] != 0 && made_.clocks[i] == 0) {
            made_.clocks[i] = 1;
            goes_on = true;
          }
    }
  }

  // Something else is judged by what clocks say, or clocks by something else.
  bool rests_on_clocks() const {
    return has_clocks() && (!plan_.contract.exclusions.empty() || !plan_.indicators.empty() || !plan_.amended.empty() ||
                            waits_for_consent(plan_) || waits_for_consent(known_));
  }

  // ---- prices -------------------------------------------------------------------------------------------------------

  void look_at_prices() {
    const std::set<std::string> others = other_keys(inside(before_, "penalties"), inside(after_, "penalties"));
    const bool points_cost_alike =
        !other_keys(inside(before_, "settlement"), inside(after_, "settlement")).contains("point_value");
    for (std::size_t i = 0; i < plan_.terms.size(); ++i) {
      const bool is_same = points_cost_alike && plan_.amended.empty() &&
                           !others.contains(plan_.contract.penalties[i].name) && is_priced_alike(i);
      made_.same_terms.push_back(is_same ? 1 : 0);
    }
  }

  bool is_priced_alike(std::size_t term) const {
    const PricedTerm& a = known_.terms[term];
    const PricedTerm& b = plan_.terms[term];
    const bool is_clock_redone = b.kind == PricedKind::clock && made_.clocks[b.index] != 0;
    const bool has_days_of_its_own = a.calendar || b.calendar;  // business days, maybe those of the clock
    const bool rounds_first = plan_.contract.penalties[term].charge.front().rounded_to.has_value();
    return is_same_base(a.base, b.base) && a.counting == b.counting && a.threshold == b.threshold &&
           a.stepped == b.stepped && !(has_days_of_its_own && is_clock_redone) &&
           !(rounds_first && known_.policies.counting != plan_.policies.counting);
  }

  const Plan& known_;
  const Plan& plan_;
  const Value& before_;
  const Value& after_;
  PlanDifference made_;
  std::optional<std::set<std::string>> events_;
};

}  // namespace

PlanDifference difference_of(const Plan& known, const Plan& plan) { return Difference(known, plan).find(); }

}  // namespace slakit
