// Each limit of documents at its edge and one past it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/io/yaml.hpp"

namespace slakit {
namespace {

constexpr std::size_t bytes_max = std::size_t{4} << 20;
constexpr int nodes_max = 200'000;

std::vector<Problem> problems_of(const std::string& text) {
  std::vector<Problem> problems;
  read_yaml(text, "t", problems);
  return problems;
}

std::string only_code(const std::string& text) {
  const std::vector<Problem> problems = problems_of(text);
  return problems.empty() ? "" : problems.size() == 1 ? problems[0].code : "several";
}

std::string repeated(const std::string& unit, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += unit;
  return text;
}

TEST(YamlLimits, Size) {
  const std::string comment = "a: b\n#";
  EXPECT_EQ(only_code(comment + std::string(bytes_max - comment.size(), 'x')), "");
  EXPECT_EQ(only_code(comment + std::string(bytes_max - comment.size() + 1, 'x')), "too-large");
}

TEST(YamlLimits, DepthOfBrackets) {
  const auto nested = [](int levels) { return repeated("[", levels) + repeated("]", levels); };
  EXPECT_EQ(only_code(nested(64)), "");
  EXPECT_EQ(only_code(nested(65)), "too-deep");
  EXPECT_EQ(problems_of(nested(65))[0].mark, (Mark{1, 65}));
}

TEST(YamlLimits, DepthOfBlocks) {
  const auto nested = [](int levels) {
    std::string text;
    for (int i = 0; i < levels; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    return text;
  };
  EXPECT_EQ(only_code(nested(64)), "");
  EXPECT_EQ(only_code(nested(65)), "too-deep");
  EXPECT_EQ(only_code(repeated("- ", 64)), "");
  EXPECT_EQ(only_code(repeated("- ", 65)), "too-deep");
}

TEST(YamlLimits, DepthOfJson) {
  // A surrogate pair, so that the other parser reads it.
  const auto nested = [](int levels) {
    return repeated("{\"a\":", levels - 1) + "[\"\\ud83d\\ude00\"]" + repeated("}", levels - 1);
  };
  EXPECT_EQ(only_code(nested(64)), "");
  EXPECT_EQ(only_code(nested(65)), "too-deep");
}

TEST(YamlLimits, Nodes) {
  EXPECT_EQ(only_code(repeated("-\n", nodes_max - 1)), "");  // and the list
  EXPECT_EQ(only_code(repeated("-\n", nodes_max)), "too-large");
  const auto mapping = [](int entries) {
    std::string text;
    for (int i = 0; i < entries; ++i) text += "a" + std::to_string(i) + ":\n";
    return text;
  };
  EXPECT_EQ(only_code(mapping(nodes_max / 2 - 1)), "");  // keys and values, and the mapping
  EXPECT_EQ(only_code(mapping(nodes_max / 2)), "too-large");
}

TEST(YamlLimits, Aliases) {
  EXPECT_EQ(only_code("a: &x 1\nb: 2\n"), "");
  EXPECT_EQ(only_code("a: &x 1\nb: *x\n"), "alias");
  // Nine levels of nine: never expanded.
  std::string laughs = "a0: &a0 ha\n";
  for (int i = 1; i < 10; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated(before + ", ", 8) + before + "]\n";
  }
  const std::vector<Problem> problems = problems_of(laughs);
  EXPECT_EQ(problems.size(), 81U);
  EXPECT_EQ(problems[0].code, "alias");
}

// yaml-cpp reads them in time that grows with their length; so must we.
TEST(YamlLimits, OneLongLine) {
  std::string text = "{\"a\": [";
  for (int i = 0; i < 60'000; ++i) text += "[\"fault\"],";
  EXPECT_EQ(only_code(text + "1]}"), "");
  EXPECT_EQ(only_code(text + "\"\\ud83d\\ude00\"]}"), "");
}

TEST(YamlLimits, ManyOfOneKey) { EXPECT_EQ(problems_of(repeated("a:\n", 20'000)).size(), 19'999U); }

}  // namespace
}  // namespace slakit
