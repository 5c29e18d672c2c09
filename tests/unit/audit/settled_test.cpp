// The same log under another plan gives what an audit of it gives, whatever was kept of the first.
#include "slakit/audit/settled.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/audit/priced_readings.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/time/timestamp.hpp"

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
        const Settled quick = again.under(plan);
        const Audit whole = audit(plan, run.log, run.audit.as_of);
        EXPECT_EQ(*quick.breaches, whole.partial.breaches);
        EXPECT_EQ(quick.charges.breach, whole.charges.breach);
        EXPECT_EQ(quick.charges.gross, whole.charges.gross);
        EXPECT_EQ(quick.charges.cut, whole.charges.cut);
        EXPECT_EQ(quick.charges.adjusted, whole.charges.adjusted);
        EXPECT_EQ(quick.charges.status, whole.charges.status);
        EXPECT_EQ(quick.statement.total, whole.statement.total);
        EXPECT_EQ(quick.statement.postings, whole.statement.postings);
      }
  }
  for (const std::size_t count : by_kind) EXPECT_GT(count, 0U);
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
