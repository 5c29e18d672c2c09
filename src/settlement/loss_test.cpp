#include "slakit/settlement/loss_test.hpp"

#include <map>

#include "penalty/worth.hpp"
#include "settlement/sums.hpp"

namespace slakit {
namespace {

struct Sums {
  Amount loss;
  std::int64_t penalty = 0;
};

LossTest test_of(const Plan& plan, std::string incident, const Sums& sums) {
  LossTest made;
  made.incident = std::move(incident);
  const auto money = [&](const Amount& amount) {
    return Money{fitting(plan, divide(amount.numerator, amount.denominator).quotient), plan.currency()};
  };
  made.penalty = {sums.penalty, plan.currency()};
  made.loss = money(sums.loss);
  const Amount threshold = times(sums.loss, Ratio(13, 10));
  made.threshold = money(threshold);
  made.is_above = plan.contract.contract.governing_law == "CN" && threshold < amount_of(made.penalty);
  return made;
}

}  // namespace

std::vector<LossTest> loss_tests(const Plan& plan, const std::vector<Breach>& breaches,
                                 const std::vector<Document>& documents, const Charges& charges) {
  std::map<std::string, Sums> incidents;
  for (const Document& one : documents)
    if (const std::optional<Amount> amount = amount_said(one.amount, plan.currency())) {
      Sums& sums = incidents[one.incident_name()];
      sums.loss = sums.loss + *amount;
    }
  if (incidents.empty()) return {};
  Sums all;
  for (std::size_t row = 0; row < charges.size(); ++row) {
    const Breach& breach = breaches[charges.breach[row]];
    const auto found = incidents.find(breach.incident_name());
    const PenaltyTerm& rule = plan.under(breach.version).contract.penalties[charges.term[row]];
    if (found != incidents.end() && rule.charge.front().documented.empty()) found->second.penalty += charges.net(row);
  }
  std::vector<LossTest> tests;
  for (const auto& [incident, sums] : incidents) {
    tests.push_back(test_of(plan, incident, sums));
    all.loss = all.loss + sums.loss;
    all.penalty += sums.penalty;
  }
  tests.push_back(test_of(plan, "", all));
  return tests;
}

}  // namespace slakit
