// Readings priced: the amounts that were computed by hand before this code existed, and exhaustive enumeration.
#include "slakit/audit/priced_readings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "slakit/audit/settled.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

const std::string folder = SLAKIT_SOURCE_DIR "/examples/after-sales/";

struct Judged {
  Contract contract;
  AuditRun run;
};

Judged after_sales() {
  Judged made{read_contract_file(folder + "contract.yaml"), {}};
  AuditOptions options;
  options.as_of = Timestamp::parse("2024-06-01T00:00:00+08:00")->instant();
  made.run = audit_file(made.contract, folder + "events.csv", options);
  return made;
}

// The table at the end of the sketch of the contract: by alternative, the total and what the tickets come to.
TEST(PricedReadings, TheSketchComesOutToTheCent) {
  const Judged it = after_sales();
  const PricedReadings priced = price_readings(it.contract, it.run.audit, it.run.log);
  EXPECT_EQ(priced.total, 8000000);
  const auto total_of = [&](const std::string& path, const std::string& value) -> std::int64_t {
    for (const PricedReading& reading : priced.readings)
      for (const PricedAlternative& one : reading.alternatives)
        if (reading.place.path == path && to_document_text(one.value) == value) return one.total;
    return -1;
  };
  EXPECT_EQ(total_of("penalties.late restoration.charge.counting", "completed 24 h"), 4000000);
  EXPECT_EQ(total_of("penalties.late restoration.charge.counting", "pro rata"), 6125000);
  EXPECT_EQ(total_of("penalties.late restoration.charge.counting", "calendar days touched"), 9000000);
  EXPECT_EQ(total_of("policies.concurrency", "both"), 3000000);
  EXPECT_EQ(total_of("policies.concurrency", "highest only"), 7000000);
  EXPECT_EQ(total_of("obligations.on-site.clock.pause", "none"), 9000000);
  EXPECT_EQ(total_of("obligations.on-site.clock.start", "{after: PT1H, of: received}"), 8000000);
  // By ticket: T2, T4, T5, T6 under completed days, T3 without a pause.
  const auto by_ticket = [&](const std::string& path, std::size_t alternative) {
    std::map<std::string, std::int64_t> by;
    for (const PricedReading& reading : priced.readings)
      if (reading.place.path == path)
        for (const LineDifference& line : reading.alternatives[alternative].lines) by[line.either().ticket] += line.by;
    return by;
  };
  using ByTicket = std::map<std::string, std::int64_t>;
  EXPECT_EQ(by_ticket("penalties.late restoration.charge.counting", 0),
            (ByTicket{{"T2", -1000000}, {"T4", -1000000}, {"T5", -1000000}, {"T6", -1000000}}));
  EXPECT_EQ(by_ticket("obligations.on-site.clock.pause", 0), (ByTicket{{"T3", 1000000}}));
}

const char* const with_hours = R"(
slakit: 1
contract: {id: hours, time_zone: UTC, price: EUR 1000.00}
calendars:
  night: {weekly: {mon-fri: "22:00-06:00"}, holidays: own}
  always: {always: true}
holidays: {own: {days: [2025-03-06]}}
obligations:
  repair: {clause: "1", clock: {start: opened, stop: repaired, calendar: night, target: PT3H}}
penalties:
  late repair: {clause: "2", prices: repair, charge: {amount: EUR 1.00, per: hour}}
  late nights: {clause: "3", prices: repair, charge: {amount: EUR 1.00, per: business day, calendar: night, counting: started 24 h}}
policies: {counting: pro rata}
)";

// Whatever calendars are built from may be chosen otherwise: the total is that of a whole audit.
TEST(PricedReadings, CalendarsAreThoseOfTheChoice) {
  Judged it{read_contract(with_hours), {}};
  AuditOptions options;
  options.as_of = Timestamp::parse("2025-04-01T00:00:00Z")->instant();
  const std::string events = "ticket,at,event\nA,2025-03-05T21:00:00Z,opened\nA,2025-03-10T12:00:00Z,repaired\n";
  it.run = audit_text(it.contract, events, "<events>", options);
  const Value* calendars = it.contract.document->find("calendars");
  const std::vector<Choice> choices{
      {"calendars.night.weekly.mon-fri", Value::scalar("20:00-06:00")},
      {"calendars.night.holidays", Value::scalar("none")},
      {"calendars.night.time_zone", Value::scalar("Asia/Shanghai")},
      {"contract.time_zone", Value::scalar("America/New_York")},
      {"holidays.own.days", Value::sequence({Value::scalar("2025-03-06"), Value::scalar("2025-03-07")})},
      {"policies.overnight_holiday", Value::scalar("cancel the shift")},
      {"policies", Value::mapping({{Value::scalar("counting"), Value::scalar("pro rata")},
                                   {Value::scalar("overnight_holiday"), Value::scalar("cancel the shift")}})},
      {"penalties.late repair.charge.amount", Value::scalar("EUR 2.00")},
      {"calendars", Value::mapping({{Value::scalar("always"), *calendars->find("always")},
                                    {Value::scalar("night"), *calendars->find("night")}})},
  };
  ReadingOptions more;
  more.also = choices;
  const PricedReadings priced = price_readings(it.contract, it.run.audit, it.run.log, more);
  std::size_t met = 0;
  std::size_t changed = 0;
  for (const PricedReading& reading : priced.readings)
    for (const PricedAlternative& one : reading.alternatives) {
      const bool is_asked = std::any_of(choices.begin(), choices.end(),
                                        [&](const Choice& choice) { return choice.path == reading.place.path; });
      if (!is_asked) continue;
      AuditOptions other = options;
      other.choices = {{reading.place.path, one.value}};
      const AuditRun whole = audit_text(it.contract, events, "<events>", other);
      EXPECT_EQ(one.total, whole.audit.statement.total.minor) << reading.place.path;
      changed += one.total != priced.total ? 1 : 0;
      ++met;
    }
  EXPECT_GE(met, choices.size());
  EXPECT_EQ(changed, choices.size() - 1);  // another order changes nothing
}

const char* const small = R"(
slakit: 1
contract: {id: desk, time_zone: UTC, price: EUR 1000.00}
calendars: {round the clock: always}
obligations:
  answer: {clause: "1", clock: {start: opened, stop: answered, calendar: round the clock, target: {assumed: PT4H, else: [PT2H, PT30H]}}}
  repair: {clause: "2", clock: {start: opened, stop: repaired, calendar: round the clock, target: PT8H}}
penalties:
  late answer: {clause: "7.1", prices: answer, charge: {rate: 1%, of: price, per: incident}}
  late repair: {clause: "7.2", prices: repair, charge: {rate: 2%, of: price, per: day}}
caps: {all: {clause: "7.9", limit: EUR 75.00}}
readings:
  a day: {clause: "7.2", text: a day, set: policies.counting, use: started 24 h, else: [completed 24 h, pro rata]}
  which: {clause: "7", text: and, set: policies.concurrency, use: either, else: [both, highest only]}
policies: {counting: started 24 h, concurrency: either, incident_charge: dearest only, cut_order: oldest first, rounding: half up, rounding_stage: per charge}
)";

// Every combination, each a whole audit, against the search.
TEST(PricedReadings, TheExtremesAreThoseOfAllCombinations) {
  Judged it{read_contract(small), {}};
  AuditOptions options;
  options.as_of = Timestamp::parse("2025-03-01T00:00:00Z")->instant();
  const std::string log =
      "ticket,at,event\n"
      "A,2025-01-10T00:00:00Z,opened\nA,2025-01-10T03:00:00Z,answered\nA,2025-01-11T20:00:00Z,repaired\n"
      "B,2025-01-12T00:00:00Z,opened\nB,2025-01-12T05:00:00Z,answered\nB,2025-01-12T14:00:00Z,repaired\n";
  it.run = audit_text(it.contract, log, "<events>", options);
  std::vector<std::int64_t> totals;
  for (const char* target : {"PT4H", "PT2H", "PT30H"})
    for (const char* counting : {"started 24 h", "completed 24 h", "pro rata"})
      for (const char* concurrency : {"either", "both", "highest only"}) {
        AuditOptions chosen = options;
        const auto choose = [&](const char* path, const char* value, const char* used) {
          if (std::string(value) != used) chosen.choices.push_back({path, Value::scalar(value)});
        };
        choose("obligations.answer.clock.target", target, "PT4H");
        choose("policies.counting", counting, "started 24 h");
        choose("policies.concurrency", concurrency, "either");
        totals.push_back(audit_text(it.contract, log, "<events>", chosen).audit.statement.total.minor);
      }
  const auto [lowest, highest] = std::minmax_element(totals.begin(), totals.end());
  ASSERT_LT(*lowest, *highest);

  const PricedReadings all = price_readings(it.contract, it.run.audit, it.run.log);
  EXPECT_TRUE(all.is_exact);
  EXPECT_EQ(all.combinations, totals.size());
  EXPECT_EQ(all.evaluated, totals.size());
  EXPECT_EQ(all.total, totals.front());
  EXPECT_EQ(all.lowest.total, *lowest);
  EXPECT_EQ(all.highest.total, *highest);
  for (const ExtremeTotal& one : {all.lowest, all.highest}) {
    AuditOptions chosen = options;
    chosen.choices = one.choices;
    EXPECT_EQ(audit_text(it.contract, log, "<events>", chosen).audit.statement.total.minor, one.total);
  }

  const PricedReadings some = price_readings(it.contract, it.run.audit, it.run.log, {{}, 12, 1000});
  EXPECT_FALSE(some.is_exact);
  EXPECT_FALSE(some.bound.empty());
  EXPECT_LE(some.evaluated, 12U);
  EXPECT_GE(some.lowest.total, *lowest);
  EXPECT_LE(some.highest.total, *highest);
}

// What each key of a reporting contract adds to its place.
struct Said {
  std::string duty;
  std::string indicator;
  std::string roster;
  std::string exclusion;
};

// Of 15 January 2025 to 14 January 2026: January, of 17 days, is cut off.
Contract reporting(const Said& said) {
  return read_contract(R"(
slakit: 1
contract:
  id: reporting
  time_zone: UTC
  price: EUR 1000.00
  milestones: {signed: 2025-01-14}
  term: {from: signed, length: P1Y, counting: start day out}
calendars: {round the clock: always}
rosters: {team: {clause: "1.1", members: {ann: {to: 2025-02-10}, ben: {from: 2025-02-10}, carl: {from: 2025-02-20}})" +
                       said.roster + R"(}}
obligations:
  report: {clause: "1", duty: {every: P1M, anchor: civil, evidence: report, due: P5D, for_each: team)" +
                       said.duty + R"(}}
  calm: {clause: "2", indicator: {count: outage, window: P1M, anchor: civil, target: {at_most: 0})" +
                       said.indicator + R"(}}
  answer: {clause: "3", clock: {start: opened, stop: answered, calendar: round the clock, target: PT4H}}
penalties:
  no report: {clause: "7.1", prices: report, charge: {amount: EUR 100.00, per: incident}}
  outages: {clause: "7.2", prices: calm, charge: {amount: EUR 10.00, per: incident}}
  late answer: {clause: "7.3", prices: answer, charge: {amount: EUR 1.00, per: incident}}
exclusions: {storms: {clause: "9", cause: force majeure, from: storm, to: storm over)" +
                       said.exclusion + "}}\n");
}

// No report came; on 1 April those of January and February are missing, and March's is not due yet. January is Ann's,
// and February's last day Ben's and Carl's: three reports at 100.00, two months with an outage at 10.00. A's answer
// took six hours, three of them in a storm.
TEST(PricedReadings, WhatPeriodsMembersAndExclusionsLeaveOpenHasAlternatives) {
  AuditOptions options;
  options.as_of = Timestamp::parse("2025-04-01T00:00:00Z")->instant();
  const auto run = [&](const Contract& contract) {
    return audit_text(contract,
                      "ticket,at,event\n"
                      "O1,2025-01-20T00:00:00Z,outage\nO2,2025-02-20T00:00:00Z,outage\n"
                      "A,2025-02-01T00:00:00Z,opened\nA,2025-02-01T06:00:00Z,answered\n"
                      "S,2025-02-01T01:00:00Z,storm\nS,2025-02-01T04:00:00Z,storm over\n",
                      "<events>", options);
  };
  const Contract contract = reporting({});
  const AuditRun known = run(contract);
  EXPECT_EQ(known.audit.statement.total.minor, 32000);
  const PricedReadings priced = price_readings(contract, known.audit, known.log);
  const auto place_of = [&](const std::string& path) {
    return std::find_if(priced.readings.begin(), priced.readings.end(),
                        [&](const PricedReading& one) { return one.place.path == path; });
  };

  struct Case {
    std::string path;
    std::string value;
    Said said;
    std::int64_t total;
  };
  const std::string owes = "rosters.team.owes_if_member";
  const std::vector<Case> cases{
      {"obligations.report.duty.partial", "owed whole", {", partial: owed whole", "", "", ""}, 32000},
      {"obligations.report.duty.partial", "not owed", {", partial: not owed", "", "", ""}, 22000},
      {"obligations.calm.indicator.partial", "judged", {"", ", partial: judged", "", ""}, 32000},
      {"obligations.calm.indicator.partial", "not judged", {"", ", partial: not judged", "", ""}, 31000},
      {owes, "on its last day", {"", "", ", owes_if_member: on its last day", ""}, 32000},
      {owes, "on its first day", {"", "", ", owes_if_member: on its first day", ""}, 22000},  // Ann's twice
      {owes, "throughout", {"", "", ", owes_if_member: throughout", ""}, 12000},              // January's alone
      {owes, "at any time", {"", "", ", owes_if_member: at any time", ""}, 42000},  // and all three's February
      {"exclusions.storms.excuses", "every ticket", {"", "", "", ", excuses: every ticket"}, 32000},
      {"exclusions.storms.excuses", "its own ticket", {"", "", "", ", excuses: its own ticket"}, 32100},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.path + "=" + one.value);
    const AuditRun stated = run(reporting(one.said));
    EXPECT_EQ(stated.audit.statement.total.minor, one.total);
    for (const Assumption& assumption : stated.audit.assumptions) EXPECT_NE(assumption.path, one.path);
    const auto place = place_of(one.path);
    ASSERT_NE(place, priced.readings.end());
    EXPECT_FALSE(place->place.clause.empty());
    if (place->place.used == one.value) continue;
    const auto found = std::find_if(place->alternatives.begin(), place->alternatives.end(),
                                    [&](const PricedAlternative& other) { return other.value.text == one.value; });
    ASSERT_NE(found, place->alternatives.end());
    EXPECT_EQ(found->total, one.total);
    EXPECT_TRUE(found->touches);
    const Contract chosen = with_choices(contract, {{one.path, Value::scalar(one.value)}});
    const Plan plan = compile(chosen, {}, load_sources(chosen));
    EXPECT_EQ(Resettler(known.audit, known.log).needs(plan), Redone::everything);
  }
  const auto attribute = place_of("rosters.team.attribute");
  ASSERT_NE(attribute, priced.readings.end());
  EXPECT_EQ(attribute->place.used, "team, or else member");
  EXPECT_TRUE(attribute->alternatives.empty());
  // The storm counts against A, and all who were members in February owe it; or nobody, and January is left out.
  EXPECT_EQ(priced.highest.total, 42100);
  EXPECT_EQ(priced.lowest.total, 1000);
  EXPECT_TRUE(priced.is_exact);
}

}  // namespace
}  // namespace slakit
