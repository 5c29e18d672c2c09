#include "assessment/duty_events.hpp"

#include <algorithm>

#include "assessment/event_pass.hpp"

namespace slakit {
namespace {

enum Slot : std::size_t { trigger, evidence };

// Of one duty.
struct Bound {
  Binding::BoundWhere applies;
  std::vector<Binding::BoundWhere> states;  // evidence of conditions alone
  Binding::Attribute member = Binding::no_attribute;
  bool is_triggered = false;
};

class Collector {
 public:
  Collector(const Plan& plan, const Binding& binding) : found_(plan.duties.size()) {
    for (const Plan::Duty& duty : plan.duties) {
      Bound& bound = bound_.emplace_back();
      bound.applies = binding.bind(duty.obligation.applies);
      bound.member = member_attribute(duty, binding);
      bound.is_triggered = !duty.rule().after.empty() || !duty.rule().on_request.empty();
      for (const EventRule& rule : duty.rule().evidence)
        if (rule.event.empty()) bound.states.push_back(binding.bind(rule.where));
    }
  }

  void hear(const Heard& heard, const EventPass& pass) {
    const Bound& bound = bound_[heard.listener];
    DutyOccurrences& found = found_[heard.listener];
    const bool applies = pass.matches(bound.applies, heard);
    DutyOccurrence one{heard.ticket, heard.row, heard.at, pass.value_of(heard, bound.member), heard.is_state, false};
    if (heard.slot == evidence) {
      if (bound.is_triggered || applies) add(one, found.evidence);
    } else if (applies) {
      one.holds_already = std::any_of(bound.states.begin(), bound.states.end(),
                                      [&](const Binding::BoundWhere& state) { return pass.matches_now(state); });
      add(one, found.triggers);
    }
  }
  void end_ticket(std::size_t, const EventPass&) const noexcept {}

  std::vector<DutyOccurrences> take() && { return std::move(found_); }

 private:
  // A row that several rules match is one.
  static void add(const DutyOccurrence& one, std::vector<DutyOccurrence>& list) {
    if (list.empty() || list.back().row != one.row || list.back().is_state != one.is_state) list.push_back(one);
  }

  std::vector<Bound> bound_;
  std::vector<DutyOccurrences> found_;
};

}  // namespace

Binding::Attribute member_attribute(const Plan::Duty& duty, const Binding& binding) noexcept {
  for (const std::string& name : duty.member_attributes)
    if (!name.empty() && binding.attribute(name) != Binding::no_attribute) return binding.attribute(name);
  return Binding::no_attribute;
}

std::vector<DutyOccurrences> duty_occurrences(const Plan& plan, const Binding& binding, Instant as_of) {
  EventPass pass(binding, as_of);
  for (std::size_t duty = 0; duty < plan.duties.size(); ++duty) {
    const DutyRule& rule = plan.duties[duty].rule();
    pass.listen(duty, trigger, rule.after);
    pass.listen(duty, trigger, rule.on_request);
    pass.listen(duty, evidence, rule.evidence);
  }
  Collector collector(plan, binding);
  pass.run(collector);
  return std::move(collector).take();
}

}  // namespace slakit
