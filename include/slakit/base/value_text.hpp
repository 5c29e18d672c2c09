// Values as a person would write them in a document, on one line; io/yaml.hpp writes whole documents.
//
//     to_document_text(Value::sequence({Value::scalar("a"), Value::scalar("b c")}))   // "[a, b c]"
//     resolves_away("12:30")   // true: YAML 1.1 reads it as the number 750
//     same_meaning(Value::scalar("x"), Value::sequence({Value::scalar("x")}))   // true
//
// Source: YAML 1.1 types (bool, int, float, null, timestamp), YAML 1.2 core schema. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/value.hpp"

namespace slakit {

// Whether some YAML reader takes this plain text for a bool, number, null or date instead of text.
bool resolves_away(std::string_view plain);

// Whether YAML readers see this text without quotes as it is, if perhaps as a number or date. Brackets and commas end
// it inside brackets.
bool reads_plain(std::string_view text, bool in_brackets);

// In double quotes, what needs it escaped: "say \"so\"".
std::string in_quotes(std::string_view text);

// A scalar's text, in quotes where it needs them or has them and would resolve away.
std::string scalar_text(const Value& value, bool in_brackets);

// With mappings and lists in brackets.
std::string to_document_text(const Value& value);

// {assumed: X} -> X, and {assumed: X, else: [Y]}, too; anything else itself. Borrowed.
const Value& without_assumed(const Value& value) noexcept;

// What else an assumed value may be: {assumed: X, else: [Y, Z]} -> Y, Z.
std::vector<Value> alternatives_of(const Value& value);

// Equal but for marks, quotes, `assumed`, the order of keys, and brackets around one item.
bool same_meaning(const Value& a, const Value& b) noexcept;

// A copy of `text` with control characters shown as "?" and at most `code_points_max` code points, for messages.
std::string shown(std::string_view text, std::size_t code_points_max = 60);

}  // namespace slakit
