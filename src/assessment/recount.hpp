// An attainment whose counts have changed, without judging all others again. Private to src.
#pragma once

#include <cstdint>

#include "slakit/assessment/indicators.hpp"

namespace slakit {

// What so many of its window, which is over, make of the finding. `terms` are those it is judged by.
void recount(const Plan& terms, std::int64_t met, std::int64_t breached, IndicatorFinding& finding);

}  // namespace slakit
