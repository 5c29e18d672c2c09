// Exposure: what running clocks and open duties have cost by as_of, and when and by how much that rises until a
// horizon, if no event comes.
//
//     Exposure e = exposure(audit, log, hours{24});        // the log that was audited
//     e.now, e.then                                         // CNY 80000.00, CNY 90000.00: the statement's total
//     e.jumps.at[0], e.jumps.by[0]                          // 2024-06-01 02:00:00.000001, 1000000 minor units
//     tickets_at_stake(e)[0]                                // the ticket to save first
//
// At any instant t of (as_of, until] the audit of the same events would come to now + the jumps up to t.
//
//   items     Each priced clock that runs and has a due instant; each priced duty or record that is owed, not shown,
//   and
//             due some time; and each priced window of an indicator that is not over, or whose figure still changes.
//             `gross` and `net` accrued by as_of, before and after minimums, limits and what is given back. A clock
//             that is paused before its due instant is none: nothing falls due.
//   jumps     In time order. `gross`: how much the item's own charge rises, under one penalty; below zero where a later
//             figure costs less. `by`: how much the statement's total does; less where a limit binds. What rises at one
//             instant shares that by its gross. A clock breaks its promise at the first instant at which it is over its
//             target: a microsecond after it is due, or after the calendar opens again.
//   windows   A window is charged when it ends, by its figure then; that figure changes afterwards where a clock, duty
//             or record that belongs to it becomes a breach, or an outage has lasted for long enough.
//   terms     Where an amendment begins, all is judged by its terms from there on. What this changes at once is a jump
//             of no item, and a note names the amendment.
//   is_rest   More than `jumps_max` jumps of one item under one penalty (pro rata rises with every cent), or more
//             instants than `settlements_max` where each has to be settled, or figures judged, anew: what is left is
//             summed up in jumps where the statement is settled anyway, the last of them at the end of the horizon, or
//             right before other terms begin, and a note says so. The sums stay exact.
//
// Where limits nest and nothing else joins charges, a jump costs a few sums; else each instant is settled again.
// `notes` name what is summed up, and what is taken for granted: an exclusion that holds at as_of goes on.
//
// The log may have events at or after as_of; they are not seen. Thread-safety: pure functions. Throws InputError for a
// horizon below zero or past 2100. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/audit/audit.hpp"

namespace slakit {

struct ExposureOptions {
  std::size_t jumps_max = 64;          // of one item under one penalty
  std::size_t settlements_max = 1000;  // where each instant is settled, or figures judged, anew
};

enum class ExposureState : std::uint8_t {
  running,    // its promise is still kept; its window is not over
  accruing,   // broken, and later costs more as far as its penalty says so
  suspended,  // broken, and nothing accrues: it is paused, or the term is over
};

// As columns; in the order (clocks by ticket, obligation, cycle; duties; other promises; windows). Those that other
// terms bring come last.
struct ExposureItems {
  std::vector<std::int32_t> ticket;       // a code of the audit's tickets; -1: of no single one
  std::vector<PricedKind> kind;           // with
  std::vector<std::uint16_t> obligation;  // an index in the plan's list of that kind
  std::vector<std::int32_t> cycle;        // of a clock; of a duty, its window or finding; of an indicator, its window
  std::vector<std::uint16_t> version;     // of the terms
  std::vector<Instant> due;               // of a window, its end
  std::vector<ExposureState> state;       // at as_of
  std::vector<std::int64_t> gross;        // minor units, accrued by as_of
  std::vector<std::int64_t> net;          // after limits
  std::vector<std::int64_t> at_stake;     // what its jumps add to the total
  std::vector<std::uint32_t> first{0};    // its jumps: jump_of[first[i]] to before jump_of[first[i + 1]]
  std::vector<std::uint32_t> jump_of;     // rows of the jumps, each item's in time order

  std::size_t size() const noexcept { return ticket.size(); }
};

struct ExposureJumps {
  std::vector<Instant> at;          // of (as_of, until]: from then on
  std::vector<std::int32_t> item;   // -1: of what is no item: what a limit carries over to the next window, other terms
  std::vector<std::int32_t> term;   // index into the contract's penalties; -1 where it has no item
  std::vector<std::int64_t> gross;  // minor units
  std::vector<std::int64_t> by;
  std::vector<std::uint8_t> is_rest;

  std::size_t size() const noexcept { return at.size(); }
};

struct Exposure {
  Instant as_of{};
  Instant until{};
  Money now;   // the statement's total at as_of
  Money then;  // at `until`: now and all jumps
  ExposureItems items;
  ExposureJumps jumps;
  std::vector<std::string> notes;  // what is summed up, or taken for granted
};

Exposure exposure(const Audit& audit, const EventLog& log, Duration horizon, const ExposureOptions& options = {});

// A ticket by what it adds to the total.
struct TicketAtStake {
  std::int32_t ticket = 0;  // a code of the audit's tickets
  std::int64_t minor = 0;
  std::uint32_t first_jump = 0;  // row of the jumps: when it begins, and of which item
};

// Of the jumps up to an instant (unset: all): the dearest first, among equals the earliest. Only those above zero.
std::vector<TicketAtStake> tickets_at_stake(const Exposure& exposure, const Setting<Instant>& until = {});

}  // namespace slakit
