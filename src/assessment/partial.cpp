#include "slakit/assessment/partial.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

namespace slakit {

namespace {

void add_counts(Partial& whole, const Partial& part) {
  for (const auto& [key, tally] : part.tallies) whole.tallies[key] += tally;
  for (std::size_t i = 0; i < part.oddities.size(); ++i) whole.oddities[i] += part.oddities[i];
  whole.tickets += part.tickets;
  whole.tickets_without_obligation += part.tickets_without_obligation;
}

}  // namespace

Partial merge(Partial a, const Partial& b) {
  add_counts(a, b);
  std::vector<Breach> breaches;
  breaches.reserve(a.breaches.size() + b.breaches.size());
  std::merge(std::make_move_iterator(a.breaches.begin()), std::make_move_iterator(a.breaches.end()), b.breaches.begin(),
             b.breaches.end(), std::back_inserter(breaches));
  a.breaches = std::move(breaches);
  return a;
}

Partial merge(std::vector<Partial> parts) {
  Partial whole;
  std::size_t breaches = 0;
  for (const Partial& part : parts) breaches += part.breaches.size();
  whole.breaches.reserve(breaches);
  for (Partial& part : parts) {
    add_counts(whole, part);
    std::move(part.breaches.begin(), part.breaches.end(), std::back_inserter(whole.breaches));
    part = {};
  }
  if (!std::is_sorted(whole.breaches.begin(), whole.breaches.end()))
    std::sort(whole.breaches.begin(), whole.breaches.end());
  return whole;
}

}  // namespace slakit
