// Excuses: what exclusions make of findings. The computed verdict stays beside what it became.
//
//     Excuses excuses = apply_exclusions(plan, binding, as_of, found);   // changes `found`
//     excuses.claims[0]      // force majeure from 2024-07-01 08:00 to 2024-07-03 08:00, proven by row 41
//     excuses.effects[0]     // T9, on-site: breached, late 30 h -> excused
//
// A claim is an exclusion that the log says applies: its `event` in a ticket; the time from its `from` to the first
// `to` of the same ticket (one at the same instant leaves no time), or to as_of; or its calendar's open time. It counts
// where it is proven: one of its `evidence` events is in the same ticket (where the contract asks for none, the event
// itself is the proof). One that is not proven is listed and excuses nothing.
//
//   event      Excuses its ticket: a breach there becomes `excused`. With a `share` the breach stands, and only what is
//              left of it is charged ("to the extent"; of several the largest); a share that is no number from 0 to 1
//              excuses nothing.
//   time       Does not count: clocks are held in it, before their due instant and after it. A breach that is none then
//              becomes `excused`; else it is late by less. A duty or record whose due instant lies in it is due when it
//              ends, and late since then; what must not happen is excused where it happened in it each time. It holds
//              for the tickets that `excuses` says: every one, or its own; where it does not say, for every ticket, but
//              where the cause is the customer for its own alone.
//   outages    By an event of their ticket they are left out of an availability, and so is down time in excused time;
//              the policy `planned_time` says what becomes of that time.
//
// Only breaches change: what is met, running or not measurable stays as computed, and so does a breach that cannot be
// measured without excused time. An excused finding stands in no attainment. Thread-safety: pure functions. Compiled
// (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/assessment/duties.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/logged_event.hpp"
#include "slakit/assessment/partial.hpp"
#include "slakit/assessment/promises.hpp"

namespace slakit {

struct ExclusionClaim {
  std::size_t exclusion = 0;   // index into the contract's
  Setting<LoggedEvent> event;  // that claims it, or begins the time; unset: a calendar
  Setting<Interval> span;      // of time
  Setting<Ratio> share;        // of an event: how much it excuses; unset: wholly
  Setting<LoggedEvent> proof;
  std::string flaw;  // why it excuses nothing; empty: it counts
};

// Which list of findings an effect is on.
enum class ExcusedKind : std::uint8_t { clock, duty, promise };

struct ExcuseEffect {
  std::vector<std::size_t> claims;  // that bring it about
  ExcusedKind kind{};
  std::size_t finding = 0;  // its place in that list
  Verdict was{};            // as computed
  Duration late_was{};
  Ratio chargeable{1, 1};  // of what is charged for it
};

struct Excuses {
  std::vector<ExclusionClaim> claims;  // by exclusion, time
  std::vector<ExcuseEffect> effects;
};

// Findings as computed; they become what exclusions leave of them.
struct Excusable {
  Findings& findings;
  Partial& partial;
  DutyFindings& duties;
  std::vector<PromiseFinding>& promises;
};

Excuses apply_exclusions(const Plan& plan, const Binding& binding, Instant as_of, const Excusable& found);

}  // namespace slakit
