// What one key of a contract means to another. Private to src/contract.
#pragma once

#include "slakit/base/field_reader.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit {

// Adds a problem to the reader for each inconsistency; readings excepted. Members that could not be read stay quiet.
void check(const Contract& contract, FieldReader& reader);

}  // namespace slakit
