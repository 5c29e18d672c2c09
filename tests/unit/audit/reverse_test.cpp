// Reverse audit: the reading that gives somebody else's figure.
#include "slakit/audit/reverse.hpp"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

struct Judged {
  Contract contract;
  AuditRun run;
};

Judged after_sales() {
  const std::string folder = SLAKIT_SOURCE_DIR "/examples/after-sales/";
  Judged made{read_contract_file(folder + "contract.yaml"), {}};
  AuditOptions options;
  options.as_of = Timestamp::parse("2024-06-01T00:00:00+08:00")->instant();
  made.run = audit_file(made.contract, folder + "events.csv", options);
  return made;
}

ReverseAudit asked(const Judged& it, const std::vector<ClaimedFigure>& claims, const ReverseOptions& options = {}) {
  return reverse(it.contract, it.run.audit, it.run.log, claims, options);
}

TEST(Reverse, AsUsed) {
  const ReverseAudit found = asked(after_sales(), {{"", "", 8000000}});
  ASSERT_EQ(found.matches.size(), 1U);
  EXPECT_TRUE(found.matches[0].choices.empty());
  EXPECT_FALSE(found.parting);
}

TEST(Reverse, ATotalThatOneReadingGives) {
  const ReverseAudit found = asked(after_sales(), {{"", "", 4000000}});
  ASSERT_FALSE(found.matches.empty());
  ASSERT_EQ(found.matches[0].choices.size(), 1U);
  EXPECT_EQ(to_document_text(found.matches[0].choices[0].value), "completed 24 h");
  ASSERT_TRUE(found.parting);
  EXPECT_EQ(found.parting->ticket, "T2");
  EXPECT_EQ(found.parting->ours->formula, "ceil(27/24) = 2");
  EXPECT_EQ(found.parting->theirs->formula, "floor(27/24) = 1");
}

// 19 583.33 of T4 and 61 250.00 in all are pro rata days; one ticket's figure alone may have several readings.
TEST(Reverse, SeveralFiguresAtOnce) {
  const ReverseAudit found = asked(after_sales(), {{"T4", "late restoration", 1958333}, {"", "", 6125000}});
  ASSERT_EQ(found.matches.size(), 1U);
  EXPECT_EQ(to_document_text(found.matches[0].choices[0].value), "pro rata");
}

TEST(Reverse, TwoReadingsTogether) {
  // Highest only, and completed days: T2 10 000 once, T4 10 000, T5 10 000, T6 nothing.
  ReverseOptions options;
  const ReverseAudit found =
      asked(after_sales(), {{"", "", 3000000}, {"T2", "", 1000000}, {"T5", "", 1000000}}, options);
  ASSERT_FALSE(found.matches.empty());
  EXPECT_EQ(found.matches[0].choices.size(), 2U);
}

TEST(Reverse, NoReadingGivesIt) {
  const ReverseAudit found = asked(after_sales(), {{"", "", 8000001}});
  EXPECT_TRUE(found.matches.empty());
  ASSERT_FALSE(found.nearest.empty());
  EXPECT_EQ(found.nearest[0].off, 1);
  EXPECT_FALSE(found.is_complete);
  EXPECT_FALSE(found.bound.empty());
}

// Accord's template (research E15): the text says that a fraction of a day is a full day, 63.00; its program counts
// full days only, 52.50.
TEST(Reverse, TheTemplateThatDoesNotComputeItsText) {
  const YAML::Node file = YAML::LoadFile(SLAKIT_SOURCE_DIR "/tests/cases/penalties/E15.yaml");
  Judged it{read_contract(file["contract"].as<std::string>()), {}};
  AuditOptions options;
  options.as_of = Timestamp::parse(file["as_of"].as<std::string>())->instant();
  it.run = audit_text(it.contract, file["events"].as<std::string>(), "<events>", options);
  const ReverseAudit found = asked(it, {{"goods", "late delivery", 5250}});
  EXPECT_EQ(found.computed, std::vector<std::int64_t>{6300});
  ASSERT_FALSE(found.matches.empty());
  EXPECT_FALSE(found.matches[0].is_open);
  EXPECT_EQ(found.matches[0].choices[0].path, "penalties.late delivery.charge.rounded_to.counting");
  EXPECT_EQ(found.matches[0].choices[0].value.text, "completed 24 h");
  EXPECT_EQ(to_string(*found.parting->counted), "3");
  EXPECT_EQ(to_string(*found.parting->implied), "5/2");
  EXPECT_NE(found.parting->ours->formula, found.parting->theirs->formula);
}

TEST(Reverse, NamesThatAreNot) {
  const Judged it = after_sales();
  const auto places_of = [&](const std::vector<ClaimedFigure>& claims) {
    std::vector<std::string> places;
    try {
      asked(it, claims);
    } catch (const InputError& error) {
      for (const Problem& one : error.problems()) places.push_back(one.path + " " + one.code);
    }
    return places;
  };
  using Places = std::vector<std::string>;
  EXPECT_EQ(places_of({}), Places{"claims no-claim"});
  EXPECT_EQ(places_of({{"T2", "", 1}, {"T99", "late restauration", 1}}),
            (Places{"claims.1.ticket unknown-ticket", "claims.1.penalty unknown-penalty"}));
  EXPECT_TRUE(claim_problems({{"T2", "late restoration", 1}}, it.run.audit).empty());
  EXPECT_EQ(claim_problems({{"T99", "", 1}, {"", "x", 1}}, it.run.audit).size(), 2U);
}

// One ticket, 30 h late at EUR 10.00 for every started day: 20.00. Everything that this contract can be asked is set.
Judged desk(const std::string& target, const std::string& readings = "") {
  Judged it{read_contract("slakit: 1\n"
                          "contract: {id: desk, time_zone: UTC, price: EUR 1000.00}\n"
                          "calendars: {always: {always: true}}\n"
                          "obligations:\n"
                          "  fix: {clause: '1', clock: {start: opened, stop: closed, calendar: always, target: " +
                          target +
                          "}}\n"
                          "penalties:\n"
                          "  late: {clause: '5', prices: fix, charge: {rate: 1%, of: price, per: day, counting: "
                          "started 24 h}}\n"
                          "policies: {rounding: half up}\n" +
                          readings),
            {}};
  AuditOptions options;
  options.as_of = Timestamp::parse("2025-04-01T00:00:00Z")->instant();
  it.run = audit_text(it.contract, "ticket,at,event\nA,2025-03-03T08:00:00Z,opened\nA,2025-03-04T18:00:00Z,closed\n",
                      "<events>", options);
  return it;
}

TEST(Reverse, NothingIsOpen) {
  const ReverseAudit found = asked(desk("PT4H"), {{"", "", 12345}});
  EXPECT_EQ(found.computed, std::vector<std::int64_t>{2000});
  EXPECT_TRUE(found.is_complete);
  EXPECT_EQ(found.tried_open, 0U);
  // of `per` seven others, of `counting` and `rounding` three each
  EXPECT_EQ(found.tried, 13U);
}

// Two other targets and two other countings: with what is used 3 x 3 combinations.
TEST(Reverse, WhatIsOpenIsCountedApart) {
  const ReverseAudit found =
      asked(desk("{assumed: PT4H, else: [PT2H, PT8H]}",
                 "readings: {day: {clause: '5', text: a day, set: penalties.late.charge.counting, use: started 24 h, "
                 "else: [completed 24 h, pro rata]}}\n"),
            {{"", "", 12345}});
  EXPECT_TRUE(found.is_complete);
  EXPECT_EQ(found.tried_open, 8U);
  EXPECT_GT(found.tried, found.tried_open);
}

// 10.00 is one completed day, and one incident or week.
TEST(Reverse, TheLikelierReadingComesFirst) {
  const auto path_of = [](const ReverseMatch& match) { return match.choices.at(0).path; };
  const ReverseAudit found = asked(desk("PT4H"), {{"", "", 1000}});
  ASSERT_GE(found.matches.size(), 3U);
  EXPECT_EQ(path_of(found.matches[0]), "penalties.late.charge.counting");
  for (std::size_t i = 1; i < found.matches.size(); ++i)
    EXPECT_EQ(path_of(found.matches[i]), "penalties.late.charge.per");
  const ReverseAudit near = asked(desk("PT4H"), {{"", "", 999}});
  ASSERT_EQ(near.nearest.size(), 5U);
  EXPECT_EQ(path_of(near.nearest[0]), "penalties.late.charge.counting");
  EXPECT_EQ(near.nearest[0].off, 1);
}

TEST(Reverse, NoUnitThatAClockDoesNotHave) {
  ReverseOptions options;
  options.nearest_max = 100;
  const ReverseAudit found = asked(desk("PT4H"), {{"", "", 12345}}, options);
  for (const ReverseMatch& one : found.nearest)
    for (const Choice& choice : one.choices) {
      EXPECT_NE(choice.value.text, "percentage point");
      EXPECT_NE(choice.value.text, "unit");
    }
}

// A row that holds another one, and gives the same figures, says nothing more.
TEST(Reverse, TheNearestAreAsSmallAsTheyCanBe) {
  ReverseOptions options;
  options.nearest_max = 100;
  const ReverseAudit found = asked(desk("{assumed: PT4H, else: [PT2H, PT8H]}"), {{"", "", 12345}}, options);
  const auto holds = [](const ReverseMatch& more, const ReverseMatch& less) {
    return std::all_of(less.choices.begin(), less.choices.end(), [&](const Choice& one) {
      return std::any_of(more.choices.begin(), more.choices.end(), [&](const Choice& other) {
        return one.path == other.path && one.value.text == other.value.text;
      });
    });
  };
  ASSERT_GE(found.nearest.size(), 5U);
  std::size_t pairs = 0;
  for (const ReverseMatch& more : found.nearest)
    for (const ReverseMatch& less : found.nearest) {
      if (&more == &less || more.figures != less.figures) continue;
      EXPECT_FALSE(holds(more, less)) << more.choices.size() << " choices, off " << more.off;
      ++pairs;
    }
  EXPECT_GT(pairs, 0U);  // some are as far off as others
}

}  // namespace
}  // namespace slakit
