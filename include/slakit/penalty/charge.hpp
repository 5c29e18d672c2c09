// Charges: priced breaches, as columns, one row per (breach, penalty term), with what became of each.
//
//     charges.status[i] == ChargeStatus::charged
//     charges.count[i]          // 2 started days
//     charges.gross[i]          // 2000000 minor units, rounded once
//     charges.cut[i]            // what caps took
//     charges.net(i)            // gross - cut, 0 when not charged
//
// `breach` is an index into the partial's breaches, `term` into the contract's penalties.
#pragma once

#include <cstdint>
#include <vector>

#include "slakit/base/ratio.hpp"
#include "slakit/money/amount.hpp"

namespace slakit {

enum class ChargeStatus : std::uint8_t {
  charged,
  same_incident,  // the incident is charged under this term by another ticket of it
  not_both,       // concurrency `both`: not every priced obligation was breached
  not_highest,    // concurrency `highest only`
  not_first,      // concurrency `first only`
};

struct Charges {
  std::vector<std::uint32_t> breach;
  std::vector<std::uint16_t> term;
  std::vector<Ratio> count;         // incidents or units of lateness
  std::vector<Amount> exact;        // rate x base x count
  std::vector<std::int64_t> gross;  // rounded minor units
  std::vector<std::int64_t> cut;    // by caps; 0 <= cut <= gross
  std::vector<ChargeStatus> status;
  std::vector<std::uint8_t> is_provisional;  // the breach is still open

  std::size_t size() const noexcept { return breach.size(); }
  bool is_charged(std::size_t i) const noexcept { return status[i] == ChargeStatus::charged; }
  std::int64_t net(std::size_t i) const noexcept { return is_charged(i) ? gross[i] - cut[i] : 0; }
};

}  // namespace slakit
