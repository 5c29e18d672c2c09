// What is judged beside the clocks, as columns by name.
#pragma once

#include <pybind11/pytypes.h>

#include <string>
#include <vector>

#include "convert.hpp"
#include "slakit/audit/audit.hpp"

namespace slakit::python {

py::dict duty_columns(const Audit& audit);
py::dict promise_columns(const Audit& audit);

// The clause of every obligation that is computed, by its name.
py::dict clauses_of(const Plan& plan);
std::vector<std::string> promise_names(const Plan& plan);

}  // namespace slakit::python
