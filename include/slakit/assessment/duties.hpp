// Duties, judged: what was owed, what shows that it was done, what is late or missing, and what comes next.
//
//     DutyFindings duties = assess_duties(plan, log, as_of);
//     duties.findings[0].verdict         // breached; reason late: the report of the first quarter came on 20 July,
//     duties.findings[0].due             // and was due when 10 July ended
//     duties.tallies[0].next_due         // when 10 October ends
//
// Owed is each period that has begun, as often as its `count` says and by each member of the roster; the one milestone;
// each trigger. Breached is what is done after its due instant (late), or is past it and not done (missing, and open:
// evidence that comes makes it late). Exactly on the due instant is on time. A date's end is the next midnight.
//
// Evidence counts once, in the order of time; rows of a ticket that say the same at the same instant are one.
//   periods     It belongs to the oldest period that has ended and is not yet due; else, where the deadline lies after
//               the period (`due`), to the period that ended last; else to the period it lies in. What finds its period
//               done makes good the oldest that was missed. So one missed week is one breach, not one of every week
//               after it. Before the first period it shows nothing.
//   once        The first, however early.
//   standing    The first, however early; due when the first day ends.
//   triggers    The oldest trigger of the same ticket, at the trigger's instant or later. Another ticket's evidence
//               shows nothing. Conditions alone show it as long as they hold. Without `due` nothing falls due.
//   occasional  Shown and never judged; so is what the evidence has to have in it (`contents`).
// Triggers outside the term are judged and counted apart. `applies` is matched at the trigger, else at the evidence.
//
// Deadlines: months and days are counted from the period's last day, or the trigger's date, and end with a day; a
// calendar moves that day where it is closed. With hours, too, they are the local time so long after the period, or
// the trigger, and nothing moves them. A calendar is that of the terms in force when the period ends or the trigger
// comes (`policies.amended_terms`: as_now and forward_only take those in force at as_of). Where holidays are not
// published yet a duty is not measurable, unless it was done by the earliest day that is possible.
//
// Periods that the term cuts off are owed like whole ones, unless the duty says `partial: not owed`.
//
// Spacing is judged apart, between one evidence that counts and the next. Members owe the periods on whose last day
// they belong to the roster (or as its `owes_if_member` says), and what is triggered on their days; evidence names them
// by the roster's `attribute`, or else as Plan::Duty says.
//
// Events at or after as_of are not seen. Thread-safety: pure functions. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/logged_event.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

// What a finding is about: that it is done, the time since the last one, or what it contains.
enum class DutyPart : std::uint8_t { performance, spacing, contents };

enum class DutyReason : std::uint8_t {
  none,
  late,         // breached: done after it was due
  missing,      // breached: due and not done
  too_soon,     // breached: less than the least time after the one before
  too_late,     // breached: more than the longest
  no_deadline,  // running: owed, and nothing says until when
  no_trigger,   // not triggered: nothing brought it about
  occasional,   // not measurable: at no fixed interval
  contents,     // not measurable: what the evidence contains is not in the log
  no_member,    // not measurable: no attribute of the log names the members
  fault,        // not measurable: see the fault
};

struct DutyFinding {
  std::size_t duty = 0;       // index into plan.duties
  std::uint16_t version = 0;  // of the terms
  std::string member;         // of the roster; empty: owed once for all
  DutyPart part{};
  Verdict verdict = Verdict::not_measurable;
  DutyReason reason{};
  Fault fault = Fault::none;
  bool is_open = false;           // a later event can still change it
  bool is_outside_term = false;   // so is its trigger
  int number = 1;                 // of those owed in the period
  Setting<Window> window;         // the period
  Setting<LoggedEvent> trigger;   // or the event; of spacing, the evidence before
  std::optional<Instant> from;    // of spacing, the earliest instant allowed; else when it begins to be owed
  std::optional<Instant> due;     // absent: not known, or none
  Setting<LoggedEvent> evidence;  // that it was done
  Duration late{};                // on the wall clock, since due; of what is missing, up to as_of
};

// Of one duty and member, inside the term: owed = met + late + missing + running + not_measurable +
// excused.
struct DutyTally {
  std::size_t duty = 0;
  std::string member;
  std::int64_t owed = 0;
  std::int64_t met = 0;
  std::int64_t late = 0;
  std::int64_t missing = 0;
  std::int64_t running = 0;
  std::int64_t not_measurable = 0;
  std::int64_t excused = 0;       // by an exclusion (excuses.hpp)
  std::int64_t outside_term = 0;  // owed apart from these
  std::int64_t spacing_breaches = 0;
  std::optional<Instant> next_due;  // the first at or after as_of that is not done; a period not begun yet counts
  friend bool operator==(const DutyTally&, const DutyTally&) = default;
};

struct DutyFindings {
  std::vector<DutyFinding> findings;  // by duty, member, period or trigger
  std::vector<DutyTally> tallies;     // one for each duty and member
};

DutyFindings assess_duties(const Plan& plan, const Binding& binding, Instant as_of);

// Binds the log itself.
DutyFindings assess_duties(const Plan& plan, const EventLog& log, Instant as_of);

}  // namespace slakit
