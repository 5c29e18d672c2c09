// slakit._core: the library as Python sees it, before the package gives it its names (bindings/python/slakit).
#include "module.hpp"

#include "convert.hpp"
#include "slakit/io/yaml.hpp"
#include "slakit/time/period.hpp"
#include "slakit/time/timestamp.hpp"
#include "slakit/version.hpp"

namespace slakit::python {
namespace {

py::object parse_instant(const std::string& text, const std::string& name) {
  const std::optional<Timestamp> stamp = Timestamp::parse(text);
  if (!stamp)
    throw InputError(
        {Problem{"bad-instant", name, "'" + text + "' is no instant; write it as 2024-06-01T00:00:00+08:00", "", {}}});
  if (!stamp->offset)
    throw InputError({Problem{"naive-datetime",
                              name,
                              "naive datetime '" + text + "'; add an offset, as in 2024-06-01T00:00:00+08:00 or ...Z",
                              "",
                              {}}});
  return to_python(*stamp->instant());
}

py::object parse_value(const std::string& text, const std::string& name) { return to_python(read_yaml(text, name)); }

// Of an exact ISO 8601 duration, as reports write them.
py::object parse_duration(const std::string& text) {
  const std::optional<Period> period = Period::parse(text);
  if (!period || !period->is_exact()) throw py::value_error("not an exact duration: " + text);
  return to_python(period->time);
}

}  // namespace
}  // namespace slakit::python

PYBIND11_MODULE(_core, m, pybind11::mod_gil_not_used()) {
  using namespace slakit::python;
  import_datetime();
  translate_errors();
  m.attr("version") = slakit::version_string;
  m.def("parse_instant", &parse_instant, pybind11::arg("text"), pybind11::arg("name"));
  m.def("instant_us", [](const pybind11::object& t, const std::string& name) {
    return instant_from(t, name).time_since_epoch().count();
  });
  m.def("parse_duration", &parse_duration);
  m.def("parse_value", &parse_value, pybind11::arg("text"), pybind11::arg("name"));
  bind_calendar(m);
  bind_calendar_file(m);
  bind_contract(m);
  bind_audit(m);
  bind_live(m);
}
