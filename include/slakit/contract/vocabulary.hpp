// The words a contract uses: what tickets carry (classes and levels are attributes), which events a log has, and who
// belongs to a roster.
//
//     attributes: {class: {values: {fault: {title: {zh: 故障, en: Fault}}, major: {}, complaint: {}}}}
//     events: {received: {title: {zh: 收到通知, en: Notice received}}, restored: {}}
//     rosters: {support team: {members: {engineer 1: {from: 2024-03-16}, engineer 2: {from: 2024-06-01, to: 2024-12-31}}}}
//
// All optional. A contract that lists its events (or the values of an attribute) uses no other: a mistyped name is then
// a problem instead of a clock that never stops.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

enum class AttributeType : std::uint8_t { text, boolean, integer, decimal, money, instant };

// One value that an attribute may have: a class, a level.
struct AttributeValue {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
};

struct AttributeRule {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  Setting<AttributeType> type;         // unset: text
  std::vector<AttributeValue> values;  // empty: any
};

struct EventName {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
};

// Half-open local dates [from, to); unset: since ever, for ever.
struct Member {
  std::string name;
  Setting<Date> from;
  Setting<Date> to;
};

struct Roster {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  std::vector<Member> members;
};

}  // namespace slakit
