// Looks up what penalties, caps and the settlement name. Private to src.
#pragma once

#include "slakit/plan/plan.hpp"

namespace slakit {

// Of a plan whose obligations and policies are there. Throws Error where a limit does not fit.
void add_priced(Plan& plan);

// What the amended terms ask of tickets, the log is asked for, too.
void ask_for_amended(Plan& plan);

}  // namespace slakit
