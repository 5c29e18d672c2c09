// "Did you mean": the known word nearest to a mistyped one.
//
//     suggestion("clok", {"start", "clock"})    // "; did you mean 'clock'?"
//     suggestion("zebra", {"start", "clock"})   // ""
//
// Distance: optimal string alignment over bytes (insert, delete, replace, swap neighbours), at most a third of the
// word.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace slakit {

std::size_t edit_distance(std::string_view a, std::string_view b);  // compiled (floor io)

template <class Words>
std::string suggestion(std::string_view word, const Words& known) {
  constexpr std::size_t longest = 64;  // a longer word is no typing mistake
  if (word.size() > longest) return "";
  std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
  std::string nearest;
  for (const auto& candidate : known) {
    const std::string_view name = candidate;
    if (name.size() > longest) continue;
    const std::size_t distance = edit_distance(word, name);
    if (distance < best) {
      best = distance;
      nearest = name;
    }
  }
  return nearest.empty() ? "" : "; did you mean '" + nearest + "'?";
}

}  // namespace slakit
