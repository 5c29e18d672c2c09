#include "slakit/io/contract_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/contract/support.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;

const std::string root = SLAKIT_SOURCE_DIR;

// Bad contracts: the comment lines after a file's first say "line:column code" for every problem, in order.

struct BadContract : testing::TestWithParam<std::string> {};

std::vector<std::string> expected_of(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<std::string> expected;
  while (std::getline(file, line) && line.starts_with("# ")) expected.push_back(line.substr(2));
  return expected;
}

TEST_P(BadContract, GivesAllItsProblemsAtOnce) {
  const std::vector<std::string> expected = expected_of(GetParam());
  ASSERT_FALSE(expected.empty());
  std::vector<std::string> found;
  try {
    read_contract_file(GetParam());
  } catch (const ContractError& error) {
    for (const Problem& problem : error.problems()) {
      found.push_back(std::to_string(problem.mark.line) + ":" + std::to_string(problem.mark.column) + " " +
                      problem.code);
      EXPECT_EQ(problem.source, GetParam());
      EXPECT_GT(problem.message.size(), 10U) << problem.code;
    }
    EXPECT_EQ(found, expected) << error.what();
    return;
  }
  FAIL() << "accepted";
}

std::vector<std::string> bad_contracts() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(root + "/tests/cases/bad-contracts"))
    paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

INSTANTIATE_TEST_SUITE_P(Cases, BadContract, testing::ValuesIn(bad_contracts()), [](const auto& test) {
  std::string name = std::filesystem::path(test.param).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-'; }, '_');
  return name;
});

// Good ones.

EventRules events(std::initializer_list<const char*> names) {
  EventRules rules;
  for (const char* name : names) rules.push_back({name, {}});
  return rules;
}

template <class Named>
const Named& named(const std::vector<Named>& list, std::string_view name) {
  return *std::find_if(list.begin(), list.end(), [&](const Named& item) { return item.name == name; });
}

TEST(ContractReader, ReadsTheAfterSalesContract) {
  const Contract c = read_contract_file(root + "/examples/after-sales/contract.yaml");
  EXPECT_EQ(c.contract.id, "after-sales");
  EXPECT_EQ(c.contract.title.in("zh"), "售后服务方案");
  EXPECT_EQ(c.contract.title.in("en"), "After-sales service plan");
  EXPECT_EQ(c.contract.parties.provider, "供方");
  EXPECT_EQ(c.contract.time_zone, "Asia/Shanghai");
  EXPECT_EQ(to_string(*base_amount(c.contract, "price")), "CNY 1000000.00");
  EXPECT_EQ(named(c.contract.milestones, "final acceptance").date, 2024y / 3 / 15);
  ASSERT_TRUE(c.contract.term);
  EXPECT_EQ(c.contract.term->length->months, 12);
  EXPECT_EQ(c.contract.term->counting, TermCounting::start_day_out);
  EXPECT_TRUE(c.caps.empty());

  EXPECT_TRUE(named(c.calendars, "round the clock").always);
  const CalendarRule& office = named(c.calendars, "office");
  EXPECT_EQ(office.holiday_sets, std::vector<std::string>{"CN"});
  for (std::size_t day = 0; day < 5; ++day)
    EXPECT_EQ(office.weekly[day], (DayHours{{9h, 12h}, {13h + 30min, 18h}})) << day;
  EXPECT_TRUE(office.weekly[5].empty());
  EXPECT_TRUE(office.weekly[6].empty());
}

TEST(ContractReader, ReadsTheAfterSalesClocksAndPenalties) {
  const Contract c = read_contract_file(root + "/examples/after-sales/contract.yaml");
  const Obligation& response = named(c.obligations, "response");
  EXPECT_EQ(response.clause, "1.1.3(2)");
  ASSERT_EQ(response.applies.size(), 1U);
  EXPECT_EQ(response.applies[0].attribute, "class");
  EXPECT_EQ(response.applies[0].values, (std::vector<std::string>{"fault", "major"}));
  EXPECT_EQ(response.clock()->stop, events({"responded", "restored"}));
  ASSERT_EQ(response.clock()->target.size(), 1U);
  EXPECT_TRUE(response.clock()->target[0].where.empty());
  EXPECT_EQ(response.clock()->target[0].within, 4h);

  const ClockRule& dispatch = *named(c.obligations, "dispatch").clock();
  EXPECT_EQ(dispatch.start.of, events({"received"}));
  EXPECT_EQ(dispatch.start.after, 1h);
  EXPECT_EQ(dispatch.start.unless, events({"restored"}));
  EXPECT_EQ(dispatch.target[0].within, 30min);

  const ClockRule& on_site = *named(c.obligations, "on-site").clock();
  EXPECT_EQ(on_site.pause, events({"waiting for customer"}));
  EXPECT_EQ(on_site.resume, events({"customer replied"}));

  const PenaltyTerm& missed = named(c.penalties, "missed response");
  EXPECT_EQ(missed.prices.obligations, std::vector<std::string>{"response"});
  ASSERT_EQ(missed.charge.size(), 1U);
  EXPECT_EQ(missed.charge[0].per, ChargeUnit::incident);
  const ChargeRule& late = named(c.penalties, "late restoration").charge.at(0);
  EXPECT_EQ(late.per, ChargeUnit::day);
  EXPECT_EQ(late.rate->value, (Decimal{1, 2}));
  EXPECT_EQ(late.counting, Counting::started_24_h);
  EXPECT_EQ(c.policies.concurrency, Concurrency::either);
  EXPECT_FALSE(c.policies.rounding);
}

TEST(ContractReader, ListsAssumptionsInDocumentOrder) {
  const Contract c = read_contract_file(root + "/examples/after-sales/contract.yaml");
  const auto at = [&](std::string_view path) {
    const auto found = std::find_if(c.assumptions.begin(), c.assumptions.end(),
                                    [&](const Assumption& assumption) { return assumption.path == path; });
    return found == c.assumptions.end() ? Assumption{} : *found;
  };
  const auto is_reading = [](const Assumption& assumption) { return assumption.kind == AssumptionKind::reading; };
  EXPECT_TRUE(std::is_partitioned(c.assumptions.rbegin(), c.assumptions.rend(), is_reading)) << "assumed values first";
  EXPECT_EQ(at("obligations.dispatch.clock.target").kind, AssumptionKind::assumed);
  EXPECT_EQ(at("obligations.dispatch.clock.target").used, "PT30M");
  EXPECT_EQ(at("obligations.dispatch.clock.target").clause, "1.1.2, 1.1.3(2)");
  EXPECT_EQ(at("policies.concurrency").kind, AssumptionKind::reading);
  EXPECT_EQ(at("policies.concurrency").note, "未做出响应和在约定时间内解决故障");
  EXPECT_EQ(at("policies.concurrency").otherwise, (std::vector<std::string>{"both", "highest only"}));
  EXPECT_EQ(at("obligations.on-site.clock.start").otherwise, std::vector<std::string>{"{after: PT1H, of: received}"});
}

TEST(ContractReader, ReadsTheCappedContract) {
  const Contract c = read_contract_file(root + "/examples/after-sales/contract-capped.yaml");
  ASSERT_EQ(c.caps.size(), 1U);
  EXPECT_EQ(c.caps[0].limit.rate->value, (Decimal{5, 2}));
  EXPECT_EQ(c.caps[0].of, "price");
}

const std::string head = R"(slakit: 1
contract: {id: c, time_zone: Asia/Shanghai, price: CNY 1000.00}
)";
const std::string calendars = "calendars: {open: always}\n";
const std::string obligations = R"(obligations:
  repair: {clause: "1", clock: {start: received, stop: restored, calendar: open, target: PT4H}}
)";

TEST(ContractReader, ReadsCalendarsInAllTheirForms) {
  const Contract c = read_contract(head + R"(calendars:
  open: always
  utc: {always: true, time_zone: UTC}
  shop:
    weekly: {mon-wed: ["13:30-18:00", "09:00-12:00"], thu: 22:00-06:00, sat-sun: closed}
    holidays: [CN, 2030-01-01]
    make_up_days: [2030-01-05]
    make_up_like: mon
    exceptions: {2024-09-29: ["09:00-18:00"], 2024-09-30: closed, 12-24: "09:00-12:00"}
)" + obligations);
  EXPECT_TRUE(c.calendars[1].always);
  EXPECT_EQ(c.calendars[1].time_zone, "UTC");
  const CalendarRule& shop = c.calendars[2];
  EXPECT_EQ(shop.weekly[2], (DayHours{{9h, 12h}, {13h + 30min, 18h}}));
  EXPECT_EQ(shop.weekly[3], (DayHours{{22h, 30h}}));
  EXPECT_TRUE(shop.weekly[5].empty());
  EXPECT_EQ(shop.holiday_sets, std::vector<std::string>{"CN"});
  EXPECT_EQ(shop.holidays, (std::vector<Date>{2030y / 1 / 1}));
  EXPECT_EQ(shop.make_up_days, (std::vector<Date>{2030y / 1 / 5}));
  EXPECT_EQ(shop.make_up_like, 0);
  ASSERT_EQ(shop.exceptions.size(), 3U);
  EXPECT_EQ(shop.exceptions[0].day.date, 2024y / 9 / 29);
  EXPECT_EQ(shop.exceptions[0].hours, (DayHours{{9h, 18h}}));
  EXPECT_TRUE(shop.exceptions[1].hours.empty());
  EXPECT_FALSE(shop.exceptions[2].day.date);
  EXPECT_EQ(shop.exceptions[2].day.yearly, (MonthDay{12, 24}));
}

TEST(ContractReader, ReadsTargetsByCondition) {
  const Contract c = read_contract(head + calendars + R"(obligations:
  repair:
    clause: "1"
    clock:
      start: received
      stop: restored
      calendar: open
      target: [{where: {priority: [P1, P2], site: plant}, within: PT1H}, PT24H]
)");
  const std::vector<TargetRule>& target = c.obligations[0].clock()->target;
  ASSERT_EQ(target.size(), 2U);
  ASSERT_EQ(target[0].where.size(), 2U);
  EXPECT_EQ(target[0].where[0].values, (std::vector<std::string>{"P1", "P2"}));
  EXPECT_EQ(target[0].where[1].attribute, "site");
  EXPECT_EQ(target[1].within, 24h);
}

TEST(ContractReader, AReadingFillsAnUnsetPlace) {
  const Contract c = read_contract(head + calendars + obligations + R"(readings:
  each: {text: each time, set: policies.concurrency, use: highest only, else: [both]}
)");
  EXPECT_EQ(c.policies.concurrency, Concurrency::highest_only);
}

TEST(ContractReader, NoneLeavesAnOptionalKeyOut) {
  const Contract c = read_contract(head + calendars + R"(policies: {rounding: none}
obligations:
  repair:
    clause: "1"
    clock: {start: received, stop: restored, pause: none, resume: back, calendar: open, target: PT4H}
)");
  EXPECT_FALSE(c.policies.rounding);
  EXPECT_TRUE(c.obligations[0].clock()->pause.empty());
  EXPECT_TRUE(c.obligations[0].clock()->resume.empty());
}

TEST(ContractReader, ReadsJsonToTheSameContract) {
  const Contract c = read_contract(R"({"slakit": 1,
 "contract": {"id": "c", "time_zone": "Asia/Shanghai", "price": "CNY 1000.00"},
 "calendars": {"open": "always"},
 "obligations": {"repair": {"clause": "1",
   "clock": {"start": "received", "stop": ["restored"], "calendar": "open", "target": "PT4H"}}}})");
  EXPECT_EQ(base_amount(c.contract, "price")->minor, 100000);
  EXPECT_EQ(c.obligations[0].clock()->target[0].within, 4h);
}

TEST(ContractReader, SaysWhatToWriteInstead) {
  try {
    read_contract(head + calendars + R"(obligations:
  repair: {clause: "1", clok: {start: received, stop: restored, calendar: opne, target: PT4H}}
)",
                  "c.yaml");
    FAIL() << "accepted";
  } catch (const ContractError& error) {
    ASSERT_EQ(error.problems().size(), 2U) << error.what();
    EXPECT_EQ(to_string(error.problems()[1]),
              "c.yaml:5:25: obligations.repair.clok: unknown key 'clok'; did you mean 'clock'? [unknown-key]");
  }
}

TEST(ContractReader, RefusesAFileThatIsNoContract) {
  for (const char* text : {"", "- a\n", "just text\n"}) {
    try {
      read_contract(text);
      FAIL() << "accepted " << text;
    } catch (const ContractError& error) {
      EXPECT_EQ(error.problems().size(), 1U) << error.what();
      EXPECT_EQ(error.problems()[0].code, *text == 0 ? "missing-value" : "wrong-type");
    }
  }
  EXPECT_THROW(read_contract_file("no/such/contract.yaml"), ContractError);
}

// The sketch is read as it is but for one thing: its reading of concurrency sets `penalties.concurrency`, which is
// `policies.concurrency` here.
TEST(ContractReader, ReadsTheWholeSketch) {
  std::ifstream file(root + "/../shared/contract-sketch.yaml");
  if (!file) GTEST_SKIP() << "the sketch of the whole contract is not on this machine";
  std::stringstream all;
  all << file.rdbuf();
  std::string text = all.str();
  const std::string place = "penalties.concurrency";
  text.replace(text.find(place), place.size(), "policies.concurrency");
  const Contract c = read_contract(text, "sketch.yaml");
  EXPECT_EQ(c.obligations.size(), 9U);
  EXPECT_EQ(c.penalties.size(), 4U);
  EXPECT_TRUE(not_supported(c).empty());
}

}  // namespace
}  // namespace slakit
