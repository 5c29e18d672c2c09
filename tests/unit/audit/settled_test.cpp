// The same log under another plan gives what an audit of it gives, whatever was kept of the first.
#include "slakit/audit/settled.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "slakit/audit/priced_readings.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/time/timestamp.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

struct Example {
  const char* contract;
  const char* events;
  const char* as_of;
};

constexpr Example examples[] = {
    {"after-sales/contract.yaml", "after-sales/events.csv", "2024-06-01T00:00:00+08:00"},
    {"after-sales/contract.yaml", "after-sales/year-broken.csv", "2025-05-01T00:00:00+08:00"},
    {"after-sales/contract-capped.yaml", "after-sales/events.csv", "2024-06-01T00:00:00+08:00"},
    {"cloud-service/contract.yaml", "cloud-service/events.csv", "2025-06-01T00:00:00+02:00"},
    {"public-managed-service/contract.yaml", "public-managed-service/events.csv", "2025-08-01T00:00:00+01:00"},
    {"delivery/contract.yaml", "delivery/events.csv", "2025-07-21T09:01:00+02:00"},
};

AuditRun run_of(const Example& example, const Contract& contract) {
  const std::string folder = SLAKIT_SOURCE_DIR "/examples/";
  AuditOptions options;
  options.as_of = Timestamp::parse(example.as_of)->instant();
  return audit_file(contract, folder + example.events, options);
}

Contract contract_of(const Example& example) {
  return read_contract_file(std::string(SLAKIT_SOURCE_DIR "/examples/") + example.contract);
}

void expect_equal(const Settled& quick, const Audit& whole) {
  EXPECT_EQ(*quick.breaches, whole.partial.breaches);
  EXPECT_EQ(quick.charges.breach, whole.charges.breach);
  EXPECT_EQ(quick.charges.term, whole.charges.term);
  EXPECT_EQ(quick.charges.count, whole.charges.count);
  EXPECT_EQ(quick.charges.points, whole.charges.points);
  EXPECT_EQ(quick.charges.repeat, whole.charges.repeat);
  EXPECT_EQ(quick.charges.exact, whole.charges.exact);
  EXPECT_EQ(quick.charges.gross, whole.charges.gross);
  EXPECT_EQ(quick.charges.cut, whole.charges.cut);
  EXPECT_EQ(quick.charges.adjusted, whole.charges.adjusted);
  EXPECT_EQ(quick.charges.status, whole.charges.status);
  EXPECT_EQ(quick.charges.is_provisional, whole.charges.is_provisional);
  EXPECT_EQ(quick.statement.total, whole.statement.total);
  EXPECT_EQ(quick.statement.adjustments, whole.statement.adjustments);
  EXPECT_EQ(quick.statement.postings, whole.statement.postings);
}

// Every alternative of every open place of every example.
TEST(Resettler, GivesWhatAnAuditGives) {
  std::size_t by_kind[3] = {};
  for (const Example& example : examples) {
    const Contract contract = contract_of(example);
    const AuditRun run = run_of(example, contract);
    const Resettler again(run.audit, run.log);
    for (const OpenPlace& place : open_places(contract, run.audit.assumptions))
      for (const Value& value : place.otherwise) {
        Plan plan;
        try {
          const Contract chosen = with_choices(contract, {{place.path, value}});
          plan = compile(chosen, {}, load_sources(chosen));
        } catch (const ContractError&) {
          continue;
        }
        SCOPED_TRACE(std::string(example.contract) + " " + place.path + "=" + value.text);
        ++by_kind[static_cast<std::size_t>(again.needs(plan))];
        expect_equal(again.under(plan), audit(plan, run.log, run.audit.as_of));
      }
  }
  for (const std::size_t count : by_kind) EXPECT_GT(count, 0U);
}

// Two clocks with several penalties each, one of them by working days of its clock, one that another's breach starts.
const char* const office_desk = R"(
slakit: 1
contract:
  id: desk
  time_zone: Europe/Berlin
  price: EUR 100000.00
  milestones: {signed: 2024-12-31}
  term: {from: signed, length: P1Y, counting: start day out}
calendars:
  round the clock: always
  office: {weekly: {mon-fri: ["09:00-17:00"]}}
  early: {weekly: {mon-fri: ["06:00-14:00"]}}
  longer: {weekly: {mon-fri: ["08:00-17:00"]}}
obligations:
  answer: {clause: "1", clock: {start: opened, stop: answered, calendar: office, target: PT2H}}
  repair:
    clause: "2"
    clock: {start: opened, stop: repaired, pause: waiting, resume: back, calendar: round the clock, target: PT8H}
  visit: {clause: "3", clock: {start: {breach_of: repair}, stop: visited, calendar: office, target: PT8H}}
penalties:
  late answer: {clause: "5", prices: answer, charge: {rate: 0.01%, of: price, per: hour}}
  slow answer: {clause: "5a", prices: answer, charge: {amount: EUR 30.00, per: business day, counting: pro rata}}
  late repair: {clause: "6", prices: repair, charge: {rate: 0.1%, of: price, per: day, at_most: EUR 450.00}}
  again: {clause: "6a", prices: repair, charge: {amount: EUR 11.11, per: incident}, repeats: {count: 2, in: P1M, factor: 1.5}}
  points: {clause: "6b", prices: repair, charge: {points: 3, per: day}}
  no visit: {clause: "7", prices: visit, charge: {amount: EUR 20.00, per: hour, counting: pro rata, rounded_to: {unit: day}}}
caps: {all: {clause: "8", limit: 3%, of: price}}
settlement: {clause: "9", window: P1M, point_value: EUR 7.00}
policies: {cut_order: oldest first}
)";

std::string office_log(unsigned seed) {
  std::mt19937 random(seed);
  std::string csv = "ticket,at,event\n";
  for (int i = 0; i < 80; ++i) {
    Instant at = *Timestamp::parse("2025-01-02T00:00:00Z")->instant();
    at += std::chrono::minutes{random() % 200'000};
    const auto next = [&](const char* event, unsigned most) {
      csv += "T" + std::to_string(i) + "," + to_rfc3339(at, Zone::utc()) + "," + event + "\n";
      at += std::chrono::minutes{1 + random() % most};
    };
    next("opened", 600);
    if (random() % 5 != 0) next("answered", 300);
    if (random() % 3 == 0) {
      next("waiting", 2000);
      next("back", 100);
    }
    at += std::chrono::minutes{random() % 4000};
    if (random() % 6 != 0) next("repaired", 3000);
    if (random() % 2 == 0) next("visited", 10);
  }
  return csv;
}

TEST(Resettler, TakesOverOnlyWhatIsTheSame) {
  const Contract contract = read_contract(office_desk);
  AuditOptions options;
  options.as_of = Timestamp::parse("2025-07-01T00:00:00Z")->instant();
  const Value none = Value::scalar("none");
  const Choice choices[] = {
      {"policies.counting", Value::scalar("completed 24 h")},
      {"policies.counting", Value::scalar("pro rata")},
      {"policies.concurrency", Value::scalar("highest only")},
      {"policies.rounding_stage", Value::scalar("per statement")},
      {"policies.pause_after_due", Value::scalar("does not")},
      {"caps.all.limit", Value::scalar("1%")},
      {"settlement.point_value", Value::scalar("EUR 9.00")},
      {"contract.price", Value::scalar("EUR 90000.00")},
      {"penalties.late repair.charge.rate", Value::scalar("0.2%")},
      {"penalties.again.repeats.factor", Value::scalar("3")},
      {"obligations.repair.clock.pause", none},
      {"obligations.repair.clock.stop", Value::scalar("answered")},
      {"obligations.repair.clock.target", Value::scalar("PT12H")},
      {"obligations.visit.clock.stop", Value::scalar("repaired")},
      {"obligations.answer.clock.calendar", Value::scalar("early")},
      {"obligations.answer.clock.calendar", Value::scalar("longer")},  // a late day has more hours
  };
  for (const unsigned seed : {1U, 2U, 3U}) {
    const AuditRun run = audit_text(contract, office_log(seed), "<events>", options);
    const Resettler again(run.audit, run.log);
    ASSERT_GT(run.audit.charges.size(), 40U);
    for (const Choice& choice : choices) {
      SCOPED_TRACE(std::to_string(seed) + " " + choice.path + "=" + choice.value.text);
      const Contract chosen = with_choices(contract, {choice});
      const Plan plan = compile(chosen, {}, load_sources(chosen));
      EXPECT_NE(again.needs(plan), Redone::everything);
      const Audit whole = audit(plan, run.log, run.audit.as_of);
      expect_equal(again.under(plan), whole);
      EXPECT_NE(whole.charges.exact == run.audit.charges.exact && whole.charges.status == run.audit.charges.status &&
                    whole.statement.postings == run.audit.statement.postings,
                true)
          << "the choice changes nothing, and so shows nothing";
    }
  }
}

// What a change of one clock brings about elsewhere: a clock that the breach starts, a figure that is priced, a time
// that is excused.
void expect_alike(const std::string& rest, Redone needed) {
  const Contract contract = read_contract(R"(
slakit: 1
contract:
  id: desk
  time_zone: UTC
  price: EUR 1000.00
  milestones: {signed: 2024-12-31}
  term: {from: signed, length: P1Y, counting: start day out}
calendars: {round the clock: always}
obligations:
  answer: {clause: "1", clock: {start: opened, stop: answered, calendar: round the clock, target: PT4H}}
)" + rest);
  AuditOptions options;
  options.as_of = Timestamp::parse("2025-03-01T00:00:00Z")->instant();
  const AuditRun run = audit_text(contract,
                                  "ticket,at,event\n"
                                  "A,2025-01-10T00:00:00Z,opened\nA,2025-01-10T06:00:00Z,answered\n"
                                  "A,2025-01-12T00:00:00Z,repaired\nA,2025-01-20T00:00:00Z,told\n"
                                  "S,2025-01-10T00:00:00Z,storm\nS,2025-01-10T01:00:00Z,storm over\n",
                                  "<events>", options);
  const Contract chosen = with_choices(contract, {{"obligations.answer.clock.target", Value::scalar("PT8H")}});
  const Plan plan = compile(chosen, {}, load_sources(chosen));
  const Resettler again(run.audit, run.log);
  EXPECT_EQ(again.needs(plan), needed);
  const Settled quick = again.under(plan);
  const Audit whole = audit(plan, run.log, run.audit.as_of);
  EXPECT_EQ(*quick.breaches, whole.partial.breaches);
  EXPECT_EQ(quick.statement.total, whole.statement.total);
  EXPECT_NE(quick.statement.total, run.audit.statement.total);
}

TEST(Resettler, AClockThatABreachStarts) {
  expect_alike(R"(
  escalation:
    clause: "2"
    clock: {start: {breach_of: answer}, stop: told, calendar: round the clock, target: PT24H}
penalties: {late escalation: {clause: "7", prices: escalation, charge: {rate: 1%, of: price, per: incident}}}
)",
               Redone::clocks);
}

TEST(Resettler, AFigureThatRestsOnAClock) {
  expect_alike(R"(
  attainment:
    clause: "3"
    indicator: {attainment: answer, window: P1M, anchor: civil, target: {at_least: 99%}}
penalties: {low attainment: {clause: "7", prices: attainment, charge: {rate: 1%, of: price, per: incident}}}
)",
               Redone::everything);
}

TEST(Resettler, ATimeThatIsExcused) {
  expect_alike(R"(
penalties: {late answer: {clause: "7", prices: answer, charge: {rate: 1%, of: price, per: incident}}}
exclusions: {storms: {clause: "9", cause: force majeure, from: storm, to: storm over}}
)",
               Redone::everything);
}

}  // namespace
}  // namespace slakit
