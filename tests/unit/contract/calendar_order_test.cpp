#include "slakit/contract/calendar_order.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace slakit {
namespace {

CalendarRule rule(std::string name, std::vector<std::string> any_of = {}) {
  CalendarRule made;
  made.name = std::move(name);
  made.any_of = std::move(any_of);
  return made;
}

using Indices = std::vector<std::size_t>;

TEST(CalendarOrder, NamesThePartsAndWhereTheyAreWritten) {
  CalendarRule served = rule("served", {"office"});
  served.all_of = {"a"};
  served.except = {"b", "c"};
  served.phases = {{"d", Date{std::chrono::year{2024} / 4 / 1}}, {"e", {}}};
  std::vector<std::string> shown;
  for (const CalendarPart& part : parts_of(served)) shown.push_back(part.path + "=" + part.name);
  EXPECT_EQ(shown, (std::vector<std::string>{"any_of.0=office", "all_of.0=a", "except.0=b", "except.1=c",
                                             "phases.0.calendar=d", "phases.1.calendar=e"}));
}

TEST(CalendarOrder, PartsComeFirst) {
  const std::vector<CalendarRule> rules{rule("a", {"b", "c"}), rule("b", {"c"}), rule("c"), rule("d", {"a"})};
  EXPECT_EQ(build_order(rules), (Indices{2, 1, 0, 3}));
  EXPECT_EQ(build_order(rules, {1}), (Indices{2, 1}));
  EXPECT_EQ(unfolded_sizes(rules), (Indices{4, 2, 1, 5}));
}

TEST(CalendarOrder, CirclesAndWhatRestsOnThemAreLeftOut) {
  const std::vector<CalendarRule> rules{rule("a", {"b"}), rule("b", {"a"}), rule("c", {"a"}), rule("d", {"nowhere"})};
  EXPECT_EQ(build_order(rules), Indices{3});
}

// Every level names the one before twice: 2^n parts, counted in bounded time; and a chain as long as a document.
TEST(CalendarOrder, CountsNoFurtherThanNeeded) {
  std::vector<CalendarRule> rules{rule("0")};
  for (int i = 1; i < 100; ++i)
    rules.push_back(rule(std::to_string(i), {std::to_string(i - 1), std::to_string(i - 1)}));
  EXPECT_EQ(unfolded_sizes(rules)[7], 255U);
  EXPECT_EQ(unfolded_sizes(rules)[8], calendar_parts_max + 1);
  EXPECT_EQ(unfolded_sizes(rules)[99], calendar_parts_max + 1);

  std::vector<CalendarRule> chain;
  for (int i = 0; i < 50'000; ++i) chain.push_back(rule(std::to_string(i), {std::to_string(i + 1)}));
  chain.push_back(rule("50000"));
  EXPECT_EQ(build_order(chain).size(), chain.size());
  EXPECT_EQ(build_order(chain).front(), 50'000U);
}

}  // namespace
}  // namespace slakit
