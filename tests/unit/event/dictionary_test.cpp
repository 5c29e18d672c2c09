#include "slakit/event/dictionary.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

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

// Names come ascending for a while, are asked for again, and then come in any order; copies are kept in between.
RC_GTEST_PROP(Dictionary, IsAListOfFirstUses, ()) {
  const auto names = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("", "a", "b", "ba", "c", "d", "e", "f"));
  const auto ascending = *rc::gen::inRange<std::size_t>(0, names.size() + 1);
  std::vector<std::string> asked = names;
  std::sort(asked.begin(), asked.begin() + static_cast<std::ptrdiff_t>(ascending));
  std::vector<std::string> expected;
  Dictionary dictionary;
  std::vector<Dictionary> copies;
  for (const std::string& name : asked) {
    if (*rc::gen::inRange(0, 4) == 0) copies.push_back(dictionary);
    const auto known = std::find(expected.begin(), expected.end(), name);
    const auto code = known - expected.begin();
    if (known == expected.end()) expected.push_back(name);
    RC_ASSERT(dictionary.intern(name) == code);
    RC_ASSERT(dictionary.in_byte_order() == std::is_sorted(expected.begin(), expected.end()));
  }
  copies.push_back(dictionary);
  for (const Dictionary& copy : copies) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const bool has = i < copy.size();
      RC_ASSERT(copy.find(expected[i]) == (has ? static_cast<Dictionary::Code>(i) : Dictionary::absent));
      if (has) RC_ASSERT(copy.name(static_cast<Dictionary::Code>(i)) == expected[i]);
    }
    RC_ASSERT(copy.find("g") == Dictionary::absent);
  }
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
