// Persons under other names: who did what stays comparable, and nobody is named.
//
//     pseudonymise(log, {"assigned_to", "caller_id"}, key);
//     log.attribute("assigned_to")->values.name(0)    // "person-3f9a0c51be77"
//
// Each value of these attributes becomes "person-" and the first 12 hexadecimal digits of its hash under the key:
// equal values stay equal, across attributes and logs too where the key is the same; no order is decided anew. Without
// the key nobody can try names; whoever has it can, so it is kept as the names would be. (Two persons get one name with
// a chance of one in 2^48 for each pair.) An empty value stays empty.
//
// Errors: LogError: unknown-attribute, for each that the log does not have; empty-key. Then nothing is changed.
// Thread-safety: changes the log given. Compiled (floor io).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "slakit/event/log.hpp"

namespace slakit {

void pseudonymise(EventLog& log, const std::vector<std::string>& attributes, std::string_view key);

}  // namespace slakit
