#include "slakit/contract/amended.hpp"

#include <algorithm>

#include "slakit/contract/with_choices.hpp"

namespace slakit {

std::vector<AmendedContract> amended_contracts(const Contract& contract) {
  std::vector<const Amendment*> in_order;
  for (const Amendment& amendment : contract.amendments) in_order.push_back(&amendment);
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const Amendment* a, const Amendment* b) { return a->effective < b->effective; });
  std::vector<AmendedContract> versions;
  std::vector<Choice> changes;
  for (const Amendment* amendment : in_order) {
    for (const AmendedPlace& change : amendment->changes) changes.push_back({change.set, change.use});
    versions.push_back({amendment, with_choices(contract, changes)});
  }
  return versions;
}

}  // namespace slakit
