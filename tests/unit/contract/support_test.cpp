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

// Nothing but clocks is priced yet.
TEST(Support, APenaltyForWhatHasNoClockIsLeftOut) {
  for (const char* measure :
       {"duty: {once_by: signed, evidence: manual}", "records: [manual]", "gate: {before: handling, needs: consent}",
        "prohibition: disclosed", "unquantified: {text: soon, from: a, to: b}"}) {
    const std::string text = R"(slakit: 1
contract: {id: c, time_zone: UTC, price: CNY 1.00, milestones: {signed: 2024-01-31}}
obligations: {manual: {clause: "1", )" +
                             std::string(measure) + R"(}}
penalties: {late: {clause: "2", prices: manual, charge: {rate: 1%, of: price, per: day}}}
)";
    const Contract contract = read_contract(text, "small.yaml");
    const std::vector<Unsupported> parts = not_supported(contract);
    ASSERT_EQ(parts.size(), 1U) << measure;
    EXPECT_EQ(parts[0].path, "penalties.late.prices");
    EXPECT_EQ(parts[0].what, "a penalty for an obligation without a clock");
    const Contract rest = supported_part(contract);
    EXPECT_TRUE(rest.obligations.empty());
    EXPECT_TRUE(rest.penalties.empty());
    ASSERT_EQ(supported_promises(contract).size(), 1U);
    EXPECT_EQ(supported_promises(contract)[0].name, "manual");
  }
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

TEST(Support, NamesWhatOfAPenaltyIsMissing) {
  EXPECT_EQ(paths({.charge = "[{rate: 1%, of: price, per: day}, {documented: loss}]"}),
            Paths{"penalties.late.charge.1.documented"});
  EXPECT_EQ(paths({.charge = "{amount: CNY 5.00, per: incident}"}), Paths{"penalties.late.charge.amount"});
  EXPECT_EQ(paths({.charge = "{rate: 1%, of: price, per: hour}"}), Paths{"penalties.late.charge.per"});
  EXPECT_EQ(paths({.charge = "{rate: 1%, of: affected part, per: day}"}), Paths{"penalties.late.charge.of"});
  EXPECT_EQ(paths({.penalty = ", threshold: {time: PT1H}"}), Paths{"penalties.late.threshold"});
  EXPECT_EQ(paths({.penalty = ", repeats: {factor: 2, consecutive: 2}"}), Paths{"penalties.late.repeats"});
}

TEST(Support, WhatWouldChangeOtherAmountsStops) {
  EXPECT_EQ(paths({.extra = "exclusions: {storm: {clause: \"9\", cause: force majeure, event: storm}}\n"}), Paths{});
  EXPECT_EQ(paths({.extra = "minimums: {small: {clause: \"9\", ignore_up_to: CNY 1.00}}\n"}),
            Paths{"minimums.small stops"});
  EXPECT_EQ(paths({.extra = "amendments: {one: {clause: S1, effective: 2024-06-01, changes: [{set: "
                            "obligations.restore.clock.stop, use: closed}]}}\n"}),
            Paths{});
  EXPECT_EQ(paths({.extra = "amendments: {one: {clause: S1, effective: 2024-06-01, changes: [{set: "
                            "policies.gap, use: reject}]}}\npolicies: {gap: instant after}\n"}),
            Paths{"amendments.one stops"});
  EXPECT_EQ(paths({.extra = "amendments: {one: {clause: S1, effective: 2024-06-01, changes: [{set: "
                            "obligations.restore.clock.target, use: PT2H}]}}\n"}),
            Paths{});
  EXPECT_EQ(paths({.extra = "caps: {each: {clause: \"4\", limit: 5%, of: price, at: incident}}\n"}),
            Paths{"caps.each.at stops"});
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
  const Contract contract = contract_of(
      {.extra =
           "minimums: {small: {clause: \"9\", ignore_up_to: CNY 1.00}}\npolicies: {several_caps: greatest wins}\n"});
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
