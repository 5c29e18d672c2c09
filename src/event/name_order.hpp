// The byte order of a dictionary's names, as numbers.
//
// Private to src/event.
#pragma once

#include <cstdint>
#include <vector>

#include "slakit/event/dictionary.hpp"

namespace slakit {

// Both empty where the dictionary is in byte order: then a code is its own rank.
struct NameOrder {
  std::vector<std::uint32_t> rank;        // of each code
  std::vector<Dictionary::Code> by_rank;  // the code of each rank

  std::uint32_t rank_of(Dictionary::Code code) const noexcept {
    return rank.empty() ? static_cast<std::uint32_t>(code) : rank[static_cast<std::size_t>(code)];
  }
  Dictionary::Code code_of(std::uint32_t rank_sought) const noexcept {
    return by_rank.empty() ? static_cast<Dictionary::Code>(rank_sought) : by_rank[rank_sought];
  }
};

NameOrder name_order(const Dictionary& names);

}  // namespace slakit
