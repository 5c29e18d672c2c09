#include "settlement/groups.hpp"

#include "penalty/worth.hpp"

namespace slakit {

std::string group_of(const Plan& plan, const Breach& breach, CapScope scope) {
  switch (scope) {
    case CapScope::incident: return breach.incident_name();
    case CapScope::obligation: {
      const Obligation* obligation = plan.obligation_of(breach.kind, breach.obligation);
      return obligation != nullptr ? obligation->name : plan.contract.penalties[breach.obligation].prices.event;
    }
    case CapScope::service: {
      const std::string* service = said(breach, plan.contract.contract.service);
      return service != nullptr ? *service : std::string();
    }
    case CapScope::contract:
    case CapScope::window:
    case CapScope::year: break;
  }
  return {};
}

Groups groups_of(const Plan& plan, const std::vector<Breach>& breaches, const Charges& charges, const Rows& rows,
                 CapScope scope, const std::vector<Interval>& spans) {
  Groups groups;
  if (scope == CapScope::contract && spans.empty()) {  // nothing to look up
    if (!rows.empty()) groups[{std::string(), -1}] = rows;
    return groups;
  }
  for (const std::size_t row : rows) {
    const Breach& breach = breaches[charges.breach[row]];
    groups[{group_of(plan, breach, scope), span_at(spans, breach.belongs)}].push_back(row);
  }
  return groups;
}

}  // namespace slakit
