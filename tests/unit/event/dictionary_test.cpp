#include "slakit/event/dictionary.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

namespace slakit {
namespace {

TEST(Dictionary, CodesFollowTheFirstUse) {
  Dictionary dictionary;
  EXPECT_EQ(dictionary.intern("b"), 0);
  EXPECT_EQ(dictionary.intern("a"), 1);
  EXPECT_EQ(dictionary.intern("b"), 0);
  EXPECT_EQ(dictionary.find("a"), 1);
  EXPECT_EQ(dictionary.find("c"), Dictionary::absent);
  EXPECT_EQ(dictionary.name(0), "b");
}

TEST(Dictionary, NamesStayWhenItGrows) {
  Dictionary dictionary;
  const std::string* const first = &dictionary.name(dictionary.intern("0"));
  for (int i = 0; i < 10'000; ++i) dictionary.intern(std::to_string(i));
  for (int i = 0; i < 10'000; ++i) ASSERT_EQ(dictionary.find(std::to_string(i)), i);
  EXPECT_EQ(*first, "0");
}

TEST(Dictionary, KnowsWhetherItIsInByteOrder) {
  Dictionary dictionary;
  EXPECT_TRUE(dictionary.in_byte_order());
  for (const char* name : {"", "T1", "T10", "T2", "T2", "\xC3\xA9"}) dictionary.intern(name);
  EXPECT_TRUE(dictionary.in_byte_order());
  dictionary.intern("t");
  EXPECT_FALSE(dictionary.in_byte_order());
  dictionary.intern("zz");
  EXPECT_FALSE(dictionary.in_byte_order());
}

TEST(Dictionary, CopiesShareUntilOneGrows) {
  Dictionary one;
  one.intern("a");
  Dictionary two = one;
  EXPECT_EQ(&one.name(0), &two.name(0));
  EXPECT_EQ(two.intern("b"), 1);
  EXPECT_EQ(one.find("b"), Dictionary::absent);
  EXPECT_EQ(one.size(), 1U);
  EXPECT_EQ(one.intern("c"), 1);
  EXPECT_EQ(two.find("c"), Dictionary::absent);
  one = Dictionary{};
  EXPECT_EQ(two.name(0), "a");
  EXPECT_EQ(two.find("a"), 0);
}

TEST(Dictionary, AMovedOneIsEmpty) {
  Dictionary one;
  one.intern("a");
  Dictionary two = std::move(one);
  EXPECT_EQ(one.size(), 0U);  // NOLINT(bugprone-use-after-move): what is left is fixed
  EXPECT_EQ(one.find("a"), Dictionary::absent);
  EXPECT_EQ(one.intern("b"), 0);
  EXPECT_EQ(two.name(0), "a");
}

TEST(Dictionary, PicksKeepTheirNames) {
  Dictionary picked;
  {
    Dictionary whole;
    for (const char* name : {"c", "a", "d", "b"}) whole.intern(name);
    picked = whole.pick(std::array<Dictionary::Code, 3>{1, 3, 0});
    whole.intern("e");
    EXPECT_EQ(whole.find("e"), 4);
  }
  EXPECT_EQ(picked.size(), 3U);
  EXPECT_TRUE(picked.in_byte_order());
  EXPECT_EQ(picked.find("a"), 0);
  EXPECT_EQ(picked.find("b"), 1);
  EXPECT_EQ(picked.find("c"), 2);
  for (const char* name : {"", "aa", "d", "e"}) EXPECT_EQ(picked.find(name), Dictionary::absent) << name;
  EXPECT_EQ(picked.intern("b"), 1);
  EXPECT_EQ(picked.intern("aa"), 3);
  EXPECT_FALSE(picked.in_byte_order());
  EXPECT_EQ(picked.find("c"), 2);
  EXPECT_EQ(picked.find("aa"), 3);
  EXPECT_EQ(Dictionary{}.pick({}).size(), 0U);
}

}  // namespace
}  // namespace slakit
