// What a contract's assumptions are: assumed values with what else they may be, and readings.
#include "slakit/contract/reading.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/check.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/contract_check.hpp"
#include "slakit/io/contract_reader.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

std::string with(const std::string& clock, const std::string& sections = "") {
  return "slakit: 1\n"
         "contract: {id: c, time_zone: UTC, price: CNY 1000.00}\n"
         "calendars: {always: always}\n"
         "obligations: {it: {clause: '1', clock: {start: a, stop: b, calendar: always, " +
         clock + "}}}\n" + sections;
}

// "kind path: used | otherwise".
Texts assumptions_of(const Contract& contract) {
  Texts lines;
  for (const Assumption& one : contract.assumptions) {
    std::string line = (one.kind == AssumptionKind::reading ? "reading " : "assumed ") + one.path + ": " + one.used;
    for (const std::string& other : one.otherwise) line += " | " + other;
    lines.push_back(line);
  }
  return lines;
}
Texts assumptions_of(const std::string& text) { return assumptions_of(read_contract(text)); }

Texts errors_of(const std::string& text) {
  Texts lines;
  for (const Problem& problem : check_contract_text(text).errors)
    lines.push_back(std::to_string(problem.mark.line) + ":" + std::to_string(problem.mark.column) + " " + problem.code +
                    " " + problem.path);
  return lines;
}

TEST(Assumptions, ListWhatElseAnAssumedValueMayBeAsTheDocumentWritesIt) {
  EXPECT_EQ(assumptions_of(with("target: {assumed: PT30M, else: [PT15M, PT1H]}")),
            Texts{"assumed obligations.it.clock.target: PT30M | PT15M | PT1H"});
  EXPECT_EQ(assumptions_of(with("target: {else: [{attribute: agreed}], assumed: PT30M}")),
            Texts{"assumed obligations.it.clock.target: PT30M | {attribute: agreed}"});
  EXPECT_EQ(assumptions_of(with("target: {within: {assumed: PT30M, else: [PT1H]}}")),
            Texts{"assumed obligations.it.clock.target.within: PT30M | PT1H"});
  EXPECT_EQ(assumptions_of(with("target: PT1H, cancel: {assumed: none, else: [called off]}")),
            Texts{"assumed obligations.it.clock.cancel: none | called off"});
  EXPECT_EQ(assumptions_of(with("target: PT1H, cancel: {assumed: called off, else: [none, [called off, given up]]}")),
            Texts{"assumed obligations.it.clock.cancel: called off | none | [called off, given up]"});
  EXPECT_EQ(assumptions_of(with("target: PT1H", "policies: {assumed: {fold: second}, else: [{gap: reject}]}\n")),
            Texts{"assumed policies: {fold: second} | {gap: reject}"});
}

// Of a type that has few values, whatever else it has.
TEST(Assumptions, OfFewWordsMayBeAnyOther) {
  EXPECT_EQ(assumptions_of(with("target: PT1H, cycles: {assumed: each}")),
            Texts{"assumed obligations.it.clock.cycles: each | first | periodic"});
  EXPECT_EQ(assumptions_of(with("target: PT1H, cycles: {assumed: each, else: [first]}")),
            Texts{"assumed obligations.it.clock.cycles: each | first"});
  EXPECT_EQ(assumptions_of(with("target: PT1H", "policies: {cut_order: {assumed: oldest first}}\n")),
            Texts{"assumed policies.cut_order: oldest first | pro rata | largest first"});
  EXPECT_EQ(assumptions_of(with("target: {assumed: PT1H}")), Texts{"assumed obligations.it.clock.target: PT1H"});
  const std::string figure =
      "slakit: 1\ncontract: {id: c, time_zone: UTC}\nobligations: {it: {clause: '1', indicator: "
      "{count: call, target: {at_most: 3}, aim: {assumed: true}}}}\n";
  EXPECT_EQ(assumptions_of(figure), Texts{"assumed obligations.it.indicator.aim: true | false"});
}

// One place, one assumption.
TEST(Assumptions, OfAReadingsPlaceHaveWhatStandsThereAsWell) {
  const std::string reading =
      "readings: {r: {text: soon, set: obligations.it.clock.target, use: PT30M, else: [PT15M, PT1H]}}\n";
  const Contract contract = read_contract(with("target: {assumed: PT30M, else: [PT1H, PT2H]}", reading));
  EXPECT_EQ(assumptions_of(contract), Texts{"reading obligations.it.clock.target: PT30M | PT15M | PT1H | PT2H"});
  const Contract other = with_choices(contract, {{"obligations.it.clock.target", Value::scalar("PT2H")}});
  EXPECT_EQ(assumptions_of(other), Texts{"reading obligations.it.clock.target: PT2H | PT30M | PT15M | PT1H"});
}

TEST(Assumptions, ChangePlacesWithAChoice) {
  const Contract contract = read_contract(with("target: {assumed: PT30M, else: [PT15M, PT1H]}"));
  const std::string path = "obligations.it.clock.target";
  const Contract other = with_choices(contract, {{path, Value::scalar("PT15M")}});
  EXPECT_EQ(other.obligations.at(0).clock()->target.at(0).within, 15min);
  EXPECT_EQ(assumptions_of(other), Texts{"assumed " + path + ": PT15M | PT30M | PT1H"});
  // What was not listed joins it; what was used may be chosen again.
  const Contract third = with_choices(other, {{path, Value::scalar("PT2H")}});
  EXPECT_EQ(assumptions_of(third), Texts{"assumed " + path + ": PT2H | PT15M | PT30M | PT1H"});
  EXPECT_EQ(assumptions_of(with_choices(third, {{path, Value::scalar("PT2H")}})), assumptions_of(third));
  // A choice that says what else it may be is taken at its word.
  const Value own = Value::mapping({{Value::scalar("assumed"), Value::scalar("PT3H")},
                                    {Value::scalar("else"), Value::sequence({Value::scalar("PT4H")})}});
  EXPECT_EQ(assumptions_of(with_choices(contract, {{path, own}})), Texts{"assumed " + path + ": PT3H | PT4H"});
  // Part of it: the whole is what is used.
  const Contract inner = read_contract(with("target: {assumed: {within: PT30M}, else: [{attribute: agreed}]}"));
  EXPECT_EQ(assumptions_of(with_choices(inner, {{path + ".within", Value::scalar("PT1H")}})),
            Texts{"assumed " + path + ": {within: PT1H} | {within: PT30M} | {attribute: agreed}"});
  // Nothing is listed: the choice is as if it had been written there.
  EXPECT_EQ(
      assumptions_of(with_choices(read_contract(with("target: {assumed: PT30M}")), {{path, Value::scalar("PT1H")}})),
      Texts{});
}

TEST(Assumptions, AlternativesHaveToFitAndDiffer) {
  const std::string code = " assumed-alternative obligations.it.clock.target";
  EXPECT_EQ(errors_of(with("target: {assumed: PT1H, else: [P1D]}")), Texts{"4:109" + code});
  EXPECT_EQ(errors_of(with("target: {assumed: PT1H, else: [PT2H, PT60M]}")), Texts{"4:115" + code});
  EXPECT_EQ(errors_of(with("target: {assumed: PT1H, else: [none]}")), Texts{"4:109" + code});
  EXPECT_EQ(errors_of(with("target: {assumed: PT1H, else: []}")),
            Texts{"4:108 missing-value obligations.it.clock.target"});
  EXPECT_EQ(errors_of(with("target: {assumed: PT1H, else: PT2H}")),
            Texts{"4:108 wrong-type obligations.it.clock.target"});
  EXPECT_EQ(errors_of(with("target: {within: PT1H, else: [PT2H]}")),
            Texts{"4:101 unknown-key obligations.it.clock.target.else"});
  // Of the whole contract, too: each alternative that is wrong is named, and only those.
  EXPECT_EQ(errors_of(with("target: PT1H, pause: {assumed: none, else: [waiting]}")),
            Texts{"4:122 assumed-alternative obligations.it.clock.pause"});
  EXPECT_EQ(errors_of(with("target: {assumed: PT1H, else: [PT2H, soon, PT3H]}",
                           "policies: {cut_order: {assumed: oldest first, else: [newest first, pro rata]}}\n")),
            (Texts{"4:115" + code, "5:54 assumed-alternative policies.cut_order"}));
}

TEST(Assumptions, AlternativesAreOfWhatIsComputed) {
  const std::string reading =
      "readings: {r: {title: {assumed: a, else: [b]}, text: soon, set: obligations.it.clock.target"
      ", use: PT1H, else: [PT2H]}}\n";
  EXPECT_EQ(errors_of(with("target: PT1H", reading)), Texts{"5:43 assumed-alternative readings.r.title"});
  EXPECT_EQ(errors_of("{assumed: {slakit: 1}, else: [{slakit: 1}]}").back(), "1:31 assumed-alternative ");
}

TEST(Assumptions, AreNotTooMany) {
  std::string others;
  for (int i = 2; i < 260; ++i) others += (i == 2 ? "PT" : ", PT") + std::to_string(i) + "H";
  EXPECT_EQ(errors_of(with("target: {assumed: PT1H, else: [" + others + "]}")), Texts{"1:1 too-large "});
}

}  // namespace
}  // namespace slakit
