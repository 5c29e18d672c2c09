// Penalties beside documented losses: the ratio, and whether the law lets a court reduce the penalty on request.
//
//     std::vector<LossTest> tests = loss_tests(plan, breaches, documents, charges);
//     tests[0].is_above        // penalty 50 000.00, loss 30 000.00: above 130 %
//
// PRC Civil Code art. 585 with the Supreme People's Court's 2023 interpretation, art. 65: more than 30 % above the loss
// is as a rule excessive. Flagged where `contract.governing_law` is CN; the amount never changes. Thread-safety: a pure
// function. Compiled (floor io).
#pragma once

#include <string>
#include <vector>

#include "slakit/assessment/breach.hpp"
#include "slakit/money/money.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

struct LossTest {
  std::string incident;  // empty: all that have documents
  Money penalty;         // what is owed beside the loss
  Money loss;            // documented, rounded down
  Money threshold;       // 130 % of the loss, rounded down
  bool is_above = false;
};

// By incident, then all together. None without documents.
std::vector<LossTest> loss_tests(const Plan& plan, const std::vector<Breach>& breaches,
                                 const std::vector<Document>& documents, const Charges& charges);

}  // namespace slakit
