#include "slakit/contract/defaults.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "slakit/contract/with_choices.hpp"
#include "slakit/io/contract_reader.hpp"

namespace slakit {
namespace {

Contract with(const std::string& clock, const std::string& sections = "", const std::string& in_head = "") {
  return read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: Asia/Shanghai, price: CNY 1000.00" +
      in_head +
      "}\n"
      "calendars: {always: always, office: {weekly: {mon-fri: '09:00-17:00'}}}\n"
      "obligations: {it: {clause: '1', clock: {start: a, stop: b, " +
      clock + "}}}\n" + sections);
}

bool is_assumed(const Contract& contract, const std::string& policy) {
  const std::vector<Assumption> list = defaults(contract);
  return std::any_of(list.begin(), list.end(), [&](const Assumption& a) { return a.path == "policies." + policy; });
}

const std::string plain = "calendar: office, target: PT4H";

TEST(Defaults, ChangedTargetsMatterWhereTargetsDependOnTheTicket) {
  EXPECT_FALSE(is_assumed(with(plain), "retarget"));
  const std::string by_priority = "calendar: office, target: [{where: {priority: P1}, within: PT1H}, {within: PT4H}]";
  EXPECT_TRUE(is_assumed(with(by_priority), "retarget"));
  EXPECT_TRUE(is_assumed(with("calendar: office, target: {where: {priority: P1}, within: PT1H}"), "retarget"));
  EXPECT_TRUE(is_assumed(with("calendar: office, target: {attribute: agreed}"), "retarget"));
  EXPECT_FALSE(is_assumed(with(by_priority, "policies: {retarget: as at start}\n"), "retarget"));
}

TEST(Defaults, ReopeningMattersWhereAnEventReopens) {
  EXPECT_FALSE(is_assumed(with(plain), "reopen"));
  EXPECT_TRUE(is_assumed(with(plain + ", reopen: again"), "reopen"));
  EXPECT_FALSE(is_assumed(with(plain + ", reopen: again", "policies: {reopen: restart}\n"), "reopen"));
}

TEST(Defaults, BusinessDaysNeedAStartAndAnEnd) {
  const auto assumed = [](const std::string& clock) {
    const Contract contract = with(clock);
    EXPECT_EQ(is_assumed(contract, "business_day_start"), is_assumed(contract, "late_start")) << clock;
    return std::string(is_assumed(contract, "late_start") ? "start " : "") +
           (is_assumed(contract, "business_day_end") ? "end" : "");
  };
  EXPECT_EQ(assumed(plain), "");
  EXPECT_EQ(assumed("calendar: office, target: {business_days: 2}"), "start end");
  EXPECT_EQ(assumed("calendar: always, target: {business_days: 2}"), "end");
  EXPECT_EQ(assumed("calendar: office, target: {deadline: {time: '16:00', business_days: 2}}"), "start ");
  EXPECT_EQ(assumed("calendar: office, target: {calendar_days: 2}"), "end");
  EXPECT_EQ(assumed("calendar: {attribute: site, calendars: {one: office}}, target: {business_days: 2}"), "start end");
}

TEST(Defaults, MonthsMatterWhereSomeMonthLacksTheDayTheyCountFrom) {
  const auto assumed = [](const char* signed_on, const std::string& measure) {
    return is_assumed(
        read_contract(std::string("slakit: 1\ncontract: {id: c, time_zone: UTC, milestones: {signed: ") + signed_on +
                      "}, term: {from: signed, length: P1Y, counting: start day in}}\n"
                      "obligations: {it: {clause: '1', " +
                      measure + "}}\n"),
        "month_arithmetic");
  };
  const std::string monthly = "duty: {every: P1M, evidence: report";
  EXPECT_TRUE(assumed("2024-01-31", monthly + "}"));
  EXPECT_TRUE(assumed("2024-01-29", monthly + "}"));
  EXPECT_FALSE(assumed("2024-01-28", monthly + "}"));
  EXPECT_FALSE(assumed("2024-01-31", monthly + ", anchor: civil}"));
  EXPECT_FALSE(assumed("2024-01-31", "duty: {every: P7D, evidence: report}"));
  EXPECT_TRUE(assumed("2024-01-31", "indicator: {count: change, window: P3M, target: {at_most: 1}}"));
  EXPECT_FALSE(assumed("2024-01-31", "indicator: {count: change, window: term, target: {at_most: 1}}"));
  EXPECT_TRUE(assumed("2024-01-01", "duty: {after: asked, evidence: report, due: P1M}"));
  EXPECT_TRUE(assumed("2024-01-01", "records: [{form: file, due: P1M}]"));
  EXPECT_TRUE(assumed("2024-01-31", "within: {from: signed, length: P6M}, prohibition: noise"));
}

TEST(Defaults, SkippedAndRepeatedTimesMatterWhereATargetEndsAtATimeOfDay) {
  const auto assumed = [](const std::string& target, const std::string& policies = "") {
    const Contract contract = with("calendar: office, target: " + target, policies);
    EXPECT_EQ(is_assumed(contract, "gap"), is_assumed(contract, "fold")) << target;
    return is_assumed(contract, "gap");
  };
  EXPECT_FALSE(assumed("PT4H"));
  EXPECT_TRUE(assumed("{business_days: 2}"));
  EXPECT_TRUE(assumed("{calendar_days: 2}"));
  EXPECT_TRUE(assumed("{deadline: {time: '16:00', business_days: 1}}"));
  EXPECT_FALSE(assumed("{deadline: {business_days: 1}}")) << "close of business";
  EXPECT_FALSE(assumed("{business_days: 2}", "policies: {business_day_end: midnight}\n"));
  EXPECT_FALSE(assumed("{business_days: 2}", "policies: {gap: shifted, fold: second}\n"));
}

TEST(Defaults, ABoundaryMattersInAnyCalendarOfTheClock) {
  const std::string late = "penalties: {late: {clause: '2', prices: it, charge: {rate: 1%, of: price, per: day}}}\n";
  EXPECT_TRUE(is_assumed(with(plain, late), "due_boundary"));
  EXPECT_FALSE(is_assumed(with("calendar: always, target: PT4H", late), "due_boundary"));
  EXPECT_TRUE(is_assumed(with("calendar: {attribute: site, calendars: {one: always, two: office}}, target: PT4H", late),
                         "due_boundary"));
}

TEST(Defaults, AnIncidentOfSeveralBreachesIsChargedOnce) {
  const std::string each =
      "penalties: {one: {clause: '2', prices: it, charge: {rate: 1%, of: price, per: incident}}}\n";
  EXPECT_FALSE(is_assumed(with(plain, each), "incident_charge"));
  EXPECT_TRUE(is_assumed(with(plain, each, ", incident: outage"), "incident_charge"));
  EXPECT_FALSE(is_assumed(with(plain, "", ", incident: outage"), "incident_charge"));
  EXPECT_TRUE(is_assumed(with(plain + ", cycles: periodic", each), "incident_charge"));
  EXPECT_TRUE(is_assumed(with(plain + ", reopen: again", each), "incident_charge"));
}

// A year from the 15th with one of each measure, and what is priced of it.
Contract priced(const std::string& penalties, const std::string& more = "", const std::string& in_head = "") {
  return read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: Asia/Shanghai, price: CNY 1000.00, bases: {part: {attribute: value}}, milestones: "
      "{start: 2024-03-15}, term: {from: start, length: P1Y, counting: start day in}" +
      in_head +
      "}\n"
      "calendars: {always: always}\n"
      "obligations:\n"
      "  it: {clause: '1', clock: {start: a, stop: b, calendar: always, target: PT4H}}\n"
      "  too: {clause: '1', clock: {start: a, stop: b, calendar: always, target: PT4H}}\n"
      "  manual: {clause: '1', duty: {once_by: start, evidence: manual}}\n"
      "  file: {clause: '1', records: [form]}\n"
      "  consent: {clause: '1', gate: {before: begun, needs: agreed}}\n"
      "  share: {clause: '1', indicator: {attainment: {of: it}, window: P1M, target: {at_least: 95%}}}\n"
      "  faults: {clause: '1', indicator: {count: fault, window: P1M, target: {at_most: 3}}}\n"
      "  year: {clause: '1', indicator: {count: fault, window: term, target: {at_most: 3}}}\n"
      "penalties:\n" +
      penalties + more);
}

// "  NAME: {..., prices: NAME's obligation, charge: ...}"
std::string one(const std::string& prices, const std::string& charge, const std::string& name = "one") {
  return "  " + name + ": {clause: '2', prices: " + prices + ", charge: " + charge + "}\n";
}

TEST(Defaults, CountingMattersForEachUnitOfLateness) {
  const auto counts = [](const std::string& prices, const std::string& charge) {
    return is_assumed(priced(one(prices, charge)), "counting");
  };
  for (const char* unit : {"minute", "hour", "day", "business day", "week", "month"})
    EXPECT_TRUE(counts("it", std::string("{amount: CNY 1.00, per: ") + unit + "}")) << unit;
  for (const char* unit : {"incident", "window"})
    EXPECT_FALSE(counts("it", std::string("{amount: CNY 1.00, per: ") + unit + "}")) << unit;
  EXPECT_FALSE(counts("share", "{amount: CNY 1.00, per: percentage point}"));
  EXPECT_FALSE(counts("faults", "{amount: CNY 1.00, per: unit}"));
  EXPECT_FALSE(counts("it", "{amount: CNY 1.00, per: day, counting: pro rata}"));
  EXPECT_TRUE(counts("it", "{amount: CNY 1.00, per: day, counting: pro rata, rounded_to: {unit: hour}}"));
  EXPECT_TRUE(counts("it", "{per: day, steps: [{up_to: 3, amount: CNY 1.00}, {amount: CNY 2.00}]}"));
  EXPECT_FALSE(counts("it", "{per: day, bands: [{figure: {more_than: 3}, amount: CNY 1.00}]}")) << "the time itself";
  EXPECT_FALSE(counts("consent", "{amount: CNY 1.00, per: day}")) << "is never late";
}

// Any path, with its default and what else it may be.
std::string assumed(const Contract& contract, const std::string& path) {
  for (const Assumption& one : defaults(contract)) {
    if (one.path != path) continue;
    std::string text = one.used + ":";
    for (const std::string& other : one.otherwise) text += " " + other + ",";
    return text;
  }
  return "";
}

TEST(Defaults, WhatFallsShortCountsProRata) {
  const std::string path = "penalties.one.charge.counting";
  const std::string either = "pro rata: started 24 h, completed 24 h,";
  EXPECT_EQ(assumed(priced(one("share", "{amount: CNY 1.00, per: percentage point}")), path), either);
  EXPECT_EQ(assumed(priced(one("faults", "{amount: CNY 1.00, per: unit}")), path), either);
  EXPECT_EQ(assumed(priced(one("faults", "{amount: CNY 1.00, per: unit, counting: completed 24 h}")), path), "");
  EXPECT_EQ(assumed(priced(one("faults", "{amount: CNY 1.00, per: window}")), path), "");
  const Contract several = priced(one("faults", "[{amount: CNY 1.00, per: window}, {amount: CNY 1.00, per: unit}]"));
  EXPECT_EQ(assumed(several, "penalties.one.charge.1.counting"), either);
  // It is a place that can be set.
  const Contract other = with_choices(several, {{"penalties.one.charge.1.counting", Value::scalar("started 24 h")}});
  EXPECT_EQ(other.penalties[0].charge[1].counting, Counting::started_24_h);
  EXPECT_EQ(assumed(other, "penalties.one.charge.1.counting"), "");
}

TEST(Defaults, ALossNeedsAPenaltyForTheSame) {
  const auto loss = [](const std::string& penalties) { return is_assumed(priced(penalties), "loss"); };
  const std::string each = "{amount: CNY 1.00, per: incident}";
  EXPECT_FALSE(loss(one("it", "{documented: loss}")));
  EXPECT_TRUE(loss(one("it", "[" + each + ", {documented: loss}]")));
  EXPECT_FALSE(loss(one("it", "[" + each + ", {documented: loss, relation: the greater}]")));
  EXPECT_TRUE(loss(one("it", each) + one("[it, too]", "{documented: loss}", "two")));
  EXPECT_FALSE(loss(one("too", each) + one("it", "{documented: loss}", "two")));
  EXPECT_TRUE(loss(one("{event: stopped}", "[" + each + ", {documented: loss}]")));
  EXPECT_TRUE(loss(one("{event: stopped}", each) + one("{event: stopped}", "{documented: loss}", "two")));
  EXPECT_FALSE(loss(one("{event: stopped, where: {by: provider}}", each) +
                    one("{event: stopped}", "{documented: loss}", "two")));
  EXPECT_FALSE(
      loss(one("it", "{amount: CNY 1.00, per: day, counts: time saved}") + one("it", "{documented: loss}", "two")))
      << "a bonus is no penalty";
}

// The greatest wins among caps over the same.
TEST(Defaults, SeveralCapsAreOverTheSame) {
  const auto several = [](const std::string& first, const std::string& second) {
    return is_assumed(
        priced(one("it", "{amount: CNY 1.00, per: incident}") + one("too", "{amount: CNY 1.00, per: incident}", "two"),
               "caps:\n  a: {clause: '3', limit: 10%, of: price" + first + "}\n  b: {clause: '3', limit: CNY 90.00" +
                   second + "}\n"),
        "several_caps");
  };
  EXPECT_TRUE(several("", ""));
  EXPECT_TRUE(several("", ", at: contract"));
  EXPECT_FALSE(several("", ", at: incident"));
  EXPECT_FALSE(several("", ", penalties: one"));
  EXPECT_TRUE(several(", penalties: [one, two]", ", penalties: [two, one]"));
  EXPECT_FALSE(several(", window: P1M", ", window: P3M"));
  EXPECT_FALSE(several(", window: P1M", ", window: P1M, trailing: 3"));
}

TEST(Defaults, CutsHaveAnOrder) {
  const auto cuts = [](const std::string& more) {
    return is_assumed(priced(one("it", "{amount: CNY 1.00, per: incident}"), more), "cut_order");
  };
  EXPECT_FALSE(cuts(""));
  EXPECT_TRUE(cuts("caps: {all: {clause: '3', limit: 10%, of: price}}\n"));
  EXPECT_FALSE(cuts("caps: {all: {clause: '3', limit: 10%, of: price, cut_order: pro rata}}\n"));
  EXPECT_TRUE(cuts("settlement: {at_risk: 10%, at_risk_of: price}\n"));
}

TEST(Defaults, RoundingMattersWhereAnAmountCanHaveAFraction) {
  const auto rounds = [](const std::string& prices, const std::string& charge, const std::string& more = "") {
    const Contract contract = priced(one(prices, charge), more);
    EXPECT_EQ(is_assumed(contract, "rounding"), is_assumed(contract, "rounding_stage")) << charge;
    return is_assumed(contract, "rounding");
  };
  EXPECT_FALSE(rounds("it", "{rate: 0.001%, of: price, per: day}")) << "one minor unit";
  EXPECT_TRUE(rounds("it", "{rate: 0.0015%, of: price, per: day}"));
  EXPECT_TRUE(rounds("it", "{rate: 1%, of: part, per: incident}")) << "a ticket says it";
  EXPECT_FALSE(rounds("it", "{amount: CNY 1.00, per: day}"));
  EXPECT_TRUE(rounds("it", "{amount: CNY 1.00, per: day, counting: pro rata}"));
  EXPECT_TRUE(rounds("it", "{amount: CNY 1.00, per: day}", "policies: {counting: pro rata}\n"));
  EXPECT_FALSE(rounds("share", "{per: window, of: price, bands: [{figure: {less_than: 95%}, rate: 1%}]}"));
  EXPECT_TRUE(rounds("share", "{per: window, of: price, bands: [{figure: {less_than: 95%}, rate: 0.0015%}]}"));
  EXPECT_TRUE(rounds("it", "{per: day, of: price, steps: [{up_to: 3, rate: 1%}, {rate: 0.0015%}]}"));
  EXPECT_TRUE(rounds("share", "{amount: CNY 1.00, per: percentage point}"));
  EXPECT_TRUE(rounds("share", "{points: 1, per: percentage point}", "settlement: {point_value: CNY 1.00}\n"));
  EXPECT_FALSE(rounds("it", "{points: 1, per: incident}", "settlement: {point_value: CNY 1.00}\n"));
  EXPECT_FALSE(rounds("share", "{points: 1, per: percentage point}")) << "points alone are no amount";
  EXPECT_FALSE(rounds("it", "{amount: CNY 1.00, per: day, multipliers: [{where: {p: P1}, times: 2}]}"));
  EXPECT_TRUE(rounds("it", "{amount: CNY 1.00, per: day, multipliers: [{where: {p: P1}, times: 1.5}]}"));
  EXPECT_TRUE(rounds("it", "{external: agreed}"));
  EXPECT_FALSE(rounds("it", "{documented: loss}"));
  EXPECT_TRUE(
      rounds("share", "{rate: 0.5%, of: at risk, per: window}", "settlement: {at_risk: 0.1%, at_risk_of: price}\n"))
      << "half a minor unit";
  // What is given back is a share of what was charged.
  const Contract gives = priced(one("it", "{amount: CNY 1.00, per: incident}"),
                                "settlement: {window: P1M, anchor: civil, earn_back: [{share: 50%}]}\n");
  EXPECT_TRUE(is_assumed(gives, "rounding"));
  EXPECT_FALSE(is_assumed(gives, "rounding_stage"));
}

// Charges of one incident: of tickets, or of figures of the same days.
TEST(Defaults, ConcurrencyMattersWhereAnIncidentHasSeveralCharges) {
  const auto several = [](const std::string& penalties) { return is_assumed(priced(penalties), "concurrency"); };
  const std::string each = "{amount: CNY 1.00, per: incident}";
  const auto two = [&](const std::string& a, const std::string& b) { return one(a, each) + one(b, each, "two"); };
  EXPECT_FALSE(several(one("it", each)));
  EXPECT_TRUE(several(one("[it, too]", each)));
  EXPECT_TRUE(several(one("it", "[" + each + ", {amount: CNY 1.00, per: day}]")));
  EXPECT_TRUE(several(two("it", "consent")));
  EXPECT_TRUE(several(two("it", "{event: stopped}")));
  EXPECT_FALSE(several(two("it", "manual"))) << "a duty is no incident's";
  EXPECT_FALSE(several(two("it", "share")));
  EXPECT_TRUE(several(two("share", "faults"))) << "of the same months";
  EXPECT_FALSE(several(two("share", "year")));
  EXPECT_TRUE(several(two("manual", "manual")));
  EXPECT_FALSE(several(one("it", "[" + each + ", {documented: loss}]"))) << "a loss stands beside it";
  EXPECT_TRUE(several(one("it", each) + one("too", "{documented: loss}", "two"))) << "`both` needs both";
  const std::string path = "policies.concurrency";
  EXPECT_EQ(assumed(priced(two("it", "too")), path), "either: both, highest only, first only, customers choice,");
  EXPECT_EQ(assumed(priced(two("it", "too"), "combinations: {all: {clause: '3', penalties: [one, two]}}\n"), path),
            "either: both, highest only, first only, listed combinations, customers choice,");
}

TEST(Defaults, AnIncidentCanBreakOnePromiseOften) {
  const auto often = [](const std::string& prices, const std::string& in_head = "") {
    return is_assumed(priced(one(prices, "{amount: CNY 1.00, per: incident}"), "", in_head), "incident_charge");
  };
  const std::string joined = ", incident: outage";
  EXPECT_FALSE(often("it"));
  EXPECT_TRUE(often("it", joined));
  EXPECT_TRUE(often("consent")) << "each event before it is one";
  EXPECT_TRUE(often("{event: stopped}"));
  EXPECT_FALSE(often("file"));
  EXPECT_TRUE(often("file", joined));
  EXPECT_FALSE(often("manual", joined));
  EXPECT_FALSE(often("share", joined));
  EXPECT_FALSE(is_assumed(priced(one("it", "{documented: loss}"), "", joined), "incident_charge"));
}

TEST(Defaults, OfASettlement) {
  const auto of = [](const std::string& settlement, const std::string& key) {
    return assumed(priced(one("it", "{amount: CNY 1.00, per: incident}"), "settlement: {" + settlement + "}\n"),
                   "settlement." + key);
  };
  EXPECT_EQ(of("window: P1M", "anchor"), "contract: civil,");
  EXPECT_EQ(of("window: P1M, anchor: civil", "anchor"), "");
  EXPECT_EQ(of("window: term", "anchor"), "");
  EXPECT_EQ(of("window: P10D", "anchor"), "") << "the calendar has no periods of ten days";
  EXPECT_EQ(of("window: P1M, claim_within: P30D", "remind_before"), "P7D:");
  EXPECT_EQ(of("window: P1M, claim_within: P30D, remind_before: P3D", "remind_before"), "");
  EXPECT_EQ(of("window: P1M", "remind_before"), "");
  const std::string least = "minimums: {least: {clause: '3', raise_to: CNY 9.00";
  const std::string each = one("it", "{amount: CNY 1.00, per: incident}");
  EXPECT_EQ(assumed(priced(each, least + "}}\n"), "minimums.least.at"),
            "contract: incident, obligation, window, year,");
  EXPECT_EQ(assumed(priced(each, least + "}}\n", ", service: product"), "minimums.least.at"),
            "contract: incident, obligation, service, window, year,");
  EXPECT_EQ(assumed(priced(each, least + ", at: incident}}\n"), "minimums.least.at"), "");
}

TEST(Defaults, MonthsOfLatenessAndOfWindows) {
  const auto months = [](const std::string& charge, const std::string& more = "") {
    return is_assumed(priced(one("it", charge), more), "month_arithmetic");
  };
  EXPECT_TRUE(months("{amount: CNY 1.00, per: month}")) << "a due instant can be a 31st";
  EXPECT_FALSE(months("{amount: CNY 1.00, per: day}"));
  EXPECT_FALSE(months("{amount: CNY 1.00, per: day}", "settlement: {window: P1M}\n")) << "every month has a 15th";
}

// The delay that ends the contract is a lateness, too.
TEST(Defaults, PausesMatterForARightToTerminate) {
  const std::string paused = plain + ", pause: waiting, resume: back";
  EXPECT_FALSE(is_assumed(with(paused), "pause_after_due"));
  EXPECT_TRUE(
      is_assumed(with(paused, "termination: {late: {clause: '5', when: {delay: P10D, of: it}}}\n"), "pause_after_due"));
  EXPECT_TRUE(is_assumed(with(paused, "termination: {late: {clause: '5', when: {delay: P10D}}}\n"), "pause_after_due"));
  EXPECT_FALSE(
      is_assumed(with(paused, "termination: {late: {clause: '5', when: {breaches: 3}}}\n"), "pause_after_due"));
}

TEST(Defaults, ThresholdsAndStepsSayWhatTheyLeave) {
  const std::string steps = "{per: day, steps: [{up_to: 3, amount: CNY 1.00}, {amount: CNY 2.00}]";
  EXPECT_TRUE(is_assumed(priced(one("it", steps + "}")), "stepped_rate"));
  EXPECT_FALSE(is_assumed(priced(one("it", steps + ", stepped: marginal}")), "stepped_rate"));
  const auto threshold = [](const std::string& rule) {
    return is_assumed(
        priced("  one: {clause: '2', prices: it, charge: {amount: CNY 1.00, per: day}, threshold: " + rule + "}\n"),
        "threshold");
  };
  EXPECT_TRUE(threshold("{time: PT1H}"));
  EXPECT_FALSE(threshold("{time: PT1H, kind: deferral}"));
}

TEST(Defaults, AreTheFirstValuesInTheOrderOfThePage) {
  const std::vector<Assumption> list = defaults(with("calendar: office, target: {business_days: 2}, reopen: again"));
  ASSERT_EQ(list.size(), 6U);
  EXPECT_EQ(list[0].path + ": " + list[0].used, "policies.business_day_start: as it is");
  EXPECT_EQ(list[1].path + ": " + list[1].used, "policies.late_start: as it is");
  EXPECT_EQ(list[2].path + ": " + list[2].used, "policies.business_day_end: same time of day");
  EXPECT_EQ(list[3].path + ": " + list[3].used, "policies.gap: instant after");
  EXPECT_EQ(list[4].path + ": " + list[4].used, "policies.fold: first");
  EXPECT_EQ(list[5].path + ": " + list[5].used, "policies.reopen: carry on");
  EXPECT_EQ(list[0].otherwise, (std::vector<std::string>{"next business day", "next opening"}));
}

}  // namespace
}  // namespace slakit
