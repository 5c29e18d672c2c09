// What a contract could mean, and what that would cost: every reading, assumed value and default that it can reach,
// with the total under each alternative, and the lowest and highest total of all combinations.
//
//     PricedReadings priced = price_readings(contract, audit, log);
//     priced.readings[1].text                     // 每一天
//     priced.readings[1].alternatives[0].value    // completed 24 h
//     priced.readings[1].alternatives[0].total    // 4000000: CNY 40000.00
//     priced.lowest.total, priced.lowest.choices
//
// A place has for alternatives what the document says (`else` of a reading or of an assumed value), the other values of
// an unset policy, and what the caller adds. One that gives no contract, or one that cannot be settled, has no total
// and says why. `touches` says whether anything differs, be it only how late a ticket was: alone it may cost nothing,
// and with another reading something.
//
// Extremes: of all combinations, where these are at most `combinations_max` (`is_exact`). Else of those of places that
// alone touch something, if that is few enough; else of a search that starts at the totals of one and of two changes
// and goes on with the change that brings most, so that a more extreme total can exist. Of equal totals the one with
// the fewest changes stands, then the first.
//
// Cost: at most one audit of the tickets that an alternative touches (settled.hpp). Thread-safety: a pure function.
// Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/audit/compare.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/contract/reading.hpp"
#include "slakit/event/log.hpp"

namespace slakit {

// A place, and other values that it may have.
struct OpenPlace {
  AssumptionKind kind{};
  std::string name;  // of a reading
  std::string clause;
  LocalText title;
  std::string text;  // verbatim; empty where the contract says nothing
  std::string path;
  std::string used;  // as a document would write it
  std::string note;  // why a default is reached
  std::vector<Value> otherwise;
};

// Of the contract under the audit's choices; one for each path, readings first, then as the audit lists its
// assumptions. `also` adds values to a place, or a place.
std::vector<OpenPlace> open_places(const Contract& contract, const std::vector<Assumption>& assumptions,
                                   const std::vector<Choice>& also = {});

struct PricedAlternative {
  Value value;
  bool is_computed = false;
  std::string problem;  // why not
  bool touches = false;
  std::int64_t total = 0;
  std::int64_t by = 0;
  std::size_t changed = 0;            // lines that differ
  std::vector<LineDifference> lines;  // of these the first `lines_max`
};

struct PricedReading {
  OpenPlace place;
  std::vector<PricedAlternative> alternatives;  // by place.otherwise
};

struct ExtremeTotal {
  std::int64_t total = 0;
  std::vector<Choice> choices;  // that differ from what is used
};

struct PricedReadings {
  Currency currency;
  std::int64_t total = 0;  // as used
  std::vector<PricedReading> readings;
  ExtremeTotal lowest;
  ExtremeTotal highest;
  bool is_exact = false;
  std::uint64_t combinations = 0;  // of all places; UINT64_MAX: more than that
  std::uint64_t evaluated = 0;     // combinations, that as used and the alternatives by themselves included
  std::string bound;               // where it is not exact: what was left out, a sentence
};

struct ReadingOptions {
  std::vector<Choice> also;
  std::size_t combinations_max = 1000;
  std::size_t lines_max = 1000;  // kept for each alternative
};

// `contract` as it was given to the audit, `log` the one that the audit was made from.
PricedReadings price_readings(const Contract& contract, const Audit& audit, const EventLog& log,
                              const ReadingOptions& options = {});

}  // namespace slakit
