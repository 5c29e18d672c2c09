// What is judged beside the clocks, as columns by name.
#pragma once

#include <pybind11/pytypes.h>

#include "convert.hpp"
#include "slakit/audit/audit.hpp"

namespace slakit::python {

py::dict duty_columns(const Audit& audit);
py::dict promise_columns(const Audit& audit);

}  // namespace slakit::python
