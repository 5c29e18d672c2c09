#include "slakit/settlement/decided.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>

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

bool is_about_money(const Decision& decision) noexcept {
  return decision.ruling == Ruling::waived || decision.ruling == Ruling::adjusted;
}

class Decider {
 public:
  Decider(const Plan& plan, const Charges& charges, const std::vector<Breach>& breaches,
          const std::vector<Decision>& decisions)
      : plan_(plan), charges_(charges), breaches_(breaches), is_waived_(charges.size(), 0) {
    for (const Decision& decision : decisions)
      if (decision.lacks.empty() && (decision.ruling == Ruling::waived || amount_of(decision)))
        last_[subject(decision)] = &decision;
  }

  DecisionEffect effect(const Decision& decision) {
    DecisionEffect made;
    if (!decision.lacks.empty())
      made.flaw = "it lacks " + decision.lacks;
    else if (is_replaced(decision))
      made.flaw = "a later decision about the same takes its place";
    else if (decision.ruling == Ruling::waived)
      waive(decision, made);
    else
      adjust(decision, made);
    return made;
  }

 private:
  using Subject = std::tuple<std::string, std::string, std::string>;
  static Subject subject(const Decision& decision) {
    return {decision.event.ticket, decision.obligation, decision.penalty};
  }

  bool is_replaced(const Decision& decision) const {
    const auto last = last_.find(subject(decision));
    return last != last_.end() && last->second > &decision;  // both are of one list
  }

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

  // In the contract's currency.
  std::optional<Money> amount_of(const Decision& decision) const {
    if (decision.ruling != Ruling::adjusted) return std::nullopt;
    const std::optional<Money> amount = Money::parse(decision.amount);
    return amount && amount->currency == plan_.currency() ? amount : std::nullopt;
  }

  void adjust(const Decision& decision, DecisionEffect& made) const {
    const std::optional<Money> amount = amount_of(decision);
    const std::vector<PenaltyTerm>& known = plan_.contract.penalties;
    if (std::none_of(known.begin(), known.end(), [&](const PenaltyTerm& t) { return t.name == decision.penalty; }))
      made.flaw = "no charge of its penalty is computed";
    else if (!amount)
      made.flaw =
          "its amount is none in the contract's currency, such as " + to_string(Money{-50000, plan_.currency()});
    else
      made.minor = amount->minor;
  }

  const Plan& plan_;
  const Charges& charges_;
  const std::vector<Breach>& breaches_;
  std::vector<char> is_waived_;
  std::map<Subject, const Decision*> last_;
};

}  // namespace

Decided decide(const Plan& plan, const Charges& charges, const std::vector<Breach>& breaches,
               const std::vector<Decision>& decisions, Money computed) {
  Decided decided;
  Wide total(computed.minor);
  Decider decider(plan, charges, breaches, decisions);
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    if (!is_about_money(decisions[i])) continue;
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
