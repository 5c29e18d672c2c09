#include "slakit/base/value_text.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace slakit {
namespace {

Value text(const char* word) { return Value::scalar(word); }
Value::Entry entry(const char* key, Value value) { return {text(key), std::move(value)}; }

TEST(ValueText, KnowsWhatOtherReadersResolve) {
  for (const char* word : {"yes",
                           "NO",
                           "on",
                           "Off",
                           "y",
                           "true",
                           "null",
                           "~",
                           "12:30",
                           "1",
                           "-3",
                           "0x1F",
                           "0o17",
                           "1_000",
                           "1.5",
                           ".5",
                           "1e3",
                           "6.02e+23",
                           ".inf",
                           "-.INF",
                           ".NaN",
                           "2024-03-15",
                           "2024-3-5",
                           "2024-03-15T10:00:00Z",
                           "2024-03-15 10:00:00 +08:00",
                           "190:20:30.15",
                           "2024-03-15\t10:00",
                           "<<",
                           "="})
    EXPECT_TRUE(resolves_away(word)) << word;
  for (const char* word :
       {"received",        "1%",         "PT4H", "1.1.3(2)", "1.1.2",        "4 h",    "CNY 5", "09:00-12:00", "none",
        "yes sir",         "P1",         "",     "e5",       "1 - Critical", "12:30h", "中",    "<<<",         "==",
        "2024-03-15 10 h", "12:30-13:30"})
    EXPECT_FALSE(resolves_away(word)) << word;
}

TEST(ValueText, WritesOneLine) {
  Value quoted = text("3");
  quoted.quoted = true;
  const Value value = Value::mapping({entry("after", text("PT1H")), entry("of", Value::sequence({text("a b"), quoted})),
                                      entry("note", text("x: y")), entry("none", Value{})});
  EXPECT_EQ(to_document_text(value), "{after: PT1H, of: [a b, \"3\"], note: \"x: y\", none: null}");
}

TEST(ValueText, QuotesWhatNeedsIt) {
  for (const char* plain : {"a b", "it's", "a\\b", "-3", "12:30", "a:b", "a#b", "--", "x\"", "中文，。"})
    EXPECT_TRUE(reads_plain(plain, true)) << plain;
  for (const char* plain : {"a, b", "a]", "what?", "{"}) EXPECT_FALSE(reads_plain(plain, true)) << plain;
  for (const char* plain : {"a, b", "a]", "what?"}) EXPECT_TRUE(reads_plain(plain, false)) << plain;
  for (const char* text : {"",     " a",  "a ",    "a:", "a: b", "a #b", "#",    "- a",         "-", "---",
                           "...x", "? a", "\"a\"", "'",  "a\nb", "a\tb", "\x01", "null",        "~", "<<",
                           "@a",   "`",   "&a",    "*a", "!a",   "|",    ">",    "\xE2\x80\xA8"})
    EXPECT_FALSE(reads_plain(text, false)) << text;
  EXPECT_EQ(in_quotes("a \"b\" \\ \n\t\x1F\x7F\xE2\x80\xA9 中"), R"("a \"b\" \\ \n\t\x1F\x7F\u2029 中")");
  Value number = text("3");
  EXPECT_EQ(scalar_text(number, false), "3");
  number.quoted = true;
  EXPECT_EQ(scalar_text(number, false), "\"3\"");
}

TEST(ValueText, ComparesMeaning) {
  EXPECT_TRUE(same_meaning(text("a"), Value::sequence({text("a")})));
  EXPECT_TRUE(same_meaning(Value::mapping({entry("assumed", text("a"))}), text("a")));
  EXPECT_TRUE(same_meaning(Value::mapping({entry("a", text("1")), entry("b", text("2"))}),
                           Value::mapping({entry("b", text("2")), entry("a", text("1"))})));
  EXPECT_FALSE(same_meaning(text("a"), text("b")));
  EXPECT_FALSE(same_meaning(Value::sequence({text("a"), text("b")}), Value::sequence({text("b"), text("a")})));
  EXPECT_FALSE(same_meaning(Value::mapping({entry("a", text("1"))}), Value::mapping({entry("b", text("1"))})));
}

TEST(ValueText, SeesThroughAssumed) {
  const auto list = [](const char* one) { return Value::sequence({text(one)}); };
  const Value plain = Value::mapping({entry("assumed", text("a"))});
  const Value with_others = Value::mapping({entry("else", list("b")), entry("assumed", text("a"))});
  const Value nested = Value::mapping({entry("assumed", with_others), entry("else", list("c"))});
  for (const Value* value : {&plain, &with_others, &nested}) EXPECT_EQ(without_assumed(*value).text, "a");
  EXPECT_TRUE(alternatives_of(plain).empty());
  EXPECT_EQ(to_document_text(Value::sequence(alternatives_of(with_others))), "[b]");
  EXPECT_EQ(to_document_text(Value::sequence(alternatives_of(nested))), "[c, b]");
  EXPECT_TRUE(alternatives_of(Value::mapping({entry("assumed", text("a")), entry("else", text("b"))})).empty());
  for (const Value& other :
       {Value::mapping({entry("else", list("b"))}),
        Value::mapping({entry("assumed", text("a")), entry("or", list("b"))}),
        Value::mapping({entry("assumed", text("a")), entry("else", list("b")), entry("c", text("d"))})})
    EXPECT_EQ(&without_assumed(other), &other);
}

TEST(ValueText, ShowsAtMostSoMuch) {
  EXPECT_EQ(shown("中文字", 2), "中文...");
  EXPECT_EQ(shown("a\nb\x01"), "a?b?");
}

}  // namespace
}  // namespace slakit
