// Documents and what the reader says of their form, for tests/python/test_schema.py: one JSON object per line.
//
//     schema_documents 1 500 a.yaml b.yaml    // 500 documents from seed 1, then those files
//     {"name": "valid 0", "accepted": true, "codes": [], "document": {"slakit": 1, ...}}
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "contract/place.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/contract/schema.hpp"
#include "slakit/io/yaml.hpp"
#include "support/document_generator.hpp"

namespace {

using slakit::Value;

// The form alone: what its names mean is not looked at. What else an assumed value at or below `path` may be has to
// have the form of what stands there.
std::vector<slakit::Problem> problems_of_form(const Value& document, const std::string& path = "") {
  slakit::FieldReader reader("document");
  slakit::Contract contract;
  reader.read(slakit::contract_type(), document, &contract);
  std::vector<slakit::Problem> problems = reader.problems();
  for (const slakit::AssumedValue& assumed : reader.assumed()) {
    const bool is_below = path.empty() || assumed.path == path || assumed.path.starts_with(path + ".");
    if (!is_below) continue;
    for (const Value& other : assumed.otherwise) {
      Value trial = document;
      if (assumed.path.empty())
        trial = other;
      else if (!slakit::put_place(trial, assumed.path, other))
        continue;  // below a name with a dot in it, which has its own problem
      const std::vector<slakit::Problem> more = problems_of_form(trial, assumed.path);
      problems.insert(problems.end(), more.begin(), more.end());
    }
  }
  return problems;
}

void print(const std::string& name, const Value& document, const std::string& json) {
  const std::vector<slakit::Problem> problems = problems_of_form(document);
  boost::json::array codes;
  for (const slakit::Problem& problem : problems)
    codes.push_back(boost::json::string(problem.code + " " + problem.path));
  std::cout << R"({"name": )" << boost::json::serialize(boost::json::string(name)) << R"(, "accepted": )"
            << (problems.empty() ? "true" : "false") << R"(, "codes": )" << boost::json::serialize(codes)
            << R"(, "document": )" << json << "}\n";
}

// As it is read from JSON, where all text is in quotes.
void print_made(const std::string& name, const Value& document) {
  const std::string json = slakit::test::json_text(document);
  print(name, slakit::read_yaml(json, name), json);
}

void print_file(const std::string& path) {
  std::vector<slakit::Problem> problems;
  const std::string text = slakit::read_text_file(path, problems);
  const Value document = slakit::read_yaml(text, path, problems);
  if (problems.empty()) print(path, document, slakit::test::json_text(document));
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  slakit::test::DocumentGenerator generator(std::strtoull(arguments[1], nullptr, 10));
  const int documents = std::atoi(arguments[2]);
  for (int i = 0; i < documents; ++i) {
    const std::string number = std::to_string(i);
    const Value valid = generator.valid();
    print_made("valid " + number, valid);
    print_made("flawed " + number, generator.flawed());
    print_made("mutated " + number, generator.mutated(valid));
  }
  for (int i = 3; i < count; ++i) print_file(arguments[i]);
  return 0;
}
