// The exposure of live tickets: what each of their clocks will cost if no event comes, and a book of many tickets that
// prices only the one that an event came for.
//
//     LiveExposure e = live_exposure(plan, ticket, as_of, hours{24});
//     e.items[0].jumps[0].at, e.items[0].jumps[0].gross       // when it begins to cost, and how much, before limits
//
//     ExposureBook book(plan, until);                          // until when it looks ahead
//     ticket.advance(plan, event);
//     book.take("T6", ticket, event.at + Duration{1});         // replaces what it held of T6
//     book.at_stake(now, now + hours{1});                      // minor units, before limits
//     book.dearest(now, now + hours{1}, 10);                   // the tickets to save first
//
// The clocks of a ticket are priced together: of several charges those stand that the contract's `concurrency` says,
// and a jump below zero is what another's takes away. What needs more than the ticket is left out, and exposure() has
// it:
//
//   - other tickets: those of the same incident, where the contract joins tickets to one; repeats; limits, minimums,
//     rounding and points of a statement;
//   - other promises: duties, gates, records, prohibitions and indicators, also where concurrency asks for them; events
//     that are priced; losses and other documents; exclusions; decisions;
//   - what a ticket says beside what its clocks need: terms that ask for it are named in `unpriced`;
//   - cycles of a clock that were finished before its last, and so what `incident_charge` says of several.
//
// A book looks as far as its `until`: begin another one, from the same tickets, before that comes.
//
// Thread-safety: pure functions; a book is a plain value that borrows its plan. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/assessment/live.hpp"
#include "slakit/audit/exposure.hpp"

namespace slakit {

struct LiveJump {
  Instant at;
  std::uint16_t term = 0;
  std::int64_t gross = 0;  // minor units; below zero: less
  bool is_rest = false;    // what is left after `jumps_max`, at the end of the horizon
  friend bool operator==(const LiveJump&, const LiveJump&) = default;
};

struct LiveItem {
  std::uint16_t obligation = 0;
  std::int32_t cycle = 0;
  Instant due;
  ExposureState state{};
  std::int64_t gross = 0;       // accrued by as_of
  std::vector<LiveJump> jumps;  // in time order
};

struct LiveExposure {
  std::vector<LiveItem> items;          // clocks that run and are priced, and stopped ones whose charge changes
  std::vector<std::uint16_t> unpriced;  // terms that ask for more than a live ticket keeps
};

LiveExposure live_exposure(const LivePlan& plan, const LiveTicket& ticket, Instant as_of, Duration horizon,
                           const ExposureOptions& options = {});

class ExposureBook {
 public:
  struct Held {
    std::string ticket;
    std::vector<LiveItem> items;
    std::int64_t minor = 0;  // of dearest(): what it adds in the time asked for
  };

  ExposureBook(const LivePlan& plan, Instant until, const ExposureOptions& options = {});

  // Prices the ticket anew, as of an instant before `until`. One without running clocks is no longer held.
  void take(const std::string& name, const LiveTicket& ticket, Instant as_of);
  void drop(const std::string& name);

  std::size_t size() const noexcept { return held_.size(); }
  // What all tickets add in (from, to], before limits; at the speed of reading their jumps.
  std::int64_t at_stake(Instant from, Instant to) const noexcept;
  // The dearest of them, of equals by name. Only those above zero.
  std::vector<Held> dearest(Instant from, Instant to, std::size_t most) const;

 private:
  const LivePlan* plan_;
  Instant until_;
  ExposureOptions options_;
  std::vector<Held> held_;
  Dictionary names_;                   // every name that was ever taken
  std::vector<std::uint32_t> places_;  // by name: in held_, from 1; 0: not held
};

}  // namespace slakit
