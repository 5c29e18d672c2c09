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

template <class T>
std::vector<T> merged(std::vector<T> a, const std::vector<T>& b) {
  std::vector<T> both;
  both.reserve(a.size() + b.size());
  std::merge(std::make_move_iterator(a.begin()), std::make_move_iterator(a.end()), b.begin(), b.end(),
             std::back_inserter(both));
  return both;
}

template <class T>
void join(std::vector<T>& whole, std::vector<T>& part) {
  std::move(part.begin(), part.end(), std::back_inserter(whole));
}

template <class T>
void sort(std::vector<T>& list) {
  if (!std::is_sorted(list.begin(), list.end())) std::sort(list.begin(), list.end());
}

}  // namespace

Partial merge(Partial a, const Partial& b) {
  add_counts(a, b);
  a.breaches = merged(std::move(a.breaches), b.breaches);
  a.documents = merged(std::move(a.documents), b.documents);
  return a;
}

Partial merge(std::vector<Partial> parts) {
  Partial whole;
  std::size_t breaches = 0;
  for (const Partial& part : parts) breaches += part.breaches.size();
  whole.breaches.reserve(breaches);
  for (Partial& part : parts) {
    add_counts(whole, part);
    join(whole.breaches, part.breaches);
    join(whole.documents, part.documents);
    part = {};
  }
  sort(whole.breaches);
  sort(whole.documents);
  return whole;
}

}  // namespace slakit
