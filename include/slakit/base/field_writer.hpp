// Writes described types as a document: the reverse of FieldReader, by the same tables.
//
//     Contract contract = ...;                        // one penalty: {rate: 1%, of: price, per: incident}
//     write_value(type_of<Contract>(), &contract)     // ... charge: {rate: 1%, of: price, per: incident} ...
//
// What it writes is the shortest form that is read as the same: nothing for what is unset, a short form where only its
// key is set, one item without brackets, a list of names where no more is said of them. Keys stand in the order of the
// table. So one object has one document, and two objects are equal where their documents are.
// `places` are paths (see FieldReader) that the document shall have a value at, or could have: every form above them is
// long enough for that. Thread-safety: a pure function.
#pragma once

#include <string>
#include <vector>

#include "slakit/base/field.hpp"
#include "slakit/base/value.hpp"

namespace slakit {

Value write_value(const Type& type, const void* object, std::vector<std::string> places = {});

}  // namespace slakit
