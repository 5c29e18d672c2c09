// Indicators, judged: a figure for each window, exact, and whether it reaches what was promised.
//
//     std::vector<IndicatorFinding> found = assess_indicators(plan, binding, as_of, {findings, duties, promises, claims});
//     to_string(*found[0].figure)       // "44603/44640": of the minutes of March; 99.91 %
//     found[0].verdict                  // met: at least 99.9 % was promised
//
// A finding for each window that has begun: consecutive ones of the contract or the civil calendar, cut off by the term
// at its ends (`window.is_partial`); over several in a row where it is `rolling`, over as many as there are where it is
// one of the first (partial, and so is one over a partial window). A window that is not over is running, and its figure
// is that up to as_of; a count above its bound is a breach already. Where the rule says `partial: not judged`, the
// figure of a partial one is shown, and is neither kept nor broken nor charged for.
//
//   attainment    met / (met + breached) of the findings that belong to the window: of tickets by their start, of
//                 duties by the last day of their period, by their trigger or else by the day they are due, of other
//                 promises by what brought them about, of indicators by their window. Nothing else is counted. Outside
//                 the term nothing is.
//   availability  (served - down) / served. An outage of a ticket lasts from `down` to the first `up`, or to as_of. At
//                 the instant of an `up` it is over, and none begins unless the log's sequence says so. Time counts in
//                 the calendar's hours; outages of several tickets at once count once. Left out are those shorter than
//                 `minimum` (whole, on the wall clock) and planned ones (their `down` is a `planned` event, or one came
//                 in the ticket since the last `up`), whose time is no service time unless the policy `planned_time`
//                 says that it counts as up; so are excused ones and excused time in others (excuses.hpp: wholly; a
//                 share excuses no outage). By `weight` each outage counts its share of `out_of`, one beside the
//                 other: [1 - sum (time x users) / (users x time)]; below zero is no weight.
//   count, sum, mean, percentile   of the events in the window, and of the attribute that they carry. A percentile p
//                 of n values by nearest rank is the value at place ceil(p n); linear lies between the values around
//                 place p (n - 1), counted from 0.
//   score         the sum of figure x weight of other indicators, of windows with the same days; of the rounded figure
//                 where that decides.
//
// Without data: fewer than the least sample, or none; an availability without service time; a score one of whose parts
// has none. Then the rule's `no_data` decides. An aim is shown and never broken. Rounding is the rule's, and decides
// only where it comes before the comparison; no figure is rounded otherwise.
// Events at or after as_of are not seen. Thread-safety: pure functions. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/assessment/duties.hpp"
#include "slakit/assessment/excuses.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/promises.hpp"
#include "slakit/base/ratio.hpp"
#include "slakit/base/setting.hpp"

namespace slakit {

enum class IndicatorReason : std::uint8_t {
  none,
  not_reached,  // breached: outside its bounds
  not_over,     // running: so far
  no_data,      // by the rule for windows without data
  aim_reached,  // not measurable: an aim is no duty
  aim_missed,
  no_target,  // not measurable: shown only
  partial,    // not measurable: cut off by the term, and the contract does not judge it
  bad_value,  // not measurable: an event carries no number where one is needed
  fault,      // not measurable: see the fault
};

// What became of an outage.
enum class OutageUse : std::uint8_t { counted, too_short, planned, excused };

struct Outage {
  LoggedEvent began;
  Interval span{};  // whole, up to as_of where it is open
  bool is_open = false;
  OutageUse use{};
};

struct IndicatorFinding {
  std::size_t indicator = 0;  // index into plan.indicators
  std::uint16_t version = 0;
  Window window;
  Interval span{};  // what the figure is of: of a rolling one, several windows
  Verdict verdict = Verdict::not_measurable;
  IndicatorReason reason{};
  Fault fault = Fault::none;
  bool is_open = false;     // the window is not over, or a finding in it is open
  std::int64_t sample = 0;  // findings, values or outages it is made of
  Setting<Ratio> figure;    // exact; 1 is 100 %
  Setting<Ratio> rounded;   // by the rule; unset: it is not
  bool is_percentage = false;
  Duration served{};            // of an availability
  Duration down{};              // of one that is not weighted
  std::vector<Outage> outages;  // of an availability: those that touch the span
  Setting<LoggedEvent> bad;     // the event with the bad value
};

// What is judged already.
struct Judged {
  const Findings& findings;
  const DutyFindings& duties;
  const std::vector<PromiseFinding>& promises;
  const std::vector<ExclusionClaim>& claims;
};

// By indicator, window.
std::vector<IndicatorFinding> assess_indicators(const Plan& plan, const Binding& binding, Instant as_of,
                                                const Judged& judged);

}  // namespace slakit
