#include "slakit/plan/calendars.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Instant at(std::string_view text) { return Timestamp::parse(text).value().instant().value(); }

std::string document(const std::string& calendars, const std::string& extra = "") {
  return "slakit: 1\ncontract: {id: c, time_zone: Asia/Shanghai}\ncalendars:\n" + calendars + R"(
obligations:
  repair: {clause: "1", clock: {start: received, stop: restored, calendar: c, target: PT4H}}
)" + extra;
}

Calendar calendar(const std::string& calendars, const std::string& extra = "") {
  const Contract contract = read_contract(document(calendars, extra));
  return build_calendar(contract, "c", load_sources(contract)).value();
}

// "code path line:column" of each.
std::vector<std::string> problems(const std::string& calendars) {
  try {
    read_contract(document(calendars));
  } catch (const ContractError& error) {
    std::vector<std::string> list;
    for (const Problem& p : error.problems())
      list.push_back(p.code + ' ' + p.path + ' ' + std::to_string(p.mark.line) + ':' + std::to_string(p.mark.column));
    return list;
  }
  return {};
}

using Problems = std::vector<std::string>;

const std::string day = "  day: {weekly: {mon-fri: \"09:00-17:00\"}}\n";
const std::string london = "  london: {time_zone: Europe/London, weekly: {mon-fri: \"09:00-17:00\"}}\n";

TEST(Calendars, FollowTheSunWithoutTheMaintenanceWindow) {
  const Calendar served = calendar(day + london +
                                   "  maintenance window: {weekly: {wed: \"10:00-12:00\"}}\n"
                                   "  c: {any_of: [day, london], except: [maintenance window]}\n");
  EXPECT_EQ(served.zone().name(), "Asia/Shanghai");
  // In winter London's 09:00-17:00 is 17:00-01:00 in Shanghai.
  EXPECT_EQ(served.elapsed(at("2024-01-09T01:00:00+08:00"), at("2024-01-10T09:00:00+08:00")).value_or_throw(),
            hours{16});
  EXPECT_EQ(served.elapsed(at("2024-01-10T09:00:00+08:00"), at("2024-01-11T01:00:00+08:00")).value_or_throw(),
            hours{14});
  const ClosedReason reason = served.why_closed(at("2024-01-10T11:00:00+08:00")).value();
  EXPECT_EQ(reason.by, ClosedBy::exclusion);
  EXPECT_EQ(to_string(reason), "maintenance window");
}

TEST(Calendars, CombinationsHaveTheContractsZoneOrTheirOwn) {
  EXPECT_EQ(calendar(day + london + "  c: {any_of: [london, day]}\n").zone().name(), "Asia/Shanghai");
  const Calendar own =
      calendar(day + london + "  c: {all_of: [day, london], time_zone: America/New_York}\n" + "  other: always\n");
  EXPECT_EQ(own.zone().name(), "America/New_York");
}

TEST(Calendars, AllOfMeansTheCommonTime) {
  const Calendar both = calendar(day + "  late: {weekly: {mon: \"16:00-20:00\"}}\n  c: {all_of: [day, late]}\n");
  const std::vector<Interval> open = both.intervals(at("2024-01-08T00:00:00+08:00"), at("2024-01-15T00:00:00+08:00"));
  EXPECT_EQ(open, (std::vector<Interval>{{at("2024-01-08T16:00:00+08:00"), at("2024-01-08T17:00:00+08:00")}}));
}

TEST(Calendars, ExceptAloneIsTakenOutOfAllTime) {
  const Calendar rest = calendar("  window: {weekly: {sun: \"02:00-04:00\"}}\n  c: {except: [window]}\n");
  EXPECT_EQ(rest.elapsed(at("2024-01-07T00:00:00+08:00"), at("2024-01-08T00:00:00+08:00")).value_or_throw(), hours{22});
}

// Midnight of the calendar's own zone, which is the contract's unless it has one.
TEST(Calendars, APhaseEndsAtLocalMidnight) {
  const std::string parts = "  always: always\n  never much: {weekly: {mon: \"09:00-10:00\"}}\n";
  const std::string phases = "phases: [{calendar: always, until: 2024-04-01}, {calendar: never much}]";
  const Calendar shanghai = calendar(parts + "  c: {" + phases + "}\n");
  EXPECT_EQ(shanghai.next_close(at("2024-03-01T00:00:00Z")).value_or_throw(), at("2024-04-01T00:00:00+08:00"));
  const Calendar berlin = calendar(parts + "  c: {time_zone: Europe/Berlin, " + phases + "}\n");
  EXPECT_EQ(berlin.next_close(at("2024-03-01T00:00:00Z")).value_or_throw(), at("2024-04-01T00:00:00+02:00"));
}

TEST(Calendars, SeasonsAndDaysOfEveryYear) {
  const Calendar pool = calendar(
      "  c: {weekly: {mon-sun: \"10:00-18:00\"}, exceptions: {12-24: closed, 2025-12-24: \"10:00-11:00\"}, "
      "seasons: [{from: 11-01, to: 02-29, weekly: {mon-sun: \"12:00-16:00\"}}]}\n");
  const auto open_on = [&](const std::string& date) {
    const Instant begin = at(date + "T00:00:00+08:00");
    return pool.elapsed(begin, begin + hours{24}).value_or_throw();
  };
  EXPECT_EQ(open_on("2024-10-31"), hours{8});
  EXPECT_EQ(open_on("2024-11-01"), hours{4});
  EXPECT_EQ(open_on("2024-12-24"), hours{0});
  EXPECT_EQ(open_on("2025-12-24"), hours{1});
  EXPECT_EQ(open_on("2025-02-28"), hours{4});
  EXPECT_EQ(open_on("2025-03-01"), hours{8});
}

TEST(Calendars, TheOvernightPolicyIsTheContracts) {
  // Thursday's shift runs into Friday, a holiday.
  const std::string nights = "  c: {weekly: {mon-fri: \"22:00-06:00\"}, holidays: [2024-01-12]}\n";
  const Instant from = at("2024-01-11T12:00:00+08:00");
  const Instant to = at("2024-01-12T12:00:00+08:00");
  EXPECT_EQ(calendar(nights).elapsed(from, to).value_or_throw(), hours{2});
  EXPECT_EQ(calendar(nights, "policies: {overnight_holiday: cancel the shift}\n").elapsed(from, to).value_or_throw(),
            hours{8});
}

TEST(Calendars, EachIsBuiltInTheContractsOrder) {
  const Contract contract = read_contract(document("  c: {any_of: [day], except: [e]}\n" + day +
                                                   "  e: {any_of: [f]}\n  f: {weekly: {mon: \"09:00-10:00\"}}\n"));
  const std::vector<Calendar> all = build_calendars(contract, load_sources(contract));
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[2], all[3]);
  EXPECT_EQ(all[0], all[1] - all[2]);
  EXPECT_FALSE(build_calendar(contract, "g", load_sources(contract)));
}

// A clock on such a calendar is computed.
TEST(Calendars, PlansHaveThem) {
  const Contract contract = read_contract(document(day + london + "  c: {any_of: [day, london]}\n"));
  const Plan plan = compile(contract, {}, load_sources(contract));
  EXPECT_TRUE(plan.left_out.empty());
  EXPECT_EQ(plan.calendars.at(plan.service_levels.at(0).calendar),
            calendar(day + london + "  c: {any_of: [day, london]}\n"));
}

TEST(Calendars, WhatBuildingFindsHasItsPlace) {
  const std::string known = "  cn: {weekly: {mon-fri: \"09:00-17:00\"}, holidays: CN}\n";
  EXPECT_EQ(problems(day + "  c: {any_of: [day], except: [day]}\n"), Problems{"never-opens calendars.c.except.0 5:31"});
  EXPECT_EQ(problems(day + "  night: {weekly: {mon: \"17:00-23:00\"}}\n  c: {all_of: [day, night]}\n"),
            Problems{"never-opens calendars.c.all_of.1 6:21"});
  EXPECT_EQ(problems(day + known + "  c: {phases: [{calendar: cn, until: 2030-01-01}, {calendar: day}]}\n"),
            Problems{"unknown-between calendars.c.phases.0 6:16"});
  EXPECT_EQ(problems(day + known + "  c: {phases: [{calendar: day, until: 2000-01-01}, {calendar: cn}]}\n"),
            Problems{"unknown-between calendars.c.phases.1 6:52"});
  EXPECT_EQ(
      problems(day + known +
               "  early: {phases: [{calendar: day, until: 2026-01-01}, {calendar: cn}]}\n  c: {all_of: [early, cn]}\n"),
      Problems{});
  // What rests on a calendar that cannot be built says nothing itself.
  EXPECT_EQ(problems(day + "  x: {any_of: [day], except: [day]}\n  c: {any_of: [day, x]}\n"),
            Problems{"never-opens calendars.x.except.0 5:31"});
}

TEST(Calendars, TooManyPartsAreRefusedBeforeTheyAreBuilt) {
  std::string calendars = "  p0: always\n";
  for (int i = 1; i < 9; ++i) {
    const std::string before = "p" + std::to_string(i - 1);
    calendars += "  p" + std::to_string(i) + ": {any_of: [" + before + ", " + before + "]}\n";
  }
  EXPECT_EQ(problems(calendars + "  c: {any_of: [p7]}\n"), (Problems{"too-large calendars.p8 12:7"}));
}

}  // namespace
}  // namespace slakit
