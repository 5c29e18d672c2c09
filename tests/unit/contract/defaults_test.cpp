#include "slakit/contract/defaults.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

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
