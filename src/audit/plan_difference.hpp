// What another plan leaves of a known audit: what has to be judged and priced again, and for whom. Private to src.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "slakit/audit/settled.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

struct PlanDifference {
  Redone redone = Redone::prices;
  std::vector<char> clocks;  // by service level: judged again
  // Tickets with none of these events have the same clocks as before; nothing: any ticket may have others.
  std::optional<std::set<std::string>> events;
  std::vector<char> same_terms;  // by term: what a breach is worth under it by itself is the same
};

PlanDifference difference_of(const Plan& known, const Plan& plan);

}  // namespace slakit
