// Indicators: a figure over a window, and what it has to reach.
//
//     indicator: {attainment: {of: [response, on-site]}, window: P1M, target: {at_least: 95%}}
//     indicator: {availability: {down: outage began, up: outage ended}, window: P1M, target: {at_least: 99.9%}}
//     indicator: {count: {event: change made}, window: term, target: {at_most: 10}}
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/base/decimal.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/contract/duty.hpp"
#include "slakit/contract/event_rule.hpp"
#include "slakit/contract/policy.hpp"
#include "slakit/money/rounding.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

// A figure as a document writes it: a percentage or a plain number.
struct Figure {
  Decimal value;  // 99.9% is 0.999
  std::string text;
};

// Kept out of all findings that are met or breached.
struct AttainmentRule {
  std::vector<std::string> of;  // obligations
};

// Time up out of time served.
struct AvailabilityRule {
  EventRules down;
  EventRules up;
  std::string calendar;    // when service is owed; empty: always
  std::string weight;      // an attribute: users, requests; empty: time
  Setting<Figure> out_of;  // how much of it there is in all; unset: the weight is a share of 1
  EventRules planned;      // outages that do not count
  Duration minimum{};      // shorter ones do not count
};

// An attribute of events, added up or averaged.
struct SumRule {
  std::string of;
  EventRules events;
};

enum class PercentileMethod : std::uint8_t { nearest_rank, linear };

struct PercentileRule {
  Rate rank;
  std::string of;
  EventRules events;
  Setting<PercentileMethod> method;
};

// One part of a weighted score.
struct ScorePart {
  std::string indicator;  // an obligation with an indicator
  Decimal weight;
};

struct Bound {
  Setting<Figure> at_least;
  Setting<Figure> more_than;
  Setting<Figure> at_most;
  Setting<Figure> less_than;
};

// Whether the rounded figure decides, or is shown only.
enum class RoundedWhen : std::uint8_t { before_it_is_compared, after_it_is_compared };

struct FigureRounding {
  int decimals = 0;  // of a percentage, where it is one
  Setting<Rounding> mode;
  Setting<RoundedWhen> applied;
};

// A window that the term, or the indicator's own, cuts off at one of its ends, and a rolling one that is over such a
// window, or over fewer than it asks for: judged like a whole one, or only shown.
enum class PartialWindow : std::uint8_t { judged, not_judged };

// One of eight figures, over a window.
struct IndicatorRule {
  Setting<AttainmentRule> attainment;
  Setting<AvailabilityRule> availability;
  EventRules count;
  Setting<SumRule> sum;
  Setting<SumRule> mean;
  Setting<PercentileRule> percentile;
  std::vector<ScorePart> score;
  std::string external;  // a column of the host's own

  Setting<TermOrPeriod> window;
  Setting<Anchor> anchor;
  Setting<PartialWindow> partial;
  Setting<int> rolling;  // over so many windows
  Setting<Bound> target;
  bool aim = false;  // striven for: shown, never a breach
  Setting<FigureRounding> rounding;
  Setting<int> minimum_sample;
  Setting<NoData> no_data;
};

}  // namespace slakit
