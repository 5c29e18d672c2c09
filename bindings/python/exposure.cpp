// Exposure: what running clocks and open duties may still cost, as columns and JSON.
#include "slakit/audit/exposure.hpp"

#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "audit_result.hpp"
#include "convert.hpp"
#include "slakit/audit/describe.hpp"
#include "slakit/io/exposure_report.hpp"
#include "slakit/plan/describe.hpp"
#include "table.hpp"

namespace slakit::python {
namespace {

// With the audit that it was made of.
struct ExposureResult {
  AuditResult of;
  std::shared_ptr<const Exposure> made;

  const Exposure& exposure() const noexcept { return *made; }
  const Audit& audit() const noexcept { return of.audit(); }
};

ExposureResult exposure_of(const AuditResult& result, const py::object& horizon, std::size_t jumps_max,
                           std::size_t settlements_max) {
  const Duration length = duration_from(horizon, "horizon");
  ExposureOptions options;
  options.jumps_max = jumps_max;
  options.settlements_max = settlements_max;
  const py::gil_scoped_release unlocked;
  return {result, std::make_shared<const Exposure>(exposure(result.audit(), result.log(), length, options))};
}

template <class T>
py::array_t<std::int64_t> integers(const std::vector<T>& values) {
  return column<std::int64_t>(values.size(), [&](std::size_t i) { return static_cast<std::int64_t>(values[i]); });
}

py::array_t<std::int64_t> instants(const std::vector<Instant>& values) {
  return column<std::int64_t>(values.size(), [&](std::size_t i) { return values[i].time_since_epoch().count(); });
}

// Names of tickets by their codes; of no single one is a missing value.
py::tuple tickets_column(const Audit& audit, std::size_t size, const std::vector<std::int32_t>& codes) {
  return py::make_tuple(audit.tickets, column<std::int32_t>(size, [&](std::size_t i) { return codes[i]; }));
}

py::dict items(const ExposureResult& result) {
  static const std::string none;
  const ExposureItems& items = result.exposure().items;
  const ExposureJumps& jumps = result.exposure().jumps;
  const Plan& plan = result.audit().plan;
  const auto obligation = [&](std::size_t i) { return plan.obligation_of(items.kind[i], items.obligation[i]); };
  const auto next = [&](std::size_t i) -> std::int64_t {
    if (items.first[i] == items.first[i + 1]) return -1;
    return std::int64_t{items.jump_of[items.first[i]]};
  };
  py::dict dict;
  dict["ticket"] = tickets_column(result.audit(), items.size(), items.ticket);
  dict["kind"] = enum_column(items.kind);
  dict["obligation"] = text_column(items.size(), [&](std::size_t i) -> const std::string& {
    return obligation(i) != nullptr ? obligation(i)->name : none;
  });
  dict["clause"] = text_column(items.size(), [&](std::size_t i) -> const std::string& {
    return obligation(i) != nullptr ? obligation(i)->clause : none;
  });
  dict["cycle"] = integers(items.cycle);
  dict["due"] = instants(items.due);
  dict["state"] = enum_column(items.state);
  dict["gross"] = integers(items.gross);
  dict["net"] = integers(items.net);
  dict["at_stake"] = integers(items.at_stake);
  dict["next_at"] = column<std::int64_t>(items.size(), [&](std::size_t i) {
    return next(i) < 0 ? missing : jumps.at[static_cast<std::size_t>(next(i))].time_since_epoch().count();
  });
  dict["next_by"] = column<std::int64_t>(
      items.size(), [&](std::size_t i) { return next(i) < 0 ? 0 : jumps.by[static_cast<std::size_t>(next(i))]; });
  return dict;
}

py::dict jumps(const ExposureResult& result) {
  static const std::string none;
  const ExposureJumps& jumps = result.exposure().jumps;
  const std::vector<PenaltyTerm>& terms = result.audit().plan.contract.penalties;
  const auto term = [&](std::size_t i) {
    return jumps.term[i] < 0 ? nullptr : &terms[static_cast<std::size_t>(jumps.term[i])];
  };
  py::dict dict;
  dict["at"] = instants(jumps.at);
  dict["item"] = integers(jumps.item);
  dict["penalty"] = text_column(
      jumps.size(), [&](std::size_t i) -> const std::string& { return term(i) != nullptr ? term(i)->name : none; });
  dict["clause"] = text_column(
      jumps.size(), [&](std::size_t i) -> const std::string& { return term(i) != nullptr ? term(i)->clause : none; });
  dict["gross"] = integers(jumps.gross);
  dict["by"] = integers(jumps.by);
  dict["is_rest"] = flags(jumps.is_rest);
  return dict;
}

py::dict tickets(const ExposureResult& result) {
  const std::vector<TicketAtStake> list = tickets_at_stake(result.exposure());
  std::vector<std::int32_t> codes;
  for (const TicketAtStake& one : list) codes.push_back(one.ticket);
  py::dict dict;
  dict["ticket"] = tickets_column(result.audit(), list.size(), codes);
  dict["at_stake"] = column<std::int64_t>(list.size(), [&](std::size_t i) { return list[i].minor; });
  dict["first_jump"] = column<std::int64_t>(list.size(), [&](std::size_t i) { return list[i].first_jump; });
  return dict;
}

std::string json(const ExposureResult& result) {
  const py::gil_scoped_release unlocked;
  return to_json(result.exposure(), result.audit());
}

}  // namespace

void bind_exposure(py::module_& m, py::class_<AuditResult>& audit) {
  py::class_<ExposureResult>(m, "Exposure")
      .def_property_readonly("as_of", [](const ExposureResult& r) { return to_python(r.exposure().as_of); })
      .def_property_readonly("until", [](const ExposureResult& r) { return to_python(r.exposure().until); })
      .def_property_readonly("now", [](const ExposureResult& r) { return r.exposure().now.minor; })
      .def_property_readonly("then", [](const ExposureResult& r) { return r.exposure().then.minor; })
      .def_property_readonly("notes", [](const ExposureResult& r) { return r.exposure().notes; })
      .def("items", &items)
      .def("jumps", &jumps)
      .def("tickets", &tickets)
      .def("json", &json);
  audit.def("exposure", &exposure_of, py::arg("horizon"), py::arg("jumps_max"), py::arg("settlements_max"));
}

}  // namespace slakit::python
