// What a ticket owes besides speed, judged: gates, records, promises without a number, prohibitions.
//
//     std::vector<PromiseFinding> found = assess_promises(plan, binding, as_of);
//     found[0].verdict, found[0].reason     // breached, before_needs: handled before the customer consented
//     found[0].parts[3].name                // "customer consent", and found[0].parts[3].event is not set: it is missing
//
// A finding for each ticket and gate, each ticket and record, each ticket and promise without a number; each incident
// and prohibition. Where a prohibition was kept it has one finding, of no ticket: running while it holds, then met.
//
// Gates. Each event that the gate holds back is judged: the needs have come by its instant, in the order listed unless
// the order is `any` (a need counts from the first time at which those before it have come), and nothing was refused by
// then (a consent that comes after the refusal lifts it; where no event is the `consent`, nothing does). Needs and
// refusals of the same instant count as before it, in whatever row they stand. The first that fails breaks the promise.
//   Nothing handled yet: not triggered; `parts` shows which needs are still missing.
// Records. Owed for each ticket that the obligation applies to at the end of what is seen; from the first event of
// `after`, else from the ticket's first. A form counts from then on; where `by` names who owes it, one whose event has
// another `by` does not count. Late after `due`; days end with a day, hours are exact. Without `due` a missing form is
// running, never breached.
// Promises without a number. From the first of `from` to the first of `to` at or after it; the time is shown on the
// wall clock. Not measurable, or judged where a decision is recorded (decisions.hpp).
// Prohibitions. Each incident in which the event happens is one breach, at the first such event; all are parts.
//
// `applies` is matched where an event decides, at that event; for records at the end. Outside the obligation's period
// a promise is judged and marked; where a gate or prohibition has events inside it and outside, those inside decide.
// A ticket's incident is the last that is seen; a prohibition's is that at its event.
// Events at or after as_of are not seen.
// Thread-safety: pure functions. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slakit/assessment/decisions.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/logged_event.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

enum class PromiseReason : std::uint8_t {
  none,
  before_needs,  // breached: handled while a need was missing
  out_of_order,  // breached: all needs had come, not in their order
  refused,       // breached: handled after a refusal
  late,          // breached: recorded after it was due
  missing,       // breached: due and not recorded
  happened,      // breached: what must not happen did
  no_deadline,   // running: missing, and nothing says by when
  no_handling,   // not triggered: nothing that the gate holds back happened
  no_trigger,    // not triggered: what the record is owed after did not happen
  no_number,     // not measurable: the contract has no number
  fault,         // not measurable: see the fault
};

// One need, form or event that the verdict rests on.
struct PromisePart {
  std::string name;
  Setting<LoggedEvent> event;  // unset: it did not come
};

struct PromiseFinding {
  std::size_t promise = 0;  // index into plan.promises
  std::uint16_t version = 0;
  std::string ticket;    // empty: a prohibition that was kept
  std::string incident;  // that the contract joins the ticket to; empty: the ticket is one of its own
  std::string form;      // of a record
  Verdict verdict = Verdict::not_measurable;
  PromiseReason reason{};
  Fault fault = Fault::none;
  bool is_open = false;  // a later event can still change it
  bool is_outside_term = false;
  std::optional<Instant> from;   // what brought it about, or broke it
  std::optional<Instant> due;    // of a record
  std::optional<Instant> ended;  // recorded, answered
  Duration elapsed{};            // of a promise without a number: to its end, or as_of
  Duration late{};               // of a record, since due
  std::vector<PromisePart> parts;
  Setting<Decision> decision;  // that judged it

  bool has_time() const noexcept { return reason == PromiseReason::no_number || verdict == Verdict::judged; }
  bool is_late() const noexcept { return reason == PromiseReason::late || reason == PromiseReason::missing; }
};

// By promise, ticket, form.
std::vector<PromiseFinding> assess_promises(const Plan& plan, const Binding& binding, Instant as_of);

}  // namespace slakit
