// That schema and reader take the same documents is proven by tests/python/test_schema.py.
#include "slakit/io/contract_schema.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "slakit/contract/schema.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

const std::string published = std::string(SLAKIT_SOURCE_DIR) + "/bindings/python/slakit/contract.schema.json";

// Written by SLAKIT_GOLDEN=write; a difference is a change of the language.
TEST(ContractSchema, ThePublishedFileIsUpToDate) {
  if (std::getenv("SLAKIT_GOLDEN") != nullptr) std::ofstream(published) << contract_schema();
  std::ifstream file(published);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(text == contract_schema()) << "SLAKIT_GOLDEN=write renews " << published;
}

void collect_references(const json::value& value, std::set<std::string>& references) {
  if (const json::array* items = value.if_array())
    for (const json::value& item : *items) collect_references(item, references);
  if (const json::object* entries = value.if_object())
    for (const auto& [key, held] : *entries) {
      if (key == "$ref") references.insert(std::string(held.as_string()));
      collect_references(held, references);
    }
}

TEST(ContractSchema, EveryDefinitionIsUsedAndEveryReferenceDefined) {
  const json::value schema = json::parse(contract_schema());
  std::set<std::string> defined;
  for (const auto& [name, definition] : schema.at("$defs").as_object()) defined.insert("#/$defs/" + std::string(name));
  std::set<std::string> used;
  collect_references(schema, used);
  EXPECT_EQ(used, defined);
}

TEST(ContractSchema, SaysAtEachKeyWhatTheTableSays) {
  const json::value schema = json::parse(contract_schema());
  const json::value& obligation = schema.at_pointer("/$defs/obligation/anyOf/0");
  const Type& type = *contract_type().find("obligations")->type->item;
  EXPECT_EQ(obligation.at("properties").as_object().size(), type.fields.size());
  for (const Field& field : type.fields)
    EXPECT_EQ(obligation.at("properties").at(std::string(field.key)).at("description").as_string(), field.doc);
  EXPECT_EQ(obligation.at("required"), json::array{"clause"});
  EXPECT_EQ(obligation.at("allOf").at(0).at("oneOf").as_array().size(), 7U);
  EXPECT_EQ(schema.at_pointer("/$defs/cut-order/anyOf/0/enum"),
            (json::array{"oldest first", "pro rata", "largest first"}));
}

}  // namespace
}  // namespace slakit
