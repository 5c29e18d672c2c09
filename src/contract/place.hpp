// Places in a document's tree by path: keys joined by dots, list items by index. Private to src/contract.
#pragma once

#include <string_view>
#include <vector>

#include "slakit/base/value.hpp"
#include "slakit/contract/reading.hpp"

namespace slakit {

// Takes the first step off a path.
std::string_view take_step(std::string_view& path);

// What stands one step below a value, an outer `assumed` of each included, or null. Borrowed.
const Value* child_of(const Value& parent, std::string_view step);

// The value at `path`, an outer `assumed` included, or null. Steps through `assumed` on the way. Borrowed.
const Value* find_place(const Value& document, std::string_view path);

// Puts `value` there. The last key may be new, and so may top-level `policies`; false where any other step is missing.
bool put_place(Value& document, std::string_view path, const Value& value);

// What else the assumed value at `path` may be, where the document lists that. `document` may be null.
std::vector<Value> alternatives_at(const Value* document, std::string_view path);

// What else a reading's place may be: what the reading lists, then what stands beside an assumed value there.
std::vector<Value> alternatives_of(const ReadingRule& reading, const Value* document);

}  // namespace slakit
