#include "slakit/contract/stated_choices.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "slakit/base/field_reader.hpp"
#include "slakit/contract/schema.hpp"

namespace slakit {

namespace {

constexpr std::string_view money_sections[] = {"policies", "penalties", "caps", "minimums", "settlement"};

bool is_in(std::string_view path, std::string_view place) {
  return path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '.');
}

// What amounts and verdicts are computed by. Not what an obligation is about ("layer"), nor what excuses it.
bool is_of_computation(std::string_view path) {
  constexpr std::ptrdiff_t steps_to_measure = 3;  // obligations.response.clock.cycles
  if (is_in(path, "obligations")) return std::count(path.begin(), path.end(), '.') >= steps_to_measure;
  return path == "contract.term.counting" ||
         std::any_of(std::begin(money_sections), std::end(money_sections),
                     [&](std::string_view section) { return is_in(path, section); });
}

bool is_open(const Contract& contract, std::string_view path) {
  return std::any_of(contract.assumptions.begin(), contract.assumptions.end(),
                     [&](const Assumption& one) { return is_in(path, one.path); });
}

}  // namespace

std::vector<Assumption> stated_choices(const Contract& contract) {
  if (contract.document == nullptr) return {};
  FieldReader reader(contract.source_names.empty() ? std::vector<std::string>{""} : contract.source_names);
  Contract read;
  reader.read(contract_type(), *contract.document, &read);
  std::vector<Assumption> list;
  for (const ChosenValue& value : reader.chosen()) {
    if (!is_of_computation(value.path) || is_open(contract, value.path)) continue;
    std::vector<std::string> otherwise = other_values(*value.type, Value::scalar(value.text));
    list.push_back({AssumptionKind::stated, value.clause, value.path, value.text, std::move(otherwise), ""});
  }
  return list;
}

}  // namespace slakit
