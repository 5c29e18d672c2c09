// Explanation: how a ticket's verdicts and amounts came about, recomputed from its history and identical to the
// audit's.
//
//     Explanation e = *explain(result, log, "T2");
//     e.obligations[2].timeline      // segments whose running parts sum to the elapsed time
//     e.obligations[2].steps[0]      // step 0 of its clock: when, and whether it was reached
//     e.obligations[2].charges[0].steps
//     // "27 h late = 2 started days of 24 h", "1% x CNY 1000000.00 x 2 = CNY 20000.00"
//
// This costs one ticket's clocks, and a look through the audit's duties and promises. Thread-safety: pure functions.
// Compiled (floor io).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/clock/timeline.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

struct ExplainedEvent {
  Instant at;
  std::string type;
  std::int64_t row;
  bool is_seen;  // before as_of
  bool is_used;  // something in the contract looks at it
};

struct ExplainedCharge {
  std::size_t charge;  // row of the audit's charges
  std::vector<std::string> steps;
};

// A step of the obligation's clock. Reached: its instant came by as_of, and before the stop.
struct ExplainedStep {
  std::size_t step;             // index in the clock's steps
  std::int64_t times;           // how often it was reached; at most once, unless it comes again
  std::optional<Instant> at;    // the first time, reached or not (had the clock gone on); absent while paused before it
  std::optional<Instant> last;  // the last time that was reached
  std::optional<Instant> next;  // the next time of an open clock
};

struct ExplainedObligation {
  Finding finding;  // as computed, before exclusions; its target_rule is the target that matched
  Timeline timeline;
  std::vector<ExplainedStep> steps;  // of a clock that started and has a target
  std::vector<ExplainedCharge> charges;
  Setting<std::size_t> excuse;  // the effect of the audit's excuses on it
};

struct Explanation {
  std::string ticket;
  std::vector<ExplainedEvent> events;
  std::vector<ExplainedObligation> obligations;
  std::vector<ExplainedCharge> charges;  // of the ticket, for what is no clock
  std::vector<std::size_t> promises;   // rows of the audit's promises that are about the ticket, or rest on its events
  std::vector<std::size_t> duties;     // of its duties' findings that the ticket brought about, or shows to be done
  std::vector<std::size_t> decisions;  // of its decisions about the ticket
};

// How one charge of the audit came about, a sentence a step: the English ones of its derivation (derivation.hpp), less
// what was broken, which the finding says, and what did not apply.
std::vector<std::string> charge_steps(const Audit& audit, std::size_t charge);

// Nothing where the log has no such ticket. `log` is the one the audit was made from.
std::optional<Explanation> explain(const Audit& audit, const EventLog& log, std::string_view ticket);

}  // namespace slakit
