#include "slakit/contract/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <tuple>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/contract/remarks.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/contract_check.hpp"
#include "slakit/io/contract_reader.hpp"

namespace slakit {
namespace {

const std::string head =
    "slakit: 1\n"
    "contract: {id: c, time_zone: Asia/Shanghai, price: CNY 1000.00}\n"
    "calendars: {always open: always}\n";
const std::string repair =
    "obligations:\n"
    "  repair: {clause: '1', clock: {start: received, stop: restored, calendar: always open, target: PT4H}}\n";

std::string messages(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& p : problems) text += p.code + " " + p.path + ": " + p.message + "\n";
  return text;
}

TEST(Check, ErrorsLeaveNoRoomForRemarks) {
  const CheckResult result = check_contract_text(
      head + repair + "penalties: {late: {clause: '2', prices: repare, charge: {rate: 1%, of: price, per: day}}}\n");
  EXPECT_EQ(messages(result.errors),
            "unknown-obligation penalties.late.prices: unknown obligation 'repare'; did you mean 'repair'?\n");
  EXPECT_TRUE(result.remarks.empty());
  EXPECT_TRUE(result.notes.empty());
}

TEST(Check, SaysWhatAConsistentContractExposesAndAssumes) {
  const CheckResult result = check_contract_text(
      head + repair +
      "penalties: {late: {clause: '2', prices: repair, charge: {rate: 3%, of: price, per: hour, units: 2}}}\n");
  EXPECT_TRUE(result.errors.empty()) << messages(result.errors);
  std::vector<Problem> remarks = result.remarks;
  std::erase_if(remarks, [](const Problem& p) { return p.code == "not-supported-yet"; });
  EXPECT_EQ(messages(remarks),
            "no-cap penalties: no cap limits what is owed, so exposure has no bound; add one under `caps` if the "
            "contract has it\n"
            "no-cap penalties.late.charge: one fault owes the whole price after 68 hours\n");
  ASSERT_FALSE(result.notes.empty());
  EXPECT_EQ(result.notes[0].code, "default");
  EXPECT_EQ(result.notes[0].path, "policies.counting");
}

TEST(Check, CapsSayAfterHowManyDays) {
  const std::string late =
      "penalties: {late: {clause: '2', prices: repair, charge: {rate: 3%, of: price, per: day, counting: started 24 "
      "h}}}\n";
  const auto remark = [&](const std::string& limit) {
    const CheckResult result =
        check_contract_text(head + repair + late + "caps: {all: {clause: '3', " + limit + "}}\n");
    EXPECT_TRUE(result.errors.empty()) << messages(result.errors);
    return messages(result.remarks);
  };
  const std::string uses_up = "cap-exhausted-by-one caps.all.limit: one incident of 'late' uses this cap up after ";
  EXPECT_EQ(remark("limit: 10%, of: price"), uses_up + "4 started days; what comes later costs nothing\n");
  EXPECT_EQ(remark("limit: 9%, of: price"), uses_up + "3 started days; what comes later costs nothing\n");
  EXPECT_EQ(remark("limit: CNY 30.00"), uses_up + "1 started day; what comes later costs nothing\n");
  EXPECT_EQ(remark("limit: CNY 30.01"), uses_up + "2 started days; what comes later costs nothing\n");
}

// Four inspections, 10.00 each: a cap of 40.00 can be reached, one of 40.01 cannot.
TEST(Check, CapsOverCountedDutiesAreCompared) {
  const auto codes = [&](const std::string& limit) {
    const CheckResult result = check_contract_text(
        head + "obligations: {inspection: {clause: '1', duty: {count: 4, evidence: report}}}\n" +
        "penalties: {missed: {clause: '2', prices: inspection, charge: {amount: CNY 10.00, per: incident}}}\n" +
        "caps: {all: {clause: '3', limit: CNY " + limit + "}}\n");
    EXPECT_TRUE(result.errors.empty()) << messages(result.errors);
    std::string text;
    for (const Problem& p : result.remarks)
      if (p.code.starts_with("cap-")) text += p.code;
    return text;
  };
  EXPECT_EQ(codes("40.00"), "");
  EXPECT_EQ(codes("40.01"), "cap-never-binds");
}

TEST(Check, PricingByClassIsNotPricingTwice) {
  const auto codes = [&](const std::string& first, const std::string& second) {
    const std::string charge = "charge: {rate: 1%, of: price, per: incident}}";
    const CheckResult result =
        check_contract_text(head + repair + "penalties:\n  a: {clause: '2', prices: repair, applies: " + first + ", " +
                            charge + "\n  b: {clause: '2', prices: repair, applies: " + second + ", " + charge +
                            "\ncaps: {all: {clause: '3', limit: CNY 900.00}}\n");
    return std::any_of(result.remarks.begin(), result.remarks.end(),
                       [](const Problem& p) { return p.code == "priced-twice"; });
  };
  EXPECT_FALSE(codes("{class: fault}", "{class: major}"));
  EXPECT_TRUE(codes("{class: [fault, major]}", "{class: major}"));
  EXPECT_TRUE(codes("{class: fault}", "{site: plant}"));
}

// What is used is compared as it is read, not as it is written.
TEST(Check, ReadingsMayWriteAValueInAnotherWay) {
  const auto reading = [&](const std::string& use, const std::string& otherwise) {
    return check_contract_text(head + repair +
                               "readings: {r: {text: soon, set: obligations.repair.clock.target, use: " + use +
                               ", else: [" + otherwise + "]}}\n");
  };
  EXPECT_TRUE(reading("PT240M", "PT8H").errors.empty());
  EXPECT_TRUE(reading("[{within: PT4H}]", "PT8H").errors.empty());
  EXPECT_EQ(messages(reading("PT4H", "PT14400S").errors),
            "reading-alternative readings.r.else.0: this is the value used; write only what else it may mean\n");
  EXPECT_EQ(reading("PT3H", "PT8H").errors.at(0).code, "reading-differs");
}

TEST(Check, ReadingsAndAmendmentsSetNeitherEachOtherNorThemselves) {
  for (const std::string set : {"readings.r.use", "amendments", "include", "slakit"}) {
    const CheckResult result =
        check_contract_text(head + repair + "readings: {r: {text: x, set: " + set + ", use: a, else: [b]}}\n");
    EXPECT_EQ(result.errors.at(0).code, "unknown-path") << set;
  }
}

// What only together makes sense is tried together: a pause needs its resume.
TEST(Check, ChangesOfOneAmendmentAreTriedTogether) {
  const auto amended = [&](const std::string& changes) {
    return check_contract_text(head + repair + "amendments: {s: {clause: S1, effective: 2024-09-01, changes: [" +
                               changes + "]}}\n");
  };
  const std::string pause = "{set: obligations.repair.clock.pause, use: waiting}";
  const std::string resume = "{set: obligations.repair.clock.resume, use: replied}";
  EXPECT_TRUE(amended(pause + ", " + resume).errors.empty());
  EXPECT_EQ(messages(amended(resume + ", {set: policies.counting, use: pro rata}").errors),
            "amendment-value amendments.s.changes.0.use: does not fit at obligations.repair.clock.resume: there is no "
            "pause to end; add `pause`, or remove `resume` [resume-without-pause]\n");
}

// Several readings are tried at once; each that is wrong is named, and only those.
TEST(Check, NamesEachAlternativeThatDoesNotFit) {
  std::string text =
      head + repair +
      "penalties: {late: {clause: '2', prices: repair, charge: {rate: 1%, of: price, per: day}}}\nreadings:\n";
  const std::vector<std::tuple<std::string, std::string, std::string>> readings{
      {"policies.concurrency", "either", "both, each"},
      {"policies.counting", "started 24 h", "pro rata, completed 24 h"},
      {"obligations.repair.clock.stop", "restored", "closed, received"},
      {"policies.rounding", "half up", "down, sideways"}};
  for (const auto& [set, use, otherwise] : readings)
    text += "  of " + set.substr(set.rfind('.') + 1) + ": {text: x, set: " + set + ", use: " + use + ", else: [" +
            otherwise + "]}\n";
  std::vector<std::string> paths;
  for (const Problem& p : check_contract_text(text).errors) paths.push_back(p.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"readings.of concurrency.else.1", "readings.of stop.else.1",
                                             "readings.of rounding.else.1"}));
}

TEST(Check, SeasonsDoNotOverlapAndMayPassNewYear) {
  const auto errors = [&](const std::string& seasons) {
    return messages(
        check_contract_text("slakit: 1\ncontract: {id: c, time_zone: Asia/Shanghai}\ncalendars:\n  c: {seasons: [" +
                            seasons + "]}\n" +
                            "obligations: {a: {clause: '1', clock: {start: b, stop: e, calendar: c, target: PT1H}}}\n")
            .errors);
  };
  const std::string summer = "{from: 05-01, to: 09-30, weekly: {mon-fri: ['08:00-16:00']}}";
  EXPECT_EQ(errors(summer + ", {from: 10-01, to: 04-30, weekly: {mon-fri: ['09:00-17:00']}}"), "");
  EXPECT_EQ(
      errors(summer + ", {from: 09-30, to: 04-30, weekly: {mon-fri: ['09:00-17:00']}}"),
      "overlapping-hours calendars.c.seasons.1: a day of this season is in one before it; end that one earlier, or "
      "begin this one later\n");
}

TEST(Check, NamesOfAListAreGivenOnce) {
  EXPECT_EQ(messages(check_contract_text(head + repair + "events: [received, restored, received]\n").errors),
            "duplicate-key events.2: 'received' is listed twice; keep one\n");
}

TEST(Check, NamesThatMeanSomethingElseAreRefused) {
  const CheckResult result = check_contract_text(
      "slakit: 1\ncontract: {id: c, time_zone: Asia/Shanghai, bases: {price: CNY 5.00, fee: CNY 1.00}, "
      "milestones: {end of term: 2024-01-01}}\n" +
      std::string("calendars: {always open: always}\n") + repair);
  EXPECT_EQ(
      messages(result.errors),
      "bad-name contract.bases.price: `price` is the contract's own price; write it there, or choose another name\n"
      "bad-name contract.milestones.end of term: `end of term` is the contract's own term; choose another name\n");
}

TEST(Check, ACapOverNothingNeverBinds) {
  const CheckResult result = check_contract_text(head + repair + "caps: {all: {clause: '3', limit: 5%, of: price}}\n");
  EXPECT_EQ(messages(result.remarks),
            "cap-never-binds caps.all: there is no penalty that this cap limits; leave it out, or add the penalties\n");
}

TEST(Check, AChoiceThatDoesNotFitStandsInNoLine) {
  const Contract contract = read_contract(head + repair, "contract.yaml");
  try {
    with_choices(contract, {{"obligations.repair.clock.target", Value::scalar("soon")}});
    FAIL() << "accepted";
  } catch (const ContractError& error) {
    EXPECT_TRUE(to_string(error.problems()[0]).starts_with("choice: obligations.repair.clock.target: unknown duration"))
        << error.what();
  }
}

TEST(Check, ListsOnlyWhatHelps) {
  std::string text = "slakit: 1\ncontract: {id: c, time_zone: Asia/Shanghai}\ncalendars:\n";
  for (int i = 0; i < 40; ++i) text += "  shift number " + std::to_string(i) + ": always\n";
  text += "obligations: {a: {clause: '1', clock: {start: received, stop: restored, calendar: office, target: PT1H}}}\n";
  const CheckResult result = check_contract_text(text);
  ASSERT_EQ(result.errors.size(), 1U);
  EXPECT_TRUE(result.errors[0].message.ends_with(", shift number 11, or one of 28 more")) << result.errors[0].message;
}

// Of a large document, with a mistake in every item: time grows with its size, not with the square of it. (The bound is
// for sanitizers on a busy machine; it takes about a second of that.)
TEST(Check, IsNotQuadratic) {
  std::string text = head + "events: [received, restored]\nobligations:\n";
  for (int i = 0; i < 6000; ++i)
    text += "  o" + std::to_string(i) +
            ": {clause: '1', clock: {start: received, stop: restord, calendar: always, target: PT4H}}\n";
  text += "penalties:\n";
  for (int i = 0; i < 4000; ++i)
    text += "  p" + std::to_string(i) + ": {clause: '2', prices: q" + std::to_string(i) +
            ", charge: {rate: 1%, of: fee, per: day}}\n";
  const auto start = std::chrono::steady_clock::now();
  const CheckResult result = check_contract_text(text);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{20});
  EXPECT_EQ(result.errors.size(), 2U * 6000U + 2U * 4000U);
}

TEST(Check, ReportsAFileThatIsNotThere) {
  const CheckResult result = check_contract_file("nowhere/contract.yaml");
  ASSERT_EQ(result.errors.size(), 1U);
  EXPECT_EQ(result.errors[0].code, "unreadable-file");
}

}  // namespace
}  // namespace slakit
