#include "slakit/contract/with_choices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

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

template <class Named>
const Named& named(const std::vector<Named>& list, std::string_view name) {
  return *std::find_if(list.begin(), list.end(), [&](const Named& item) { return item.name == name; });
}

const ClockRule& clock_of(const Contract& contract, std::string_view name) {
  return *named(contract.obligations, name).clock();
}
const ClockRule& on_site(const Contract& contract) { return clock_of(contract, "on-site"); }

const ChargeRule& late(const Contract& contract) { return named(contract.penalties, "late restoration").charge.at(0); }

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
  EXPECT_GE(count, 7);
}

TEST(WithChoices, SetsPoliciesAndCounting) {
  EXPECT_EQ(with("policies.concurrency", Value::scalar("both")).policies.concurrency, Concurrency::both);
  EXPECT_EQ(with("policies.concurrency", Value::scalar("highest only")).policies.concurrency,
            Concurrency::highest_only);
  EXPECT_EQ(with("policies.cut_order", Value::scalar("pro rata")).policies.cut_order, CutOrder::pro_rata);  // was unset
  const std::string counting = "penalties.late restoration.charge.counting";
  EXPECT_EQ(late(with(counting, Value::scalar("completed 24 h"))).counting, Counting::completed_24_h);
  EXPECT_EQ(late(with(counting, Value::scalar("pro rata"))).counting, Counting::pro_rata);
  EXPECT_EQ(late(with(counting, Value::scalar("calendar days touched"))).counting, Counting::calendar_days_touched);
}

TEST(WithChoices, NoPauseMeansNoResumeAndComesBack) {
  const std::string pause = "obligations.on-site.clock.pause";
  for (const Value& none : {Value::scalar("none"), Value{}}) {
    const Contract without = with(pause, none);
    EXPECT_TRUE(on_site(without).pause.empty());
    EXPECT_TRUE(on_site(without).resume.empty());
    const Contract again = with_choices(without, {{pause, Value::scalar("waiting for customer")}});
    EXPECT_EQ(on_site(again).pause, (EventRules{{"waiting for customer", {}}}));
    EXPECT_EQ(on_site(again).resume, (EventRules{{"customer replied", {}}}));
  }
}

TEST(WithChoices, MovesTheStart) {
  const Value later = Value::mapping(
      {{Value::scalar("after"), Value::scalar("PT1H")}, {Value::scalar("of"), Value::scalar("received")}});
  const Contract other = with("obligations.on-site.clock.start", later);
  EXPECT_EQ(on_site(other).start.after, 1h);
  EXPECT_EQ(on_site(other).start.of, (EventRules{{"received", {}}}));
}

TEST(WithChoices, SwapsUseAndAlternatives) {
  const Contract other = with("policies.concurrency", Value::scalar("both"));
  const auto found = std::find_if(other.assumptions.begin(), other.assumptions.end(),
                                  [](const Assumption& a) { return a.path == "policies.concurrency"; });
  ASSERT_NE(found, other.assumptions.end());
  const Assumption& reading = *found;
  EXPECT_EQ(reading.used, "both");
  EXPECT_EQ(reading.otherwise, (std::vector<std::string>{"either", "highest only"}));
}

TEST(WithChoices, NoChoiceIsTheContractAsWritten) {
  const Contract contract = after_sales();
  EXPECT_TRUE(same_meaning(*with_choices(contract, {}).document, *contract.document));
}

TEST(WithChoices, ReplacesAnAssumedValueAndListItems) {
  const Contract other = with_choices(after_sales(), {{"obligations.dispatch.clock.target", Value::scalar("PT15M")},
                                                      {"obligations.dispatch.clock.stop.0", Value::scalar("arrived")}});
  EXPECT_EQ(clock_of(other, "dispatch").target[0].within, 15min);
  EXPECT_EQ(clock_of(other, "dispatch").stop, (EventRules{{"arrived", {}}, {"restored", {}}}));
}

TEST(WithChoices, PutsKeysIntoShortForms) {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: UTC}\n"
      "calendars: {always: always}\n"
      "obligations:\n"
      "  forms: {clause: '1', records: [form, {form: other}]}\n"
      "  repair: {clause: '2', clock: {start: a, stop: b, calendar: always, target: PT4H}}\n");
  const Contract other = with_choices(contract, {{"obligations.forms.records.0.due", Value::scalar("PT1H")},
                                                 {"obligations.repair.clock.start.after", Value::scalar("PT2H")},
                                                 {"obligations.repair.clock.target.within", Value::scalar("PT3H")}});
  EXPECT_EQ(
      to_document_text(*other.document->find("obligations")),
      "{forms: {clause: \"1\", records: [{form: form, due: PT1H}, {form: other}]}, repair: {clause: \"2\", clock: "
      "{start: {of: a, after: PT2H}, stop: b, calendar: always, target: {within: PT3H}}}}");
}

// Part of what a reading sets: the reading then says what stands there now.
TEST(WithChoices, ReachesInsideAReadingsPlace) {
  const Contract other = with("obligations.response.clock.stop.0", Value::scalar("arrived"));
  EXPECT_EQ(clock_of(other, "response").stop, (EventRules{{"arrived", {}}, {"restored", {}}}));
  EXPECT_EQ(to_document_text(named(other.readings, "what a response is").use), "[arrived, restored]");
  EXPECT_EQ(to_document_text(named(other.readings, "what a response is").otherwise.at(0)), "[responded, restored]");
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

std::vector<Problem> no_cap(const Contract& contract) {
  std::vector<Problem> found = remarks(contract);
  std::erase_if(found, [](const Problem& problem) { return problem.code != "no-cap"; });
  return found;
}

TEST(Remarks, SayWhatHasNoBound) {
  const std::vector<Problem> found = no_cap(after_sales());
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].path, "penalties");
  EXPECT_EQ(found[1].path, "penalties.late restoration.charge");
  EXPECT_EQ(found[1].message, "one fault owes the whole price after 100 started days");
  EXPECT_GT(found[1].mark.line, 0);
  const std::string capped = std::string(SLAKIT_SOURCE_DIR) + "/examples/after-sales/contract-capped.yaml";
  EXPECT_TRUE(no_cap(read_contract_file(capped)).empty());
}

TEST(Remarks, RoundTheDaysUp) {
  // 1 / 0.3% = 333.3: the 334th started day makes it whole.
  const Contract c = with("penalties.late restoration.charge.rate", Value::scalar("0.3%"));
  EXPECT_EQ(no_cap(c).at(1).message, "one fault owes the whole price after 334 started days");
}

}  // namespace
}  // namespace slakit
