// A contract as its amendments make it, one after the other.
//
//     // supplement 1, effective 2024-09-01: obligations.response.clock.target becomes PT2H
//     amended_contracts(contract)[0].contract   // the contract from 2024-09-01 on
//
// Each holds all that came before it, too: in the order of their first days, of one day in the document's. Throws
// ContractError where amendments that fit the document alone do not fit together. Thread-safety: a pure function.
// Compiled (floor io).
#pragma once

#include <vector>

#include "slakit/contract/contract.hpp"

namespace slakit {

struct AmendedContract {
  const Amendment* amendment;  // the last of those it holds; of the contract asked about
  Contract contract;
};

std::vector<AmendedContract> amended_contracts(const Contract& contract);

}  // namespace slakit
