#include "slakit/contract/schema.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace slakit {
namespace {

// Walks the table and calls `visit` once for every record in it.
template <class Visit>
void walk(const Type& type, std::set<const Type*>& seen, const Visit& visit) {
  if (!seen.insert(&type).second) return;
  if (type.item != nullptr) walk(*type.item, seen, visit);
  if (type.kind == Type::Kind::record) visit(type);
  for (const Field& field : type.fields) walk(*field.type, seen, visit);
}

TEST(Schema, EveryFieldSaysWhatItIs) {
  std::set<const Type*> seen;
  std::size_t records = 0;
  walk(contract_type(), seen, [&](const Type& record) {
    ++records;
    std::set<std::string_view> keys;
    for (const Field& field : record.fields) {
      EXPECT_FALSE(field.doc.empty()) << record.name << ": " << field.key;
      EXPECT_TRUE(keys.insert(field.key).second) << record.name << ": " << field.key << " twice";
      EXPECT_FALSE(field.type->name.empty()) << record.name << ": " << field.key;
    }
    if (!record.short_key.empty()) {
      EXPECT_NE(record.find(record.short_key), nullptr) << record.name;
    }
  });
  EXPECT_GE(records, 16U);
}

TEST(Schema, NamesWhatIsRequired) {
  const Type& contract = contract_type();
  std::set<std::string_view> required;
  for (const Field& field : contract.fields)
    if (field.required) required.insert(field.key);
  EXPECT_EQ(required, (std::set<std::string_view>{"slakit", "contract", "obligations"}));
  EXPECT_EQ(contract.find("readings")->type->item->find("otherwise"), nullptr);
  EXPECT_TRUE(contract.find("readings")->type->item->find("else")->required);
  EXPECT_EQ(contract.find("obligations")->type->item->find("clause")->doc, "where the contract promises it");
}

}  // namespace
}  // namespace slakit
