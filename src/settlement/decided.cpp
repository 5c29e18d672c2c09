#include "slakit/settlement/decided.hpp"

#include <optional>

#include "slakit/base/error.hpp"
#include "slakit/base/wide.hpp"

namespace slakit {
namespace {

bool is_about(const Plan& plan, const Decision& decision, const Breach& breach, std::size_t term) {
  const Plan& terms = plan.under(breach.version);
  const bool names_penalty = decision.penalty.empty() || terms.contract.penalties[term].name == decision.penalty;
  const bool names_obligation =
      decision.obligation.empty() || terms.contract.obligations[breach.obligation].name == decision.obligation;
  return breach.ticket == decision.event.ticket && names_penalty && names_obligation;
}

class Decider {
 public:
  Decider(const Plan& plan, const Charges& charges, const std::vector<Breach>& breaches)
      : plan_(plan), charges_(charges), breaches_(breaches), is_waived_(charges.size(), 0) {}

  DecisionEffect effect(const Decision& decision) {
    DecisionEffect made;
    if (!decision.lacks.empty())
      made.flaw = "it lacks " + decision.lacks;
    else if (decision.ruling == Ruling::waived)
      waive(decision, made);
    else
      adjust(decision, made);
    return made;
  }

 private:
  void waive(const Decision& decision, DecisionEffect& made) {
    bool is_any = false;
    for (std::size_t i = 0; i < charges_.size(); ++i) {
      if (is_waived_[i] != 0 || !charges_.is_charged(i)) continue;
      if (!is_about(plan_, decision, breaches_[charges_.breach[i]], charges_.term[i])) continue;
      is_waived_[i] = 1;
      is_any = true;
      made.minor -= charges_.net(i);
    }
    if (!is_any) made.flaw = "nothing that is charged for its ticket is left to waive";
  }

  void adjust(const Decision& decision, DecisionEffect& made) const {
    const std::optional<Money> amount = Money::parse(decision.amount);
    if (!amount || amount->currency != plan_.currency())
      made.flaw =
          "its amount is none in the contract's currency, such as " + to_string(Money{-50000, plan_.currency()});
    else
      made.minor = amount->minor;
  }

  const Plan& plan_;
  const Charges& charges_;
  const std::vector<Breach>& breaches_;
  std::vector<char> is_waived_;
};

}  // namespace

Decided decide(const Plan& plan, const Charges& charges, const std::vector<Breach>& breaches,
               const std::vector<Decision>& decisions, Money computed) {
  Decided decided;
  Wide total(computed.minor);
  Decider decider(plan, charges, breaches);
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    if (decisions[i].ruling != Ruling::waived && decisions[i].ruling != Ruling::adjusted) continue;
    DecisionEffect effect = decider.effect(decisions[i]);
    effect.decision = i;
    total = total + Wide(effect.minor);
    decided.effects.push_back(std::move(effect));
  }
  const Checked<std::int64_t> minor = total.to_int64();
  if (!minor) throw Error("the total after decisions is too large");
  decided.total = {*minor, computed.currency};
  return decided;
}

}  // namespace slakit
