// What an audit at the end of a horizon would find, were no event to come. Private to src.
//
//     const Projection projected(audit, seen, until, settlements_max);    // no event at or after as_of
//     projected.breaches()[i], projected.from()[i]    // as it will be at `until`, and since when it is one
//
// Breaches come with their stretches, so that each can be taken back to an earlier instant. A window whose figure
// changes is several, one after the other: they stand together, and are all known by the first.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "audit/exposure_figures.hpp"
#include "slakit/audit/audit.hpp"
#include "slakit/event/log.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

class Projection {
 public:
  static constexpr std::uint32_t unknown = static_cast<std::uint32_t>(-1);

  Projection(const Audit& audit, const EventLog& seen, Instant until, std::size_t settlements_max);
  Projection(const Projection&) = delete;
  Projection& operator=(const Projection&) = delete;

  const EventLog& log() const noexcept { return *log_; }
  const Findings& findings() const noexcept { return findings_; }
  const DutyFindings& duties() const noexcept { return duties_; }
  const std::vector<PromiseFinding>& promises() const noexcept { return promises_; }

  const std::vector<Breach>& breaches() const noexcept { return breaches_; }
  // By breach: the first instant at which it is one; range_begin: by as_of.
  const std::vector<Instant>& from() const noexcept { return from_; }
  // By breach: from then on it is another, or none; range_end: it stays.
  const std::vector<Instant>& to() const noexcept { return to_; }
  // By breach: itself, or the first of its window.
  std::uint32_t first_of(std::uint32_t breach) const noexcept { return first_[breach]; }
  // By breach: the audit's own, or `unknown`.
  const std::vector<std::uint32_t>& known() const noexcept { return known_; }
  // By breach: it is open, or none yet at as_of, or another later. One that is not open is of a clock that has stopped,
  // and follows a breach that comes.
  bool moves(std::size_t breach) const noexcept { return moves_[breach] != 0; }
  // Open breaches of the audit that are none at `until`: what cannot be measured any more.
  std::size_t lost() const noexcept { return lost_; }
  // Figures change at too many instants: what is left of them changes at `until`.
  bool is_stopped() const noexcept { return is_stopped_; }

 private:
  // A cycle of a clock.
  struct Cycle {
    std::size_t ticket;
    std::uint16_t obligation;
    std::int32_t cycle;
  };

  void find(Instant until);
  void match(const Audit& audit);
  Instant first_instant(const Audit& audit, const Breach& breach, Instant until) const;
  Instant broken_from(const Cycle& clock, Instant low, Instant until) const;
  Instant searched(const Cycle& clock, Verdict verdict, Instant low, Instant high) const;
  void add_figures(const Audit& audit, Instant until, std::size_t settlements_max);
  using Names = std::set<std::string>;
  Names attained() const;
  void add_turns_of_clocks(const Names& names, const Audit& audit, Instant until, std::vector<Turn>& turns) const;
  void add_turns_of_promises(const Names& names, const Audit& audit, Instant until, std::vector<Turn>& turns) const;

  Plan plan_;
  const EventLog* log_;
  std::unique_ptr<const Binding> binding_;
  Findings findings_;
  DutyFindings duties_;
  std::vector<PromiseFinding> promises_;
  Excuses excuses_;
  std::vector<Breach> breaches_;
  std::vector<Instant> from_;
  std::vector<Instant> to_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> known_;
  std::vector<char> moves_;
  std::size_t lost_ = 0;
  bool is_stopped_ = false;
};

}  // namespace slakit
