#include "slakit/base/value.hpp"

#include <utility>

namespace slakit {

Value Value::scalar(std::string text, Mark mark) {
  Value value;
  value.kind = Kind::scalar;
  value.text = std::move(text);
  value.mark = mark;
  return value;
}

Value Value::sequence(std::vector<Value> items, Mark mark) {
  Value value;
  value.kind = Kind::sequence;
  value.items = std::move(items);
  value.mark = mark;
  return value;
}

Value Value::mapping(std::vector<Entry> entries, Mark mark) {
  Value value;
  value.kind = Kind::mapping;
  value.entries = std::move(entries);
  value.mark = mark;
  return value;
}

const Value* Value::find(std::string_view key) const noexcept {
  for (const Entry& entry : entries)
    if (entry.first.text == key) return &entry.second;
  return nullptr;
}

Value* Value::find(std::string_view key) noexcept {
  return const_cast<Value*>(static_cast<const Value*>(this)->find(key));
}

}  // namespace slakit
