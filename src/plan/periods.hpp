// When an obligation holds, and the periods it is judged by. Private to src.
#pragma once

#include <vector>

#include "slakit/contract/contract.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

// The obligation's own period, or the contract's term; unset: neither, so always. Throws ContractError, as those below,
// where its own period ends after 2100.
Setting<Interval> holds_of(const Contract& contract, const Obligation& owner, const Zone& zone);

// Its days as one window; none where it has neither a period of its own nor a term.
std::vector<Window> whole_of(const Contract& contract, const Obligation& owner);

// Consecutive periods of them. Throws ContractError, naming `key` of the measure, where the rule of months leaves one
// without a last day.
std::vector<Window> periods_of(const Contract& contract, const Obligation& owner, const Period& every, Anchor anchor,
                               const char* key);

// Listed where a contract does not say what its periods count from, and it matters. `key` is the measure's.
void assume_anchor(const Contract& contract, const Obligation& owner, const Period& every, const char* key,
                   std::vector<Assumption>& list);

}  // namespace slakit
