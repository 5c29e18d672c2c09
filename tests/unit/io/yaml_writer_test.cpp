#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "slakit/base/value_text.hpp"
#include "slakit/io/yaml.hpp"

namespace slakit {
namespace {

TEST(YamlWriter, WritesAsAPersonWould) {
  const std::string text = R"(slakit: 1
contract:
  title:
    zh: 售后服务方案
  clause: 1.1.3(2)
  term: "12:30"
  none: null
obligations:
  response:
    stop: [responded, "a, b", "2024-03-15"]
    text: |
      first: line

        second # line
    key of "quotes": it's
    "colon: here": "- dash"
penalties:
  - rate: 1%
    of:
      - a: {}
      - []
  - - b
    - c: d
)";
  // The list of a word and a mapping is the longest that is not in brackets.
  EXPECT_EQ(to_yaml(read_yaml(text, "t")), text);
}

TEST(YamlWriter, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(to_yaml(read_yaml("{a: '1.1.2', b: '3', c: 3, d: 'null', e: '', f: '#x', g: 'x#', h: 'x #'}", "t")),
            "a: 1.1.2\nb: \"3\"\nc: 3\nd: \"null\"\ne: \"\"\nf: \"#x\"\ng: x#\nh: \"x #\"\n");
  EXPECT_EQ(to_yaml(Value::scalar("a\\b \"c\" it's")), "a\\b \"c\" it's\n");
  EXPECT_EQ(to_yaml(Value::scalar("\"a\"\tb\\\n\n")), "\"\\\"a\\\"\\tb\\\\\\n\\n\"\n");
  EXPECT_EQ(to_yaml(Value::scalar("\x01")), "\"\\x01\"\n");  // never read, but shown
}

// Trees of what is hardest to write.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  Value tree(int depth) {
    switch (depth == 0 ? below(2) : below(5)) {
      case 0: return scalar();
      case 1: return below(4) == 0 ? Value{} : scalar();
      case 2: {
        Value list = Value::sequence({});
        for (unsigned n = below(5); n > 0; --n) list.items.push_back(tree(depth - 1));
        return list;
      }
      default: {
        Value mapping = Value::mapping({});
        for (unsigned n = below(6); n > 0; --n) {
          Value key = scalar();
          if (mapping.find(key.text) == nullptr) mapping.entries.push_back({std::move(key), tree(depth - 1)});
        }
        return mapping;
      }
    }
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }

  Value scalar() {
    static const std::vector<std::string> no_text{"", "~", "null", "Null", "NULL", "<<"};  // unless quoted
    Value value = Value::scalar(below(3) == 0 ? word() : text());
    const bool needs_quotes = std::find(no_text.begin(), no_text.end(), value.text) != no_text.end();
    value.quoted = needs_quotes || below(2) == 0;
    return value;
  }

  std::string word() {
    static const std::vector<std::string> words{"null",
                                                "~",
                                                "yes",
                                                "NO",
                                                "12:30",
                                                "1e3",
                                                "0x1F",
                                                "1_000",
                                                "-3",
                                                "+.5",
                                                "2024-03-15",
                                                "<<",
                                                "=",
                                                "true",
                                                "2024-03-15 10:00:00 +08:00",
                                                "---",
                                                "...",
                                                "-",
                                                "?",
                                                ":",
                                                "",
                                                "|",
                                                ">",
                                                "!x",
                                                "&x",
                                                "*x",
                                                "%x",
                                                "@x",
                                                "`x`",
                                                "{}",
                                                "[]",
                                                ",",
                                                "#",
                                                "'",
                                                "\"",
                                                "--- a",
                                                "a:",
                                                "a: b",
                                                "a #b",
                                                "-\ta",
                                                "PT4H",
                                                "1%",
                                                "1.1",
                                                "2024-03-15\t10:00:00"};
    return words[below(static_cast<unsigned>(words.size()))];
  }

  std::string text() {
    static const std::vector<std::string> pieces{" ",
                                                 "  ",
                                                 "\n",
                                                 "\n\n",
                                                 "\t",
                                                 ":",
                                                 ": ",
                                                 "#",
                                                 " #",
                                                 "'",
                                                 "\"",
                                                 "\\",
                                                 "-",
                                                 "- ",
                                                 "?",
                                                 "? ",
                                                 ",",
                                                 "[",
                                                 "]",
                                                 "{",
                                                 "}",
                                                 "|",
                                                 ">",
                                                 "&",
                                                 "*",
                                                 "!",
                                                 "%",
                                                 "@",
                                                 "`",
                                                 "a",
                                                 "b c",
                                                 "中文",
                                                 "。",
                                                 "\xF0\x9F\x98\x80",
                                                 "null",
                                                 "12:30",
                                                 "---",
                                                 "...",
                                                 "\xE2\x80\xA8",
                                                 "\\u0041",
                                                 "\\x",
                                                 "1",
                                                 "=",
                                                 "~",
                                                 "\n---\n",
                                                 "\n  x",
                                                 "\n\t",
                                                 "\n#"};
    std::string made;
    for (unsigned n = below(7); n > 0; --n) made += pieces[below(static_cast<unsigned>(pieces.size()))];
    if (below(200) == 0) made += std::string(2000, 'x');
    return made;
  }

  std::mt19937 random_;
};

// Equal, with the quotes of what would resolve away.
bool is_same(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.text != b.text) return false;
  if (a.is_scalar() && resolves_away(a.text) && a.quoted != b.quoted) return false;
  const auto same_entry = [](const Value::Entry& x, const Value::Entry& y) {
    return is_same(x.first, y.first) && is_same(x.second, y.second);
  };
  return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), is_same) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(), same_entry);
}

TEST(YamlWriter, WhatIsWrittenReadsAsItWas) {
  for (unsigned seed = 0; seed < 4000; ++seed) {
    const Value value = Generator(seed).tree(5);
    for (const std::string& text : {to_yaml(value), to_document_text(value)}) {
      if (text.size() > 1000 && !text.ends_with('\n')) continue;  // one line is for short values
      std::vector<Problem> problems;
      const Value again = read_yaml(text, "t", problems);
      ASSERT_TRUE(problems.empty()) << seed << '\n' << to_string(problems) << '\n' << text;
      ASSERT_TRUE(is_same(value, again)) << seed << '\n' << text << "\nread as\n" << to_document_text(again);
    }
  }
}

}  // namespace
}  // namespace slakit
