// What an audit at the end of a horizon would find, were no event to come. Private to src.
//
//     const Projection projected(audit, log, until);
//     projected.breaches()[i], projected.from()[i]    // as it will be at `until`, and since when it is one
//
// Breaches come with their stretches, so that each can be taken back to an earlier instant. Those of windows are the
// audit's own: their figures stay as they are.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/event/log.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

class Projection {
 public:
  static constexpr std::uint32_t unknown = static_cast<std::uint32_t>(-1);

  Projection(const Audit& audit, const EventLog& log, Instant until);
  Projection(const Projection&) = delete;
  Projection& operator=(const Projection&) = delete;

  const EventLog& log() const noexcept { return *log_; }
  const Findings& findings() const noexcept { return findings_; }
  const DutyFindings& duties() const noexcept { return duties_; }
  const std::vector<PromiseFinding>& promises() const noexcept { return promises_; }

  const std::vector<Breach>& breaches() const noexcept { return breaches_; }
  // By breach: the first instant at which it is one; range_begin: by as_of.
  const std::vector<Instant>& from() const noexcept { return from_; }
  // By breach: the audit's own, or `unknown`.
  const std::vector<std::uint32_t>& known() const noexcept { return known_; }
  // By breach: it is open, or none yet at as_of; so of clocks, duties and other promises. One that is not open is of a
  // clock that has stopped, and follows a breach that comes.
  bool moves(std::size_t breach) const noexcept { return moves_[breach] != 0; }
  // Open breaches of the audit that are none at `until`: what cannot be measured any more.
  std::size_t lost() const noexcept { return lost_; }

 private:
  void find(const Audit& audit, Instant until);
  void match(const Audit& audit);
  Instant first_instant(const Audit& audit, const Breach& breach, Instant until) const;
  Instant searched(const Breach& breach, Instant low, Instant high) const;

  Plan plan_;
  EventLog cut_;
  const EventLog* log_;
  std::unique_ptr<const Binding> binding_;
  Findings findings_;
  DutyFindings duties_;
  std::vector<PromiseFinding> promises_;
  Excuses excuses_;
  std::vector<Breach> breaches_;
  std::vector<Instant> from_;
  std::vector<std::uint32_t> known_;
  std::vector<char> moves_;
  std::size_t lost_ = 0;
};

}  // namespace slakit
