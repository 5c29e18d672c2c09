// Reverse audit: the reading that gives somebody else's figure.
#include "slakit/audit/reverse.hpp"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

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
  EXPECT_THROW(asked(it, {}), InputError);
  EXPECT_THROW(asked(it, {{"T99", "", 1}}), InputError);
  EXPECT_THROW(asked(it, {{"T2", "late restauration", 1}}), InputError);
}

}  // namespace
}  // namespace slakit
