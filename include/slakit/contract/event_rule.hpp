// What a rule listens to: events of the log, and conditions on what a ticket carries.
//
//     stop: [responded, restored]                                       # by name
//     stop: {event: replied, where: {role: provider}}                   # by name and attributes
//     applies: {class: [fault, major], priority: P1}                    # conditions alone
#pragma once

#include <string>
#include <vector>

namespace slakit {

// A condition holds when the attribute is one of its values.
struct Condition {
  std::string attribute;
  std::vector<std::string> values;  // at least one
  friend bool operator==(const Condition&, const Condition&) = default;
};
using Where = std::vector<Condition>;  // every condition holds; empty: always

// An event by its name, where its attributes match. Without a name: whenever the ticket's attributes begin to match.
struct EventRule {
  std::string event;
  Where where;
  friend bool operator==(const EventRule&, const EventRule&) = default;
};
using EventRules = std::vector<EventRule>;

}  // namespace slakit
