#include "slakit/base/suggest.hpp"

#include <gtest/gtest.h>

namespace slakit {
namespace {

TEST(Suggest, FindsTheNearestWord) {
  const std::vector<std::string> known{"clock", "clause", "title"};
  EXPECT_EQ(suggestion("clok", known), "; did you mean 'clock'?");
  EXPECT_EQ(suggestion("tilte", known), "; did you mean 'title'?");
  EXPECT_EQ(suggestion("zebra", known), "");
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("ab", "ba"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

}  // namespace
}  // namespace slakit
