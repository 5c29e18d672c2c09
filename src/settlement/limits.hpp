// Caps, the amount at risk and shares of the pool, applied. Private to src.
#pragma once

#include <vector>

#include "settlement/groups.hpp"
#include "slakit/settlement/statement.hpp"

namespace slakit {

// Cuts `rows`, from the inside out, and says so in the statement. `windows`: by row, in which it is settled.
void apply_limits(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges, const Rows& rows,
                  const std::vector<std::size_t>& windows, Instant as_of, Statement& statement);

}  // namespace slakit
