// Bands that overlap or leave a gap, exactly and at a stated precision.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/io/contract_check.hpp"

namespace slakit {
namespace {

// What is found of such bands: "overlap" and "gap", by the index of the band it is found at.
std::string found(const std::vector<std::string>& bands, const std::string& rounding = "") {
  std::string list;
  for (const std::string& band : bands) list += (list.empty() ? "" : ", ") + ("{figure: {" + band + "}, rate: 1%}");
  const CheckResult result = check_contract_text(
      "slakit: 1\ncontract: {id: c, time_zone: UTC, price: CNY 1.00}\ncalendars: {always: always}\nobligations:\n"
      "  repair: {clause: '1', clock: {start: a, stop: b, calendar: always, target: PT4H}}\n"
      "  share: {clause: '2', indicator: {attainment: {of: repair}, window: P1M, target: {at_least: 95%}" +
      rounding +
      "}}\n"
      "penalties: {low: {clause: '3', prices: share, charge: {of: price, per: window, bands: [" +
      list + "]}}}\n");
  std::string text;
  const auto add = [&](const std::vector<Problem>& problems, const char* code, const char* word) {
    for (const Problem& problem : problems)
      if (problem.code == code)
        text += (text.empty() ? "" : " ") + std::string(word) + problem.path.substr(problem.path.find("bands.") + 6, 1);
  };
  add(result.errors, "overlapping-bands", "overlap");
  add(result.remarks, "gap-between-bands", "gap");
  return text;
}

TEST(Bands, MeetWhereOneEndsAndTheOtherBegins) {
  EXPECT_EQ(found({"at_least: 90%, less_than: 95%", "less_than: 90%"}), "");
  EXPECT_EQ(found({"more_than: 90%, less_than: 95%", "at_most: 90%"}), "");
  EXPECT_EQ(found({"less_than: 90%", "at_least: 90%, less_than: 95%", "at_least: 95%"}), "") << "in any order";
}

TEST(Bands, AnEdgeIsInOneOfTwo) {
  EXPECT_EQ(found({"at_least: 90%, less_than: 95%", "at_most: 90%"}), "overlap0");
  EXPECT_EQ(found({"more_than: 90%, less_than: 95%", "less_than: 90%"}), "gap0") << "90% itself";
  EXPECT_EQ(found({"at_most: 90%", "at_least: 90.1%"}), "gap1") << "unrounded, 90.05% can be";
}

TEST(Bands, RoundedFiguresLieOnPlaces) {
  const std::string one = ", rounding: {decimals: 1}";
  EXPECT_EQ(found({"at_most: 90%", "at_least: 90.1%"}, one), "");
  EXPECT_EQ(found({"at_most: 90%", "at_least: 90.2%"}, one), "gap1");
  EXPECT_EQ(found({"less_than: 90.1%", "more_than: 90%"}, one), "") << "90.0% and 90.1% are neighbours";
  EXPECT_EQ(found({"less_than: 90.1%", "more_than: 90%"}), "overlap1") << "90.05%";
  EXPECT_EQ(found({"less_than: 90.2%", "more_than: 90%"}, one), "overlap1") << "90.1%";
  EXPECT_EQ(found({"at_most: 90.05%", "at_least: 90.08%"}, one), "") << "no figure lies between";
}

TEST(Bands, OneMayCoverSeveral) {
  EXPECT_EQ(found({"at_least: 0%, less_than: 100%", "at_least: 10%, at_most: 20%", "at_least: 30%, at_most: 40%"}),
            "overlap1 overlap2");
}

}  // namespace
}  // namespace slakit
