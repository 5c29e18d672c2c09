#include "slakit/calendar/holiday_filter.hpp"

#include <gtest/gtest.h>

namespace slakit {
namespace {

TEST(HolidayFilter, KeepsWhatIsNamed) {
  EXPECT_TRUE(HolidayFilter{}.keeps("Halloween"));
  const HolidayFilter only{{"Christmas Day", "Halloween"}, {}};
  EXPECT_TRUE(only.keeps("Christmas Day"));
  EXPECT_FALSE(only.keeps("christmas day"));
  EXPECT_FALSE((HolidayFilter{{}, {"Halloween"}}).keeps("Halloween"));
  EXPECT_TRUE((HolidayFilter{{}, {"Halloween"}}).keeps("Christmas Day"));
  EXPECT_FALSE((HolidayFilter{{"Halloween"}, {"Halloween"}}).keeps("Halloween")) << "what is left out is out";
}

}  // namespace
}  // namespace slakit
