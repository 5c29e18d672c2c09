#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "penalty/stages.hpp"
#include "penalty/worth.hpp"

namespace slakit {
namespace {

class Losses {
 public:
  Losses(const Plan& plan, const Priceable& found, Charges& charges) : plan_(plan), found_(found), charges_(charges) {
    for (const Document& one : found.documents) documents_[one.incident_name()].push_back(&one);
    for (std::size_t row = 0; row < charges_.size(); ++row) rows_[breach(row).incident_name()].push_back(row);
  }

  void charge() {
    for (std::size_t row = 0; row < charges_.size(); ++row)
      if (charges_.is_charged(row) && !attribute(row).empty()) charge(row);
  }

 private:
  const Breach& breach(std::size_t row) const noexcept { return found_.breaches[charges_.breach[row]]; }
  const std::string& attribute(std::size_t row) const noexcept {
    return charge_rule(plan_, breach(row), charges_.term[row]).documented;
  }

  void charge(std::size_t row) {
    const std::pair<std::string, std::string> key{breach(row).incident_name(), attribute(row)};
    if (is_charged_.contains(key)) {
      charges_.status[row] = ChargeStatus::same_incident;
      return;
    }
    is_charged_[key] = true;
    Amount loss;
    std::int64_t count = 0;
    if (const auto found = documents_.find(key.first); found != documents_.end())
      for (const Document* one : found->second) {
        const std::optional<Amount> amount =
            one->attribute == key.second ? amount_said(one->amount, plan_.currency()) : std::nullopt;
        if (!amount) continue;
        loss = loss + *amount;
        ++count;
      }
    charges_.count[row] = Ratio(count, 1);
    const ChargeRule& rule = charge_rule(plan_, breach(row), charges_.term[row]);
    charges_.exact[row] = multiplied(rule, breach(row), loss);
    relate(row);
    charges_.exact[row] = clamped(rule, charges_.exact[row]);
  }

  // To the penalty for the same promise, or event, in the same incident.
  void relate(std::size_t row) {
    const LossRelation relation = plan_.under(breach(row).version).terms[charges_.term[row]].relation;
    if (relation == LossRelation::cumulative) return;
    Rows penalties;
    Amount penalty;
    for (const std::size_t other : rows_.at(breach(row).incident_name())) {
      if (!charges_.is_charged(other) || !attribute(other).empty() || !is_same(row, other)) continue;
      if (charges_.exact[other].numerator.is_negative()) continue;  // a bonus is no penalty
      penalties.push_back(other);
      penalty = penalty + charged(other);
    }
    Amount& loss = charges_.exact[row];
    if (!(penalty < loss)) {
      loss = Amount{};
      charges_.status[row] = ChargeStatus::not_greater;
    } else if (relation == LossRelation::loss_above_the_penalty) {
      loss = loss + times(penalty, Ratio(-1, 1));
    } else {
      for (std::size_t other : penalties) charges_.status[other] = ChargeStatus::not_greater;
    }
  }

  // What it will be in the statement.
  Amount charged(std::size_t row) const {
    if (plan_.policies.rounding_stage == RoundingStage::per_statement) return charges_.exact[row];
    const Checked<std::int64_t> minor = round(charges_.exact[row], plan_.policies.rounding);
    return minor ? Amount{Wide(*minor), Wide(1)} : charges_.exact[row];
  }

  bool is_same(std::size_t row, std::size_t other) const {
    const Breach& a = breach(row);
    const Breach& b = breach(other);
    if (a.kind != b.kind) return false;
    if (a.kind != PricedKind::event) return a.obligation == b.obligation;
    // Whatever conditions each has: the event of the incident is one.
    return plan_.contract.penalties[charges_.term[row]].prices.event ==
           plan_.contract.penalties[charges_.term[other]].prices.event;
  }

  const Plan& plan_;
  const Priceable& found_;
  Charges& charges_;
  std::map<std::string, std::vector<const Document*>> documents_;   // by incident
  std::map<std::string, Rows> rows_;                                // by incident
  std::map<std::pair<std::string, std::string>, bool> is_charged_;  // incident and attribute
};

}  // namespace

void charge_losses(const Plan& plan, const Priceable& found, Charges& charges) {
  if (!plan.loss_attributes.empty()) Losses(plan, found, charges).charge();
}

}  // namespace slakit
