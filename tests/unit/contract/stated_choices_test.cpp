#include "slakit/contract/stated_choices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/contract/defaults.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/yaml.hpp"

namespace slakit {
namespace {

using Texts = std::vector<std::string>;

const std::string root = SLAKIT_SOURCE_DIR;

Texts paths_of(const std::vector<Assumption>& list) {
  Texts paths;
  for (const Assumption& one : list) paths.push_back(one.path);
  return paths;
}

Contract penalty_case(const std::string& name) {
  std::vector<Problem> problems;
  const std::string text = read_text_file(root + "/tests/cases/penalties/" + name + ".yaml", problems);
  return read_contract(read_yaml(text, name).find("contract")->text);
}

// The template says "any fraction of a day is a full day"; its program counts whole days.
TEST(StatedChoices, HaveTheCountingOfAWorkedExample) {
  const std::vector<Assumption> list = stated_choices(penalty_case("E15"));
  EXPECT_EQ(paths_of(list),
            (Texts{"penalties.late delivery.charge.per", "penalties.late delivery.charge.rounded_to.unit",
                   "penalties.late delivery.charge.rounded_to.counting", "penalties.late delivery.charge.counting",
                   "policies.rounding", "policies.cut_order"}));
  // A clock has no figure that falls short; of lateness, only a length of time can be rounded.
  EXPECT_EQ(list.at(0).otherwise, (Texts{"incident", "minute", "hour", "business day", "week", "month", "window"}));
  EXPECT_EQ(list.at(1).otherwise, (Texts{"minute", "hour", "business day", "week", "month"}));
  const Assumption& counting = list.at(2);
  EXPECT_EQ(counting.kind, AssumptionKind::stated);
  EXPECT_EQ(counting.clause, "late delivery");
  EXPECT_EQ(counting.used, "started 24 h");
  EXPECT_EQ(counting.otherwise, (Texts{"completed 24 h", "pro rata", "calendar days touched"}));
}

// A figure is never late.
TEST(StatedChoices, HaveTheUnitsOfWhatIsPriced) {
  const std::vector<Assumption> list = stated_choices(
      read_contract("slakit: 1\n"
                    "contract: {id: c, time_zone: UTC, price: CNY 1000.00}\n"
                    "calendars: {always: {always: true}}\n"
                    "obligations:\n"
                    "  answered: {clause: '1', indicator: {window: P1M, anchor: civil, mean: {of: mark, events: "
                    "marked}, target: {at_least: "
                    "'4'}}}\n"
                    "  fix: {clause: '2', clock: {start: opened, stop: closed, calendar: always, target: PT4H}}\n"
                    "penalties:\n"
                    "  low per: {clause: '5', prices: answered, charge: {amount: CNY 5.00, per: unit}}\n"
                    "  late: {clause: '6', prices: [answered, fix], charge: {amount: CNY 5.00, per: incident}}\n"));
  const auto others = [&](const std::string& path) {
    for (const Assumption& one : list)
      if (one.path == path) return one.otherwise;
    return Texts{};
  };
  EXPECT_EQ(others("penalties.low per.charge.per"), (Texts{"incident", "percentage point", "window"}));
  EXPECT_EQ(others("penalties.late.charge.per"),
            (Texts{"minute", "hour", "day", "business day", "week", "month", "percentage point", "unit", "window"}));
}

// The examples, and the small contracts that stand for one clause each.
std::vector<Contract> all_contracts() {
  std::vector<Contract> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root + "/examples")) {
    if (entry.path().extension() != ".yaml") continue;
    try {
      all.push_back(read_contract_file(entry.path().string()));
    } catch (const ContractError&) {  // a source mapping, or calendars
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(root + "/tests/cases/penalties"))
    if (entry.path().extension() == ".yaml") all.push_back(penalty_case(entry.path().stem().string()));
  return all;
}

// What stands at `path` after the choice, or nothing where it does not fit.
std::optional<std::string> used_after(const Contract& contract, const std::string& path, const std::string& value) {
  try {
    for (const Assumption& one : stated_choices(with_choices(contract, {{path, Value::scalar(value)}})))
      if (one.path == path) return one.used;
    return "";
  } catch (const ContractError&) {
    return std::nullopt;
  }
}

TEST(StatedChoices, AreChoicesOfTheContract) {
  const std::vector<Contract> contracts = all_contracts();
  EXPECT_GE(contracts.size(), 35U);
  std::size_t fitting = 0;
  std::size_t others = 0;
  for (const Contract& contract : contracts) {
    SCOPED_TRACE(contract.contract.id);
    const bool is_large = contract.obligations.size() > 20;  // each choice reads it again: one per place is enough
    for (const Assumption& one : stated_choices(contract)) {
      EXPECT_FALSE(one.otherwise.empty()) << one.path;
      EXPECT_EQ(used_after(contract, one.path, one.used), one.used) << one.path;
      for (const std::string& value : one.otherwise) {
        const std::optional<std::string> used = used_after(contract, one.path, value);
        EXPECT_EQ(used.value_or(value), value) << one.path;
        fitting += used ? 1 : 0;
        ++others;
        if (is_large) break;
      }
    }
  }
  EXPECT_GE(others, 500U);
  EXPECT_GE(fitting, others / 2);
}

TEST(StatedChoices, AreNotOpen) {
  std::size_t open = 0;
  for (const Contract& contract : all_contracts()) {
    const Texts stated = paths_of(stated_choices(contract));
    std::vector<Assumption> list = contract.assumptions;
    for (Assumption& one : defaults(contract)) list.push_back(std::move(one));
    for (const Assumption& one : list)
      for (const std::string& path : stated) {
        EXPECT_NE(path, one.path) << contract.contract.id;
        EXPECT_FALSE(path.starts_with(one.path + ".")) << path << " in " << one.path;
      }
    open += list.size();
    Texts once = stated;
    std::sort(once.begin(), once.end());
    EXPECT_EQ(std::adjacent_find(once.begin(), once.end()), once.end()) << contract.contract.id;
  }
  EXPECT_GE(open, 50U);
}

TEST(StatedChoices, LeaveOutWhatAReadingOrAnAssumedValueSets) {
  const auto paths = [](const std::string& order, const std::string& more = "") {
    return paths_of(
        stated_choices(read_contract("slakit: 1\n"
                                     "contract: {id: c, time_zone: UTC, price: CNY 1000.00}\n"
                                     "obligations: {it: {clause: '1', layer: customer, gate: {before: "
                                     "handling, needs: [a, b], order: " +
                                     order + "}}}\n" + more)));
  };
  const std::string path = "obligations.it.gate.order";
  EXPECT_EQ(paths("any"), Texts{path});
  EXPECT_EQ(paths("{assumed: any}"), Texts{});
  EXPECT_EQ(paths("any", "readings: {r: {text: '', set: " + path + ", use: any, else: [as listed]}}\n"), Texts{});
  EXPECT_EQ(paths("any",
                  "readings: {r: {text: '', set: obligations.it.gate, use: {before: handling, needs: [a, b], "
                  "order: any}, else: [{before: handling, needs: a}]}}\n"),
            Texts{});
  EXPECT_EQ(stated_choices(Contract{}).size(), 0U);
}

}  // namespace
}  // namespace slakit
