// Defaults: which policies a contract leaves unset, and whether it can reach them. A silent default would be a defect,
// so each one that can change a figure of this contract becomes an assumption; one that cannot is not worth a reader's
// time.
#pragma once

#include "slakit/plan/plan.hpp"

namespace slakit {

// Appends to the assumptions of a plan that is otherwise finished.
void list_defaults(Plan& plan);

}  // namespace slakit
