// What conditions on a ticket's attributes mean to each other. Private to src/contract.
#pragma once

#include <cstddef>
#include <optional>

#include "slakit/contract/event_rule.hpp"

namespace slakit {

// What a ticket that matches both is known to be; nothing where none can match both.
std::optional<Where> both(const Where& a, const Where& b);

// What a ticket that is `known` and does not match `other` is known to be, as far as conditions can say it; nothing
// where every one matches.
std::optional<Where> without(const Where& known, const Where& other);

// Every ticket that matches `known` matches `wanted`.
bool implies(const Where& known, const Where& wanted);

// Targets of a clock that are compared with each other, value by value; a document has no more.
inline constexpr std::size_t targets_max = 256;
inline constexpr std::size_t comparisons_max = std::size_t{targets_max} * targets_max * targets_max;

}  // namespace slakit
