#include "plan/defaults.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/describe.hpp"
#include "slakit/base/wide.hpp"

namespace slakit {
namespace {

bool is_per_day(const PenaltyTerm& term) noexcept { return term.charge.per == ChargeUnit::day; }

// One unit of the term's charge has a fraction of a minor unit.
bool has_fraction(const PenaltyTerm& term, Money base) noexcept {
  const Wide numerator = Wide(base.minor) * Wide(term.charge.rate.value.coefficient);
  return !divide(numerator, Wide::power_of_ten(term.charge.rate.value.scale)).remainder.is_zero();
}

class Reach {
 public:
  explicit Reach(const Plan& plan) noexcept : plan_(plan), contract_(plan.contract) {}

  // Some term counts days and does not say how itself.
  bool counting() const noexcept {
    return std::any_of(contract_.penalties.begin(), contract_.penalties.end(),
                       [](const PenaltyTerm& term) { return is_per_day(term) && !term.charge.counting; });
  }

  bool concurrency() const noexcept { return contract_.penalties.size() > 1; }

  bool pause_after_due() const noexcept {
    return any_per_day([](const Obligation& obligation) { return !obligation.clock.pause.empty(); });
  }

  // On a calendar that never closes both boundaries are the same instant.
  bool due_boundary() const noexcept {
    return any_per_day([&](const Obligation& obligation) {
      const auto rule = std::find_if(contract_.calendars.begin(), contract_.calendars.end(),
                                     [&](const CalendarRule& r) { return r.name == obligation.clock.calendar; });
      return rule != contract_.calendars.end() && !rule->always;
    });
  }

  bool rounding() const noexcept {
    for (std::size_t i = 0; i < plan_.terms.size(); ++i) {
      const bool shares = is_per_day(contract_.penalties[i]) && plan_.terms[i].counting == Counting::pro_rata;
      if (shares || has_fraction(contract_.penalties[i], plan_.terms[i].base)) return true;
    }
    return false;
  }

  bool cut_order() const noexcept { return !contract_.caps.empty() && !contract_.penalties.empty(); }

 private:
  template <class Test>
  bool any_per_day(Test test) const noexcept {
    for (std::size_t i = 0; i < plan_.terms.size(); ++i)
      if (is_per_day(contract_.penalties[i]) && test(contract_.obligations[plan_.terms[i].obligation])) return true;
    return false;
  }

  const Plan& plan_;
  const Contract& contract_;
};

// "policies.concurrency" with its default and its other values, unless the contract sets it or cannot reach it.
template <class Policy>
void assume_default(Plan& plan, const std::optional<Policy>& set, const char* path, bool is_reachable,
                    const char* why) {
  if (set || !is_reachable) return;
  std::vector<std::string> values = enum_texts<Policy>();
  Assumption assumption{AssumptionKind::policy_default, "", path, values.front(), {}, why};
  assumption.otherwise.assign(values.begin() + 1, values.end());
  plan.assumptions.push_back(std::move(assumption));
}

}  // namespace

void list_defaults(Plan& plan) {
  const Policies& set = plan.contract.policies;
  const Reach reach(plan);
  assume_default(plan, set.counting, "policies.counting", reach.counting(),
                 "a penalty counts days and does not say how");
  assume_default(plan, set.concurrency, "policies.concurrency", reach.concurrency(),
                 "one incident can break several priced promises");
  assume_default(plan, set.pause_after_due, "policies.pause_after_due", reach.pause_after_due(),
                 "a clock that is priced by the day can pause after its due instant");
  assume_default(plan, set.due_boundary, "policies.due_boundary", reach.due_boundary(),
                 "a due instant can fall on closing time, and lateness counts from it");
  assume_default(plan, set.rounding, "policies.rounding", reach.rounding(),
                 "a charge can have a fraction of a minor unit");
  assume_default(plan, set.rounding_stage, "policies.rounding_stage", reach.rounding(),
                 "a charge can have a fraction of a minor unit");
  assume_default(plan, set.cut_order, "policies.cut_order", reach.cut_order(), "a cap can cut several charges");
  const std::optional<Term>& term = plan.contract.contract.term;
  if (term)
    assume_default(plan, term->counting, "contract.term.counting", true,
                   "the term does not say whether its first day counts");
}

}  // namespace slakit
