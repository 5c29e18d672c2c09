#include "slakit/contract/base_amount.hpp"

#include <algorithm>

#include "slakit/contract/contract.hpp"

namespace slakit {

std::optional<Money> base_amount(const ContractHead& head, std::string_view name) {
  if (name == "price") return head.price ? head.price->amount : std::nullopt;
  const auto found =
      std::find_if(head.bases.begin(), head.bases.end(), [&](const BaseAmount& base) { return base.name == name; });
  return found != head.bases.end() ? found->amount : std::nullopt;
}

Currency currency_of(const ContractHead& head) {
  if (head.price && head.price->amount) return head.price->amount->currency;
  for (const BaseAmount& base : head.bases)
    if (base.amount) return base.amount->currency;
  return *Currency::parse("XXX");
}

}  // namespace slakit
