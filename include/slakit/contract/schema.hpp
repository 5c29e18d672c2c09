// The table of contract documents: what may stand at each place, for readers, writers and schemas.
//
//     const Type& contract = contract_type();
//     contract.find("obligations")->type->item->find("clause")->doc   // "where the contract promises it"
//
// Ownership: the table lives as long as the program. Thread-safety: immutable.
#pragma once

#include "slakit/base/field.hpp"

namespace slakit {

const Type& contract_type();

}  // namespace slakit
