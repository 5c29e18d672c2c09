#include "slakit/io/contract_writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/base/field_writer.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/schema.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/yaml.hpp"
#include "support/document_generator.hpp"
#include "support/equal.hpp"

namespace slakit {
namespace {

using test::DocumentGenerator;

int documents() { return std::getenv("SLAKIT_FULL") != nullptr ? 20000 : 300; }

std::string texts_of(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += problem.code + " " + problem.path + ": " + problem.message + "\n";
  return text;
}

// What the tables alone make of a document.
Contract read_form(const Value& document) {
  Contract contract;
  FieldReader reader("document");
  reader.read(contract_type(), document, &contract);
  EXPECT_TRUE(reader.problems().empty()) << texts_of(reader.problems()) << to_yaml(document);
  return contract;
}

TEST(ContractWriter, AllFormsAreReadAsTheSameAgain) {
  DocumentGenerator generator(20240315);
  for (int i = 0; i < documents() && !HasFailure(); ++i) {
    const Value document = generator.valid();
    const Contract first = read_form(document);
    const Value written = write_value(contract_type(), &first);
    const Contract second = read_form(read_yaml(to_yaml(written), "written"));
    EXPECT_TRUE(test::equal(first, second)) << to_yaml(document) << "\nwritten\n" << to_yaml(written);
    EXPECT_EQ(to_yaml(write_value(contract_type(), &second)), to_yaml(written));
  }
  const std::set<const Field*> all = test::fields_of(contract_type());
  for (const Field* field : all) EXPECT_EQ(generator.covered().count(field), 1U) << "never made: " << field->key;
}

// Each in its own line, sorted: an unset key that is assumed moves to the end. What is used is in the contract.
std::string assumptions_of(const Contract& contract) {
  std::vector<std::string> lines;
  for (const Assumption& one : contract.assumptions)
    lines.push_back((one.kind == AssumptionKind::reading ? "reading " : "assumed ") + one.path + " [" + one.clause +
                    "] " + std::to_string(one.otherwise.size()) + "\n");
  std::sort(lines.begin(), lines.end());
  return std::accumulate(lines.begin(), lines.end(), std::string());
}

void expect_round_trip(Contract first) {
  const std::string written = write_contract(first);
  try {
    const Contract second = read_contract(written);
    first.include.clear();  // joined
    EXPECT_TRUE(test::equal(first, second)) << written;
    EXPECT_EQ(assumptions_of(first), assumptions_of(second)) << written;
    EXPECT_EQ(write_contract(second), written);
  } catch (const ContractError& error) {
    ADD_FAILURE() << texts_of(error.problems()) << written;
  }
}

// Takes out what is at `path`, or the nearest that is there.
void erase_place(Value& value, std::string_view path) {
  const std::size_t dot = path.find('.');
  const std::string_view step = path.substr(0, dot);
  const std::string_view rest = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  auto& inner = const_cast<Value&>(without_assumed(value));
  if (inner.is_sequence()) {
    const auto index = static_cast<std::size_t>(std::atoi(std::string(step).c_str()));
    if (index >= inner.items.size()) return;
    if (!rest.empty()) return erase_place(inner.items[index], rest);
    inner.items.erase(inner.items.begin() + static_cast<std::ptrdiff_t>(index));
    return;
  }
  const auto named = [&](const Value::Entry& entry) { return entry.first.text == step; };
  const auto entry = std::find_if(inner.entries.begin(), inner.entries.end(), named);
  if (entry == inner.entries.end()) return;
  const Value& held = without_assumed(entry->second);
  const std::string_view next = rest.substr(0, rest.find('.'));
  const bool goes_on = held.is_sequence() ? !held.items.empty() : held.is_mapping() && held.find(next) != nullptr;
  if (!rest.empty() && goes_on) return erase_place(entry->second, rest);
  inner.entries.erase(entry);
}

// A generated document without what the checks object to, if anything is left of it.
std::optional<Contract> consistent(Value& document) {
  for (int tries = 0; tries < 200; ++tries) {
    try {
      return read_contract(to_yaml(document));
    } catch (const ContractError& error) {
      for (const Problem& problem : error.problems()) {
        if (problem.path.empty()) return std::nullopt;
        erase_place(document, problem.path);
      }
    }
  }
  return std::nullopt;
}

struct Place {
  std::string path;
  const Value* value = nullptr;
};

// Any value below `value`, a step or more down.
Place any_place(const Value& value, DocumentGenerator& generator) {
  const Value& inner = without_assumed(value);
  const std::size_t count = inner.is_mapping() ? inner.entries.size() : inner.items.size();
  if (count == 0) return {};
  const std::size_t index = generator.below(count);
  const Value& held = inner.is_mapping() ? inner.entries[index].second : inner.items[index];
  const std::string step = inner.is_mapping() ? inner.entries[index].first.text : std::to_string(index);
  const Place inside = generator.chance(80) ? any_place(held, generator) : Place{};
  return inside.value == nullptr ? Place{step, &held} : Place{step + "." + inside.path, inside.value};
}

// `document` with a reading of one of its places, if `none` may stand there, too.
std::optional<Contract> with_reading(Value document, DocumentGenerator& generator) {
  const Place place = any_place(document, generator);
  Value reading = read_yaml("{text: \"\", set: \"\", use: \"\", else: [none]}", "");
  *reading.find("set") = text_value(place.path);
  *reading.find("use") = *place.value;
  Value readings = Value::mapping({});
  readings.entries.push_back({Value::scalar("one"), std::move(reading)});
  document.entries.push_back({Value::scalar("readings"), std::move(readings)});
  try {
    return read_contract(to_yaml(document));
  } catch (const ContractError&) {
    return std::nullopt;
  }
}

TEST(ContractWriter, GeneratedContractsAreReadAsTheSameAgain) {
  DocumentGenerator generator(7);
  int contracts = 0;
  int readings = 0;
  std::size_t assumed = 0;
  for (int i = 0; i < documents() / 3 && !HasFailure(); ++i) {
    Value document = generator.valid();
    const std::optional<Contract> contract = consistent(document);
    if (!contract) continue;
    ++contracts;
    assumed += contract->assumptions.size();
    expect_round_trip(*contract);
    for (int tries = 0; tries < 5; ++tries) {
      const std::optional<Contract> other = with_reading(document, generator);
      if (!other) continue;
      ++readings;
      expect_round_trip(*other);
    }
  }
  EXPECT_GE(readings, 20);
  EXPECT_GE(contracts, documents() / 20) << assumed;
  EXPECT_GE(assumed, 20U);
}

TEST(ContractWriter, WrittenContractsAreReadAsTheSameAgain) {
  namespace fs = std::filesystem;
  int contracts = 0;
  for (const char* folder : {"/examples", "/tests/cases"})
    for (const auto& entry : fs::recursive_directory_iterator(std::string(SLAKIT_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".yaml") continue;
      SCOPED_TRACE(entry.path().string());
      std::optional<Contract> contract;
      try {
        contract = read_contract_file(entry.path().string());
      } catch (const ContractError&) {  // no contract, or a bad one
      }
      if (!contract) continue;
      ++contracts;
      expect_round_trip(*contract);
    }
  EXPECT_GE(contracts, 5);
}

constexpr const char* small = R"(slakit: 1
contract: {id: small, time_zone: Asia/Shanghai, price: CNY 1000.00}
calendars: {round the clock: always}
obligations:
  response:
    clause: "1"
    clock:
      start: {of: {assumed: received}}
      stop: [{assumed: responded}]
      pause: {assumed: [waiting]}
      resume: replied
      cancel: {assumed: none, else: [called off]}
      calendar: round the clock
      target: {assumed: PT4H, else: [PT8H, {attribute: agreed}]}
penalties:
  late: {clause: "2", prices: [response], charge: [{rate: 1%, of: price, per: day}]}
readings:
  a day: {text: a day, set: penalties.late.charge.0.counting, use: pro rata, else: [started 24 h]}
)";

TEST(ContractWriter, KeepsWhatIsAssumedAndTheFormThatPathsNeed) {
  EXPECT_EQ(write_contract(read_contract(small)), R"(slakit: 1
contract:
  id: small
  time_zone: Asia/Shanghai
  price: CNY 1000.00
calendars:
  round the clock: always
obligations:
  response:
    clause: "1"
    clock:
      start:
        of:
          assumed: received
      stop:
        - assumed: responded
      pause:
        assumed: waiting
      resume: replied
      calendar: round the clock
      target:
        assumed: PT4H
        else:
          - PT8H
          - attribute: agreed
      cancel:
        assumed: none
        else: [called off]
penalties:
  late:
    clause: "2"
    prices: response
    charge:
      - rate: 1%
        of: price
        per: day
        counting: pro rata
readings:
  a day:
    text: a day
    set: penalties.late.charge.0.counting
    use: pro rata
    else: [started 24 h]
)");
  expect_round_trip(read_contract(small));
}

}  // namespace
}  // namespace slakit
