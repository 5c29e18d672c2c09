#include "slakit/io/contract_writer.hpp"

#include <utility>
#include <vector>

#include "contract/place.hpp"
#include "slakit/base/field_writer.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/schema.hpp"
#include "slakit/io/yaml.hpp"

namespace slakit {

namespace {

// Other parts of the document name these by their path.
std::vector<std::string> named_places(const Contract& contract) {
  std::vector<std::string> places;
  for (const Assumption& assumption : contract.assumptions)
    if (assumption.kind == AssumptionKind::assumed) places.push_back(assumption.path);
  for (const ReadingRule& reading : contract.readings) places.push_back(reading.set);
  for (const Amendment& amendment : contract.amendments)
    for (const AmendedPlace& change : amendment.changes) places.push_back(change.set);
  return places;
}

Value marked_assumed(Value value, std::vector<Value> otherwise) {
  Value marked = Value::mapping({});
  marked.entries.push_back({Value::scalar("assumed"), std::move(value)});
  if (!otherwise.empty()) marked.entries.push_back({Value::scalar("else"), Value::sequence(std::move(otherwise))});
  return marked;
}

// What is assumed to be unset has no value in the contract, only in its assumption.
void mark_assumed(Value& document, const Assumption& assumption, std::vector<Value> otherwise) {
  if (assumption.path.empty()) {
    document = marked_assumed(std::move(document), {});
    return;
  }
  const Value* place = find_place(document, assumption.path);
  if (place == nullptr)
    put_place(document, assumption.path, marked_assumed(read_yaml(assumption.used, ""), std::move(otherwise)));
  else if (&without_assumed(*place) == place)
    put_place(document, assumption.path, marked_assumed(*place, std::move(otherwise)));
}

}  // namespace

Value contract_document(const Contract& contract) {
  Contract whole = contract;
  whole.include.clear();
  Value document = write_value(contract_type(), &whole, named_places(contract));
  for (const ReadingRule& reading : contract.readings) put_place(document, reading.set, reading.use);
  for (const Assumption& assumption : contract.assumptions) {
    std::vector<Value> otherwise = alternatives_at(contract.document.get(), assumption.path);
    // A reading says that nothing is given where it stands.
    if (assumption.kind == AssumptionKind::assumed || !otherwise.empty())
      mark_assumed(document, assumption, std::move(otherwise));
  }
  return document;
}

std::string write_contract(const Contract& contract) { return to_yaml(contract_document(contract)); }

}  // namespace slakit
