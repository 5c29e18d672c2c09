// Places in a document's tree by path: keys joined by dots, list items by index. Private to src/contract.
#pragma once

#include <string_view>

#include "slakit/base/value.hpp"

namespace slakit {

// Takes the first step off a path.
std::string_view take_step(std::string_view& path);

// What stands one step below a value, an outer `assumed` of each included, or null. Borrowed.
const Value* child_of(const Value& parent, std::string_view step);

// The value at `path`, an outer `assumed` included, or null. Steps through `assumed` on the way. Borrowed.
const Value* find_place(const Value& document, std::string_view path);

// Puts `value` there. The last key may be new, and so may top-level `policies`; false where any other step is missing.
bool put_place(Value& document, std::string_view path, const Value& value);

}  // namespace slakit
