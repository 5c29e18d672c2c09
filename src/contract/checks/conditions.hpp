// What conditions on a ticket's attributes mean to each other. Private to src/contract.
#pragma once

#include <optional>

#include "slakit/contract/event_rule.hpp"

namespace slakit {

// What a ticket that matches both is known to be; nothing where none can match both.
std::optional<Where> both(const Where& a, const Where& b);

// Every ticket that matches `known` matches `wanted`.
bool implies(const Where& known, const Where& wanted);

}  // namespace slakit
