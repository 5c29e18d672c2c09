// Reads a document into described types, collecting every problem with its place.
//
//     FieldReader reader("contract.yaml");
//     Contract contract;
//     reader.read(type_of<Contract>(), value, &contract);
//     reader.problems()    // all of them; empty: `contract` is what the document says
//
// One non-template walk over the tables of field.hpp. It knows: required and unknown keys, one item for a list of one,
// short forms, mappings that are lists of named items, `{assumed: X}` around any value, with what else it may be or
// without (`{assumed: X, else: [Y, Z]}`), `none` for an optional key (in quotes, too: JSON has no other way), and text
// that other YAML readers would take for something else. What one key means to another, and whether Y and Z fit, is
// checked by who owns the types. Paths are keys joined by dots, list items by their index from 0:
// "obligations.on-site.clock.stop.1".
// Ownership: values it is given stay the caller's. Thread-safety: one reader, one thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/field.hpp"
#include "slakit/base/problem.hpp"
#include "slakit/base/value.hpp"

namespace slakit {

// A value marked {assumed: X}, or {assumed: X, else: [Y, Z]}.
struct AssumedValue {
  std::string path;
  std::string clause;  // of the nearest enclosing record that has one
  Value value;
  std::vector<Value> otherwise;  // Y, Z
  const Type* type = nullptr;    // what may stand there
};

// A value that is one of few words, where it stands.
struct ChosenValue {
  std::string path;
  std::string clause;
  std::string text;
  const Type* type = nullptr;
};

// What else may stand where `used` does, if its type has few values: an enumeration, or true and false.
std::vector<std::string> other_values(const Type& type, const Value& used);

class FieldReader {
 public:
  explicit FieldReader(std::string source);
  explicit FieldReader(std::vector<std::string> sources);  // a Mark's `file` counts in them

  void read(const Type& type, const Value& value, void* object);

  // One step down the path while it lives. `mark` is where the step's key stands.
  class Step {
   public:
    Step(FieldReader& reader, std::string_view key, Mark mark);
    ~Step();
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    FieldReader& reader_;
    std::size_t path_size_;
    Mark key_mark_;
  };

  // For leaves. A problem here, at `value`; a scalar's text, or null and a problem saying that `expected` was.
  void problem(std::string code, std::string message, const Value& value);
  const std::string* scalar(const Value& value, std::string_view expected);

  // For checks after reading: a problem at the place that `path` names, or the nearest place above it.
  void problem_at(std::string code, std::string path, std::string message);
  Mark mark_of(std::string_view path) const;
  bool has(std::string_view path) const;
  bool is_none(std::string_view path) const;  // the document says `none` there

  const std::string& path() const noexcept { return path_; }
  std::vector<Problem>& problems() noexcept { return problems_; }
  const std::vector<Problem>& problems() const noexcept { return problems_; }
  const std::vector<AssumedValue>& assumed() const noexcept { return assumed_; }
  const std::vector<ChosenValue>& chosen() const noexcept { return chosen_; }  // of enumerations

 private:
  void add_assumed(const Type& type, const Value& value);
  void read_enumeration(const Type& type, const Value& value, void* object);
  void read_list(const Type& type, const Value& value, void* object);
  void read_named(const Type& item, const Type& list, const Value& value, void* object);
  void read_record(const Type& type, const Value& value, void* object);
  void read_entries(const Type& type, const Value& value, void* object);
  void read_field(const Field& field, const Value& value, void* object);
  void report_missing(const Type& type, const Value& value);
  void check_choices(const Type& type, const Value& value);
  void add(std::string code, std::string path, std::string message, Mark mark);

  std::vector<std::string> sources_;
  std::string path_;
  std::string clause_;
  Mark key_mark_;
  std::map<std::string, Mark, std::less<>> marks_;
  std::vector<std::string> none_;
  std::vector<Problem> problems_;
  std::vector<AssumedValue> assumed_;
  std::vector<ChosenValue> chosen_;
};

// "a list", "a mapping", "nothing", or the text in quotes.
std::string what_it_is(const Value& value);

}  // namespace slakit
