// Which repeat each charge is. The engine keeps what a repeat multiplies by, and not which one it is: run over the same
// breaches with a ladder that multiplies the first by one, the second by two and so on, it says that.
#include <cstdint>

#include "audit/derivation_work.hpp"
#include "penalty/stages.hpp"
#include "penalty/worth.hpp"

namespace slakit::derived {

std::vector<std::int32_t> repeat_positions(const Audit& audit) {
  Plan counting = audit.plan;
  for (PenaltyTerm& term : counting.contract.penalties) {
    if (!term.repeats) continue;
    term.repeats->before = BeforeRepeat::charged;
    term.repeats->ladder.clear();
    for (std::size_t i = 0; i < audit.charges.size(); ++i)
      term.repeats->ladder.push_back(Decimal{static_cast<std::int64_t>(i) + 1, 0});
  }
  Charges before = audit.charges;  // as they were before repeats
  for (std::size_t row = 0; row < before.size(); ++row) {
    const Breach& breach = audit.partial.breaches[before.breach[row]];
    const std::optional<Checked<Worth>> worth = worth_of(audit.plan.under(breach.version), before.term[row], breach);
    const Worth made = worth ? worth->value_or(Worth{}) : Worth{};
    before.status[row] = made.status;
    before.exact[row] = made.exact;
    before.points[row] = made.points;
    before.repeat[row] = Ratio(0, 1);
  }
  repeat(counting, audit.partial.breaches, before);
  std::vector<std::int32_t> positions;
  for (const Ratio& position : before.repeat) positions.push_back(static_cast<std::int32_t>(position.numerator()));
  return positions;
}

}  // namespace slakit::derived
