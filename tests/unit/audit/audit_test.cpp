// Laws of an audit, on seeded random logs: no order of rows, no partition of tickets and no repetition changes a byte.
#include "slakit/audit/audit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/json_report.hpp"
#include "slakit/plan/compile.hpp"

namespace slakit {
namespace {

struct RandomEvent {
  std::string ticket;
  Instant at;
  std::string type;
  bool is_fault;
  std::int64_t row = 0;  // where it stands in the source, wherever the test puts it
};

// Histories as dirty as they come: any event at any minute of ten days, several tickets of one incident left to the
// contract.
std::vector<RandomEvent> random_events(std::mt19937_64& random, int tickets) {
  static const char* const types[] = {"received",         "responded", "dispatched", "waiting for customer",
                                      "customer replied", "restored",  "commented"};
  const Instant from{std::chrono::sys_days{std::chrono::year{2024} / 5 / 6}};
  std::vector<RandomEvent> events;
  for (int t = 0; t < tickets; ++t) {
    const std::string name = "T" + std::to_string(random() % 10'000) + "-" + std::to_string(t);
    events.push_back({name, from + std::chrono::minutes{random() % 1'000}, "received", random() % 8 != 0});
    for (std::uint64_t e = random() % 8; e-- > 0;)
      events.push_back({name, from + std::chrono::minutes{random() % 14'400}, types[random() % 7], false});
  }
  for (std::size_t i = 0; i < events.size(); ++i) events[i].row = static_cast<std::int64_t>(i) + 1;
  return events;
}

EventLog log_of(const std::vector<RandomEvent>& events) {
  EventLogBuilder builder({"class"});
  for (const RandomEvent& event : events)
    builder.add({event.ticket,
                 event.at,
                 event.type,
                 {event.is_fault ? std::optional<std::string_view>("fault") : std::nullopt},
                 0,
                 event.row});
  return std::move(builder).finish();
}

const Contract& contract() {
  static const Contract contract = read_contract_file(SLAKIT_SOURCE_DIR "/examples/after-sales/contract-capped.yaml");
  return contract;
}

constexpr Instant as_of{std::chrono::sys_days{std::chrono::year{2024} / 5 / 14}};

std::string report(const std::vector<RandomEvent>& events) {
  return to_json(audit_log(contract(), log_of(events), {as_of, {}, {}}).audit);
}

TEST(Audit, TheOrderOfRowsChangesNothing) {
  std::mt19937_64 random(1);
  std::vector<RandomEvent> events = random_events(random, 60);
  const std::string first = report(events);
  EXPECT_NE(first.find("\"breached\""), std::string::npos);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(events.begin(), events.end(), random);
    ASSERT_TRUE(report(events) == first) << "round " << i;  // the reports themselves would fill the screen
  }
}

TEST(Audit, PartialsMergeInAnyOrderToTheSame) {
  std::mt19937_64 random(2);
  const EventLog log = log_of(random_events(random, 100));
  const Plan plan = compile(contract(), {}, load_sources(contract()));
  const Binding binding(plan, log);
  Findings whole_findings;
  const Partial whole = assess(plan, binding, {0, log.ticket_count()}, as_of, whole_findings);
  ASSERT_GT(whole.breaches.size(), 20U);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::size_t> cuts{0, log.ticket_count()};
    for (int i = 0; i < 4; ++i) cuts.push_back(random() % log.ticket_count());
    std::sort(cuts.begin(), cuts.end());
    std::vector<Partial> parts;
    Findings findings;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
      parts.push_back(assess(plan, binding, {cuts[i], cuts[i + 1]}, as_of, findings));
    std::shuffle(parts.begin(), parts.end(), random);
    Partial merged;
    for (const Partial& part : parts) merged = merge(merged, part);
    ASSERT_EQ(merged, whole);
    ASSERT_EQ(findings.size(), whole_findings.size());
  }
}

TEST(Audit, RowsInAreUsedIgnoredOrRejected) {
  std::mt19937_64 random(3);
  const std::vector<RandomEvent> events = random_events(random, 200);
  const Audit audit = audit_log(contract(), log_of(events), {as_of, {}, {}}).audit;
  EXPECT_EQ(audit.rows.in, static_cast<std::int64_t>(events.size()));
  EXPECT_EQ(audit.rows.in, audit.rows.used + audit.rows.ignored + audit.rows.rejected);
  const auto commented =
      std::count_if(events.begin(), events.end(), [](const RandomEvent& e) { return e.type == "commented"; });
  EXPECT_EQ(audit.rows.not_named, commented);
  EXPECT_GT(audit.rows.after_as_of, 0);
}

TEST(Audit, WithoutAsOfItStandsJustAfterTheLastEventAndSaysSo) {
  EventLogBuilder builder({"class"});
  const Instant last = as_of + std::chrono::hours{3};
  builder.add({"T1", as_of, "received", {"fault"}, 0, 0});
  builder.add({"T1", last, "restored", {}, 0, 0});
  const Audit audit = audit_log(contract(), std::move(builder).finish()).audit;
  EXPECT_EQ(audit.as_of, last + std::chrono::minutes{1}) << "the log is stamped to the minute";
  EXPECT_EQ(audit.rows.used, 2) << "the last event is seen";
  ASSERT_FALSE(audit.assumptions.empty());
  EXPECT_EQ(audit.assumptions.back().path, "as_of");
  EXPECT_EQ(audit.assumptions.back().kind, AssumptionKind::argument);
}

// A fault of 4 h, restored in time as somebody wrote two hours after the limit.
EventLog backdated_log() {
  EventLogBuilder builder({"class"});
  const Instant start = as_of - std::chrono::hours{9};
  builder.add({"T1", start, "received", {"fault"}, 0, 1, start});
  builder.add({"T1", start + std::chrono::hours{3}, "restored", {}, 0, 2, start + std::chrono::hours{6}});
  return std::move(builder).finish();
}

TEST(Audit, ItsLogIsAuditedAndTheLimitsAreAssumptions) {
  const Audit audit = audit_log(contract(), backdated_log(), {as_of, {}, {}}).audit;
  ASSERT_FALSE(audit.log_audit.findings.empty());
  EXPECT_TRUE(std::all_of(audit.log_audit.findings.begin(), audit.log_audit.findings.end(),
                          [](const LogFinding& finding) { return finding.row == 2 && finding.is_late; }));
  EXPECT_TRUE(std::any_of(audit.log_audit.findings.begin(), audit.log_audit.findings.end(),
                          [](const LogFinding& finding) { return finding.is_after_breach && finding.moves(); }));
  EXPECT_EQ(audit.assumptions.back().path, "log_audit.late_after");
  EXPECT_EQ(audit.assumptions.back().used, "PT1H");
  const std::string report = to_json(audit);
  EXPECT_NE(report.find("\"after_breach\""), std::string::npos);
  EXPECT_NE(report.find("\"without\""), std::string::npos);

  AuditOptions patient{as_of, {}, {}};
  patient.log_audit.late_after = std::chrono::hours{3};
  const Audit other = audit_log(contract(), backdated_log(), patient).audit;
  EXPECT_EQ(other.assumptions.back().used, "PT3H");
  EXPECT_TRUE(std::none_of(other.log_audit.findings.begin(), other.log_audit.findings.end(),
                           [](const LogFinding& finding) { return finding.is_late; }));
}

TEST(Audit, AVerdictWithinTheLogsResolutionIsFlagged) {
  const auto near_limit = [](Duration elapsed) {
    EventLogBuilder builder({"class"});
    builder.add({"T1", as_of - std::chrono::hours{9}, "received", {"fault"}, 0, 0});
    builder.add({"T1", as_of - std::chrono::hours{9} + elapsed, "restored", {}, 0, 0});
    const Audit audit = audit_log(contract(), std::move(builder).finish(), {as_of, {}, {}}).audit;
    return audit.findings.is_near_limit[0] != 0;
  };
  using std::chrono::minutes;
  EXPECT_TRUE(near_limit(minutes{240}));
  EXPECT_FALSE(near_limit(minutes{241})) << "a whole minute over: no second hidden in the stamps can mend it";
  EXPECT_FALSE(near_limit(minutes{239}));
  EXPECT_FALSE(near_limit(minutes{240} + Duration{1})) << "stamped to the microsecond";
}

}  // namespace
}  // namespace slakit
