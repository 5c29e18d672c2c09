// Calendars out of files, and what the command line says of one.
#include <pybind11/stl.h>

#include <string>

#include "convert.hpp"
#include "module.hpp"
#include "slakit/io/calendar_reader.hpp"
#include "slakit/io/calendar_report.hpp"

namespace slakit::python {
namespace {

std::string report(const Calendar& calendar, const py::object& first, const py::object& last) {
  Setting<DateRange> range;
  if (!first.is_none()) range = DateRange{date_from(first, "first"), date_from(last, "last")};
  const py::gil_scoped_release unlocked;
  return calendar_report(calendar, range);
}

std::string due(const Calendar& calendar, const py::object& start, const py::object& budget, bool next_open) {
  const Instant from = instant_from(start, "start");
  const Duration length = duration_from(budget, "budget");
  return due_report(calendar, from, length, next_open ? DueBoundary::next_open : DueBoundary::close);
}

}  // namespace

void bind_calendar_file(py::module_& m) {
  m.def(
      "read_calendar_file",
      [](const std::string& path, const std::string& name, const std::string& time_zone) {
        const py::gil_scoped_release unlocked;
        return read_calendar_file(path, name, time_zone);
      },
      py::arg("path"), py::arg("name"), py::arg("time_zone"));
  m.def("calendar_report", &report, py::arg("calendar"), py::arg("first"), py::arg("last"));
  m.def("due_report", &due, py::arg("calendar"), py::arg("start"), py::arg("budget"), py::arg("next_open"));
}

}  // namespace slakit::python
