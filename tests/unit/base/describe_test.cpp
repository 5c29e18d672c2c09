#include "slakit/base/describe.hpp"

#include <gtest/gtest.h>

namespace slakit {

enum class Paint { red, dark_blue };
BOOST_DESCRIBE_ENUM(Paint, red, dark_blue)

namespace {

TEST(Describe, EnumeratorsHaveSpaces) {
  EXPECT_EQ(enum_text(Paint::dark_blue), "dark blue");
  EXPECT_EQ(parse_enum<Paint>("dark blue"), Paint::dark_blue);
  EXPECT_FALSE(parse_enum<Paint>("dark_blue"));
  EXPECT_FALSE(parse_enum<Paint>("Red"));
}

}  // namespace
}  // namespace slakit
