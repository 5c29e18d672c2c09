// Findings: a verdict on one obligation for one ticket, as columns, with what the verdict rests on.
//
//     Findings findings;
//     assess(plan, log, as_of, findings);          // assess.hpp
//     findings.verdict[i] == Verdict::breached     // row i: ticket findings.ticket[i], obligation findings.obligation[i]
//     findings.elapsed[i], findings.due[i], findings.late[i].time
//
// Rows come in the order (ticket bytes, obligation, cycle). Reuse the batch: clear() keeps its memory. The batch is
// compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "slakit/base/fault.hpp"
#include "slakit/clock/course.hpp"
#include "slakit/clock/lateness.hpp"
#include "slakit/event/dictionary.hpp"

namespace slakit {

// Only met and breached stand in an attainment's denominator.
enum class Verdict : std::uint8_t {
  met,
  breached,
  running,
  not_triggered,
  not_measurable,
  judged,   // by a recorded decision
  excused,  // breached, and an exclusion covers it
};

enum class Reason : std::uint8_t {
  none,
  no_start,            // not measurable: the log has no start event (not triggered, for a clock of several cycles)
  stop_before_start,   // not measurable: a stop came before the start
  no_target,           // not measurable: no target matches the ticket
  fault,               // not measurable: see the fault column
  unless_came,         // not triggered: what the delayed start waits for happened in time
  delay_not_over,      // not triggered yet
  cancelled,           // not triggered: an event undid the start
  other_not_breached,  // not triggered: the obligation whose breach it needs is not breached
};

// One row, as a value.
struct Finding {
  Dictionary::Code ticket = 0;
  std::uint16_t obligation = 0;  // index in the contract
  Verdict verdict = Verdict::not_measurable;
  Reason reason = Reason::none;
  Fault fault = Fault::none;
  bool is_open = false;          // a later event can still change it: a breach is provisional
  bool is_outside_term = false;  // the start event lies outside the term: judged, not chargeable, in no attainment
  bool is_near_limit = false;    // the log's resolution could turn the verdict
  Oddities oddities = 0;
  std::int16_t target_rule = -1;     // index in the obligation's targets
  std::uint16_t version = 0;         // of the terms: 0 as signed, then the plan's amendments
  std::int32_t cycle = 0;            // of a clock that runs several times for one ticket
  std::optional<Instant> triggered;  // the start event
  std::optional<Instant> started;
  std::optional<Instant> due;    // absent while paused before it is reached
  std::optional<Instant> ended;  // the stop, or as_of
  Duration elapsed{};
  Duration target{};
  Lateness late;  // zero unless breached
};

struct Findings {
  std::vector<Dictionary::Code> ticket;
  std::vector<std::uint16_t> obligation;
  std::vector<Verdict> verdict;
  std::vector<Reason> reason;
  std::vector<Fault> fault;
  std::vector<std::uint8_t> is_open;
  std::vector<std::uint8_t> is_outside_term;
  std::vector<std::uint8_t> is_near_limit;
  std::vector<Oddities> oddities;
  std::vector<std::int16_t> target_rule;
  std::vector<std::uint16_t> version;
  std::vector<std::int32_t> cycle;
  std::vector<std::optional<Instant>> triggered;
  std::vector<std::optional<Instant>> started;
  std::vector<std::optional<Instant>> due;
  std::vector<std::optional<Instant>> ended;
  std::vector<Duration> elapsed;
  std::vector<Duration> target;
  std::vector<Lateness> late;

  std::size_t size() const noexcept { return ticket.size(); }

  void clear() noexcept;
  void push_back(const Finding& finding);
  Finding row(std::size_t i) const;
};

}  // namespace slakit
