#include "slakit/base/field_reader.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <variant>
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
  static const Type type = record<Cart>("a cart", {{"wheels", "what it rolls on", required},
                                                   {"loads", "what it carries"},
                                                   {"with_roof", "whether it has one", optional, "roof"}});
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

TEST(FieldReader, KeepsWhatElseAnAssumedValueMayBe) {
  const auto assumed = [](Value value, Value otherwise) {
    return Value::mapping({entry("assumed", std::move(value)), entry("else", std::move(otherwise))});
  };
  const Value document = Value::mapping(
      {entry("wheels", Value::mapping({entry("front", assumed(text("8"), Value::sequence({text("9"), text("10")})))})),
       entry("roof", assumed(text("none"), Value::sequence({text("true")}))),
       entry("loads", assumed(text("hay"), text("straw")))});
  Cart cart;
  FieldReader reader("cart");
  reader.read(type_of<Cart>(), document, &cart);
  EXPECT_EQ(cart.wheels[0].spokes, 8);
  EXPECT_EQ(codes_of(reader), std::vector<std::string>{"wrong-type loads"});
  ASSERT_EQ(reader.assumed().size(), 3U);
  ASSERT_EQ(reader.assumed()[0].otherwise.size(), 2U);
  EXPECT_EQ(reader.assumed()[0].otherwise[1].text, "10");
  EXPECT_EQ(reader.assumed()[1].otherwise.size(), 1U);
  EXPECT_TRUE(reader.assumed()[2].otherwise.empty());
}

TEST(FieldReader, SaysWhichWordsStandWhereAndWhatElseThereIs) {
  const Value document = Value::mapping(
      {entry("wheels", Value::mapping({entry("front", Value::mapping({entry("colour", text("dark blue"))}))}))});
  Cart cart;
  FieldReader reader("cart");
  reader.read(type_of<Cart>(), document, &cart);
  ASSERT_EQ(reader.chosen().size(), 1U);
  EXPECT_EQ(reader.chosen()[0].path, "wheels.front.colour");
  EXPECT_EQ(reader.chosen()[0].text, "dark blue");
  EXPECT_EQ(other_values(*reader.chosen()[0].type, text("dark blue")), std::vector<std::string>{"red"});
  EXPECT_EQ(other_values(type_of<bool>(), text("true")), std::vector<std::string>{"false"});
  EXPECT_TRUE(other_values(type_of<int>(), text("3")).empty());
}

TEST(FieldReader, CollectsProblemsWithPaths) {
  const Value document = Value::mapping(
      {entry("wheels", Value::mapping(
                           {entry("front", Value::mapping({entry("colour", text("green")), entry("spoke", text("8"))})),
                            entry("a.b", text("many"))})),
       entry("loads", Value::sequence({text("yes")})), entry("rof", text("true"))});
  Cart cart;
  FieldReader reader("cart");
  reader.read(type_of<Cart>(), document, &cart);
  EXPECT_EQ(codes_of(reader),
            (std::vector<std::string>{"unknown-value wheels.front.colour", "unknown-key wheels.front.spoke",
                                      "missing-key wheels.front", "bad-name wheels.a.b", "bad-number wheels.a.b",
                                      "quote-it loads.0", "unknown-key rof"}));
  EXPECT_NE(reader.problems()[0].message.find("red, dark blue"), std::string::npos);
  EXPECT_NE(reader.problems()[1].message.find("did you mean 'spokes'"), std::string::npos);
}

// Something drawn: a horse by its name, or an engine by its power.
struct Engine {
  int power = 0;
};
struct Team {
  std::variant<std::string, Engine> drawn_by;
  std::optional<int> speed;
  std::optional<int> pace;
};
BOOST_DESCRIBE_STRUCT(Engine, (), (power))
BOOST_DESCRIBE_STRUCT(Team, (), (drawn_by, speed, pace))

const Type& team_type() {
  static const Type type = [] {
    Type team = record<Team>("a team", {{"speed", "in miles"}, {"pace", "in minutes"}});
    team.fields.push_back(alternative<&Team::drawn_by, std::string>("horse", "its name"));
    team.fields.push_back(alternative<&Team::drawn_by, Engine, &Engine::power>("engine", "its power"));
    choose_one(team, "what draws it", {"horse", "engine"});
    choose_one(team, "how fast", {"speed", "pace"}, false);
    return team;
  }();
  return type;
}

std::vector<std::string> codes_of_team(const Value& document, Team& team) {
  FieldReader reader("team");
  reader.read(team_type(), document, &team);
  return codes_of(reader);
}

TEST(FieldReader, ReadsOneAlternativeOfAVariant) {
  Team team;
  EXPECT_TRUE(codes_of_team(Value::mapping({entry("engine", text("70")), entry("pace", text("2"))}), team).empty());
  EXPECT_EQ(std::get<Engine>(team.drawn_by).power, 70);
  EXPECT_EQ(team_type().find("horse")->look(&team), nullptr);
  EXPECT_TRUE(codes_of_team(Value::mapping({entry("horse", text("Rosinante"))}), team).empty());
  EXPECT_EQ(std::get<std::string>(team.drawn_by), "Rosinante");
}

TEST(FieldReader, RefusesNoneAndSeveralOfAChoice) {
  Team team;
  EXPECT_EQ(codes_of_team(Value::mapping({entry("speed", text("3"))}), team),
            std::vector<std::string>{"missing-choice "});
  EXPECT_EQ(codes_of_team(Value::mapping({entry("horse", text("Rosinante")), entry("engine", text("70")),
                                          entry("speed", text("3")), entry("pace", text("none"))}),
                          team),
            std::vector<std::string>{"several-choices "});
}

TEST(FieldReader, TakesNoneInQuotesAndAssumedForUnset) {
  Value none = text("none");
  none.quoted = true;
  const Value assumed = Value::mapping({entry("assumed", text("none"))});
  Cart cart;
  FieldReader reader("cart");
  reader.read(type_of<Cart>(),
              Value::mapping({entry("wheels", Value::mapping({entry("front", text("8"))})), entry("loads", none),
                              entry("roof", assumed)}),
              &cart);
  EXPECT_TRUE(reader.problems().empty());
  EXPECT_TRUE(cart.loads.empty());
  EXPECT_TRUE(reader.is_none("loads"));
  ASSERT_EQ(reader.assumed().size(), 1U);
  EXPECT_EQ(reader.assumed()[0].path, "roof");
}

// A choice that is written, but says nothing, would be no choice when it is written again.
TEST(FieldReader, RefusesAChoiceThatSaysNothing) {
  Team team;
  EXPECT_EQ(codes_of_team(Value::mapping({entry("horse", text(""))}), team),
            std::vector<std::string>{"missing-value horse"});
  EXPECT_EQ(codes_of_team(Value::mapping({entry("horse", text("none")), entry("engine", text("70"))}), team),
            std::vector<std::string>{});
}

struct Gate {
  std::vector<std::string> bars;
  std::vector<std::string> locks;
  bool open = false;
};
BOOST_DESCRIBE_STRUCT(Gate, (), (bars, locks, open))

TEST(FieldReader, TakesOneOrMoreOfAChoiceThatTakesSeveral) {
  Type gate = record<Gate>("a gate", {{"bars", "made of"}, {"locks", "locked by"}, {"open", "not shut", optional}});
  choose_some(gate, "what holds it", {"bars", "locks", "open"});
  gate.short_key = "bars";
  const auto codes = [&](const Value& document) {
    Gate read;
    FieldReader reader("gate");
    reader.read(gate, document, &read);
    return codes_of(reader);
  };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(codes(Value::mapping({entry("bars", text("oak")), entry("locks", text("iron"))})), Texts{});
  EXPECT_EQ(codes(text("oak")), Texts{});
  EXPECT_EQ(codes(Value::mapping({})), Texts{"missing-choice "});
  EXPECT_EQ(codes(Value::mapping({entry("open", text("false"))})), Texts{"missing-choice "});
  EXPECT_EQ(codes(Value::mapping({entry("bars", Value::sequence({}))})), Texts{"missing-value bars"});
  EXPECT_EQ(codes(Value::sequence({})), Texts{"missing-value "});
}

TEST(FieldReader, RefusesANameThatMarksWhatIsAssumed) {
  Cart cart;
  FieldReader reader("cart");
  reader.read(
      type_of<Cart>(),
      Value::mapping({entry("wheels", Value::mapping({entry("assumed", text("8")), entry("rear", text("9"))}))}),
      &cart);
  EXPECT_EQ(codes_of(reader), std::vector<std::string>{"bad-name wheels.assumed"});
}

}  // namespace
}  // namespace slakit
