// Where a named item stands in its list. Private to src.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <string>
#include <vector>

namespace slakit {

// The reader has checked that every name used exists.
template <class Named>
std::size_t index_of(const std::vector<Named>& list, const std::string& name) noexcept {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Named& item) { return item.name == name; });
  assert(found != list.end());
  return static_cast<std::size_t>(found - list.begin());
}

}  // namespace slakit
