#include "slakit/base/field_reader.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace slakit {

using enum FieldNote::Presence;

enum class Colour { red, dark_blue };
BOOST_DESCRIBE_ENUM(Colour, red, dark_blue)

struct Wheel {
  std::string name;
  int spokes = 0;
  std::optional<Colour> colour;
};
BOOST_DESCRIBE_STRUCT(Wheel, (), (name, spokes, colour))

struct Cart {
  std::vector<Wheel> wheels;
  std::vector<std::string> loads;
  bool with_roof = false;
};
BOOST_DESCRIBE_STRUCT(Cart, (), (wheels, loads, with_roof))

template <>
const Type& type_of<Wheel>() {
  static const Type type = [] {
    Type wheel = named_record<Wheel>("a wheel", "name", {{"spokes", "how many"}, {"colour", "its paint"}});
    wheel.short_key = "spokes";
    return wheel;
  }();
  return type;
}

template <>
const Type& type_of<Cart>() {
  static const Type type = [] {
    Type cart = record<Cart>("a cart", {{"wheels", "what it rolls on", required},
                                        {"loads", "what it carries"},
                                        {"with_roof", "whether it has one", optional, "roof"}});
    cart.later = {{"horse", "a horse"}};
    return cart;
  }();
  return type;
}

namespace {

Value text(const char* word) { return Value::scalar(word); }
Value::Entry entry(const char* key, Value value) { return {text(key), std::move(value)}; }

std::vector<std::string> codes_of(FieldReader& reader) {
  std::vector<std::string> codes;
  for (const Problem& problem : reader.problems()) codes.push_back(problem.code + " " + problem.path);
  return codes;
}

TEST(Field, TheTableSaysWhatTheStructDoes) {
  const Type& cart = type_of<Cart>();
  ASSERT_EQ(cart.fields.size(), 3U);
  EXPECT_EQ(cart.fields[2].key, "roof");
  EXPECT_TRUE(cart.fields[0].required);
  EXPECT_FALSE(cart.fields[1].required);
  EXPECT_FALSE(cart.fields[2].required);
  const Type& wheel = type_of<Wheel>();
  EXPECT_TRUE(wheel.find("spokes")->required);
  EXPECT_FALSE(wheel.find("colour")->required);
  EXPECT_EQ(wheel.find("colour")->type->item->values, (std::vector<std::string>{"red", "dark blue"}));
}

TEST(FieldReader, ReadsNamedListsShortFormsAndSingleItems) {
  const Value document = Value::mapping(
      {entry("wheels", Value::mapping({entry("front", text("8")),
                                       entry("rear", Value::mapping({entry("spokes", text("12")),
                                                                     entry("colour", text("dark blue"))}))})),
       entry("loads", text("hay")), entry("roof", text("true"))});
  Cart cart;
  FieldReader reader("cart");
  reader.read(type_of<Cart>(), document, &cart);
  EXPECT_TRUE(reader.problems().empty());
  ASSERT_EQ(cart.wheels.size(), 2U);
  EXPECT_EQ(cart.wheels[0].name, "front");
  EXPECT_EQ(cart.wheels[0].spokes, 8);
  EXPECT_EQ(cart.wheels[1].colour, Colour::dark_blue);
  EXPECT_EQ(cart.loads, std::vector<std::string>{"hay"});
  EXPECT_TRUE(cart.with_roof);
}

TEST(FieldReader, UnwrapsAssumedValuesAnywhere) {
  const auto assumed = [](Value value) { return Value::mapping({entry("assumed", std::move(value))}); };
  const Value document = Value::mapping({entry("wheels", Value::mapping({entry("front", assumed(text("8")))})),
                                         entry("loads", Value::sequence({text("hay"), assumed(text("straw"))}))});
  Cart cart;
  FieldReader reader("cart");
  reader.read(type_of<Cart>(), document, &cart);
  EXPECT_TRUE(reader.problems().empty());
  EXPECT_EQ(cart.wheels[0].spokes, 8);
  EXPECT_EQ(cart.loads, (std::vector<std::string>{"hay", "straw"}));
  ASSERT_EQ(reader.assumed().size(), 2U);
  EXPECT_EQ(reader.assumed()[0].path, "wheels.front");
  EXPECT_EQ(reader.assumed()[1].path, "loads.1");
}

TEST(FieldReader, CollectsProblemsWithPaths) {
  const Value document = Value::mapping(
      {entry("wheels", Value::mapping(
                           {entry("front", Value::mapping({entry("colour", text("green")), entry("spoke", text("8"))})),
                            entry("a.b", text("many"))})),
       entry("loads", Value::sequence({text("yes")})), entry("horse", text("1")), entry("rof", text("true"))});
  Cart cart;
  FieldReader reader("cart");
  reader.read(type_of<Cart>(), document, &cart);
  EXPECT_EQ(codes_of(reader),
            (std::vector<std::string>{"unknown-value wheels.front.colour", "unknown-key wheels.front.spoke",
                                      "missing-key wheels.front", "bad-name wheels.a.b", "bad-number wheels.a.b",
                                      "quote-it loads.0", "not-supported-yet horse", "unknown-key rof"}));
  EXPECT_NE(reader.problems()[0].message.find("red, dark blue"), std::string::npos);
  EXPECT_NE(reader.problems()[1].message.find("did you mean 'spokes'"), std::string::npos);
}

}  // namespace
}  // namespace slakit
