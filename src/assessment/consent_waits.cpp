#include "assessment/consent_waits.hpp"

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

#include "assessment/event_pass.hpp"

namespace slakit {
namespace {

enum Slot : std::size_t { ends, first_need };

const GateRule* holding_gate(const Plan::Promise& promise) noexcept {
  const auto* gate = std::get_if<GateRule>(&promise.obligation.measure);
  return gate != nullptr && !gate->consent.empty() ? gate : nullptr;
}

bool is_consent(const GateRule& gate, const EventRule& need) noexcept {
  return std::find(gate.consent.begin(), gate.consent.end(), need) != gate.consent.end();
}

EventRules other_needs(const GateRule& gate) {
  EventRules others = gate.needs;
  std::erase_if(others, [&](const EventRule& need) { return is_consent(gate, need); });
  return others;
}

class Collector {
 public:
  Collector(const Plan& plan, const Binding& binding, Instant as_of, WaitBook& book)
      : plan_(plan), log_(binding.log()), as_of_(as_of), book_(book), heard_(plan.promises.size()) {
    for (const Plan::Promise& promise : plan.promises) {
      applies_.push_back(binding.bind(promise.obligation.applies));
      const GateRule* gate = holding_gate(promise);
      needs_.push_back(gate != nullptr ? other_needs(*gate).size() : 0);
    }
  }

  void hear(const Heard& heard, const EventPass& pass) {
    if (pass.matches(applies_[heard.listener], heard)) heard_[heard.listener].push_back(heard);
  }

  void end_ticket(std::size_t ticket, const EventPass&) {
    for (std::size_t i = 0; i < heard_.size(); ++i) {
      if (needs_[i] > 0) wait(ticket, i);
      heard_[i].clear();
    }
  }

 private:
  // The row of the need that was the last to come.
  std::optional<std::size_t> ready(std::size_t promise) const {
    const bool is_ordered =
        holding_gate(plan_.promises[promise])->order.value_or(NeedsOrder{}) == NeedsOrder::as_listed;
    std::optional<std::size_t> last;
    for (std::size_t need = 0; need < needs_[promise]; ++need) {
      const Instant since = last && is_ordered ? log_.at[*last] : Instant::min();
      const auto found = std::find_if(heard_[promise].begin(), heard_[promise].end(), [&](const Heard& one) {
        return one.slot == first_need + need && one.at >= since;
      });
      if (found == heard_[promise].end()) return std::nullopt;
      if (!last || found->at >= log_.at[*last]) last = found->row;
    }
    return last;
  }

  void wait(std::size_t ticket, std::size_t promise) {
    const std::optional<std::size_t> row = ready(promise);
    if (!row) return;
    const Instant from = log_.at[*row];
    Instant to = as_of_;
    for (const Heard& one : heard_[promise]) {
      if (one.slot != ends) continue;
      if (one.at <= from) return;
      to = std::min(to, one.at);
    }
    for (std::size_t level = 0; level < plan_.service_levels.size(); ++level)
      book_.add(ticket, level, {{from, to}, log_.type[*row]});
  }

  const Plan& plan_;
  const EventLog& log_;
  Instant as_of_;
  WaitBook& book_;
  std::vector<Binding::BoundWhere> applies_;
  std::vector<std::size_t> needs_;         // how many besides the consent
  std::vector<std::vector<Heard>> heard_;  // of the ticket
};

}  // namespace

bool waits_for_consent(const Plan& plan) noexcept {
  return plan.contract.policies.waiting_for_consent == WaitingForConsent::clocks_pause &&
         std::any_of(plan.promises.begin(), plan.promises.end(),
                     [](const Plan::Promise& promise) { return holding_gate(promise) != nullptr; });
}

void add_consent_waits(const Plan& plan, const Binding& binding, std::size_t from, std::size_t to, Instant as_of,
                       WaitBook& book) {
  if (!waits_for_consent(plan)) return;
  EventPass pass(binding, as_of);
  for (std::size_t i = 0; i < plan.promises.size(); ++i) {
    const GateRule* gate = holding_gate(plan.promises[i]);
    if (gate == nullptr) continue;
    for (const EventRules* rules : {&gate->before, &gate->refusal, &gate->consent}) pass.listen(i, ends, *rules);
    const EventRules needs = other_needs(*gate);
    for (std::size_t need = 0; need < needs.size(); ++need) pass.listen(i, first_need + need, {needs[need]});
  }
  Collector collector(plan, binding, as_of, book);
  pass.run(collector, from, to);
}

}  // namespace slakit
