// Settlement and termination: when charges are drawn up, by when they must be claimed, and what ends the contract.
//
//     settlement: {clause: "7", window: P3M, claim_within: P30D}
//     termination: {long delay: {clause: "10", when: {delay: P100D, of: on-site}, exercise_within: P60D, notice: P30D}}
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/contract/duty.hpp"
#include "slakit/contract/penalty_term.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/money/money.hpp"
#include "slakit/time/period.hpp"

namespace slakit {

enum class LiabilityCap : std::uint8_t { counts_toward, does_not };

// Part of the amount at risk that a penalty may use.
struct PoolShare {
  std::string penalty;
  Rate share;
};

// What is given back for doing better later.
struct EarnBack {
  Rate share;
  Setting<int> windows;  // good ones in a row
};

struct SettlementRule {
  std::string clause;
  LocalText title;
  std::string text;
  Setting<TermOrPeriod> window;
  Setting<Anchor> anchor;
  Setting<Period> claim_within;
  Setting<Period> pay_within;
  EventRules claim;               // the events that claim a window's charges
  Setting<Period> remind_before;  // a claim is about to lapse so long before; unset: 7 days
  Setting<Money> point_value;
  std::vector<Band> point_ladder;  // or by the points of a window
  std::string point_ladder_of;     // its base
  Setting<Limit> at_risk;
  std::string at_risk_of;
  std::vector<PoolShare> pool;
  std::vector<EarnBack> earn_back;
  Setting<LiabilityCap> liability;
};

// One of four triggers.
struct TerminationTrigger {
  Setting<Period> delay;        // of one incident
  std::string cap;              // used up
  Setting<int> breaches;        // so many ...
  Setting<Period> in;           // ... in this long
  std::vector<std::string> of;  // of these obligations; empty: any
  Setting<Limit> credits;       // owed for a window, in ...
  std::string credits_of;
  Setting<int> windows;  // ... so many windows; unset: one
  Setting<int> out_of;   // of so many in a row; unset: as many
};

struct TerminationRule {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  TerminationTrigger when;
  Setting<Period> exercise_within;
  Setting<Period> notice;
};

}  // namespace slakit
