// What the checks say of money clauses, clause by clause: the amounts in comments are counted by hand.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/contract/check.hpp"
#include "slakit/io/contract_check.hpp"

namespace slakit {
namespace {

using Texts = std::vector<std::string>;

// A year of service (366 days) at CNY 1000.00, with one of each measure.
CheckResult checked(const std::string& sections) {
  return check_contract_text(
      "slakit: 1\n"
      "contract:\n"
      "  id: c\n"
      "  time_zone: Asia/Shanghai\n"
      "  price: CNY 1000.00\n"
      "  bases: {part: {attribute: part value}}\n"
      "  milestones: {start: 2023-03-15}\n"
      "  term: {from: start, length: P1Y, counting: start day in}\n"
      "calendars: {always open: always}\n"
      "obligations:\n"
      "  repair: {clause: '1', clock: {start: received, stop: restored, calendar: always open, target: PT4H}}\n"
      "  report: {clause: '1', duty: {every: P1M, evidence: report}}\n"
      "  manual: {clause: '1', duty: {once_by: start, evidence: manual}}\n"
      "  on request: {clause: '1', duty: {on_request: asked, evidence: answer, due: P5D}}\n"
      "  consent: {clause: '1', gate: {before: repair began, needs: customer consent}}\n"
      "  silence: {clause: '1', prohibition: disclosed}\n"
      "  attainment: {clause: '1', indicator: {attainment: {of: repair}, window: P1M, target: {at_least: 95%}}}\n"
      "  complaints: {clause: '1', indicator: {count: complaint, window: P1M, target: {at_most: 3}}}\n"
      "  striving: {clause: '1', indicator: {attainment: {of: repair}, window: P1M, target: {at_least: 99%}, aim: "
      "true}}\n" +
      sections);
}

Texts places(const std::vector<Problem>& problems, const std::string& code) {
  Texts found;
  for (const Problem& problem : problems)
    if (problem.code == code) found.push_back(problem.path);
  return found;
}

// A penalty for an obligation, alone in its contract.
std::string penalty(const std::string& prices, const std::string& charge, const std::string& more = "") {
  return "penalties: {it: {clause: '2', prices: " + prices + ", charge: " + charge + more + "}}\n";
}

// Where a remark of that code stands in a contract without errors.
Texts remarks(const std::string& code, const std::string& sections) {
  const CheckResult result = checked(sections);
  EXPECT_TRUE(result.errors.empty()) << sections << to_string(result.errors);
  return places(result.remarks, code);
}
Texts errors(const std::string& code, const std::string& sections) { return places(checked(sections).errors, code); }

TEST(MoneyChecks, WorseFiguresCostNoLess) {
  const auto bands = [](const char* prices, const std::string& list) {
    return remarks("worse-costs-less", penalty(prices, "{of: price, per: window, bands: [" + list + "]}"));
  };
  const std::string path = "penalties.it.charge.bands.";
  EXPECT_EQ(bands("attainment",
                  "{figure: {at_least: 90%, less_than: 95%}, rate: 1%}, {figure: {less_than: 90%}, rate: "
                  "2%}"),
            Texts{});
  EXPECT_EQ(bands("attainment",
                  "{figure: {less_than: 90%}, rate: 1%}, {figure: {at_least: 90%, less_than: 95%}, rate: "
                  "2%}"),
            Texts{path + "0"});
  // Of a count the higher figure is the worse one.
  EXPECT_EQ(bands("complaints", "{figure: {at_least: 4, less_than: 9}, rate: 1%}, {figure: {at_least: 9}, rate: 2%}"),
            Texts{});
  EXPECT_EQ(bands("complaints", "{figure: {at_least: 4, less_than: 9}, rate: 2%}, {figure: {at_least: 9}, rate: 1%}"),
            Texts{path + "1"});
  // 1% of CNY 1000.00 is CNY 10.00.
  EXPECT_EQ(bands("complaints",
                  "{figure: {at_least: 4, less_than: 9}, rate: 1%}, {figure: {at_least: 9}, amount: CNY "
                  "10.00}"),
            Texts{});
  EXPECT_EQ(bands("complaints",
                  "{figure: {at_least: 4, less_than: 9}, rate: 1%}, {figure: {at_least: 9}, amount: CNY "
                  "9.99}"),
            Texts{path + "1"});
  // A bonus for what is worse than something that costs, or earns less.
  EXPECT_EQ(
      bands("attainment", "{figure: {less_than: 95%}, rate: 1%}, {figure: {at_least: 99%}, rate: 1%, bonus: true}"),
      Texts{});
  EXPECT_EQ(
      bands("attainment", "{figure: {less_than: 95%}, rate: 1%, bonus: true}, {figure: {at_least: 95%}, rate: 1%}"),
      Texts{path + "0"});
  EXPECT_EQ(bands("attainment",
                  "{figure: {at_least: 97%, less_than: 99%}, rate: 2%, bonus: true}, {figure: {at_least: "
                  "99%}, rate: 1%, bonus: true}"),
            Texts{path + "0"});
}

TEST(MoneyChecks, TheWorstFiguresAreInABand) {
  const auto bands = [](const std::string& list, const std::string& more = "") {
    return remarks("worse-costs-less", penalty("attainment", "{of: price, per: window, bands: [" + list + "]}") + more);
  };
  const std::string path = "penalties.it.charge.bands.0";
  EXPECT_EQ(bands("{figure: {at_least: 90%, less_than: 95%}, rate: 1%}"), Texts{path});
  EXPECT_EQ(bands("{figure: {at_least: 0%, less_than: 95%}, rate: 1%}"), Texts{});
  EXPECT_EQ(bands("{figure: {less_than: 95%}, rate: 1%}"), Texts{});
  EXPECT_EQ(bands("{figure: {at_least: 97%, at_most: 99%}, rate: 1%, bonus: true}"), Texts{path});
  EXPECT_EQ(bands("{figure: {at_least: 97%, at_most: 100%}, rate: 1%, bonus: true}"), Texts{});
  // What else is owed for the same may be dearer.
  EXPECT_EQ(
      remarks("worse-costs-less", penalty("attainment",
                                          "[{of: price, per: window, bands: [{figure: {at_least: 90%, less_than: 95%}, "
                                          "rate: 1%}]}, {rate: 1%, of: price, per: percentage point}]")),
      Texts{});
}

TEST(MoneyChecks, LongerDelaysCostNoLess) {
  const auto steps = [](const std::string& first, const std::string& then, const std::string& stepped) {
    return remarks("worse-costs-less", penalty("repair", "{of: price, per: day, steps: [{up_to: 3, " + first + "}, {" +
                                                             then + "}]" + stepped + "}"));
  };
  const std::string whole = ", stepped: whole amount";
  EXPECT_EQ(steps("rate: 2%", "rate: 1%", whole), Texts{"penalties.it.charge.steps.1"});
  EXPECT_EQ(steps("rate: 2%", "rate: 1%", ", stepped: marginal"), Texts{});
  EXPECT_EQ(steps("rate: 2%", "rate: 1%", ""), Texts{}) << "marginal is the default";
  EXPECT_EQ(steps("rate: 1%", "rate: 1%", whole), Texts{});
  EXPECT_EQ(steps("rate: 1%", "amount: CNY 9.99", whole), Texts{"penalties.it.charge.steps.1"});
  EXPECT_EQ(steps("rate: 1%", "amount: CNY 10.00", whole), Texts{});
  const std::string late =
      "{of: price, per: day, bands: [{figure: {more_than: 0, at_most: 5}, rate: 1%}, {figure: "
      "{more_than: 5}, rate: 0.5%}]}";
  EXPECT_EQ(remarks("worse-costs-less", penalty("repair", late)), Texts{"penalties.it.charge.bands.1"});
}

TEST(MoneyChecks, RepeatsAndPointsCostNoLess) {
  const auto repeats = [](const std::string& rule) {
    return remarks("worse-costs-less", penalty("repair", "{rate: 1%, of: price, per: incident}", ", repeats: " + rule));
  };
  EXPECT_EQ(repeats("{ladder: [1, 2, 2, 3], count: 2}"), Texts{});
  EXPECT_EQ(repeats("{ladder: [1, 2, 1.9], count: 2}"), Texts{"penalties.it.repeats.ladder.2"});
  EXPECT_EQ(repeats("{factor: 1, count: 2}"), Texts{});
  EXPECT_EQ(repeats("{factor: 0.9, count: 2}"), Texts{"penalties.it.repeats.factor"});
  const auto ladder = [](const std::string& bands) {
    return remarks("worse-costs-less", penalty("repair", "{points: 1, per: incident}") +
                                           "settlement: {point_ladder: [" + bands + "], point_ladder_of: price}\n");
  };
  EXPECT_EQ(ladder("{figure: {at_least: 1, less_than: 5}, rate: 1%}, {figure: {at_least: 5}, rate: 2%}"), Texts{});
  EXPECT_EQ(ladder("{figure: {at_least: 1, less_than: 5}, rate: 2%}, {figure: {at_least: 5}, rate: 1%}"),
            Texts{"settlement.point_ladder.1"});
  EXPECT_EQ(ladder("{figure: {at_least: 1, less_than: 5}, rate: 1%}"), Texts{"settlement.point_ladder.0"});
}

TEST(MoneyChecks, WhatIsBoundedByItselfNeedsNoCap) {
  const auto unbounded = [](const char* prices, const char* charge) {
    return !remarks("no-cap", penalty(prices, charge)).empty();
  };
  const char* each = "{amount: CNY 1.00, per: incident}";
  EXPECT_TRUE(unbounded("repair", each)) << "there may be any number of faults";
  EXPECT_TRUE(unbounded("{event: stopped}", each));
  EXPECT_TRUE(unbounded("on request", each));
  EXPECT_TRUE(unbounded("silence", each));
  EXPECT_FALSE(unbounded("manual", each)) << "owed once";
  EXPECT_FALSE(unbounded("report", each)) << "twelve times a year";
  EXPECT_TRUE(unbounded("manual", "{amount: CNY 1.00, per: day}")) << "however late";
  EXPECT_FALSE(unbounded("manual", "{amount: CNY 1.00, per: day, at_most: CNY 9.00}"));
  EXPECT_TRUE(unbounded("repair", "{amount: CNY 1.00, per: day, at_most: CNY 9.00}"));
  EXPECT_FALSE(unbounded("attainment", "{amount: CNY 1.00, per: window}"));
  EXPECT_FALSE(unbounded("attainment", "{per: window, bands: [{figure: {less_than: 95%}, amount: CNY 1.00}]}"));
  EXPECT_FALSE(unbounded("attainment", "{amount: CNY 1.00, per: percentage point}")) << "95 at most";
  EXPECT_TRUE(unbounded("complaints", "{amount: CNY 1.00, per: unit}")) << "any number of complaints";
  EXPECT_FALSE(unbounded("complaints", "{amount: CNY 1.00, per: unit, at_most: CNY 9.00}"));
  EXPECT_TRUE(unbounded("manual", "{documented: loss}"));
  EXPECT_FALSE(unbounded("repair", "{amount: CNY 1.00, per: day, counts: time saved}")) << "a bonus";
}

TEST(MoneyChecks, CapsOverSomePenaltiesLeaveOthersUnbounded) {
  const std::string two =
      "penalties:\n"
      "  late: {clause: '2', prices: repair, charge: {rate: 1%, of: price, per: day}}\n"
      "  stop: {clause: '2', prices: {event: stopped}, charge: {rate: 1%, of: price, per: incident}}\n"
      "  dull: {clause: '2', prices: report, charge: {rate: 1%, of: price, per: incident}}\n";
  const auto unbounded = [&](const std::string& limits) { return remarks("no-cap", two + limits); };
  EXPECT_EQ(unbounded(""), (Texts{"penalties.late", "penalties.late.charge", "penalties.stop"}));
  EXPECT_EQ(unbounded("caps: {all: {clause: '3', limit: 50%, of: price}}\n"), Texts{});
  EXPECT_EQ(unbounded("caps: {all: {clause: '3', limit: 50%, of: price, penalties: late}}\n"), Texts{"penalties.stop"});
  EXPECT_EQ(unbounded("caps: {all: {clause: '3', limit: 50%, of: price, penalties: stop}}\n"),
            (Texts{"penalties.late", "penalties.late.charge"}));
  EXPECT_EQ(unbounded("caps: {each: {clause: '3', limit: 50%, of: price, at: incident}}\n"),
            (Texts{"penalties.late", "penalties.stop"}))
      << "there may be any number of incidents";
  EXPECT_EQ(unbounded("settlement: {at_risk: 50%, at_risk_of: price}\n"), Texts{});
  EXPECT_EQ(unbounded("caps: {month: {clause: '3', limit: 50%, of: price, at: window}}\nsettlement: {window: P1M}\n"),
            Texts{});
}

// CNY 1000.00 a year, 1% is CNY 10.00.
TEST(MoneyChecks, CapsBelowOneCharge) {
  const auto exhausted = [](const std::string& prices, const std::string& charge, const std::string& limit,
                            const std::string& more = "") {
    Texts messages;
    const CheckResult result =
        checked(penalty(prices, charge) + "caps: {all: {clause: '3', limit: " + limit + "}}\n" + more);
    EXPECT_TRUE(result.errors.empty()) << to_string(result.errors);
    for (const Problem& problem : result.remarks)
      if (problem.code == "cap-exhausted-by-one")
        messages.push_back(problem.message.substr(0, problem.message.find(';')));
    return messages;
  };
  const std::string incident = "{rate: 1%, of: price, per: incident";
  EXPECT_EQ(exhausted("repair", incident + "}", "CNY 10.00"), Texts{"one incident of 'it' uses this cap up"});
  EXPECT_EQ(exhausted("repair", incident + "}", "CNY 10.01"), Texts{});
  EXPECT_EQ(exhausted("repair", incident + ", at_least: CNY 20.00}", "CNY 20.00"),
            Texts{"one incident of 'it' uses this cap up"});
  EXPECT_EQ(exhausted("repair", incident + ", at_most: CNY 9.00}", "CNY 10.00"), Texts{});
  EXPECT_EQ(exhausted("repair", "{points: 5, per: incident}", "CNY 10.00", "settlement: {point_value: CNY 2.00}\n"),
            Texts{"one incident of 'it' uses this cap up"});
  EXPECT_EQ(exhausted("repair", "{points: 5, per: incident}", "CNY 10.00", "settlement: {point_value: CNY 1.99}\n"),
            Texts{});
  // Of a base that the ticket says, shares of it are compared.
  EXPECT_EQ(exhausted("repair", "{rate: 1%, of: part, per: day}", "2%, of: part, at: obligation"),
            Texts{"one incident of 'it' uses this cap up after 2 started days"});
  // Three days at 1%, then 2% each: 3% + 2 x 2% = 7%; all at the step reached: 4 x 2% = 8%.
  const std::string steps = "{of: price, per: day, counting: started 24 h, steps: [{up_to: 3, rate: 1%}, {rate: 2%}]";
  EXPECT_EQ(exhausted("repair", steps + "}", "7%, of: price"),
            Texts{"one incident of 'it' uses this cap up after 5 started days"});
  EXPECT_EQ(exhausted("repair", steps + ", stepped: whole amount}", "7%, of: price"),
            Texts{"one incident of 'it' uses this cap up after 4 started days"});
  EXPECT_EQ(exhausted("repair", steps + "}", "2%, of: price"),
            Texts{"one incident of 'it' uses this cap up after 2 started days"});
  // This year has 366 days.
  EXPECT_EQ(exhausted("repair", "{amount: CNY 1.00, per: day}", "CNY 366.00").size(), 1U);
  EXPECT_EQ(exhausted("repair", "{amount: CNY 1.00, per: day}", "CNY 367.00"), Texts{});
  const std::string bands = "{per: window, bands: [{figure: {less_than: 95%}, amount: CNY 10.00}]}";
  EXPECT_EQ(exhausted("attainment", bands, "CNY 9.99"),
            Texts{"a band of 'it' alone is above this cap, and is never owed in full"});
  EXPECT_EQ(exhausted("attainment", bands, "CNY 10.00"), Texts{});
  EXPECT_EQ(exhausted("attainment", "{rate: 1%, of: price, per: window}", "1%, of: price"),
            Texts{"one window of 'it' uses this cap up"});
}

TEST(MoneyChecks, WhatIsAtRiskIsALimit) {
  const auto exhausted = [](const std::string& charge, const std::string& prices = "repair") {
    return remarks("cap-exhausted-by-one",
                   penalty(prices, charge) + "settlement: {at_risk: 1%, at_risk_of: price, window: P1M}\n");
  };
  EXPECT_EQ(exhausted("{amount: CNY 10.00, per: incident}"), Texts{"settlement.at_risk"});
  EXPECT_EQ(exhausted("{amount: CNY 9.99, per: incident}"), Texts{});
  EXPECT_EQ(exhausted("{rate: 100%, of: at risk, per: window}", "attainment"), Texts{}) << "as agreed";
}

TEST(MoneyChecks, UnitsThatNeverRun) {
  const auto never = [](const char* prices, const char* charge, const char* more = "") {
    return remarks("never-owed", penalty(prices, charge, more));
  };
  const Texts per{"penalties.it.charge.per"};
  const char* daily = "{rate: 1%, of: price, per: day}";
  EXPECT_EQ(never("repair", daily), Texts{});
  EXPECT_EQ(never("report", daily), Texts{});
  EXPECT_EQ(never("consent", daily), per);
  EXPECT_EQ(never("silence", daily), per);
  EXPECT_EQ(never("{event: stopped}", daily), per);
  EXPECT_EQ(never("attainment", daily), per);
  const char* points = "{rate: 1%, of: price, per: percentage point}";
  EXPECT_EQ(never("attainment", points), Texts{});
  EXPECT_EQ(never("repair", points), per);
  EXPECT_EQ(never("{event: stopped}", points), per);
  EXPECT_EQ(never("striving", points), Texts{"penalties.it.charge"}) << "an aim is never missed";
  EXPECT_EQ(never("striving", "{per: window, bands: [{figure: {less_than: 90%}, amount: CNY 1.00}]}"), Texts{});
  EXPECT_EQ(never("repair", "{per: incident, bands: [{figure: {less_than: 90}, amount: CNY 1.00}]}"),
            Texts{"penalties.it.charge.bands"});
  EXPECT_EQ(never("repair", "{amount: CNY 1.00, per: day, counts: time saved}"), Texts{});
  EXPECT_EQ(never("report", "{amount: CNY 1.00, per: day, counts: time saved}"), Texts{"penalties.it.charge.counts"});
  // 366 days: perhaps 13 months, and certainly not 14.
  EXPECT_EQ(never("repair", "{rate: 1%, of: price, per: month, units: 13, counting: completed 24 h}"), Texts{});
  EXPECT_EQ(never("repair", "{rate: 1%, of: price, per: month, units: 14, counting: completed 24 h}"), per);
  EXPECT_EQ(never("repair", "{rate: 1%, of: price, per: day, units: 366, counting: completed 24 h}"), Texts{});
  EXPECT_EQ(never("repair", "{rate: 1%, of: price, per: day, units: 366.5, counting: completed 24 h}"), per);
  EXPECT_EQ(never("repair", "{rate: 1%, of: price, per: day, units: 366.5, counting: started 24 h}"), Texts{});
  EXPECT_EQ(never("repair", daily, ", threshold: {time: PT1H}"), Texts{});
  EXPECT_EQ(never("repair", daily, ", threshold: {time: PT9000H}"), Texts{"penalties.it.threshold.time"});
  EXPECT_EQ(never("repair", daily, ", threshold: {figure: 1%}"), Texts{"penalties.it.threshold.figure"});
  EXPECT_EQ(never("consent", "{rate: 1%, of: price, per: incident}", ", threshold: {time: PT1H}"),
            Texts{"penalties.it.threshold.time"});
  EXPECT_EQ(never("attainment", points, ", threshold: {figure: 1%}"), Texts{});
}

TEST(MoneyChecks, DatesAreCountedInDaysAndWeeks) {
  const auto unused = [](const std::string& charge) { return errors("unused-key", penalty("repair", charge)); };
  const std::string touched = "counting: calendar days touched}";
  EXPECT_EQ(unused("{amount: CNY 1.00, per: day, " + touched), Texts{});
  EXPECT_EQ(unused("{amount: CNY 1.00, per: week, " + touched), Texts{});
  for (const char* unit : {"minute", "hour", "month", "business day"})
    EXPECT_EQ(unused("{amount: CNY 1.00, per: " + std::string(unit) + ", " + touched),
              Texts{"penalties.it.charge.counting"})
        << unit;
  EXPECT_EQ(unused("{amount: CNY 1.00, per: day, rounded_to: {unit: hour, counting: started 24 h}}"), Texts{});
  EXPECT_EQ(unused("{amount: CNY 1.00, per: day, rounded_to: {unit: hour, " + touched + "}"),
            Texts{"penalties.it.charge.rounded_to.counting"});
  EXPECT_EQ(unused("{amount: CNY 1.00, per: day, rounded_to: {unit: day, counting: pro rata}}"),
            Texts{"penalties.it.charge.rounded_to.counting"});
  EXPECT_EQ(unused("{amount: CNY 1.00, per: day, rounded_to: {unit: month}}"),
            Texts{"penalties.it.charge.rounded_to.unit"});
  EXPECT_EQ(unused("{amount: CNY 1.00, per: hour, due_day: in}"), Texts{"penalties.it.charge.due_day"});
  EXPECT_EQ(errors("unused-key", penalty("attainment",
                                         "{amount: CNY 1.00, per: percentage point, units: 0.1, "
                                         "counting: completed 24 h}")),
            Texts{})
      << "every whole tenth of a percentage point";
}

TEST(MoneyChecks, SharesNameTheirBase) {
  EXPECT_EQ(errors("missing-key", penalty("repair",
                                          "{per: day, steps: [{up_to: 3, amount: CNY 1.00}, {amount: CNY "
                                          "2.00}]}")),
            Texts{})
      << "amounts are no shares";
  EXPECT_EQ(errors("missing-key", penalty("repair", "{per: day, steps: [{up_to: 3, amount: CNY 1.00}, {rate: 1%}]}")),
            Texts{"penalties.it.charge"});
  const std::string bands = "bands: [{figure: {more_than: 4}, amount: CNY 1.00}]}";
  EXPECT_EQ(errors("missing-key", penalty("repair", "{" + bands)), Texts{"penalties.it.charge"}) << "four what?";
  EXPECT_EQ(errors("missing-key", penalty("repair", "{per: hour, " + bands)), Texts{});
  EXPECT_EQ(errors("missing-key", penalty("complaints", "{" + bands)), Texts{});
  const std::string points = penalty("repair", "{points: 1, per: incident}");
  const std::string ladder = "settlement: {point_ladder: [{figure: {at_least: 1}, rate: 1%}]";
  EXPECT_EQ(errors("missing-key", points + ladder + "}\n"), Texts{"settlement"});
  EXPECT_EQ(errors("unknown-base", points + ladder + ", point_ladder_of: at risk}\n"),
            Texts{"settlement.point_ladder_of"});
  EXPECT_EQ(errors("unknown-base", points + "settlement: {at_risk: 1%, at_risk_of: at risk}\n"),
            Texts{"settlement.at_risk_of"});
  EXPECT_EQ(errors("missing-key", points + "termination: {much: {clause: '5', when: {credits: 10%}}}\n"),
            Texts{"termination.much.when"});
  EXPECT_EQ(errors("unknown-base", penalty("repair", "{rate: 1%, of: at risk, per: incident}")),
            Texts{"penalties.it.charge.of"});
}

TEST(MoneyChecks, CapsPerServiceNeedAnAttribute) {
  const std::string each = penalty("repair", "{amount: CNY 1.00, per: incident}");
  EXPECT_EQ(errors("missing-key", each + "caps: {all: {clause: '3', limit: CNY 9.00, at: service}}\n"),
            Texts{"contract"});
  EXPECT_EQ(errors("missing-key", each + "minimums: {all: {clause: '3', raise_to: CNY 9.00, at: service}}\n"),
            Texts{"contract"});
  EXPECT_EQ(errors("missing-key", each + "caps: {all: {clause: '3', limit: CNY 9.00, at: obligation}}\n"), Texts{});
}

TEST(MoneyChecks, LaddersOfPointsAreBands) {
  const std::string points = penalty("repair", "{points: 1, per: incident}");
  const auto ladder = [&](const std::string& bands) {
    return points + "settlement: {point_ladder: [" + bands + "]}\n";
  };
  EXPECT_EQ(errors("overlapping-bands", ladder("{figure: {at_least: 1, at_most: 5}, amount: CNY 1.00}, {figure: "
                                               "{at_least: 5}, amount: CNY 2.00}")),
            Texts{"settlement.point_ladder.1.figure"});
  EXPECT_EQ(remarks("gap-between-bands", ladder("{figure: {at_least: 1, less_than: 5}, amount: CNY 1.00}, {figure: "
                                                "{more_than: 5}, amount: CNY 2.00}")),
            Texts{"settlement.point_ladder.1.figure"});
  EXPECT_EQ(errors("unused-key", ladder("{figure: {at_least: 1}, amount: CNY 1.00, bonus: true}")),
            Texts{"settlement.point_ladder.0.bonus"});
  EXPECT_EQ(errors("unused-key", ladder("{figure: {at_least: 1}, points: 3}")),
            Texts{"settlement.point_ladder.0.points"});
  EXPECT_EQ(errors("reversed-range", ladder("{figure: {at_least: 5, at_most: 1}, amount: CNY 1.00}")),
            Texts{"settlement.point_ladder.0.figure"});
}

TEST(MoneyChecks, RepeatsHaveANumberToReach) {
  const auto unused = [](const std::string& rule) {
    return errors("unused-key", penalty("repair", "{amount: CNY 1.00, per: incident}", ", repeats: " + rule));
  };
  EXPECT_EQ(unused("{factor: 2, count: 3, before: free, counted: anew}"), Texts{});
  EXPECT_EQ(unused("{factor: 2, before: free}"), Texts{"penalties.it.repeats.before"});
  EXPECT_EQ(unused("{factor: 2, counted: anew}"), Texts{"penalties.it.repeats.counted"});
}

TEST(MoneyChecks, Combinations) {
  const std::string three =
      "penalties:\n"
      "  a: {clause: '2', prices: repair, charge: {amount: CNY 1.00, per: incident}}\n"
      "  b: {clause: '2', prices: consent, charge: {amount: CNY 1.00, per: incident}}\n"
      "  c: {clause: '2', prices: silence, charge: {amount: CNY 1.00, per: incident}}\n"
      "policies: {concurrency: listed combinations}\n"
      "combinations:\n";
  EXPECT_EQ(remarks("idle-combination", three + "  x: {clause: '3', penalties: [a, b]}\n"), Texts{});
  EXPECT_EQ(remarks("idle-combination", three + "  x: {clause: '3', penalties: [a, b]}\n"
                                                "  z: {clause: '3', penalties: [b, c]}\n"),
            Texts{});
  EXPECT_EQ(remarks("idle-combination", three + "  x: {clause: '3', penalties: [a, b]}\n"
                                                "  z: {clause: '3', penalties: [a, b, c]}\n"),
            Texts{"combinations.x"});
  EXPECT_EQ(remarks("idle-combination", three + "  x: {clause: '3', penalties: [a, b]}\n"
                                                "  z: {clause: '3', penalties: [b, a]}\n"),
            Texts{"combinations.z"});
  EXPECT_EQ(remarks("idle-combination", three + "  x: {clause: '3', penalties: c}\n"), Texts{"combinations.x"});
  EXPECT_EQ(errors("duplicate-key", three + "  x: {clause: '3', penalties: [a, b, a]}\n"),
            Texts{"combinations.x.penalties.2"});
  std::string other = three;
  other.replace(other.find("listed combinations"), 19, "highest only");
  EXPECT_EQ(remarks("unused-name", other + "  x: {clause: '3', penalties: [a, b]}\n"),
            (Texts{"contract.bases.part", "combinations.x"}));
}

TEST(MoneyChecks, SharesOfOneThing) {
  const std::string each = penalty("repair", "{amount: CNY 1.00, per: incident}");
  const auto over = [&](const std::string& rest) {
    return remarks("more-than-whole", each + "settlement: {at_risk: 10%, at_risk_of: price, " + rest + "}\n");
  };
  EXPECT_EQ(over("pool: {it: 100%}"), Texts{});
  EXPECT_EQ(over("pool: {it: 100.1%}"), Texts{"settlement.pool"});
  EXPECT_EQ(over("earn_back: [{share: 50%, windows: 1}, {share: 50%, windows: 2}]"), Texts{});
  EXPECT_EQ(over("earn_back: [{share: 50%, windows: 1}, {share: 51%, windows: 2}]"), Texts{"settlement.earn_back"});
}

TEST(MoneyChecks, AWholeBaseIsNamedWhereItTakesSeveralUnits) {
  EXPECT_EQ(remarks("no-cap", penalty("repair", "{rate: 50%, of: price, per: day}")),
            (Texts{"penalties", "penalties.it.charge"}));
  EXPECT_EQ(remarks("no-cap", penalty("repair", "{rate: 100%, of: price, per: day}")), Texts{"penalties"});
  EXPECT_EQ(remarks("no-cap", penalty("repair", "{rate: 0.1%, of: price, per: day}")), Texts{"penalties"})
      << "1000 days are longer than the term";
}

// A bonus beside a penalty for the same unit is no second penalty.
TEST(MoneyChecks, ABonusPricesNothingTwice) {
  const char* both =
      "penalties:\n"
      "  late: {clause: '2', prices: repair, charge: {amount: CNY 1.00, per: day}}\n"
      "  early: {clause: '2', prices: repair, charge: {amount: CNY 1.00, per: day, counts: time saved}}\n";
  EXPECT_EQ(remarks("priced-twice", both), Texts{});
}

}  // namespace
}  // namespace slakit
