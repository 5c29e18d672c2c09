// The same contract under other readings.
//
//     Contract other = with_choices(contract, {{"policies.concurrency", Value::scalar("both")}});
//     other.policies.concurrency   // Concurrency::both
//     with_choices(contract, {{"obligations.on-site.clock.pause", Value::scalar("none")}});   // never pauses
//
// Puts each value at its path in the document, as if it had been written there, and reads the document again. The last
// key of a path may be new (a policy left unset), inside a short form, too; `none` or a null removes an optional one. A
// reading of that path then says `use` of the value and offers what it used before, and so does an assumed value that
// lists what else it may be:
//
//     target: {assumed: PT30M, else: [PT15M, PT1H]}   // with the choice of PT15M: {assumed: PT15M, else: [PT30M, PT1H]}
//
// Throws ContractError where a value does not fit: its problems have the choice's path, "choice" for their source, and
// no line. Thread-safety: a pure function.
#pragma once

#include <vector>

#include "slakit/contract/contract.hpp"
#include "slakit/contract/reading.hpp"

namespace slakit {

Contract with_choices(const Contract& contract, const std::vector<Choice>& choices);

}  // namespace slakit
