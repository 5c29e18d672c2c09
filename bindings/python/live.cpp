// Live clocks: a contract's plan, and tickets that take one event at a time.
#include "slakit/assessment/live.hpp"
#include "slakit/assessment/describe.hpp"

#include <pybind11/stl.h>
#include <boost/describe/enum_to_string.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "convert.hpp"
#include "module.hpp"
#include "slakit/base/error.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/live_state.hpp"
#include "slakit/plan/compile.hpp"

namespace slakit::python {
namespace {

using SharedPlan = std::shared_ptr<LivePlan>;  // never changed; the module holds it without const
using Attributes = std::vector<std::pair<std::string, std::string>>;

SharedPlan compiled(const Contract& contract, const py::dict& values) {
  const std::vector<Choice> choices = choices_from(values);
  const py::gil_scoped_release unlocked;
  // A choice may name another zone or calendar, so the sources are those of the contract as chosen.
  const Contract chosen = choices.empty() ? contract : with_choices(contract, choices);
  return std::make_shared<LivePlan>(compile(contract, choices, load_sources(chosen)));
}

py::object or_none(const std::optional<Instant>& at) { return at ? to_python(*at) : py::none(); }

// One ticket, with the plan that it needs.
class Ticket {
 public:
  Ticket(SharedPlan plan, LiveTicket ticket) : plan_(std::move(plan)), ticket_(std::move(ticket)) {}

  // The cycles that the event ended; nothing where it is late.
  py::object advance(const py::object& at, const std::string& type, const Attributes& given, std::int64_t sequence) {
    std::vector<LiveAttribute> attributes;
    for (const auto& [name, value] : given) attributes.push_back({name, value});
    std::vector<Finding> finished;
    switch (ticket_.advance(*plan_, {instant_from(at, "at"), type, attributes, sequence}, &finished)) {
      case Taken::late: return py::none();
      case Taken::out_of_range: throw FaultError(Fault::out_of_range);
      case Taken::taken: break;
    }
    return to_python(finished);
  }

  py::list findings(const py::object& as_of) const {
    return to_python(ticket_.findings(*plan_, instant_from(as_of, "as_of")));
  }

  py::object next_change(const py::object& as_of) const {
    return or_none(ticket_.next_change(*plan_, instant_from(as_of, "as_of")));
  }

  py::list next_steps(const py::object& as_of) const {
    py::list list;
    for (const LiveStep& step : ticket_.next_steps(*plan_, instant_from(as_of, "as_of"))) {
      const Obligation& obligation = plan_->plan().contract.obligations[step.obligation];
      const Step& rule = obligation.clock()->steps[step.step];
      list.append(
          py::make_tuple(obligation.name, rule.name, rule.tell, python::to_python(step.instant.at), step.instant.time));
    }
    return list;
  }

  py::object last_event() const { return or_none(ticket_.last_event()); }
  std::string state() const { return to_json(*plan_, ticket_); }

 private:
  py::list to_python(const std::vector<Finding>& findings) const {
    py::list list;
    for (const Finding& finding : findings) list.append(to_python(finding));
    return list;
  }

  py::dict to_python(const Finding& finding) const {
    const Obligation& obligation = plan_->plan().contract.obligations[finding.obligation];
    const bool has_target = finding.target_rule >= 0;
    const auto length = [](bool is_known, Duration duration) {
      return is_known ? python::to_python(duration) : py::object(py::none());
    };
    py::dict dict;
    dict["obligation"] = obligation.name;
    dict["clause"] = obligation.clause;
    dict["cycle"] = finding.cycle;
    dict["verdict"] = boost::describe::enum_to_string(finding.verdict, "?");
    dict["reason"] = finding.reason == Reason::none ? py::object(py::none())
                                                    : py::cast(boost::describe::enum_to_string(finding.reason, "?"));
    dict["fault"] = finding.fault == Fault::none ? py::object(py::none()) : py::cast(to_string(finding.fault));
    dict["open"] = finding.is_open;
    dict["start"] = or_none(finding.started);
    dict["due"] = or_none(finding.due);
    dict["end"] = or_none(finding.ended);
    dict["elapsed"] = length(finding.started.has_value(), finding.elapsed);
    dict["target"] = length(has_target, finding.target);
    dict["target_rule"] = has_target ? py::object(py::int_(finding.target_rule)) : py::none();
    dict["late"] = length(finding.verdict == Verdict::breached, finding.late.time);
    return dict;
  }

  SharedPlan plan_;
  LiveTicket ticket_;
};

py::list left_out(const LivePlan& live) {
  py::list list;
  for (const Unsupported& part : live.plan().left_out)
    list.append(py::make_tuple(part.path, part.clause, part.what, "is not computed by this version"));
  for (const Unsupported& part : live.not_watched())
    list.append(py::make_tuple(part.path, part.clause, part.what, "is for audits and not watched live"));
  return list;
}

std::vector<std::string> obligations(const Plan& plan) {
  std::vector<std::string> names;
  for (const Obligation& obligation : plan.contract.obligations) names.push_back(obligation.name);
  return names;
}

}  // namespace

void bind_live(py::module_& m) {
  py::class_<LivePlan, SharedPlan>(m, "Live")
      .def(py::init(&compiled), py::arg("contract"), py::arg("choices"))
      .def_property_readonly("digest", &LivePlan::digest)
      .def_property_readonly("obligations", [](const LivePlan& plan) { return obligations(plan.plan()); })
      .def_property_readonly("left_out", &left_out)
      .def("ticket", [](const SharedPlan& plan) { return Ticket(plan, LiveTicket(*plan)); })
      .def("restore",
           [](const SharedPlan& plan, const std::string& text) { return Ticket(plan, read_live_ticket(*plan, text)); });
  py::class_<Ticket>(m, "LiveTicket")
      .def("advance", &Ticket::advance, py::arg("at"), py::arg("event"), py::arg("attributes"), py::arg("sequence"))
      .def("findings", &Ticket::findings, py::arg("as_of"))
      .def("next_change", &Ticket::next_change, py::arg("as_of"))
      .def("next_steps", &Ticket::next_steps, py::arg("as_of"))
      .def_property_readonly("last_event", &Ticket::last_event)
      .def("state", &Ticket::state);
}

}  // namespace slakit::python
