#include "slakit/contract/with_choices.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "place.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/from_document.hpp"

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
    if (!put_place(document, choice.path, choice.value)) {
      problems.push_back({"unknown-path",
                          choice.path,
                          "there is no such place in the contract; write a path of its keys",
                          "choice",
                          {}});
      continue;
    }
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
