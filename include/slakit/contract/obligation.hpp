// Obligations: anything promised, each with its clause and exactly one measure. A clock makes it a service level.
//
//     on-site:
//       clause: "1.1.2"
//       title: {zh: 4小时内解决问题, en: Restored within 4 hours}
//       text: 并在4小时内解决问题                # the contract's own words
//       applies: {class: [fault, major]}
//       clock: {start: received, stop: restored, pause: waiting, resume: replied, calendar: office, target: PT4H}
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/contract/clock_rule.hpp"
#include "slakit/contract/duty.hpp"
#include "slakit/contract/event_rule.hpp"
#include "slakit/contract/indicator.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

// When an obligation holds, where that is not the contract's term.
struct OwnPeriod {
  std::string from;        // a milestone, "term" or "end of term"
  Setting<Period> length;  // one of three
  Setting<Date> to;        // the last day
  bool open_ended = false;
};

// Whose promise it is: to the customer (SLA), inside the provider (OLA), or a supplier's (underpinning contract).
enum class Layer : std::uint8_t { customer, internal, supplier };

struct RecordRules {
  std::vector<RecordRule> forms;
};

// An event that must not happen: each is a breach.
struct ProhibitionRule {
  EventRule event;
};

using Measure =
    std::variant<ClockRule, DutyRule, GateRule, RecordRules, IndicatorRule, UnquantifiedRule, ProhibitionRule>;

struct Obligation {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;  // verbatim
  Where applies;
  Setting<OwnPeriod> within;
  Setting<Layer> layer;  // unset: customer
  std::string party;     // which team or supplier
  std::string supports;  // the obligation whose target this one's may not exceed
  Measure measure;

  const ClockRule* clock() const noexcept { return std::get_if<ClockRule>(&measure); }
};

}  // namespace slakit
