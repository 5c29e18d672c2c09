// Random contract documents, made from the tables the reader reads by. A test library.
//
//     DocumentGenerator generator(1);
//     Value right = generator.valid();     // its form is right; what its names refer to may not be there
//     Value wrong = generator.flawed();    // the same with one mistake, as a rule one of form
//     json_text(right)                     // "{\"slakit\": 1, \"contract\": {...}}"
//
// Equal seeds give equal documents. Names and texts come from few words, so that many references find something.
#pragma once

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/field.hpp"
#include "slakit/base/value.hpp"

namespace slakit::test {

class DocumentGenerator {
 public:
  explicit DocumentGenerator(std::uint64_t seed) : engine_(seed) {}

  Value valid();
  Value flawed();

  // A copy with one change anywhere that knows nothing of types: right or wrong, who knows.
  Value mutated(Value document);

  // All fields that documents of this generator have had.
  const std::set<const Field*>& covered() const noexcept { return covered_; }

  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }
  bool chance(unsigned percent) { return below(100) < percent; }

 private:
  Value make(const Type& type, std::string_view key);
  Value make_assumed(const Type& type, std::string_view key);
  Value make_leaf(const Type& type, std::string_view key);
  Value make_list(const Type& type, std::string_view key);
  Value make_named(const Type& type);
  Value make_record(const Type& type);
  Value make_fields(const Type& type);
  Value make_field(const Field& field);
  Value make_flaw(const Type& type, std::string_view key);
  Value flawed_record(const Type& type);
  std::vector<Value> names(const Type& type);
  const Value& one_of(const std::vector<Value>& values) { return values[below(values.size())]; }

  std::mt19937_64 engine_;
  std::set<const Field*> covered_;
  std::vector<const Type*> nodes_;  // of the document being made, one after the other
  std::size_t flaw_at_ = 0;
};

// Every field of the table that `type` is the root of.
std::set<const Field*> fields_of(const Type& type);

// Text in quotes, and what is plain and a number, true or false as it stands.
std::string json_text(const Value& value);

}  // namespace slakit::test
