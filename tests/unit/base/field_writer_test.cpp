#include "slakit/base/field_writer.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "slakit/base/field_reader.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/io/yaml.hpp"

namespace slakit {

using enum FieldNote::Presence;

enum class Paint { red, dark_blue };
BOOST_DESCRIBE_ENUM(Paint, red, dark_blue)

struct Load {
  std::string name;
  int weight = 0;
};
BOOST_DESCRIBE_STRUCT(Load, (), (name, weight))

struct Mule {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Mule, (), (name))

struct Rope {
  std::vector<std::string> ends;
  std::optional<int> length;
};
BOOST_DESCRIBE_STRUCT(Rope, (), (ends, length))

struct Wagon {
  std::string owner;
  std::vector<Load> loads;
  std::vector<std::string> stops;
  std::vector<Rope> ropes;
  std::optional<Paint> paint;
  bool with_roof = false;
  std::variant<std::vector<Mule>, int> drawn_by;
};
BOOST_DESCRIBE_STRUCT(Wagon, (), (owner, loads, stops, ropes, paint, with_roof, drawn_by))

template <>
const Type& type_of<Load>() {
  static const Type type = [] {
    Type load = named_record<Load>("a load", "name", {{"weight", "how heavy"}});
    load.short_key = "weight";
    return load;
  }();
  return type;
}

template <>
const Type& type_of<Mule>() {
  static const Type type = [] {
    Type mule = named_record<Mule>("a mule", "name", {});
    mule.name_suffices = true;
    return mule;
  }();
  return type;
}

template <>
const Type& type_of<Rope>() {
  static const Type type = [] {
    Type rope = record<Rope>("a rope", {{"ends", "where it is tied", required}, {"length", "in feet"}});
    rope.short_key = "ends";
    return rope;
  }();
  return type;
}

template <>
const Type& type_of<Wagon>() {
  static const Type type = [] {
    Type wagon = record<Wagon>("a wagon", {{"owner", "whose it is", required},
                                           {"loads", "what it carries"},
                                           {"stops", "where it goes"},
                                           {"ropes", "what holds it"},
                                           {"paint", "its colour"},
                                           {"with_roof", "whether it has one", optional, "roof"}});
    wagon.fields.push_back(alternative<&Wagon::drawn_by, std::vector<Mule>>("mules", "by name"));
    wagon.fields.push_back(alternative<&Wagon::drawn_by, int>("engine", "its power"));
    choose_one(wagon, "what draws it", {"mules", "engine"});
    return wagon;
  }();
  return type;
}

namespace {

Wagon read(const std::string& text) {
  Wagon wagon;
  FieldReader reader("wagon");
  reader.read(type_of<Wagon>(), read_yaml(text, "wagon"), &wagon);
  EXPECT_TRUE(reader.problems().empty()) << reader.problems().front().message;
  return wagon;
}

std::string written(const Wagon& wagon, std::vector<std::string> places = {}) {
  return to_document_text(write_value(type_of<Wagon>(), &wagon, std::move(places)));
}

// What is written of a document, which is read as the same again.
std::string written(const std::string& text, std::vector<std::string> places = {}) {
  std::string first = written(read(text), std::move(places));
  EXPECT_EQ(written(read(first)), written(read(text)));
  return first;
}

TEST(FieldWriter, WritesWhatIsSetInTheOrderOfTheTable) {
  EXPECT_EQ(written("{roof: true, paint: dark blue, engine: 70, owner: Ann}"),
            "{owner: Ann, paint: dark blue, roof: true, engine: 70}");
}

TEST(FieldWriter, LeavesOutWhatIsUnsetButNotARequiredText) {
  EXPECT_EQ(written("{owner: \"\", loads: {}, stops: none, paint: none, roof: false, engine: 0}"),
            "{owner: \"\", engine: 0}");
}

TEST(FieldWriter, WritesTheShortestForms) {
  EXPECT_EQ(
      written(
          "{owner: Ann, loads: {hay: {weight: 3}}, stops: [inn], ropes: [{ends: [tree, house]}], mules: {May: {}}}"),
      "{owner: Ann, loads: {hay: 3}, stops: inn, ropes: [[tree, house]], mules: [May]}");
  EXPECT_EQ(written("{owner: Ann, ropes: {ends: tree}, engine: 1}"), "{owner: Ann, ropes: tree, engine: 1}");
  EXPECT_EQ(written("{owner: Ann, ropes: {ends: tree, length: 9}, engine: 1}"),
            "{owner: Ann, ropes: {ends: tree, length: 9}, engine: 1}");
}

TEST(FieldWriter, KeepsTextThatReadersTakeForSomethingElse) {
  EXPECT_EQ(written(R"({owner: "yes", stops: ["none"], mules: ["12:30"]})"),
            R"({owner: "yes", stops: [none], mules: ["12:30"]})");
  EXPECT_EQ(read(R"({owner: A, stops: ["none"], engine: 1})").stops, std::vector<std::string>{"none"});
}

TEST(FieldWriter, KeepsTheFormThatAPlaceNeeds) {
  const std::string text = "{owner: Ann, loads: {hay: 3}, stops: inn, ropes: tree, mules: [May, Nan]}";
  EXPECT_EQ(written(text, {"loads.hay", "stops", "mules.1"}), text);
  EXPECT_EQ(written(text, {"loads.hay.weight", "stops.0", "ropes.length", "mules.Nan.colour"}),
            "{owner: Ann, loads: {hay: {weight: 3}}, stops: [inn], ropes: {ends: tree}, mules: {May: {}, Nan: {}}}");
  EXPECT_EQ(written(text, {"ropes.0.ends.0"}),
            "{owner: Ann, loads: {hay: 3}, stops: inn, ropes: [{ends: [tree]}], mules: [May, Nan]}");
  EXPECT_EQ(written(text, {"ropes.0"}), "{owner: Ann, loads: {hay: 3}, stops: inn, ropes: [tree], mules: [May, Nan]}");
  EXPECT_EQ(written(text, {"mules.May"}),
            "{owner: Ann, loads: {hay: 3}, stops: inn, ropes: tree, mules: {May: {}, Nan: {}}}");
  EXPECT_EQ(written(text, {"loads.ha", "stop", "ropes-.0"}), text);
}

}  // namespace
}  // namespace slakit
