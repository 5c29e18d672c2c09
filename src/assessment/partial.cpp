#include "slakit/assessment/partial.hpp"

#include <cstddef>
#include <utility>

namespace slakit {

Partial merge(Partial a, const Partial& b) {
  for (const auto& [key, tally] : b.tallies) a.tallies[key] += tally;
  for (const auto& [kind, count] : b.oddities) a.oddities[kind] += count;
  std::vector<Breach> breaches;
  breaches.reserve(a.breaches.size() + b.breaches.size());
  for (std::size_t i = 0, j = 0; i < a.breaches.size() || j < b.breaches.size();) {
    const bool is_from_b = i == a.breaches.size() || (j < b.breaches.size() && b.breaches[j] < a.breaches[i]);
    if (is_from_b)
      breaches.push_back(b.breaches[j++]);
    else
      breaches.push_back(std::move(a.breaches[i++]));
  }
  a.breaches = std::move(breaches);
  a.tickets += b.tickets;
  a.tickets_without_obligation += b.tickets_without_obligation;
  return a;
}

}  // namespace slakit
