// Charges: priced breaches, as columns, one row per (breach, penalty term), with what became of each.
//
//     charges.status[i] == ChargeStatus::charged
//     charges.count[i]          // 2 started days
//     charges.gross[i]          // 2000000 minor units, rounded once; a bonus is below zero
//     charges.cut[i]            // what caps took
//     charges.net(i)            // gross - cut + adjusted, 0 when not charged
//
// `breach` is an index into the breaches that were priced, `term` into the contract's penalties. Thread-safety: a plain
// value.
#pragma once

#include <cstdint>
#include <vector>

#include "slakit/base/ratio.hpp"
#include "slakit/money/amount.hpp"

namespace slakit {

enum class ChargeStatus : std::uint8_t {
  charged,
  same_incident,    // the incident is charged under this term by another breach of it
  not_both,         // concurrency `both`: not every priced obligation was breached
  not_highest,      // concurrency `highest only`
  not_first,        // concurrency `first only`
  not_in_the_set,   // concurrency `listed combinations`: another set of the incident stands
  not_chosen,       // concurrency `customers choice`
  not_greater,      // of penalty and documented loss the other is greater
  below_threshold,  // it stays below what is free
  not_reached,      // repeats are charged from a number on, and this one comes before
  no_band,          // its figure is in no band
  no_base,          // its ticket does not say the amount that it is a share of
};

struct Charges {
  std::vector<std::uint32_t> breach;
  std::vector<std::uint16_t> term;
  std::vector<Ratio> count;            // incidents, units of lateness, documents
  std::vector<Ratio> points;           // where it is in points
  std::vector<Ratio> repeat;           // times so much, for a repeat; else 1
  std::vector<Amount> exact;           // before rounding
  std::vector<std::int64_t> gross;     // rounded minor units
  std::vector<std::int64_t> cut;       // by caps; 0 <= cut <= gross
  std::vector<std::int64_t> adjusted;  // by minimums, and by what is given back
  std::vector<ChargeStatus> status;
  std::vector<std::uint8_t> is_provisional;  // the breach is still open

  std::size_t size() const noexcept { return breach.size(); }
  bool is_charged(std::size_t i) const noexcept { return status[i] == ChargeStatus::charged; }
  std::int64_t net(std::size_t i) const noexcept { return is_charged(i) ? gross[i] - cut[i] + adjusted[i] : 0; }
};

}  // namespace slakit
