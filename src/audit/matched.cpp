#include "audit/matched.hpp"

#include <deque>
#include <map>

namespace slakit {
namespace {

using Names = decltype(Matched::names);

// Pairs rows that are free on both sides and have a key in common; a row without one is left.
template <class KeyOf>
void pair_up(const std::vector<Matched>& before, const std::vector<Matched>& after, KeyOf key_of,
             std::vector<char>& is_taken, std::vector<std::optional<std::size_t>>& made) {
  using Key = typename decltype(key_of(before.front()))::value_type;
  std::map<Key, std::deque<std::size_t>> free;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (const auto key = key_of(before[i]); key && is_taken[i] == 0) free[*key].push_back(i);
  for (std::size_t j = 0; j < after.size(); ++j) {
    if (made[j]) continue;
    const auto key = key_of(after[j]);
    const auto found = key ? free.find(*key) : free.end();
    if (found == free.end() || found->second.empty()) continue;
    made[j] = found->second.front();
    is_taken[*made[j]] = 1;
    found->second.pop_front();
  }
}

}  // namespace

std::vector<std::optional<std::size_t>> match(const std::vector<Matched>& before, const std::vector<Matched>& after) {
  std::vector<std::optional<std::size_t>> made(after.size());
  std::vector<char> is_taken(before.size(), 0);
  const auto by_instant = [](const Matched& one) {
    return one.at ? std::optional(std::pair<Names, Instant>(one.names, *one.at)) : std::nullopt;
  };
  const auto by_number = [](const Matched& one) {
    return std::optional(std::pair<Names, std::int32_t>(one.names, one.number));
  };
  pair_up(before, after, by_instant, is_taken, made);
  pair_up(before, after, by_number, is_taken, made);
  return made;
}

}  // namespace slakit
