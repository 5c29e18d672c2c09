// A contract as a document again: read, write and read give the same contract.
//
//     Contract c = slakit::read_contract_file("examples/after-sales/contract.yaml");
//     slakit::write_contract(c)   // "slakit: 1\ncontract:\n  id: after-sales\n..."
//
// One contract has one text: keys in the order of the schema, each value in its shortest form, what is unset left out
// (see base/field_writer.hpp), `{assumed: X}` where the document had it, with its `else`, and the value that a reading
// uses as the reading writes it. Included files are joined into the document, so it includes none. Comments are not
// kept.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include "slakit/base/value.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit {

Value contract_document(const Contract& contract);

// YAML, as to_yaml() writes it.
std::string write_contract(const Contract& contract);

}  // namespace slakit
