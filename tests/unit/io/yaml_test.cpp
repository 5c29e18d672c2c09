#include "slakit/io/yaml.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace slakit {
namespace {

struct Found {
  std::string code;
  Mark mark;
  friend bool operator==(const Found&, const Found&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Found& f) {
    return out << f.mark.line << ':' << f.mark.column << ' ' << f.code;
  }
};

std::vector<Found> problems_of(const std::string& text) {
  try {
    read_yaml(text, "t.yaml");
  } catch (const ContractError& error) {
    std::vector<Found> found;
    for (const Problem& problem : error.problems()) {
      EXPECT_EQ(problem.source, "t.yaml");
      found.push_back({problem.code, problem.mark});
    }
    return found;
  }
  return {};
}

TEST(Yaml, KeepsScalarsAsText) {
  const Value v = read_yaml("rate: 1%\nhours: 12:30\nquoted: '3'\nempty:\nblock: |\n  a\n", "t");
  EXPECT_EQ(v.find("rate")->text, "1%");
  EXPECT_EQ(v.find("hours")->text, "12:30");
  EXPECT_FALSE(v.find("hours")->quoted);
  EXPECT_EQ(v.find("quoted")->text, "3");
  EXPECT_TRUE(v.find("quoted")->quoted);
  EXPECT_TRUE(v.find("empty")->is_null());
  EXPECT_EQ(v.find("block")->text, "a\n");
  EXPECT_TRUE(v.find("block")->quoted);
  EXPECT_EQ(v.find("absent"), nullptr);
}

TEST(Yaml, MarksCountCodePoints) {
  const Value v = read_yaml("\xEF\xBB\xBF甲: 乙\n丙: {丁: 戊, x: y}\n", "t");
  EXPECT_EQ(v.entries[0].first.mark, (Mark{1, 1}));
  EXPECT_EQ(v.entries[0].second.mark, (Mark{1, 4}));
  EXPECT_EQ(v.entries[1].second.entries[1].second.mark, (Mark{2, 14}));
}

TEST(Yaml, ReadsJson) {
  const Value v = read_yaml("{\"a\": [1, \"b\\u4e2d\", null],\n \"c\": {\"d\": true}}", "t");
  ASSERT_EQ(v.find("a")->items.size(), 3U);
  EXPECT_EQ(v.find("a")->items[1].text, "b中");
  EXPECT_TRUE(v.find("a")->items[2].is_null());
  EXPECT_EQ(v.find("c")->find("d")->text, "true");
}

TEST(Yaml, EmptyTextIsNull) {
  EXPECT_TRUE(read_yaml("", "t").is_null());
  EXPECT_TRUE(read_yaml("# only a comment\n", "t").is_null());
}

TEST(Yaml, RefusesWhatReadersDisagreeOn) {
  EXPECT_EQ(problems_of("a: 1\nb: 2\na: 3\nb: 4\n"),
            (std::vector<Found>{{"duplicate-key", {3, 1}}, {"duplicate-key", {4, 1}}}));
  EXPECT_EQ(problems_of("a: &x 1\nb: *x\n"), (std::vector<Found>{{"alias", {2, 4}}}));
  EXPECT_EQ(problems_of("a: !!int 1\n"), (std::vector<Found>{{"tag", {1, 4}}}));
  EXPECT_EQ(problems_of("a: 1\n---\nb: 2\n"), (std::vector<Found>{{"several-documents", {2, 1}}}));
  EXPECT_EQ(problems_of("? [a, b]\n: c\n"), (std::vector<Found>{{"bad-key", {1, 3}}}));
  EXPECT_EQ(problems_of("~: c\n"), (std::vector<Found>{{"bad-key", {1, 1}}}));
}

TEST(Yaml, DuplicateKeyNamesBothPlaces) {
  std::vector<Problem> problems;
  const Value v = read_yaml("a:\n  key: 1\n  other: 2\n  key: 3\n", "t", problems);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].message.find("line 2, column 3"), std::string::npos) << problems[0].message;
  EXPECT_EQ(v.find("a")->find("key")->text, "1");  // what was read stays, so that more can be said about it
}

TEST(Yaml, RefusesBinaryAndBrokenText) {
  EXPECT_EQ(problems_of(std::string("a: b\nc\0d", 8)), (std::vector<Found>{{"not-text", {2, 2}}}));
  EXPECT_EQ(problems_of("a: 中\xFF\n"), (std::vector<Found>{{"not-text", {1, 5}}}));
  EXPECT_EQ(problems_of("a: \xE4\xB8"), (std::vector<Found>{{"not-text", {1, 4}}}));
  EXPECT_EQ(problems_of("a: [1, 2\nb: 3\n").size(), 1U);
  EXPECT_EQ(problems_of("a: 'b\n").front().code, "yaml-syntax");
}

TEST(Yaml, HasLimits) {
  EXPECT_EQ(problems_of(std::string(65, '[') + std::string(65, ']')), (std::vector<Found>{{"too-deep", {1, 65}}}));
  EXPECT_TRUE(problems_of(std::string(64, '[') + std::string(64, ']')).empty());
  EXPECT_EQ(problems_of(std::string(100'000, '[')).size(), 1U);
  EXPECT_EQ(problems_of(std::string((4U << 20) + 1, 'a')), (std::vector<Found>{{"too-large", {}}}));
  std::string many;
  for (int i = 0; i < 50'001; ++i) many += "-\n";
  EXPECT_EQ(problems_of(many).front().code, "too-large");
}

TEST(Yaml, MissingFileIsOneProblem) {
  std::vector<Problem> problems;
  EXPECT_EQ(read_text_file("no/such/file.yaml", problems), "");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "unreadable-file");
  EXPECT_EQ(problems[0].source, "no/such/file.yaml");
  problems.clear();
  read_text_file(SLAKIT_SOURCE_DIR, problems);  // a folder
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "unreadable-file");
}

}  // namespace
}  // namespace slakit
