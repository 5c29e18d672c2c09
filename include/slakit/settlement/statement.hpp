// A statement: the settlement of the term, window by window. What stands, what limits cut, what is given back, postings
// that balance, the total.
//
//     Statement s = settle(plan, breaches, charges, as_of);      // settle.hpp
//     s.total.minor == s.gross.minor - s.cut.minor + s.adjusted.minor
//     sum of s.postings[i].minor == 0, in each window, too
//     s.windows[2].total                                         // what the third window comes to
//
// Nothing is edited later: what a next statement finds different it posts as a difference. Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/money/money.hpp"

namespace slakit {

enum class Account : std::uint8_t {
  provider,
  penalty,  // the charge's
};

// One line of a balanced pair: positive owed by the account, negative owed to it.
struct Posting {
  Account account{};
  std::int64_t minor = 0;
  std::uint32_t charge = 0;  // row of the charges
  bool is_provisional = false;
  std::uint32_t window = 0;  // in which it is posted; index into plan.windows
  friend bool operator==(const Posting&, const Posting&) = default;
};

enum class AdjustmentKind : std::uint8_t {
  raised,       // by a minimum
  dropped,      // by a minimum
  cut,          // by a limit
  carried,      // cut in an earlier window, and owed in this one
  earned_back,  // for good windows since
};

// What changed a charge after it was priced.
struct Adjustment {
  std::uint32_t charge = 0;
  AdjustmentKind kind{};
  std::uint32_t rule = 0;    // index into contract.minimums, plan.limits, settlement.earn_back
  std::uint32_t window = 0;  // in which it is posted
  std::int64_t minor = 0;    // below zero: less is owed
  friend bool operator==(const Adjustment&, const Adjustment&) = default;
};

// What a limit did to the charges of one incident, window, or the like.
struct CapUse {
  std::size_t limit = 0;   // index into plan.limits
  std::string of;          // which incident, obligation or service; empty: all
  std::int32_t span = -1;  // which of the limit's own spans; -1: it has none
  Money amount;            // the limit itself, room carried over included
  Money before;            // what stood before it
  Money cut;
  Money carried;         // to the next span: room, or what was cut
  bool is_known = true;  // the ticket says the base of its amount
  bool applies = true;   // false: of several the greatest wins, and this is another
};

// One settlement window.
struct WindowStatement {
  std::uint32_t window = 0;  // index into plan.windows
  Money gross;               // charges that stand
  Money cut;                 // by limits
  Money adjusted;            // raised and dropped by minimums, given back, carried over
  Money total;
  Money provisional;  // the part of total that rests on breaches still open
};

struct Statement {
  Money gross;     // charges that stand, bonuses taken off
  Money cut;       // by limits
  Money adjusted;  // by minimums and by what is given back
  Money total;
  Money provisional;
  std::vector<CapUse> caps;
  std::vector<Adjustment> adjustments;   // in the order in which they were made
  std::vector<WindowStatement> windows;  // those that have begun, and any with a charge
  std::vector<Posting> postings;
};

}  // namespace slakit
