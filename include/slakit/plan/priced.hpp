// What a plan prices: penalty terms and limits with everything looked up that the contract names.
//
//     plan.terms[3].kind, plan.terms[3].index     // PricedKind::indicator, 2: plan.indicators[2]
//     plan.limits[0].amount                       // CNY 50000.00
//
// A penalty with several obligations or charges is several terms, one for each; a term's index is that in the plan's
// `contract.penalties`. Thread-safety: plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/clock/course.hpp"
#include "slakit/contract/penalty_term.hpp"
#include "slakit/contract/policy.hpp"
#include "slakit/money/money.hpp"
#include "slakit/time/windows.hpp"

namespace slakit {

// Where what is priced is found: plan.service_levels, .duties, .promises, .indicators, or the term's own event.
enum class PricedKind : std::uint8_t { clock, duty, promise, indicator, event };

// A base as a computation needs it: an amount, an amount for each of what a ticket says, or all that it says.
struct PricedBase {
  Money amount;           // zero: the ticket says all of it
  std::string attribute;  // empty: nothing is left to the ticket
};

struct PricedTerm {
  PricedKind kind{};
  std::size_t index = 0;  // in the list of its kind; of an event, the term's own
  PricedBase base;
  Counting counting{};
  Threshold threshold{};
  SteppedRate stepped{};
  LossRelation relation{};
  Setting<std::size_t> calendar;  // index into plan.calendars: whose days are business days
  std::vector<std::string> said;  // attributes of a ticket that it asks about
};

// A stretch that is settled at once.
struct SettledWindow {
  Window days;
  Interval span{};
};

// A cap, the amount at risk, or a penalty's share of the pool.
struct PricedLimit {
  enum class Kind : std::uint8_t { cap, at_risk, pool };
  Kind kind{};
  std::size_t rule = 0;  // index in the contract's caps; of a pool share, in settlement.pool
  Money amount;          // rounded down: a limit never allows more than the clause
  Rate rate;             // of a base that a ticket says
  PricedBase base;
  CapScope scope{};
  std::vector<Interval> spans;  // of a limit per window: those windows
  int trailing = 1;             // over so many of them
  std::vector<char> terms;      // by term: whether it is limited
  CutOrder cut_order{};
  Setting<CarryOver> carry_over;
};

}  // namespace slakit
