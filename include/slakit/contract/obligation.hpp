// Obligations: anything promised, each with its clause and exactly one measure. A clock makes it a service level.
//
//     on-site:
//       clause: "1.1.2"
//       applies: {class: [fault, major]}
//       clock: {start: received, stop: restored, pause: waiting, resume: replied, calendar: office, target: PT4H}
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "slakit/contract/text.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

// A match on ticket attributes: every condition holds; a condition holds when the attribute is one of its values.
struct Condition {
  std::string attribute;
  std::vector<std::string> values;  // at least one
};
BOOST_DESCRIBE_STRUCT(Condition, (), (attribute, values))
using Where = std::vector<Condition>;  // empty: always

// When a clock starts: at the first of `of`, or `after` that much calendar time later unless one of `unless` came by
// then.
struct StartRule {
  std::vector<std::string> of;
  Duration after{};
  std::vector<std::string> unless;
};
BOOST_DESCRIBE_STRUCT(StartRule, (), (of, after, unless))

// A target for the tickets it matches. Of several, the most specific (most conditions) holds.
struct TargetRule {
  Where where;
  Duration within{};
};
BOOST_DESCRIBE_STRUCT(TargetRule, (), (where, within))

// A clock: counts open time of `calendar` from start to the first stop, less pauses.
struct ClockRule {
  StartRule start;
  std::vector<std::string> stop;
  std::vector<std::string> pause;
  std::vector<std::string> resume;
  std::string calendar;
  std::vector<TargetRule> target;  // a plain duration is one rule that matches everything
};
BOOST_DESCRIBE_STRUCT(ClockRule, (), (start, stop, pause, resume, calendar, target))

struct Obligation {
  std::string name;
  std::string clause;
  LocalText title;
  Where applies;
  ClockRule clock;  // further measures (duty, gate, records, indicator, unquantified) become alternatives of this one
};
BOOST_DESCRIBE_STRUCT(Obligation, (), (name, clause, title, applies, clock))

}  // namespace slakit
