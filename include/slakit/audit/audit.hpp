// An audit: a plan, a log and an instant become findings, charges and a statement, with everything they rest on.
//
//     Audit result = audit(plan, log, as_of);
//     result.statement.total               // CNY 80000.00
//     result.partial.tallies               // met, breached, ... per obligation and target
//     result.duties.tallies[0].next_due    // what comes next
//     result.rows.used + result.rows.ignored + result.rows.rejected == result.rows.in
//
// Without `as_of` the audit stands one tick of the log's own resolution after its last event, so that this event is
// seen, and says so among its assumptions. The log itself is audited, too (assessment/log_audit.hpp): `log_audit` lists
// entries that were made late or changed what was known of a breach. The audit borrows nothing from the log except
// through explain() (explain.hpp), which takes it again. Thread-safety: a pure function; starts no thread. Compiled
// (floor io).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slakit/assessment/decisions.hpp"
#include "slakit/assessment/duties.hpp"
#include "slakit/assessment/excuses.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/indicators.hpp"
#include "slakit/assessment/log_audit.hpp"
#include "slakit/assessment/partial.hpp"
#include "slakit/assessment/promises.hpp"
#include "slakit/event/log.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"
#include "slakit/settlement/claims.hpp"
#include "slakit/settlement/decided.hpp"
#include "slakit/settlement/loss_test.hpp"
#include "slakit/settlement/rights.hpp"
#include "slakit/settlement/statement.hpp"

namespace slakit {

// What became of every row of the source: in = used + ignored + rejected.
struct RowCount {
  std::int64_t in = 0;
  std::int64_t used = 0;  // the contract names the row's event, and it lies before as_of
  std::int64_t ignored = 0;
  std::int64_t rejected = 0;
  std::int64_t not_named = 0;        // of the ignored: nothing in the contract names the event
  std::int64_t first_not_named = 0;  // the first such row, and its ticket and event
  std::string not_named_example;
  std::int64_t after_as_of = 0;  // of the ignored: at or after as_of
};

struct Audit {
  Plan plan;
  Instant as_of{};
  Findings findings;
  Partial partial;
  DutyFindings duties;                       // what is owed whether or not anyone asks
  std::vector<PromiseFinding> promises;      // gates, records, promises without a number, prohibitions
  Excuses excuses;                           // what exclusions made of findings, and what these were
  std::vector<IndicatorFinding> indicators;  // figures over windows
  std::vector<Decision> decisions;           // people's, beside what is computed
  Charges charges;
  Statement statement;
  std::vector<TerminationRight> rights;    // one for each rule of the contract
  std::vector<WindowClaim> window_claims;  // deadlines of what windows owe
  std::vector<LossTest> loss_tests;        // penalties beside documented losses
  Decided decided;                         // what waivers and adjustments would make of its total
  RowCount rows;
  LogAudit log_audit;
  Intake intake;                        // what the reader saw
  std::vector<std::string> tickets;     // names by the findings' ticket codes
  std::vector<Assumption> assumptions;  // the plan's, then the run's
  Duration log_resolution{1};
};

Audit audit(const Plan& plan, const EventLog& log, std::optional<Instant> as_of = std::nullopt,
            const LogAuditOptions& options = {});

}  // namespace slakit
