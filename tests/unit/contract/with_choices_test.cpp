#include "slakit/contract/with_choices.hpp"

#include <gtest/gtest.h>

#include <string>

#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/remarks.hpp"
#include "slakit/io/contract_reader.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;

Contract after_sales() {
  return read_contract_file(std::string(SLAKIT_SOURCE_DIR) + "/examples/after-sales/contract.yaml");
}

const Obligation& on_site(const Contract& contract) { return contract.obligations[2]; }

Contract with(const std::string& path, Value value) { return with_choices(after_sales(), {{path, std::move(value)}}); }

TEST(WithChoices, TakesEveryAlternativeOfEveryReading) {
  const Contract contract = after_sales();
  int count = 0;
  for (const ReadingRule& reading : contract.readings) {
    for (const Value& value : reading.otherwise) {
      const Contract other = with_choices(contract, {{reading.set, value}});
      for (const ReadingRule& now : other.readings)
        EXPECT_EQ(same_meaning(now.use, now.set == reading.set ? value : now.use), true) << reading.set;
      EXPECT_EQ(other.assumptions.size(), contract.assumptions.size());
      ++count;
    }
  }
  EXPECT_EQ(count, 7);
}

TEST(WithChoices, SetsPoliciesAndCounting) {
  EXPECT_EQ(with("policies.concurrency", Value::scalar("both")).policies.concurrency, Concurrency::both);
  EXPECT_EQ(with("policies.concurrency", Value::scalar("highest only")).policies.concurrency,
            Concurrency::highest_only);
  EXPECT_EQ(with("policies.cut_order", Value::scalar("pro rata")).policies.cut_order, CutOrder::pro_rata);  // was unset
  const std::string counting = "penalties.late restoration.charge.counting";
  EXPECT_EQ(with(counting, Value::scalar("completed 24 h")).penalties[1].charge.counting, Counting::completed_24_h);
  EXPECT_EQ(with(counting, Value::scalar("pro rata")).penalties[1].charge.counting, Counting::pro_rata);
  EXPECT_EQ(with(counting, Value::scalar("calendar days touched")).penalties[1].charge.counting,
            Counting::calendar_days_touched);
}

TEST(WithChoices, NoPauseMeansNoResumeAndComesBack) {
  const std::string pause = "obligations.on-site.clock.pause";
  for (const Value& none : {Value::scalar("none"), Value{}}) {
    const Contract without = with(pause, none);
    EXPECT_TRUE(on_site(without).clock.pause.empty());
    EXPECT_TRUE(on_site(without).clock.resume.empty());
    const Contract again = with_choices(without, {{pause, Value::scalar("waiting for customer")}});
    EXPECT_EQ(on_site(again).clock.pause, std::vector<std::string>{"waiting for customer"});
    EXPECT_EQ(on_site(again).clock.resume, std::vector<std::string>{"customer replied"});
  }
}

TEST(WithChoices, MovesTheStart) {
  const Value later = Value::mapping(
      {{Value::scalar("after"), Value::scalar("PT1H")}, {Value::scalar("of"), Value::scalar("received")}});
  const Contract other = with("obligations.on-site.clock.start", later);
  EXPECT_EQ(on_site(other).clock.start.after, 1h);
  EXPECT_EQ(on_site(other).clock.start.of, std::vector<std::string>{"received"});
}

TEST(WithChoices, SwapsUseAndAlternatives) {
  const Contract other = with("policies.concurrency", Value::scalar("both"));
  const Assumption& reading = other.assumptions[1];
  EXPECT_EQ(reading.used, "both");
  EXPECT_EQ(reading.otherwise, (std::vector<std::string>{"either", "highest only"}));
}

TEST(WithChoices, NoChoiceIsTheContractAsWritten) {
  const Contract contract = after_sales();
  EXPECT_TRUE(same_meaning(*with_choices(contract, {}).document, *contract.document));
}

TEST(WithChoices, ReplacesAnAssumedValueAndListItems) {
  const Contract other = with_choices(after_sales(), {{"obligations.dispatch.clock.target", Value::scalar("PT15M")},
                                                      {"obligations.response.clock.stop.0", Value::scalar("called")}});
  EXPECT_EQ(other.obligations[1].clock.target[0].within, 15min);
  EXPECT_EQ(other.obligations[0].clock.stop, (std::vector<std::string>{"called", "restored"}));
}

void expect_refused(const std::string& path, Value value, const std::string& code) {
  try {
    with(path, std::move(value));
    FAIL() << path << " accepted";
  } catch (const ContractError& error) {
    EXPECT_EQ(error.problems()[0].code, code) << error.what();
    EXPECT_EQ(error.problems()[0].path, path);
  }
}

TEST(WithChoices, NamesThePathThatDoesNotFit) {
  expect_refused("policies.concurrency", Value::scalar("sometimes"), "unknown-value");
  expect_refused("policies.concurency", Value::scalar("both"), "unknown-key");
  expect_refused("obligations.nothing.clock.pause", Value::scalar("none"), "unknown-path");
  expect_refused("obligations.on-site.clock.start.of.x", Value::scalar("none"), "unknown-path");
  expect_refused("obligations.on-site.clock.calendar", Value::scalar("night"), "unknown-calendar");
  expect_refused("obligations.on-site.clock.target", Value::scalar("none"), "bad-duration");
  expect_refused("", Value::scalar("x"), "unknown-path");
}

TEST(Remarks, SayWhatHasNoBound) {
  const std::vector<Problem> found = remarks(after_sales());
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].code, "no-cap");
  EXPECT_EQ(found[0].path, "penalties");
  EXPECT_EQ(found[1].path, "penalties.late restoration.charge");
  EXPECT_EQ(found[1].message, "one fault owes the whole price after 100 started days");
  EXPECT_GT(found[1].mark.line, 0);
  EXPECT_TRUE(remarks(read_contract_file(std::string(SLAKIT_SOURCE_DIR) + "/examples/after-sales/contract-capped.yaml"))
                  .empty());
}

TEST(Remarks, RoundTheDaysUp) {
  // 1 / 0.3% = 333.3: the 334th started day makes it whole.
  const Contract c = with("penalties.late restoration.charge.rate", Value::scalar("0.3%"));
  EXPECT_EQ(remarks(c)[1].message, "one fault owes the whole price after 334 started days");
}

}  // namespace
}  // namespace slakit
