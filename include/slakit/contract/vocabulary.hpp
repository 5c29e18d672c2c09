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

// Who owes a period in which members join or leave: whoever belongs to the roster ...
enum class OwesIfMember : std::uint8_t { on_its_last_day, on_its_first_day, throughout, at_any_time };

struct Roster {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  std::vector<Member> members;
  std::string attribute;  // of evidence, that names the member; empty: that of the roster's name, or else "member"
  Setting<OwesIfMember> owes_if_member;
};

}  // namespace slakit
