// The log itself, audited: entries made late, entries made after the breach they cure, and targets that became longer
// shortly before (or after) they were missed; each with the finding it moves.
//
//     LogAudit looked = audit_log(plan, log, as_of);
//     for (const LogFinding& f : looked.findings)
//       f.is_after_breach     // T7 row 4: stop at 13:50, recorded 16:00, when 14:00 had passed: breached -> met
//       *f.with, *f.without   // what the audit says, and what it would say had the entry never been made
//
// An entry is what one row of the source says of one ticket at one recording. It counts as recorded at the later of
// `at` and `recorded_at`; without `recorded_at`, at `at`. Knowledge is replayed: a ticket's entries are taken in the
// order in which they were recorded (together: the log's own order), and an obligation is judged at the instant of a
// recording without the entry (`known_before`) and with it (`known_after`):
//
//   is_late          recorded more than `late_after` after it happened, and some clock looks at it
//   is_after_breach  before, the obligation was breached; with it it is not, or is due later, or (of an entry that is
//                    late, too) is less late
//   is_near_target   it changes an attribute by which the obligation gets a longer target or a later due instant, at
//                    most `near_target` of open time from the limit, on either side
//
// `without` is the audit had the entry never been made; of an entry that was made in time and changes attributes, had
// they not been changed: neither by it nor by the entries after it that only say the same again.
//
// One finding for each entry and each obligation and cycle that it concerns; a late entry that moves no finding of the
// audit stands alone, without an obligation. Findings come by ticket, recording and row, obligation, cycle. Events at
// or after `as_of` are not looked at, as in the audit; when an entry was recorded is not held against as_of. Two
// entries that cure the same breach do so together: leaving out either moves nothing, and both are listed.
//
// Cost: most tickets are passed over by a look at their rows. Others are judged a few times for each entry that can
// matter; tickets of more than `entries_max` events are not examined, and counted. Names, never codes, so that parts of
// a log can be audited apart. What the findings cost is for those who know money to say.
// Thread-safety: a pure function. Throws only std::bad_alloc. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/clock/clock.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

struct LogAuditOptions {
  Duration late_after = std::chrono::hours{1};
  Duration near_target = std::chrono::minutes{15};  // of open time; a deadline's too
  std::size_t entries_max = 1000;                   // events of a ticket that is examined
};

// A verdict in short.
struct Judgement {
  Verdict verdict = Verdict::not_measurable;
  Reason reason = Reason::none;
  Duration late{};
  std::optional<Instant> due;
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

// Of an attribute that the obligation asks about; nothing: it had no value.
struct AttributeChange {
  std::string attribute;
  Setting<std::string> from;
  std::string to;
  friend bool operator==(const AttributeChange&, const AttributeChange&) = default;
};

struct LogFinding {
  std::string ticket;
  std::int64_t row = 0;  // of the source
  Instant at{};
  std::optional<Instant> recorded_at;
  std::string event;

  bool is_late = false;
  bool is_after_breach = false;
  bool is_near_target = false;

  std::optional<std::uint16_t> obligation;  // index in the contract; the rest is about it
  std::int32_t cycle = 0;
  Roles roles = 0;  // what the entry is to its clock
  std::vector<AttributeChange> changes;
  Setting<Judgement> known_before;  // at the recording, without the entry; nothing: it does not apply
  Setting<Judgement> known_after;   // with it
  Setting<Judgement> with;          // in the audit
  Setting<Judgement> without;       // had the entry, or its change, never been made

  bool moves() const noexcept { return with != without; }
};

struct LogAudit {
  std::vector<LogFinding> findings;
  std::int64_t delays = 0;   // entries whose delay was compared with late_after
  std::int64_t changes = 0;  // entries that change what a target asks about, compared with near_target
  std::int64_t tickets_not_examined = 0;
};

LogAudit audit_log(const Plan& plan, const Binding& binding, TicketRange range, Instant as_of,
                   const LogAuditOptions& options = {});

// The whole log at once.
LogAudit audit_log(const Plan& plan, const EventLog& log, Instant as_of, const LogAuditOptions& options = {});

// "stop", "pause and start", "reset": what an entry is to a clock; empty where it is nothing by itself.
std::string roles_text(Roles roles);

}  // namespace slakit
