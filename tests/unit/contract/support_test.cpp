#include "slakit/contract/support.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"

namespace slakit {
namespace {

struct Parts {
  std::string calendar = "always";
  std::string clock = {};    // further keys of the clock
  std::string measure = {};  // another obligation's measure
  std::string charge = "{rate: 1%, of: price, per: day}";
  std::string penalty = {};  // further keys of the penalty
  std::string extra = {};    // further sections
};

Contract contract_of(const Parts& parts) {
  std::string text = R"(slakit: 1
contract:
  id: small
  time_zone: Asia/Shanghai
  price: CNY 1000.00
  bases: {annual fee: CNY 500.00, affected part: {attribute: part value}}
  milestones: {signed: 2024-01-31}
calendars:
  c: )" + parts.calendar +
                     R"(
obligations:
  restore: {clause: "2", clock: {start: received, stop: restored, calendar: c, target: PT4H)" +
                     parts.clock + "}}\n";
  if (!parts.measure.empty()) text += "  other: {clause: \"2\", " + parts.measure + "}\n";
  text += "penalties:\n  late: {clause: \"3\", prices: restore, charge: " + parts.charge + parts.penalty + "}\n";
  return read_contract(text + parts.extra, "small.yaml");
}

std::vector<std::string> paths(const Parts& parts) {
  std::vector<std::string> result;
  for (const Unsupported& part : not_supported(contract_of(parts)))
    result.push_back(part.path + (part.stops ? " stops" : ""));
  return result;
}

using Paths = std::vector<std::string>;

TEST(Support, AContractOfClocksIsComputedWhole) {
  EXPECT_EQ(paths({}), Paths{});
  EXPECT_EQ(paths({.charge = "[{rate: 1%, of: price, per: day}, {rate: 5bp, of: annual fee, per: incident}]"}),
            Paths{});
  EXPECT_EQ(paths({.extra = "caps: {all: {clause: \"4\", limit: CNY 5.00}}\npolicies: {reopen: ignore}\n"}), Paths{});
}

TEST(Support, ComputesEachMeasure) {
  for (const char* measure :
       {"gate: {before: handling, needs: [report, consent], order: any, refusal: refused, consent: consent}",
        "records: [form, {form: file, by: engineer, after: restored, due: P3D}]",
        "unquantified: {text: soon, from: received, to: answered}", "prohibition: disclosed",
        "prohibition: {where: {status: disclosed}}",
        "within: {from: signed, length: P1Y}, indicator: {count: change, window: P1M, target: {at_most: 3}}",
        "within: {from: signed, open_ended: true}, gate: {before: handling, needs: consent}",
        "within: {from: signed, open_ended: true}, prohibition: disclosed",
        "within: {from: signed, length: P5Y}, clock: {start: a, stop: b, calendar: c, target: PT4H}",
        "within: {from: signed, length: P5Y}, duty: {every: P1M, evidence: report}"})
    EXPECT_EQ(paths({.measure = measure}), Paths{}) << measure;
}

TEST(Support, ComputesAllOfAClock) {
  for (const char* clock :
       {", reset: reopened", ", cancel: withdrawn", ", cycles: each, until: closed", ", cycles: periodic",
        ", pause: {where: {status: held}}", ", pause: {event: waiting, where: {for: customer}}, resume: back",
        ", steps: {warn: {at: 50%, tell: manager}}", ", reopen: {event: reply, where: {by: customer}}"})
    EXPECT_EQ(paths({.clock = clock}), Paths{}) << clock;
  EXPECT_EQ(paths({.calendar = "{weekly: {mon: \"09:00-17:00\"}, seasons: [{from: 05-01, to: 09-30, weekly: {mon: "
                               "\"08:00-16:00\"}}]}"}),
            Paths{});
  for (const char* measure :
       {"layer: internal, supports: restore, clock: {start: a, stop: b, calendar: c, target: PT4H}",
        "clock: {start: {of: a, breach_of: restore}, stop: b, calendar: {attribute: team, calendars: {one: c}}, "
        "target: PT4H}",
        "clock: {start: a, stop: b, calendar: c, target: [{where: {priority: P1}, business_days: 1}, {where: "
        "{priority: P2}, deadline: {time: \"16:00\", calendar_days: 1}}, {attribute: agreed}]}"})
    EXPECT_EQ(paths({.measure = measure}), Paths{}) << measure;
}

// Hours are no periods of a duty or an indicator, and what recurs needs a stretch to lie in: the term or its own.
TEST(Support, PeriodsAreWholeDaysOfAStretch) {
  const auto what = [](const std::string& measure) {
    Paths words;
    for (const Unsupported& part : not_supported(contract_of({.measure = measure})))
      words.push_back(part.path + ": " + part.what);
    return words;
  };
  const std::string own = "within: {from: signed, length: P1Y}, ";
  const std::string target = ", target: {at_most: 3}}";
  EXPECT_EQ(what("indicator: {count: change, window: P1M" + target),
            Paths{"obligations.other.indicator: an indicator without a term"});
  EXPECT_EQ(what(own + "indicator: {count: change, window: PT12H" + target),
            Paths{"obligations.other.indicator: an indicator over windows that are no whole days"});
  EXPECT_EQ(what(own + "indicator: {external: csat, window: P1M" + target),
            Paths{"obligations.other.indicator.external: a figure of the host's own"});
  EXPECT_EQ(what("duty: {every: P1M, evidence: report}"),
            Paths{"obligations.other.duty: a recurring duty without a term"});
  EXPECT_EQ(what(own + "duty: {every: PT12H, evidence: report}"),
            Paths{"obligations.other.duty: a duty for periods that are no whole days"});
  EXPECT_EQ(what(own + "duty: {count: 1001, evidence: report}"),
            Paths{"obligations.other.duty: a duty owed more than 1000 times in a period"});
}

TEST(Support, ComputesDutiesThatHaveATermToLieIn) {
  for (const char* duty : {"{once_by: signed, evidence: report}", "{after: asked, evidence: report, due: P5D}",
                           "{standing: true, evidence: named}", "{occasional: true, evidence: course}"})
    EXPECT_EQ(paths({.measure = std::string("duty: ") + duty}), Paths{}) << duty;
  EXPECT_EQ(paths({.measure = "duty: {every: P1M, evidence: report}"}), Paths{"obligations.other.duty"});
  EXPECT_EQ(paths({.measure = "duty: {count: 4, evidence: report}"}), Paths{"obligations.other.duty"});
  EXPECT_EQ(paths({.measure = "within: {from: signed, length: P5Y}, duty: {after: asked, evidence: report}"}), Paths{});
}

// All that can be broken is priced; a promise without a number cannot.
TEST(Support, APenaltyForAPromiseWithoutANumberIsLeftOut) {
  const auto contract_with = [](const std::string& measure) {
    return read_contract(R"(slakit: 1
contract: {id: c, time_zone: UTC, price: CNY 1.00, milestones: {signed: 2024-01-31}}
obligations: {manual: {clause: "1", )" +
                             measure + R"(}}
penalties: {late: {clause: "2", prices: manual, charge: {rate: 1%, of: price, per: incident}}}
)",
                         "small.yaml");
  };
  for (const char* measure :
       {"duty: {once_by: signed, evidence: manual}", "records: [manual]", "gate: {before: handling, needs: consent}",
        "prohibition: disclosed",
        "within: {from: signed, length: P1Y}, indicator: {count: change, window: P1M, target: {at_most: 3}}"}) {
    const Contract contract = contract_with(measure);
    EXPECT_TRUE(not_supported(contract).empty()) << measure;
    EXPECT_EQ(supported_part(contract).penalties.size(), 1U) << measure;
    EXPECT_EQ(supported_promises(contract).size(), 1U) << measure;
  }
  const Contract contract = contract_with("unquantified: {text: soon, from: a, to: b}");
  const std::vector<Unsupported> parts = not_supported(contract);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].path, "penalties.late.prices");
  EXPECT_EQ(parts[0].what, "a penalty for a promise without a number");
  EXPECT_TRUE(supported_part(contract).penalties.empty());
  EXPECT_EQ(supported_promises(contract).size(), 1U);
}

// Those that are computed, in the document's order and as written; clocks are no part of them.
TEST(Support, PromisesAreTheObligationsWithoutAClock) {
  const Contract contract = read_contract(R"(slakit: 1
contract: {id: c, time_zone: UTC, price: CNY 1.00, milestones: {signed: 2024-01-31}}
calendars: {c: always}
obligations:
  secret: {clause: "1", within: {from: signed, open_ended: true}, prohibition: disclosed}
  restore: {clause: "2", clock: {start: received, stop: restored, calendar: c, target: PT4H}}
  weekly: {clause: "3", duty: {every: P7D, evidence: report}}
  consent: {clause: "4", gate: {before: handling, needs: consent}}
)",
                                          "small.yaml");
  Paths names;
  for (const Obligation& promise : supported_promises(contract)) names.push_back(promise.name);
  EXPECT_EQ(names, (Paths{"secret", "consent"}));
  EXPECT_TRUE(supported_promises(contract)[0].within.has_value());
  EXPECT_EQ(supported_part(contract).obligations.size(), 1U);
}

// A clock needs a leader with a clock: one that follows another kind, and those that follow it, go with their penalty.
TEST(Support, WhatRestsOnAMissingPartIsMissing) {
  const auto contract_with = [](const std::string& first) {
    const std::string own = "clock: {start: received, stop: restored, calendar: c, target: PT4H}";
    const std::string text = R"(slakit: 1
contract: {id: c, time_zone: Asia/Shanghai, price: CNY 1.00, milestones: {signed: 2024-01-31}}
calendars: {c: always}
obligations:
  last: {clause: "1", clock: {start: {breach_of: next}, stop: restored, calendar: c, target: PT4H}}
  next: {clause: "1", clock: {start: {of: sent, breach_of: first}, stop: restored, calendar: c, target: PT4H}}
  first: {clause: "1", )" + (first.empty() ? own : first) +
                             R"(}
  other: {clause: "1", )" + own +
                             R"(}
penalties: {late: {clause: "2", prices: last, charge: {rate: 1%, of: price, per: day}}}
)";
    return read_contract(text, "small.yaml");
  };
  const Contract contract = contract_with("duty: {once_by: signed, evidence: manual}");
  Paths found;
  for (const Unsupported& part : not_supported(contract)) found.push_back(part.path + ": " + part.what);
  EXPECT_EQ(found,
            (Paths{"obligations.last.clock.start.breach_of: a clock that follows an obligation that is not computed",
                   "obligations.next.clock.start.breach_of: a clock that follows an obligation that is not computed",
                   "penalties.late.prices: a penalty for an obligation that is not computed"}));
  const Contract rest = supported_part(contract);
  ASSERT_EQ(rest.obligations.size(), 1U);
  EXPECT_EQ(rest.obligations[0].name, "other");
  EXPECT_TRUE(rest.penalties.empty());
  EXPECT_EQ(supported_promises(contract).size(), 1U);

  // With a clock of its own, in a period of its own, nothing is left out.
  for (const char* first :
       {"", "within: {from: signed, open_ended: true}, clock: {start: a, stop: b, calendar: c, target: PT4H}"}) {
    EXPECT_TRUE(not_supported(contract_with(first)).empty()) << first;
    EXPECT_EQ(supported_part(contract_with(first)).obligations.size(), 4U);
    EXPECT_EQ(supported_part(contract_with(first)).penalties.size(), 1U);
  }
}

TEST(Support, ComputesAllOfAPenaltyForTickets) {
  for (const char* charge :
       {"[{rate: 1%, of: price, per: day}, {documented: loss}]", "{amount: CNY 5.00, per: incident}",
        "{rate: 1%, of: price, per: hour, units: 4, counting: completed 24 h}", "{external: agreed}",
        "{rate: 1%, of: affected part, per: day}", "{rate: 1%, of: price, per: business day}",
        "{per: day, of: price, steps: [{up_to: 3, rate: 1%}, {amount: CNY 2.00}]}",
        "{per: day, bands: [{figure: {at_most: 3}, amount: CNY 1.00}, {figure: {more_than: 3}, points: 2}]}",
        "{rate: 1%, of: price, per: day, counts: time saved, at_most: CNY 9.00}"})
    EXPECT_EQ(paths({.charge = charge}), Paths{}) << charge;
  for (const char* penalty :
       {", threshold: {time: PT1H}", ", repeats: {factor: 2, consecutive: 2}",
        ", repeats: {ladder: [1, 2, 3], count: 2, in: P1M, before: free}", ", applies: {priority: P1}"})
    EXPECT_EQ(paths({.penalty = penalty}), Paths{}) << penalty;
  EXPECT_EQ(paths({.extra = "  stop: {clause: \"3\", prices: {event: stopped}, charge: [{amount: CNY 1.00, per: "
                            "incident}, {documented: loss}]}\n"}),
            Paths{});
}

// What needs a ticket is not known of a window, and business days need a calendar.
TEST(Support, NamesWhatOfAPenaltyIsMissing) {
  const auto what = [](const std::string& prices, const std::string& charge) {
    Paths words;
    const Contract contract = contract_of(
        {.measure =
             "within: {from: signed, length: P1Y}, indicator: {count: change, window: P1M, target: {at_most: 3}}",
         .extra = "  more: {clause: \"3\", prices: " + prices + ", charge: " + charge + "}\n"});
    for (const Unsupported& part : not_supported(contract))
      words.push_back(part.path + ": " + part.what + (part.stops ? " stops" : ""));
    return words;
  };
  EXPECT_EQ(what("other", "{rate: 1%, of: affected part, per: window}"),
            Paths{"penalties.more.charge.of: a base that a ticket says, for a window"});
  EXPECT_EQ(what("other", "[{rate: 1%, of: price, per: window}, {documented: loss}]"),
            Paths{"penalties.more.charge.1.documented: a loss that is documented for a window"});
  EXPECT_EQ(what("other", "{external: agreed}"),
            Paths{"penalties.more.charge.external: a figure of the host's own, for a window"});
  EXPECT_EQ(what("{event: stopped}", "{rate: 1%, of: price, per: business day}"),
            Paths{"penalties.more.charge.per: business days without a calendar"});
  EXPECT_EQ(what("{event: stopped}", "{rate: 1%, of: price, per: business day, calendar: c}"), Paths{});
}

TEST(Support, ComputesAllLimitsOfAContractWithATerm) {
  for (const char* extra :
       {"minimums: {small: {clause: \"9\", ignore_up_to: CNY 1.00}}\n",
        "caps: {each: {clause: \"4\", limit: 5%, of: price, at: incident}}\n",
        "caps: {each: {clause: \"4\", limit: 5%, of: affected part, at: incident}}\n",
        "caps: {each: {clause: \"4\", limit: 5%, of: price, at: obligation, cut_order: pro rata}}\n",
        "policies: {several_caps: greatest wins}\n", "settlement: {at_risk: 10%, at_risk_of: price, window: term}\n",
        "termination: {many: {clause: \"5\", when: {breaches: 3, in: P1Y}, notice: P30D}}\n"})
    EXPECT_EQ(paths({.extra = extra}), Paths{}) << extra;
}

TEST(Support, WindowsNeedATermOfWholeDays) {
  const auto what = [](const std::string& extra) {
    Paths words;
    for (const Unsupported& part : not_supported(contract_of({.extra = extra})))
      words.push_back(part.path + ": " + part.what + (part.stops ? " stops" : ""));
    return words;
  };
  EXPECT_EQ(what("caps: {all: {clause: \"4\", limit: 5%, of: price, window: P1M}}\n"),
            Paths{"caps.all.window: a cap per window without a term stops"});
  EXPECT_EQ(what("settlement: {window: P1M}\n"), Paths{"settlement.window: settlement by windows without a term"});
  EXPECT_EQ(what("caps: {all: {clause: \"4\", limit: 5%, of: affected part}}\n"),
            Paths{"caps.all.of: a base that a ticket says stops"});
  EXPECT_EQ(what("settlement: {at_risk: 10%, at_risk_of: affected part}\n"),
            Paths{"settlement.at_risk_of: a base that a ticket says stops"});
  EXPECT_EQ(what("settlement: {point_ladder: [{figure: {more_than: 1}, rate: 1%}], point_ladder_of: affected part}\n"),
            Paths{"settlement.point_ladder_of: a base that a ticket says stops"});
  EXPECT_EQ(what("termination: {many: {clause: \"5\", when: {credits: 10%, credits_of: affected part}}}\n"),
            Paths{"termination.many.when.credits_of: a base that a ticket says, for a window"});
}

TEST(Support, WhatWouldChangeOtherAmountsStops) {
  EXPECT_EQ(paths({.extra = "exclusions: {storm: {clause: \"9\", cause: force majeure, event: storm}}\n"}), Paths{});
  EXPECT_EQ(paths({.extra = "amendments: {one: {clause: S1, effective: 2024-06-01, changes: [{set: "
                            "obligations.restore.clock.stop, use: closed}]}}\n"}),
            Paths{});
  EXPECT_EQ(paths({.extra = "amendments: {one: {clause: S1, effective: 2024-06-01, changes: [{set: "
                            "policies.gap, use: reject}]}}\npolicies: {gap: instant after}\n"}),
            Paths{"amendments.one stops"});
  EXPECT_EQ(paths({.extra = "amendments: {one: {clause: S1, effective: 2024-06-01, changes: [{set: "
                            "obligations.restore.clock.target, use: PT2H}]}}\n"}),
            Paths{});
  EXPECT_EQ(paths({.extra = "policies: {gap: reject}\n"}), Paths{});
  EXPECT_EQ(paths({.extra = "policies: {reopen: new cycle, retarget: as at start}\n"}), Paths{});
  EXPECT_EQ(paths({.extra = "policies: {several_caps: all apply}\n"}), Paths{});
}

TEST(Support, APlanHasTheRestAndListsWhatItLeftOut) {
  const Contract contract =
      contract_of({.measure = "indicator: {count: change, window: P1M, target: {at_most: 3}}",
                   .charge = "[{rate: 1%, of: price, per: day}, {rate: 2%, of: annual fee, per: incident}]"});
  const Plan plan = compile(contract, {}, load_sources(contract));
  ASSERT_EQ(plan.left_out.size(), 1U);
  EXPECT_EQ(plan.left_out[0].what, "an indicator without a term");
  EXPECT_EQ(plan.left_out[0].clause, "2");
  EXPECT_EQ(to_string(remark_of(contract, plan.left_out[0])),
            "small.yaml:12:35: obligations.other.indicator: an indicator without a term is not supported yet; an audit "
            "leaves it out, and says so [not-supported-yet]");
  EXPECT_EQ(plan.service_levels.size(), 1U);
  ASSERT_EQ(plan.terms.size(), 2U);  // one for each charge
  EXPECT_EQ(to_string(plan.terms[0].base.amount), "CNY 1000.00");
  EXPECT_EQ(to_string(plan.terms[1].base.amount), "CNY 500.00");
}

TEST(Support, APlanIsRefusedWithEveryPartThatStops) {
  const Contract contract = contract_of({.extra = "caps: {all: {clause: \"9\", limit: 5%, of: affected "
                                                  "part}}\nsettlement: {at_risk: 10%, at_risk_of: affected "
                                                  "part}\n"});
  try {
    compile(contract, {}, load_sources(contract));
    FAIL() << "compiled";
  } catch (const ContractError& error) {
    ASSERT_EQ(error.problems().size(), 2U) << error.what();
    EXPECT_EQ(error.problems()[0].code, "not-supported-yet");
    EXPECT_GT(error.problems()[0].mark.line, 0);
  }
}

}  // namespace
}  // namespace slakit
