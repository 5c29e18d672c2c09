// Explanation: how a ticket's verdicts and amounts came about, recomputed from its history and identical to the
// audit's.
//
//     Explanation e = *explain(result, log, "T2");
//     e.obligations[2].timeline      // segments whose running parts sum to the elapsed time
//     e.obligations[2].charges[0].steps
//     // "late 27 h after 2024-05-07T00:00:00+08:00" / "27 h = 2 started days" / "1% x CNY 1000000.00 x 2 = CNY 20000.00"
//
// Nothing is stored per ticket by an audit; this costs one ticket's clocks. Thread-safety: pure functions. Compiled
// (floor io).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/clock/timeline.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

struct ExplainedEvent {
  Instant at;
  std::string type;
  std::int64_t row;
  bool is_seen;  // before as_of
  bool is_used;  // some clock looks at it
};

struct ExplainedCharge {
  std::size_t charge;  // row of the audit's charges
  std::vector<std::string> steps;
};

struct ExplainedObligation {
  Finding finding;
  Timeline timeline;
  std::vector<ExplainedCharge> charges;
};

struct Explanation {
  std::string ticket;
  std::vector<ExplainedEvent> events;
  std::vector<ExplainedObligation> obligations;
};

// "PT27H" as people read it: "27 h", "1 h 30 min", "45 s".
std::string readable(Duration duration);

// How one charge of the audit came about, a sentence a step.
std::vector<std::string> charge_steps(const Audit& audit, std::size_t charge);

// Nothing where the log has no such ticket. `log` is the one the audit was made from.
std::optional<Explanation> explain(const Audit& audit, const EventLog& log, std::string_view ticket);

}  // namespace slakit
