// The instants at which what a breach is worth by itself differs. Private to src.
//
//     ExposureSteps steps(plan, jumps_max);
//     steps.of(breach, from, as_of, until, term, Ratio(1, 1), list);     // adds to the list
//
// `breach` is as it will be at `until`, with its stretches; it exists from `from` on. Terms that count incidents or
// whole units of a fixed length, and ask nothing of a ticket, have their amounts by count looked up: each is computed
// once, and its instant follows from its count.
//
// Of all others the amount may rise and fall. But lateness only grows, so a breach passes a threshold, the edges of
// bands and the ends of steps one after the other and never goes back; between two of these, its piece, the amount
// never turns. So both are found by bisection, exactly: the end of each piece, and in it the next other amount.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "slakit/assessment/breach.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

// What a breach is worth under a term; not `exists`: there is no charge.
struct OwnWorth {
  bool exists = false;
  ChargeStatus status{};
  std::int64_t gross = 0;
  Ratio points{0, 1};
  friend bool operator==(const OwnWorth&, const OwnWorth&) = default;
};

struct OwnStep {
  Instant at;
  OwnWorth before;
  OwnWorth after;
  bool is_rest = false;
};

class ExposureSteps {
 public:
  ExposureSteps(const Plan& plan, std::size_t jumps_max);

  // Terms that price something.
  const std::vector<std::uint16_t>& terms_of(PricedKind kind, std::size_t obligation) const noexcept;

  // Repeats make an amount so many times as large.
  void of(const Breach& whole, Instant from, Instant as_of, Instant until, std::size_t term, const Ratio& repeat,
          std::vector<OwnStep>& steps);
  OwnWorth worth_at(const Breach& whole, Instant from, Instant t, std::size_t term, const Ratio& repeat);

 private:
  // A term whose amount follows from a whole number of units.
  struct Counted {
    bool is_so = false;
    bool is_flat = false;  // it counts each breach once
    bool is_started = false;
    Duration unit{1};
    std::vector<std::optional<OwnWorth>> by_count;

    std::int64_t count(Duration late) const noexcept {
      if (is_flat) return 1;
      return late / unit + (is_started && late % unit != Duration{} ? 1 : 0);
    }
    // When lateness reaches a count.
    Duration reached(std::int64_t count) const noexcept {
      return is_started ? unit * (count - 1) + Duration{1} : unit * count;
    }
  };

  Counted counted(std::size_t term) const;
  const OwnWorth& worth_of_count(Counted& counted, std::int64_t count, const Breach& breach, std::size_t term);
  OwnWorth worth_of_units(const Counted& counted, std::int64_t count, const Breach& breach, std::size_t term);
  void by_count(Counted& counted, const Breach& whole, Instant from, Instant as_of, Instant until, std::size_t term,
                std::vector<OwnStep>& steps);
  void by_search(const Breach& whole, Instant from, Instant as_of, Instant until, std::size_t term, const Ratio& repeat,
                 std::vector<OwnStep>& steps);
  OwnWorth worth(const Breach& breach, std::size_t term, const Ratio& repeat) const;
  std::size_t piece_at(const Breach& whole, Instant t, std::size_t term);
  Instant end_of_piece(const Breach& whole, Instant low, Instant high, std::size_t term);

  const Plan& plan_;
  std::size_t jumps_max_;
  std::vector<std::vector<std::uint16_t>> terms_[5];  // by kind and obligation
  std::vector<std::uint16_t> none_;
  std::vector<Counted> counted_;  // by term
  std::optional<OwnWorth> large_;
  Breach then_;
};

}  // namespace slakit
