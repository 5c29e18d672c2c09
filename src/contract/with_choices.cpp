#include "slakit/contract/with_choices.hpp"

#include <utility>

#include "place.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/from_document.hpp"

namespace slakit {

namespace {

// The reading of a chosen place says what is used now, and offers what was used before.
void swap_reading(Value& reading, const Choice& choice) {
  const Value* set = reading.find("set");
  Value* use = reading.find("use");
  Value* otherwise = reading.find("else");
  if (set == nullptr || use == nullptr || otherwise == nullptr || without_assumed(*set).text != choice.path) return;
  const Value chosen = choice.value.is_null() ? Value::scalar("none") : choice.value;
  if (same_meaning(*use, chosen)) return;
  std::vector<Value> rest;
  for (Value& item : otherwise->items) {
    if (same_meaning(item, chosen)) continue;
    rest.push_back(std::move(item));
  }
  rest.insert(rest.begin(), *use);
  otherwise->items = std::move(rest);
  *use = chosen;
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
                          contract.source_name,
                          {}});
      continue;
    }
    Value* readings = document.find("readings");
    if (readings == nullptr) continue;
    for (auto& [name, reading] : readings->entries) swap_reading(reading, choice);
  }
  if (!problems.empty()) throw ContractError(std::move(problems));
  return contract_from_document(std::move(document), contract.source_name);
}

}  // namespace slakit
