// A document as a tree of text, before anything is known about its meaning.
//
// YAML and JSON readers (floor io) make it; the contract reader turns it into types; a reading replaces one of its
// nodes. Scalars stay text: what "1%" or "12:30" means is decided where it is expected.
//
//     Value v = Value::mapping({{Value::scalar("rate"), Value::scalar("1%")}});
//     v.find("rate")->text   // "1%"
//
// Ownership: a Value owns its children. Thread-safety: a plain value. Compiled (floor io).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/problem.hpp"

namespace slakit {

struct Value {
  enum class Kind : std::uint8_t { null, scalar, sequence, mapping };
  struct Entry;

  Kind kind = Kind::null;
  bool quoted = false;  // a scalar written in quotes or as a block: its text means itself
  Mark mark;
  std::string text;            // scalar
  std::vector<Value> items;    // sequence
  std::vector<Entry> entries;  // mapping, in document order

  static Value scalar(std::string text, Mark mark = {});
  static Value sequence(std::vector<Value> items, Mark mark = {});
  static Value mapping(std::vector<Entry> entries, Mark mark = {});

  bool is_null() const noexcept { return kind == Kind::null; }
  bool is_scalar() const noexcept { return kind == Kind::scalar; }
  bool is_sequence() const noexcept { return kind == Kind::sequence; }
  bool is_mapping() const noexcept { return kind == Kind::mapping; }

  // The value under `key`, or null where there is none. Borrowed.
  const Value* find(std::string_view key) const noexcept;
  Value* find(std::string_view key) noexcept;
};

// Key and value; keys are scalars. (Not a std::pair: a pair of a type that holds it is refused by clang.)
struct Value::Entry {
  Value first;
  Value second;
};

}  // namespace slakit
