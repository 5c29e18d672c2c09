// Penalty terms, caps and minimums: the clauses that price a breach, as data.
//
//     late restoration: {clause: "1.1.3(2)", prices: on-site, charge: {rate: 1%, of: price, per: day}}
//     production stop:
//       clause: "1.1.3(3)"
//       prices: {event: production stopped, where: {cause: system fault}}
//       charge: [{rate: 1%, of: price, per: incident}, {documented: loss}]
//     caps: {all penalties: {clause: "8.2", limit: 10%, of: price}}
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/base/decimal.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/contract/event_rule.hpp"
#include "slakit/contract/indicator.hpp"
#include "slakit/contract/policy.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/money/money.hpp"

namespace slakit {

// What a charge counts: each incident once, units of lateness, or of a figure that falls short (`unit`: of a plain
// number).
enum class ChargeUnit : std::uint8_t {
  incident,
  minute,
  hour,
  day,
  business_day,
  week,
  month,
  percentage_point,
  unit,
  window
};

enum class DueDay : std::uint8_t { out, in };

// Which time is counted: that since the due instant, or what a stop before it saved; the latter earns a bonus.
enum class ChargedTime : std::uint8_t { lateness, time_saved };

// A row of a table over a figure, with the edges the clause names.
struct Band {
  Bound figure;
  Setting<Rate> rate;
  Setting<Money> amount;
  Setting<int> points;
  bool bonus = false;  // it is given, not taken
};

// Up to so many units at this rate, or this amount each, then the next step.
struct ChargeStep {
  Setting<int> up_to;
  Setting<Rate> rate;
  Setting<Money> amount;
};

// Lateness is rounded to whole units of this kind before it is counted.
struct LatenessRounding {
  ChargeUnit unit{};
  Setting<Counting> counting;
};

struct Multiplier {
  Where where;
  Decimal times;
};

// One of rate, amount, points, bands, steps, documented, external; times a base and a count.
struct ChargeRule {
  Setting<Rate> rate;
  Setting<Money> amount;
  Setting<int> points;
  std::vector<Band> bands;
  std::vector<ChargeStep> steps;
  std::string documented;  // an attribute with the amount of each document: "loss"
  std::string external;    // a column of the host's own

  std::string of;  // a named base: "price"
  Setting<ChargeUnit> per;
  Setting<Decimal> units;      // per so many of them: per 10 days, per 0.1 percentage points
  Setting<Counting> counting;  // unset: the contract's policy
  Setting<LatenessRounding> rounded_to;
  Setting<ChargedTime> counts;  // unset: lateness
  std::string calendar;         // whose days are business days; empty: the obligation's own
  Setting<DueDay> due_day;
  Setting<SteppedRate> stepped;
  std::vector<Multiplier> multipliers;
  Setting<Money> at_least;
  Setting<Money> at_most;
  Setting<LossRelation> relation;
};

// What a penalty prices: obligations, or an event.
struct PricedThing {
  std::vector<std::string> obligations;
  std::string event;
  Where where;
};

// Whether what comes before the count is reached costs anything.
enum class BeforeRepeat : std::uint8_t { charged, free };

// Whether every later one is a repeat, too, or counting begins anew: the 10th, the 20th, the 30th.
enum class RepeatCounting : std::uint8_t { from_then_on, anew };

// More for doing it again.
struct RepeatRule {
  Setting<Decimal> factor;      // times so much
  std::vector<Decimal> ladder;  // by the length of the streak
  Setting<int> consecutive;     // so many windows in a row
  Setting<int> count;           // or so many ...
  Setting<Period> in;           // ... in this long
  Setting<Period> reset_after;
  Setting<BeforeRepeat> before;     // unset: charged
  Setting<RepeatCounting> counted;  // unset: from then on
};

struct ThresholdRule {
  Setting<Duration> time;
  Setting<Figure> figure;
  Setting<Threshold> kind;
};

struct PenaltyTerm {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  PricedThing prices;
  Where applies;
  std::vector<ChargeRule> charge;
  Setting<ThresholdRule> threshold;
  Setting<RepeatRule> repeats;
};

// What a limit is over.
enum class CapScope : std::uint8_t { contract, incident, obligation, service, window, year };

// What the next window gets: the room that is left, or what was cut.
enum class CarryOver : std::uint8_t { unused_room, what_is_cut };

// A share of a base, or an amount.
struct Limit {
  Setting<Rate> rate;
  Setting<Money> amount;
};

// A limit on the sum of charges.
struct CapRule {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  Limit limit;
  std::string of;        // the base of a share
  Setting<CapScope> at;  // unset: the contract
  Setting<TermOrPeriod> window;
  Setting<int> trailing;               // over so many windows
  std::vector<std::string> penalties;  // empty: all
  std::string inside;                  // another cap
  Setting<CutOrder> cut_order;
  Setting<CarryOver> carry_over;  // unset: nothing
};

// Penalties of one incident that are charged together, and with no others.
struct CombinationRule {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  std::vector<std::string> penalties;
};

// A floor raises a small amount; a de-minimis drops it.
struct MinimumRule {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  Setting<Money> raise_to;
  Setting<Money> ignore_up_to;
  Setting<CapScope> at;
  std::vector<std::string> penalties;
};

}  // namespace slakit
