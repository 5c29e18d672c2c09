#include "slakit/io/yaml.hpp"

#include <gtest/gtest.h>

#include <algorithm>
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

// What both parsers read must be the same tree, with the same marks.
bool is_same(const Value& a, const Value& b) {
  const auto same_entry = [](const Value::Entry& x, const Value::Entry& y) {
    return is_same(x.first, y.first) && is_same(x.second, y.second);
  };
  return a.kind == b.kind && a.text == b.text && a.quoted == b.quoted && a.mark == b.mark &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), is_same) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(), same_entry);
}

TEST(Yaml, ReadsJsonThatYamlCppCannot) {
  const Value v = read_yaml("{\n\t\"a\\ud83d\\ude00\": \"\\u4e2d\\/\\n\",\n\t\"b\"\n\t: [1.50, -2e+3]}\n", "t");
  EXPECT_EQ(v.entries[0].first.text, "a\xF0\x9F\x98\x80");
  EXPECT_EQ(v.entries[0].first.mark, (Mark{2, 2}));
  EXPECT_EQ(v.entries[0].second.text, "\xE4\xB8\xAD/\n");
  EXPECT_EQ(v.entries[0].second.mark, (Mark{2, 19}));
  EXPECT_EQ(v.find("b")->items[1].text, "-2e+3");
  EXPECT_EQ(read_yaml("{\"" + std::string(1500, 'k') + "\": 1}", "t").entries[0].first.text.size(), 1500U);
}

TEST(Yaml, BothParsersOfJsonAgree) {
  const std::string text =
      "{\"s\": \"\xE4\xB8\xAD\\u00e9 \\\"q\\\" \\\\\", \"n\": [0, -1, 1.50, 2e5,3 , 4\t],\r\n\t\"t\": true, "
      "\"f\":false,\n"
      "  \"e\": {}, \"l\": [ ], \"null\": null, \"m\": {\"x\": [[\"\"], {\"y\": \"12:30\"}]} , \"z\": ";
  Value plain = read_yaml(text + "\"0\"}", "t");
  const Value other = read_yaml(text + "\"\\ud83d\\ude00\"}", "t");
  plain.entries.back().second.text = "\xF0\x9F\x98\x80";
  EXPECT_TRUE(is_same(plain, other));
}

TEST(Yaml, ChecksJsonTheSameWay) {
  EXPECT_EQ(problems_of("{\"a\": \"\\ud83d\\ude00\",\n\"a\": 1}"), (std::vector<Found>{{"duplicate-key", {2, 1}}}));
  EXPECT_EQ(problems_of("{\"a\": \"\\ud83d\\ude00\\u0007\"}"), (std::vector<Found>{{"control-character", {1, 7}}}));
  EXPECT_EQ(problems_of("{\"a\": \"\\ud83d\\ude00\", }}"), (std::vector<Found>{{"yaml-syntax", {1, 14}}}));
  EXPECT_EQ(problems_of("{\"a\": \"\\ud83d\"}"), (std::vector<Found>{{"yaml-syntax", {1, 14}}}));
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

// "line:column message" of the only problem.
std::string only_problem(const std::string& text) {
  std::vector<Problem> problems;
  read_yaml(text, "t", problems);
  if (problems.size() != 1) return std::to_string(problems.size()) + " problems";
  const Problem& p = problems[0];
  return std::to_string(p.mark.line) + ":" + std::to_string(p.mark.column) + " " + p.message;
}

TEST(Yaml, SaysThatTabsDoNotIndent) {
  for (const char* text : {"a:\n\tb: 1\n", "a:\n\tb\n", "a: 1\n\tb: 2\n", "- a\n\t- b\n", "a:\n\t- b\n", "a:\n\t[b]\n"})
    EXPECT_EQ(only_problem(text), "2:1 a tab indents here; use spaces") << text;
  EXPECT_EQ(only_problem("a:\n  \tb: 1\n"), "2:3 a tab indents here; use spaces");
  EXPECT_EQ(only_problem("\ta: 1\n"), "1:1 a tab indents here; use spaces");
  for (const char* text : {"a:\t1\t# c\n", "a: [\n\tb,\n\tc\n\t]\n", "a: |\n  b\n  \tc\n"})
    EXPECT_EQ(only_problem(text), "0 problems") << text;
}

TEST(Yaml, SaysWhatWasOpenedAndNotClosed) {
  const auto begins = [](const std::string& text, const std::string& words) {
    EXPECT_EQ(only_problem(text).substr(0, words.size()), words) << text;
  };
  begins("a: [1, 2\n", "1:4 the bracket opened here is not closed; close it with ']'");
  begins("a: [1, 2\nb: 3\nc: {d: e\n", "1:4 the bracket opened here is not closed; close it with ']'");
  begins("x: y\na: {b: 1\nc: 2\nd:\n  e: 1\n", "2:4 the bracket opened here is not closed; close it with '}'");
  begins("a: [b\n  }\n", "2:3 the bracket opened at line 1, column 4 is closed with ']'");
  begins("a: b]\nc: ]\n", "2:4 this bracket closes none that is open");
  begins("it's: b\na: \"foo\nb: bar\n", "2:4 a quote is opened here and not closed");
  begins("a: 'foo\nb: 'bar'\n", "2:5 the quote opened at line 1, column 4 ends before this");
  begins("a: 'x' y\n", "1:8 the quote opened at line 1, column 4 ends before this");
  begins("a: [\"x\", 'it''s'\n", "1:4 the bracket opened here");
}

TEST(Yaml, SaysWhatToWriteInstead) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a: b: c\n", "1:5 a key cannot stand here; quote text that holds ': '"},
      {"a: - b\n", "1:4 a list cannot begin here; begin it on the next line"},
      {"a: @x\n", "1:4 text cannot begin with this character; quote it"},
      {"a: *x\n", "1:4 text cannot begin with '*'; quote it"},
      {"a: \"x\\q\"\n", "1:8 there is no such escape"},
      {"a:\n  b: 1\n c: 2\n", "3:2 this line does not continue what stands above it; indent it"},
      {"- a\nb: c\n", "2:1 this does not continue what stands above it; indent it"},
      {"a: ! 1\n", "1:4 tags (!) are not read"},
      {"a: 1\n<<: b\n", "2:1 entries are not merged"},
      {std::string("a\0b", 3), "1:2 not a text file: here is a NUL byte"},
      {std::string("\xFF\xFE"
                   "a\0",
                   4),
       "1:1 this is UTF-16; save the file as UTF-8"},
      {std::string("a\0:\0 \0b\0", 8), "1:2 this is UTF-16; save the file as UTF-8"},
      {"a: \xB6\xD4\n", "1:4 not UTF-8 from here (perhaps GBK or Latin-1)"},
      {"a: x\x01y\n", "1:4 text 'x?y' holds a control character"},
      {"a: \"\\0\"\n", "1:4 text '?' holds a control character"},
      {"a: \"\\x85\"\n", "1:4 text '\xC2\x85' holds a control character"},
  };
  for (const auto& [text, words] : cases) EXPECT_EQ(only_problem(text).substr(0, words.size()), words) << text;
}

TEST(Yaml, LinesMayEndAsInWindows) {
  const Value v = read_yaml("a: b\r\nc: |\r\n  x\r\n  y\r\nd: 'e\r\n  f'\r\n", "t");
  EXPECT_EQ(v.find("a")->text, "b");
  EXPECT_EQ(v.find("c")->text, "x\ny\n");
  EXPECT_EQ(v.find("d")->text, "e f");
  EXPECT_EQ(v.find("d")->mark, (Mark{5, 4}));
  EXPECT_EQ(read_yaml("a: |+\n  x\n\n", "t").find("a")->text, "x\n\n");
}

TEST(Yaml, MarksNameTheirFile) {
  std::vector<Problem> problems;
  const Value v = read_yaml("a: [b, b: c]\na: d\n", "t", problems, 3);
  EXPECT_EQ(v.find("a")->items[1].entries[0].second.mark, (Mark{1, 11, 3}));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].mark, (Mark{2, 1, 3}));
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
