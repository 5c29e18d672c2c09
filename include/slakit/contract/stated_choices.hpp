// Choices that the contract itself makes: what of few words it writes where, and what other words there are.
//
//     charge: {..., rounded_to: {unit: day, counting: started 24 h}}   // of the penalty "late delivery"
//     stated_choices(contract)   // ..., {stated, "2.1", "penalties.late delivery.charge.rounded_to.counting",
//                                //       "started 24 h", {"completed 24 h", ...}, ""}, ...
//
// Of kind `stated`, in the order of the document: every place that holds one of a list of words, under `policies`,
// `penalties`, `caps`, `minimums` and `settlement`, inside the measures of obligations, and how the term counts its
// first day. Nothing here is open: no place of a reading or an assumed value, or inside one, is among them, and none
// that is left to a default. Units that nothing priced by a charge has, such as percentage points of a clock, are not
// among the other words. They are what another party may have computed with against the text. Each is a Choice
// {path, value} for with_choices, which throws ContractError where another word does not fit the rest of the contract.
// Empty where the contract was not read from a document. Thread-safety: a pure function.
#pragma once

#include <vector>

#include "slakit/contract/contract.hpp"
#include "slakit/contract/reading.hpp"

namespace slakit {

std::vector<Assumption> stated_choices(const Contract& contract);

}  // namespace slakit
