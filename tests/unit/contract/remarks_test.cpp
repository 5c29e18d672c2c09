#include "slakit/contract/remarks.hpp"

#include <gtest/gtest.h>

#include <string>

#include "slakit/io/contract_reader.hpp"

namespace slakit {
namespace {

const std::string head =
    "slakit: 1\n"
    "contract: {id: c, time_zone: Asia/Shanghai, price: CNY 1000.00}\n"
    "calendars: {always: always, office: {weekly: {mon-fri: '09:00-17:00'}}, nights: {weekly: {mon-fri: "
    "'22:00-06:00'}}}\n"
    "obligations:\n";

// Those of these codes, as "code path: message" lines.
std::string remarked(const std::string& obligations, const std::string& start_of_code) {
  std::string text;
  for (const Problem& p : remarks(read_contract(head + obligations)))
    if (p.code.starts_with(start_of_code)) text += p.code + " " + p.path + ": " + p.message + "\n";
  return text;
}

// "exceeds", "not comparable" or nothing, of a target that supports another.
std::string compared(const std::string& lower, const std::string& upper, const std::string& lower_calendar = "office",
                     const std::string& upper_calendar = "office", const std::string& applies = "{}") {
  const auto clock = [](const std::string& calendar, const std::string& target) {
    return "clock: {start: a, stop: b, calendar: " + calendar + ", target: " + target + "}";
  };
  const std::string text =
      remarked("  up: {clause: '1', " + clock(upper_calendar, upper) + "}\n" +
                   "  low: {clause: '2', layer: internal, supports: up, " +
                   (applies == "{}" ? "" : "applies: " + applies + ", ") + clock(lower_calendar, lower) + "}\n",
               "target-");
  return text.substr(0, text.find(' '));
}

const std::string exceeds = "target-exceeds-supported";
const std::string unknown = "target-not-comparable";

TEST(Remarks, ATargetHoldsWithinTheOneItSupports) {
  EXPECT_EQ(compared("PT4H", "PT4H"), "");
  EXPECT_EQ(compared("PT4H1S", "PT4H"), exceeds);
  EXPECT_EQ(compared("{business_days: 2}", "{business_days: 2}"), "");
  EXPECT_EQ(compared("{business_days: 3}", "{business_days: 2}"), exceeds);
  EXPECT_EQ(compared("{calendar_days: 3}", "{calendar_days: 2}", "office", "always"), exceeds);
  EXPECT_EQ(compared("{attribute: agreed}", "{attribute: agreed}"), "");
  EXPECT_EQ(compared("{attribute: agreed}", "{attribute: promised}"), unknown);
  EXPECT_EQ(compared("PT8H", "{business_days: 1}"), unknown);
}

TEST(Remarks, DeadlinesAreComparedByDayAndTime) {
  const auto deadline = [](const char* time, const char* days) {
    return "{deadline: {" + (*time == '\0' ? "" : "time: '" + std::string(time) + "', ") + days + "}}";
  };
  EXPECT_EQ(compared(deadline("16:00", "business_days: 1"), deadline("16:00", "business_days: 1")), "");
  EXPECT_EQ(compared(deadline("16:01", "business_days: 1"), deadline("16:00", "business_days: 1")), exceeds);
  EXPECT_EQ(compared(deadline("09:00", "business_days: 2"), deadline("16:00", "business_days: 1")), exceeds);
  EXPECT_EQ(compared(deadline("", "business_days: 1"), deadline("", "business_days: 1")), "");
  EXPECT_EQ(compared(deadline("", "business_days: 1"), deadline("16:00", "business_days: 1")), unknown);
  EXPECT_EQ(compared(deadline("16:00", "business_days: 1"), deadline("16:00", "calendar_days: 1")), unknown);
  EXPECT_EQ(compared(deadline("16:00", "calendar_days: 1"), deadline("16:00", "calendar_days: 1"), "office", "always"),
            "");
}

// Any hours are over within as many round the clock, and last no less than they say.
TEST(Remarks, HoursOfTwoCalendarsAreComparedAsFarAsOneNeverCloses) {
  EXPECT_EQ(compared("PT4H", "PT4H", "always", "office"), "");
  EXPECT_EQ(compared("PT5H", "PT4H", "always", "office"), unknown);
  EXPECT_EQ(compared("PT4H", "PT4H", "office", "always"), unknown);
  EXPECT_EQ(compared("PT5H", "PT4H", "office", "always"), exceeds);
  EXPECT_EQ(compared("PT5H", "PT4H", "office", "nights"), unknown);
  EXPECT_EQ(compared("{business_days: 1}", "{business_days: 1}", "office", "nights"), unknown);
  const std::string by_site = "{attribute: site, calendars: {one: office, two: nights}}";
  EXPECT_EQ(compared("PT5H", "PT4H", by_site, by_site), exceeds);
  EXPECT_EQ(compared("PT4H", "PT4H", by_site, "{attribute: site, calendars: {one: office, two: always}}"), unknown);
}

// Each ticket gets the most specific target of each clock.
TEST(Remarks, OnlyTargetsOfOneTicketAreCompared) {
  const std::string upper = "[{where: {priority: P1}, within: PT2H}, {within: PT8H}]";
  EXPECT_EQ(compared("[{where: {priority: P1}, within: PT2H}, {within: PT8H}]", upper), "");
  EXPECT_EQ(compared("PT4H", upper), exceeds);  // a P1 ticket
  EXPECT_EQ(compared("[{where: {priority: [P1, P2]}, within: PT2H}, {within: PT8H}]", upper), "");
  EXPECT_EQ(compared("[{where: {priority: P2}, within: PT1H}, {within: PT8H}]", upper), exceeds);
  EXPECT_EQ(compared("PT4H", upper, "office", "office", "{priority: [P2, P3]}"), "");
  // Three priorities that three more specific targets take one by one leave nothing to the last.
  EXPECT_EQ(compared("[{where: {priority: P1}, within: PT2H}, {where: {priority: P2}, within: PT2H}, {within: PT9H}]",
                     "[{where: {priority: [P1, P2]}, within: PT2H}, {where: {priority: P3}, within: PT9H}]"),
            "");
}

TEST(Remarks, SayWhichTargetsTheyCompare) {
  EXPECT_EQ(
      remarked("  up: {clause: '1', clock: {start: a, stop: b, calendar: always, target: PT4H}}\n"
               "  low: {clause: '2', layer: supplier, supports: up, clock: {start: a, stop: b, calendar: office, "
               "target: PT4H}}\n",
               "target-"),
      "target-not-comparable obligations.low.clock.target: PT4H of 'office' may not be over within the PT4H of "
      "'always' that 'up' allows such a ticket: they count in different calendars; count both alike, or compare them "
      "by hand\n");
}

TEST(Remarks, ALayerSupportsOneAboveIt) {
  const auto layers = [](const std::string& lower, const std::string& upper) {
    const std::string clock = "clock: {start: a, stop: b, calendar: always, target: PT4H}}\n";
    return !remarked("  up: {clause: '1', " + upper + clock + "  low: {clause: '2', supports: up, " + lower + clock,
                     "wrong-layer")
                .empty();
  };
  EXPECT_FALSE(layers("layer: internal, ", ""));
  EXPECT_FALSE(layers("layer: supplier, ", "layer: customer, "));
  EXPECT_FALSE(layers("layer: supplier, ", "layer: internal, "));
  EXPECT_TRUE(layers("", ""));
  EXPECT_TRUE(layers("", "layer: internal, "));
  EXPECT_TRUE(layers("layer: internal, ", "layer: supplier, "));
  EXPECT_TRUE(layers("layer: internal, party: one, ", "layer: internal, party: one, "));
  EXPECT_FALSE(layers("layer: internal, party: two, ", "layer: internal, party: one, "));
}

// Of business days nobody knows the length.
TEST(Remarks, AStepBeforeEveryStart) {
  const auto early = [](const std::string& target) {
    return !remarked("  it: {clause: '1', clock: {start: a, stop: b, calendar: office, target: " + target +
                         ", steps: {warn: {before: PT6H}}}}\n",
                     "step-before-start")
                .empty();
  };
  EXPECT_TRUE(early("PT5H"));
  EXPECT_FALSE(early("PT6H"));
  EXPECT_FALSE(early("[{where: {priority: P1}, within: PT1H}, {within: PT8H}]"));
  EXPECT_FALSE(early("[{where: {priority: P1}, within: PT1H}, {business_days: 1}]"));
}

}  // namespace
}  // namespace slakit
