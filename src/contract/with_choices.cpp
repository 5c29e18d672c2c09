#include "slakit/contract/with_choices.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "place.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/from_document.hpp"
#include "slakit/contract/schema.hpp"

namespace slakit {

namespace {

// What stands at `set` after the choice; nothing where the choice is about another place.
std::optional<Value> chosen_at(const Value& document, std::string_view set, const Choice& choice) {
  if (set == choice.path) return choice.value.is_null() ? Value::scalar("none") : choice.value;
  const bool is_inside =
      choice.path.size() > set.size() && choice.path.starts_with(set) && choice.path[set.size()] == '.';
  const Value* place = is_inside ? find_place(document, set) : nullptr;
  return place != nullptr ? std::optional(*place) : std::nullopt;
}

// The reading of a chosen place says what is used now, and offers what was used before.
void swap_reading(const Value& document, Value& reading, const Choice& choice) {
  const Value* set = reading.find("set");
  Value* use = reading.find("use");
  Value* otherwise = reading.find("else");
  if (set == nullptr || use == nullptr || otherwise == nullptr) return;
  const std::optional<Value> chosen = chosen_at(document, without_assumed(*set).text, choice);
  if (!chosen || same_meaning(*use, *chosen)) return;
  std::vector<Value> rest;
  for (Value& item : otherwise->items) {
    if (same_meaning(item, *chosen)) continue;
    rest.push_back(std::move(item));
  }
  rest.insert(rest.begin(), *use);
  otherwise->items = std::move(rest);
  *use = *chosen;
}

// Writes short forms on the way to `path` in full where its next step is a key of theirs: `form` as {form: form}.
void lengthen(Value& document, std::string_view path) {
  const Type* type = &contract_type();
  for (Value* value = &document; value != nullptr;) {
    value = &const_cast<Value&>(without_assumed(*value));
    while (type->kind == Type::Kind::optional) type = type->item;
    const bool is_one_item = type->kind == Type::Kind::list && !type->item->name_field && !value->is_sequence();
    if (is_one_item) {
      type = type->item;
      continue;
    }
    const std::string_view step = take_step(path);
    const bool is_record = type->kind == Type::Kind::record;
    const Field* field = is_record ? type->find(step) : nullptr;
    if (step.empty() || (is_record ? field == nullptr : type->kind != Type::Kind::list)) return;
    if (is_record && !value->is_mapping()) {
      if (type->short_key.empty() || value->is_null() || value->text == "none") return;
      Value whole = Value::mapping({}, value->mark);
      whole.entries.push_back({Value::scalar(std::string(type->short_key)), std::move(*value)});
      *value = std::move(whole);
    }
    type = is_record ? field->type : type->item;
    value = const_cast<Value*>(child_of(*value, step));
  }
}

// An assumed value that a choice puts another in place of, or changes something in, and that lists what else it may be.
struct Replaced {
  std::string path;
  Value used;
  std::vector<Value> otherwise;
};

std::vector<Replaced> replaced_by(const Value& document, const Choice& choice) {
  std::vector<Replaced> all;
  for (std::size_t end = 0; end < choice.path.size();) {
    end = std::min(choice.path.find('.', end + 1), choice.path.size());
    const std::string path = choice.path.substr(0, end);
    const Value* place = find_place(document, path);
    if (place == nullptr) break;
    std::vector<Value> otherwise = alternatives_of(*place);
    const bool says_its_own = path == choice.path && !alternatives_of(choice.value).empty();
    if (!otherwise.empty() && !says_its_own) all.push_back({path, without_assumed(*place), std::move(otherwise)});
  }
  return all;
}

// It stays assumed, and may also be what was used before.
void mark_again(Value& document, Replaced replaced) {
  const Value* place = find_place(document, replaced.path);
  if (place == nullptr) return;
  const Value now = without_assumed(*place);
  if (!same_meaning(now, replaced.used)) {
    std::erase_if(replaced.otherwise, [&](const Value& other) { return same_meaning(other, now); });
    replaced.otherwise.insert(replaced.otherwise.begin(), std::move(replaced.used));
  }
  put_place(document, replaced.path,
            Value::mapping({{Value::scalar("assumed"), now},
                            {Value::scalar("else"), Value::sequence(std::move(replaced.otherwise))}},
                           now.mark));
}

// A value that does not fit stands in no line of the document; it is the caller's.
std::vector<Problem> located(std::vector<Problem> problems, const std::vector<Choice>& choices) {
  for (Problem& problem : problems)
    for (const Choice& choice : choices)
      if (problem.path == choice.path || problem.path.starts_with(choice.path + ".")) {
        problem.source = "choice";
        problem.mark = {};
      }
  return problems;
}

}  // namespace

Contract with_choices(const Contract& contract, const std::vector<Choice>& choices) {
  Value document = *contract.document;
  std::vector<Problem> problems;
  for (const Choice& choice : choices) {
    lengthen(document, choice.path);
    std::vector<Replaced> replaced = replaced_by(document, choice);
    if (!put_place(document, choice.path, choice.value)) {
      problems.push_back({"unknown-path",
                          choice.path,
                          "there is no such place in the contract; write a path of its keys",
                          "choice",
                          {}});
      continue;
    }
    for (Replaced& one : replaced) mark_again(document, std::move(one));
    Value* readings = document.find("readings");
    if (readings == nullptr) continue;
    for (auto& [name, reading] : readings->entries) swap_reading(document, reading, choice);
  }
  if (!problems.empty()) throw ContractError(std::move(problems));
  try {
    return contract_from_document(std::move(document), contract.source_names);
  } catch (const ContractError& error) {
    throw ContractError(located(error.problems(), choices));
  }
}

}  // namespace slakit
