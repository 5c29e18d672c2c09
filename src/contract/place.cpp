#include "place.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "slakit/base/value_text.hpp"

namespace slakit {

std::string_view take_step(std::string_view& path) {
  const std::size_t dot = path.find('.');
  const std::string_view step = path.substr(0, dot);
  path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  return step;
}

const Value* child_of(const Value& parent, std::string_view step) {
  const Value& inner = without_assumed(parent);
  if (inner.is_mapping()) return inner.find(step);
  std::size_t index = 0;
  const auto [stop, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  const bool is_index = error == std::errc{} && stop == step.data() + step.size();
  return inner.is_sequence() && is_index && index < inner.items.size() ? &inner.items[index] : nullptr;
}

const Value* find_place(const Value& document, std::string_view path) {
  const Value* place = &document;
  while (place != nullptr && !path.empty()) place = child_of(*place, take_step(path));
  return place;
}

bool put_place(Value& document, std::string_view path, const Value& value) {
  const auto as_scalar_none = [](const Value& given) { return given.is_null() ? Value::scalar("none") : given; };
  Value* place = &document;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::string_view step = take_step(rest);
    auto* next = const_cast<Value*>(child_of(*place, step));
    if (next == nullptr) {
      auto& parent = const_cast<Value&>(without_assumed(*place));
      const bool may_be_new = rest.empty() || (place == &document && step == "policies");
      if (!may_be_new || !parent.is_mapping() || step.empty()) return false;
      Value fresh = Value::mapping({});
      fresh.mark = value.mark;
      parent.entries.push_back({Value::scalar(std::string(step), value.mark), std::move(fresh)});
      next = &parent.entries.back().second;
    }
    place = next;
  }
  if (place == &document) return false;
  const Mark mark = place->mark;
  *place = as_scalar_none(value);
  if (place->mark.line == 0) place->mark = mark;
  return true;
}

std::vector<Value> alternatives_at(const Value* document, std::string_view path) {
  const Value* place = document != nullptr ? find_place(*document, path) : nullptr;
  return place != nullptr ? alternatives_of(*place) : std::vector<Value>{};
}

std::vector<Value> alternatives_of(const ReadingRule& reading, const Value* document) {
  std::vector<Value> all = reading.otherwise;
  for (Value& other : alternatives_at(document, reading.set))
    if (std::none_of(all.begin(), all.end(), [&](const Value& known) { return same_meaning(known, other); }))
      all.push_back(std::move(other));
  return all;
}

}  // namespace slakit
