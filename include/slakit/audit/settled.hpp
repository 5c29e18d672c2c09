// What a plan makes of a log in money, and no more: breaches, charges, the statement. And the same log under another
// plan, of which only what differs is done again.
//
//     Resettler again(result, log);                           // of an audit; borrows both
//     Settled other = again.under(compile(contract, {{"policies.counting", Value::scalar("pro rata")}}, sources));
//     other.statement.total                                    // CNY 61250.00
//
// `under` gives what audit(plan, log, as_of) would: where the plans differ in prices, limits and the settlement alone,
// nothing is judged again; where they differ in clocks, those clocks are, as long as nothing else rests on them
// (exclusions, figures of indicators, gates that hold clocks, amendments), and for tickets with an event that makes a
// difference; else all of it is. What a breach is worth by itself is taken over where its penalty is the same.
// Thread-safety: `under` may be called from several threads. Throws what price() and settle() throw. Compiled (floor
// io).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "slakit/assessment/breach.hpp"
#include "slakit/audit/audit.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"
#include "slakit/settlement/statement.hpp"

namespace slakit {

struct Valued;

struct Settled {
  Plan plan;
  Instant as_of{};
  std::shared_ptr<const std::vector<Breach>> breaches;  // those of the known audit itself, where they are the same
  Charges charges;
  Statement statement;
};

Settled settled(const Audit& audit);

// How much had to be done again.
enum class Redone : std::uint8_t { prices, clocks, everything };

class Resettler {
 public:
  Resettler(const Audit& known, const EventLog& log);

  Settled under(Plan plan) const;
  Redone needs(const Plan& plan) const;

 private:
  struct Worth;

  Settled judged_whole(Plan plan) const;
  const Valued& valued() const;

  const Audit* known_;
  const EventLog* log_;
  std::shared_ptr<Worth> worth_;
};

}  // namespace slakit
