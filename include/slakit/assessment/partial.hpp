// A partial: what settlement and attainment need from the tickets of one part of a log. Partials merge in any order to
// the same value, so callers assess parts on as many threads or machines as they like.
//
//     Partial whole = merge(assess_part_1, assess_part_2);   // == merge(assess_part_2, assess_part_1)
//     Partial year = merge(std::move(months));               // std::vector<Partial>
//
// Holds exact integers and names only, never a log's codes. Merging is compiled (floor io).
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "slakit/assessment/breach.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/base/ratio.hpp"

namespace slakit {

// Verdicts counted, by the enum's order; tickets outside the term are counted apart.
struct Tally {
  std::array<std::int64_t, 7> by_verdict{};
  std::int64_t outside_term = 0;
  std::int64_t near_limit = 0;

  std::int64_t count(Verdict verdict) const noexcept { return by_verdict[static_cast<std::size_t>(verdict)]; }
  bool has_attainment() const noexcept { return count(Verdict::met) + count(Verdict::breached) > 0; }
  // met / (met + breached). Only where has_attainment().
  Ratio attainment() const noexcept { return {count(Verdict::met), count(Verdict::met) + count(Verdict::breached)}; }
  Tally& operator+=(const Tally& other) noexcept {
    for (std::size_t i = 0; i < by_verdict.size(); ++i) by_verdict[i] += other.by_verdict[i];
    outside_term += other.outside_term;
    near_limit += other.near_limit;
    return *this;
  }
  friend bool operator==(const Tally&, const Tally&) = default;
};

// What a tally counts: one target of one obligation, under one version of the terms.
struct TallyKey {
  std::uint16_t obligation = 0;
  std::int16_t target_rule = -1;  // -1: none matched
  std::uint16_t version = 0;
  friend bool operator==(const TallyKey&, const TallyKey&) = default;
  friend auto operator<=>(const TallyKey&, const TallyKey&) = default;
};

struct Partial {
  std::map<TallyKey, Tally> tallies;
  std::vector<Breach> breaches;                        // in their order
  std::vector<Document> documents;                     // of losses that some term asks about, in their order
  std::array<std::int64_t, oddity::count> oddities{};  // findings by single oddity, by its bit
  std::int64_t tickets = 0;
  std::int64_t tickets_without_obligation = 0;

  std::int64_t count(Oddities kind) const noexcept {
    return oddities[static_cast<std::size_t>(std::countr_zero(kind))];
  }
  friend bool operator==(const Partial&, const Partial&) = default;
};

Partial merge(Partial a, const Partial& b);

// Any number at once: as cheap as one merge, where one after the other copies what came before again and again. Parts
// that come in the order of their tickets are only joined.
Partial merge(std::vector<Partial> parts);

}  // namespace slakit
