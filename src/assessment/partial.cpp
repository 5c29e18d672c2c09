#include "slakit/assessment/partial.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
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

Partial merge(std::vector<Partial> parts) {
  Partial whole;
  std::size_t breaches = 0;
  for (const Partial& part : parts) breaches += part.breaches.size();
  whole.breaches.reserve(breaches);
  for (Partial& part : parts) {
    std::move(part.breaches.begin(), part.breaches.end(), std::back_inserter(whole.breaches));
    part.breaches.clear();
    for (const auto& [key, tally] : part.tallies) whole.tallies[key] += tally;
    for (const auto& [kind, count] : part.oddities) whole.oddities[kind] += count;
    whole.tickets += part.tickets;
    whole.tickets_without_obligation += part.tickets_without_obligation;
  }
  whole.breaches = sorted(std::move(whole.breaches));
  return whole;
}

// Sorts their places, which are light; names are only looked at where instants are equal.
std::vector<Breach> sorted(std::vector<Breach> breaches) {
  std::vector<std::pair<Instant, std::uint32_t>> order;
  order.reserve(breaches.size());
  for (const Breach& breach : breaches) order.emplace_back(breach.at, static_cast<std::uint32_t>(order.size()));
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : breaches[a.second] < breaches[b.second];
  });
  std::vector<Breach> result;
  result.reserve(breaches.size());
  for (const auto& [at, place] : order) result.push_back(std::move(breaches[place]));
  return result;
}

}  // namespace slakit
