// Rows of two lists that stand for the same thing. Private to src.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

#include "slakit/time/instant.hpp"

namespace slakit {

// By what rows are matched: their names, and when they came about, or else their number.
struct Matched {
  std::tuple<std::string_view, std::string_view, std::string_view> names;
  std::optional<Instant> at;
  std::int32_t number = 0;
};

// By row of `after`: the row of `before` that it is. First those of one instant; of the rest those of one number. A
// number alone says little: an event that comes late is one cycle more, and those after it have other numbers. Of equal
// rows the first is matched with the first.
std::vector<std::optional<std::size_t>> match(const std::vector<Matched>& before, const std::vector<Matched>& after);

}  // namespace slakit
