// The parts of the extension module, one translation unit each.
#pragma once

#include <pybind11/pybind11.h>

namespace slakit::python {

namespace py = pybind11;

void bind_calendar(py::module_& m);
void bind_calendar_file(py::module_& m);
void bind_contract(py::module_& m);
void bind_audit(py::module_& m);
void bind_live(py::module_& m);

}  // namespace slakit::python
