// Contracts: read, varied by choices, and what a person asks of one first.
#include "slakit/contract/contract.hpp"
#include "slakit/contract/describe.hpp"
#include "slakit/io/describe.hpp"

#include <pybind11/stl.h>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "convert.hpp"
#include "module.hpp"
#include "slakit/contract/defaults.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/contract_check.hpp"
#include "slakit/io/contract_page.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/contract_schema.hpp"
#include "slakit/io/contract_writer.hpp"
#include "slakit/io/source_mapping.hpp"

namespace slakit::python {
namespace {

py::dict to_python(const LocalText& text) {
  py::dict dict;
  for (const auto& [language, words] : text.by_language) dict[py::str(language)] = words;
  return dict;
}

template <class Items>
py::list names_of(const Items& items) {
  py::list list;
  for (const auto& item : items) list.append(item.name);
  return list;
}

py::list to_python(const std::vector<Assumption>& assumptions) {
  py::list list;
  for (const Assumption& one : assumptions)
    list.append(py::dict(py::arg("kind") = boost::describe::enum_to_string(one.kind, "?"),
                         py::arg("clause") = one.clause, py::arg("path") = one.path, py::arg("used") = one.used,
                         py::arg("otherwise") = one.otherwise, py::arg("note") = one.note));
  return list;
}

py::dict head(const Contract& contract) {
  const ContractHead& head = contract.contract;
  py::dict milestones;
  for (const Milestone& milestone : head.milestones)
    milestones[py::str(milestone.name)] = python::to_python(milestone.date);
  py::dict dict;
  dict["id"] = head.id;
  dict["title"] = to_python(head.title);
  dict["note"] = to_python(head.note);
  dict["provider"] = head.parties.provider;
  dict["customer"] = head.parties.customer;
  dict["time_zone"] = head.time_zone;
  const std::optional<Money> price = base_amount(head, "price");
  dict["price"] = price ? py::cast(to_string(*price)) : py::none();
  dict["milestones"] = milestones;
  dict["source"] = head.source;
  dict["document"] = contract.source_name();
  dict["calendars"] = names_of(contract.calendars);
  dict["obligations"] = names_of(contract.obligations);
  dict["penalties"] = names_of(contract.penalties);
  dict["caps"] = names_of(contract.caps);
  return dict;
}

// With the policies it leaves to their defaults.
py::list assumptions_of(const Contract& contract) {
  std::vector<Assumption> list = contract.assumptions;
  const std::vector<Assumption> unset = defaults(contract);
  list.insert(list.end(), unset.begin(), unset.end());
  return to_python(list);
}

// Of the source mapping the contract names, which is read for this.
py::list source_assumptions_of(const Contract& contract) {
  if (contract.contract.source.empty()) return py::list();
  const std::filesystem::path folder = std::filesystem::path(contract.source_name()).parent_path();
  return to_python(read_source_mapping_file((folder / contract.contract.source).string()).assumptions);
}

py::tuple to_python(const CheckResult& result) {
  return py::make_tuple(python::to_python(result.errors), python::to_python(result.remarks),
                        python::to_python(result.notes));
}

// `check` without the lock, then its result.
template <class Check>
py::tuple checked(Check check) {
  const CheckResult result = [&] {
    const py::gil_scoped_release unlocked;
    return check();
  }();
  return to_python(result);
}

std::string page(const Contract& contract, const std::string& language) {
  PageLanguage known{};
  if (!boost::describe::enum_from_string(language.c_str(), known))
    throw py::value_error("language: '" + language + "' is neither 'zh' nor 'en'");
  const py::gil_scoped_release unlocked;
  return contract_page(contract, known);
}

}  // namespace

void bind_contract(py::module_& m) {
  py::class_<Contract>(m, "Contract")
      .def_static("load",
                  [](const std::string& path) {
                    const py::gil_scoped_release unlocked;
                    return read_contract_file(path);
                  })
      .def_static("parse",
                  [](const std::string& text, const std::string& source) {
                    const py::gil_scoped_release unlocked;
                    return read_contract(text, source);
                  })
      .def("with_choices", [](const Contract& contract,
                              const py::dict& choices) { return with_choices(contract, choices_from(choices)); })
      .def("check", [](const Contract& contract) { return to_python(check_contract(contract)); })
      .def("page", &page)
      .def("write",
           [](const Contract& contract) {
             const py::gil_scoped_release unlocked;
             return write_contract(contract);
           })
      .def("assumptions", &assumptions_of)
      .def("source_assumptions", &source_assumptions_of)
      .def("head", &head);
  m.def("contract_schema", &contract_schema);
  m.def("check_file", [](const std::string& path) { return checked([&] { return check_contract_file(path); }); });
  m.def("check_text", [](const std::string& text, const std::string& source) {
    return checked([&] { return check_contract_text(text, source); });
  });
}

}  // namespace slakit::python
