// A statement: the settlement of a window. What stands, what caps cut, postings that balance, the total.
//
//     Statement s = settle(plan, charges);      // settle.hpp
//     s.total.minor == s.gross.minor - s.cut.minor
//     sum of s.postings[i].minor == 0
//
// Nothing is edited later: what a next statement finds different it posts as a difference.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/money/money.hpp"

namespace slakit {

// One line of a balanced pair: positive owed by the account, negative owed to it.
struct Posting {
  std::string account;  // "provider", "penalties/<term>"
  std::int64_t minor = 0;
  std::uint32_t charge = 0;  // row of the charges
  bool is_provisional = false;
  friend bool operator==(const Posting&, const Posting&) = default;
};

struct CapUse {
  std::size_t cap = 0;  // index in the contract's caps
  Money limit;
  Money before;  // what stood before this cap
  Money cut;
};

struct Statement {
  Money gross;  // charges that stand, before caps
  Money cut;    // by caps
  Money total;
  Money provisional;  // the part of total that rests on breaches still open
  std::vector<CapUse> caps;
  std::vector<Posting> postings;
};

}  // namespace slakit
