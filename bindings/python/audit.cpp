// Audits: from files or from columns, and back as columns and JSON.
#include "slakit/audit/audit.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "audit_result.hpp"
#include "convert.hpp"
#include "module.hpp"
#include "promise_columns.hpp"
#include "slakit/audit/derivation.hpp"
#include "slakit/audit/explain.hpp"
#include "slakit/event/columns.hpp"
#include "slakit/event/quality.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/json_report.hpp"
#include "slakit/penalty/describe.hpp"
#include "slakit/settlement/settle.hpp"
#include "slakit/time/instant_column.hpp"
#include "slakit/time/zoned_text.hpp"
#include "table.hpp"

namespace slakit::python {
namespace {

using Codes = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>;
using Column = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

AuditOptions options_from(const py::object& as_of, const py::dict& choices, std::optional<std::string> time_zone,
                          Names persons, std::optional<std::string> pseudonym_key, const py::object& late_after,
                          const py::object& near_target) {
  AuditOptions options;
  if (!as_of.is_none()) options.as_of = instant_from(as_of, "as_of");
  options.choices = choices_from(choices);
  options.source_time_zone = std::move(time_zone);
  options.persons = std::move(persons);
  options.pseudonym_key = std::move(pseudonym_key);
  if (!late_after.is_none()) options.log_audit.late_after = duration_from(late_after, "late_after");
  if (!near_target.is_none()) options.log_audit.near_target = duration_from(near_target, "near_target");
  return options;
}

AuditResult audit_path(const Contract& contract, const std::string& path, const py::object& as_of,
                       const py::dict& choices, std::optional<std::string> time_zone, Names persons,
                       std::optional<std::string> pseudonym_key, const py::object& late_after,
                       const py::object& near_target) {
  const AuditOptions options = options_from(as_of, choices, std::move(time_zone), std::move(persons),
                                            std::move(pseudonym_key), late_after, near_target);
  const py::gil_scoped_release unlocked;
  return AuditResult(contract, audit_file(contract, path, options));
}

// A column of names, dictionary-encoded; a negative code is a missing value.
struct NameColumn {
  std::string name;
  Names names;
  Codes codes;
};

NameColumn column_from(const py::tuple& column) {
  return {column[0].cast<std::string>(), column[1].cast<Names>(), column[2].cast<Codes>()};
}

// Names and codes as the library takes them: a name that the column has twice is one name.
struct HeldColumn {
  explicit HeldColumn(const NameColumn& column) : name(column.name) {
    std::vector<Dictionary::Code> code_of;
    for (const std::string& one : column.names) code_of.push_back(names.intern(one));
    const auto unchecked = column.codes.unchecked<1>();
    for (py::ssize_t row = 0; row < column.codes.size(); ++row)
      codes.push_back(unchecked(row) < 0 ? Dictionary::absent : code_of.at(static_cast<std::size_t>(unchecked(row))));
  }
  TextCodes borrowed() const { return {name, &names, codes}; }

  std::string name;
  Dictionary names;
  std::vector<Dictionary::Code> codes;
};

std::span<const std::int64_t> span_of(const std::optional<Column>& column) {
  if (!column) return {};
  return {column->data(), static_cast<std::size_t>(column->size())};
}

EventLog log_from(const std::string& source, const NameColumn& ticket, const Column& at, const NameColumn& event,
                  const std::optional<Column>& sequence, const std::optional<Column>& recorded_at,
                  const std::vector<NameColumn>& attributes) {
  EventColumns columns;
  columns.at = instants(span_of(at));
  columns.sequence = span_of(sequence);
  columns.recorded_at = instants(span_of(recorded_at));

  const py::gil_scoped_release unlocked;
  const HeldColumn tickets(ticket);
  const HeldColumn types(event);
  const std::vector<HeldColumn> texts(attributes.begin(), attributes.end());
  columns.tickets = &tickets.names;
  columns.ticket = tickets.codes;
  columns.types = &types.names;
  columns.type = types.codes;
  for (const HeldColumn& text : texts) columns.attributes.push_back(text.borrowed());
  EventLog log = group(columns);
  log.intake.source = source;
  remark_on_quality(log);
  return log;
}

AuditResult audit_columns(const Contract& contract, const std::string& source, const py::tuple& ticket,
                          const Column& at, const py::tuple& event, const std::optional<Column>& sequence,
                          const std::optional<Column>& recorded_at, const py::list& attributes, const py::object& as_of,
                          const py::dict& choices, Names persons, std::optional<std::string> pseudonym_key,
                          const py::object& late_after, const py::object& near_target) {
  const AuditOptions options =
      options_from(as_of, choices, std::nullopt, std::move(persons), std::move(pseudonym_key), late_after, near_target);
  std::vector<NameColumn> columns;
  for (const py::handle attribute : attributes) columns.push_back(column_from(attribute.cast<py::tuple>()));
  EventLog log = log_from(source, column_from(ticket), at, column_from(event), sequence, recorded_at, columns);
  const py::gil_scoped_release unlocked;
  return AuditResult(contract, audit_log(contract, std::move(log), options));
}

// Columns by name: dictionary columns are (names, codes), instants and durations int64 microseconds.
py::dict findings(const AuditResult& result) {
  const Audit& audit = result.audit();
  const Findings& f = audit.findings;
  const auto when = [&](std::size_t i, Duration value, bool has) {
    return has && f.started[i] ? value.count() : missing;
  };
  py::dict dict;
  dict["ticket"] =
      py::make_tuple(audit.tickets, column<std::int32_t>(f.size(), [&](std::size_t i) { return f.ticket[i]; }));
  dict["obligation"] = py::make_tuple(names_of(audit.plan.contract.obligations),
                                      column<std::int32_t>(f.size(), [&](std::size_t i) { return f.obligation[i]; }));
  dict["verdict"] = enum_column(f.verdict);
  dict["reason"] = enum_column(f.reason);
  dict["open"] = flags(f.is_open);
  dict["near_limit"] = flags(f.is_near_limit);
  dict["outside_term"] = flags(f.is_outside_term);
  dict["start"] = instant_column(f.started);
  dict["due"] = instant_column(f.due);
  dict["end"] = instant_column(f.ended);
  dict["elapsed"] = column<std::int64_t>(f.size(), [&](std::size_t i) { return when(i, f.elapsed[i], true); });
  dict["target"] = column<std::int64_t>(
      f.size(), [&](std::size_t i) { return f.target_rule[i] >= 0 ? f.target[i].count() : missing; });
  dict["late"] = column<std::int64_t>(
      f.size(), [&](std::size_t i) { return when(i, f.late[i].time, f.verdict[i] == Verdict::breached); });
  return dict;
}

// Days since 1970 of the first day of a settlement window; missing where the contract has no term.
std::int64_t first_day(const Plan& plan, std::size_t window) {
  const SettledWindow& one = plan.windows[window];
  if (one.span.from == range_begin) return missing;
  return std::chrono::sys_days(one.days.first).time_since_epoch().count();
}

py::tuple ratio_column(const std::vector<Ratio>& ratios) {
  std::string text;
  return text_column(ratios.size(), [&](std::size_t i) -> const std::string& { return text = to_string(ratios[i]); });
}

py::dict charges(const AuditResult& result) {
  static const std::string none;
  const Audit& audit = result.audit();
  const Charges& c = audit.charges;
  const auto breach = [&](std::size_t i) -> const Breach& { return audit.partial.breaches[c.breach[i]]; };
  const auto text = [&](auto f) { return text_column(c.size(), f); };
  const auto integer = [&](auto f) { return column<std::int64_t>(c.size(), f); };
  py::dict dict;
  dict["ticket"] = text([&](std::size_t i) -> const std::string& { return breach(i).ticket; });
  dict["incident"] = text([&](std::size_t i) -> const std::string& { return breach(i).incident_name(); });
  dict["penalty"] = text([&](std::size_t i) -> const std::string& {
    return audit.plan.under(breach(i).version).contract.penalties[c.term[i]].name;
  });
  // What was broken; nothing for an event, which is the penalty's own.
  dict["obligation"] = text([&](std::size_t i) -> const std::string& {
    const Obligation* obligation = audit.plan.obligation_of(breach(i).kind, breach(i).obligation);
    return obligation != nullptr ? obligation->name : none;
  });
  dict["window"] =
      integer([&](std::size_t i) { return first_day(audit.plan, audit.plan.window_at(breach(i).belongs)); });
  dict["breached_at"] = integer([&](std::size_t i) { return breach(i).at.time_since_epoch().count(); });
  dict["late"] = integer([&](std::size_t i) { return breach(i).late.time.count(); });
  dict["count"] = ratio_column(c.count);
  dict["points"] = ratio_column(c.points);
  dict["repeat"] = ratio_column(c.repeat);
  dict["status"] = enum_column(c.status);
  dict["provisional"] = flags(c.is_provisional);
  dict["gross"] = integer([&](std::size_t i) { return c.gross[i]; });
  dict["cut"] = integer([&](std::size_t i) { return c.cut[i]; });
  dict["adjusted"] = integer([&](std::size_t i) { return c.adjusted[i]; });
  dict["amount"] = integer([&](std::size_t i) { return c.net(i); });
  return dict;
}

py::dict postings(const AuditResult& result) {
  const Plan& plan = result.audit().plan;
  const std::vector<Posting>& list = result.audit().statement.postings;
  py::dict dict;
  dict["account"] =
      text_column(list.size(), [&](std::size_t i) { return account_name(plan, result.audit().charges, list[i]); });
  dict["amount"] = column<std::int64_t>(list.size(), [&](std::size_t i) { return list[i].minor; });
  dict["charge"] = column<std::int64_t>(list.size(), [&](std::size_t i) { return list[i].charge; });
  dict["window"] = column<std::int64_t>(list.size(), [&](std::size_t i) { return first_day(plan, list[i].window); });
  dict["provisional"] = column<bool>(list.size(), [&](std::size_t i) { return list[i].is_provisional; });
  return dict;
}

Derivation derivation_of(const AuditResult& result, std::size_t charge) {
  if (charge >= result.audit().charges.size()) throw py::index_error("no such charge");
  const py::gil_scoped_release unlocked;
  return result.derivations().of(charge);
}

std::vector<std::string> charge_steps(const AuditResult& result, std::size_t charge) {
  return arithmetic_of(derivation_of(result, charge));
}

std::string derivation_json(const AuditResult& result, std::size_t charge) {
  return derivation_to_json(derivation_of(result, charge));
}

// The report without its findings, promises, charges and postings, for hosts that take those as columns, and without
// what settlement_json() has.
std::string summary_json(const AuditResult& result) {
  const py::gil_scoped_release unlocked;
  const Audit& whole = result.audit();
  Audit part;
  part.plan = whole.plan;
  part.as_of = whole.as_of;
  part.partial = whole.partial;
  part.partial.breaches.clear();
  part.duties.tallies = whole.duties.tallies;
  part.indicators = whole.indicators;
  part.decisions = whole.decisions;
  part.decided = whole.decided;
  part.statement = whole.statement;
  part.statement.postings.clear();
  part.statement.adjustments.clear();
  part.rows = whole.rows;
  part.log_audit = whole.log_audit;
  part.intake = whole.intake;
  part.assumptions = whole.assumptions;
  part.log_resolution = whole.log_resolution;
  return to_json(part);
}

std::string excuses_json(const AuditResult& result) {
  const py::gil_scoped_release unlocked;
  return excuses_to_json(result.audit());
}

std::string settlement_json(const AuditResult& result) {
  const py::gil_scoped_release unlocked;
  return settlement_to_json(result.audit());
}

std::string report_json(const AuditResult& result) {
  const py::gil_scoped_release unlocked;
  return to_json(result.audit(), result.amounts());
}

std::optional<std::string> explain_json(const AuditResult& result, const std::string& ticket) {
  const py::gil_scoped_release unlocked;
  const std::optional<Explanation> explanation = explain(result.audit(), result.log(), ticket);
  return explanation ? std::optional{to_json(*explanation, result.audit())} : std::nullopt;
}

}  // namespace

void bind_audit(py::module_& m) {
  py::class_<AuditResult> type(m, "Audit");
  type.def_property_readonly("as_of", [](const AuditResult& r) { return to_python(r.audit().as_of); })
      .def_property_readonly("tickets", [](const AuditResult& r) { return r.audit().tickets; })
      .def_property_readonly("digits", [](const AuditResult& r) { return r.audit().plan.currency().digits(); })
      .def("local_text",
           [](const AuditResult& r, std::int64_t us) { return to_rfc3339(Instant{Duration{us}}, r.audit().plan.zone); })
      .def("findings", &findings)
      .def("charges", &charges)
      .def("postings", &postings)
      .def("duties", [](const AuditResult& r) { return duty_columns(r.audit()); })
      .def("promises", [](const AuditResult& r) { return promise_columns(r.audit()); })
      .def("clauses", [](const AuditResult& r) { return clauses_of(r.audit().plan); })
      .def("promise_names", [](const AuditResult& r) { return promise_names(r.audit().plan); })
      .def("charge_steps", &charge_steps)
      .def("derivation_json", &derivation_json)
      .def("summary_json", &summary_json)
      .def("excuses_json", &excuses_json)
      .def("settlement_json", &settlement_json)
      .def("report_json", &report_json)
      .def("explain_json", &explain_json);
  bind_what_if(m, type);
  bind_exposure(m, type);
  m.def("audit_path", &audit_path, py::arg("contract"), py::arg("path"), py::arg("as_of").none(true),
        py::arg("choices"), py::arg("time_zone").none(true), py::arg("persons"), py::arg("pseudonym_key").none(true),
        py::arg("late_after").none(true), py::arg("near_target").none(true));
  m.def("audit_columns", &audit_columns, py::kw_only(), py::arg("contract"), py::arg("source"), py::arg("ticket"),
        py::arg("at"), py::arg("event"), py::arg("sequence").none(true), py::arg("recorded_at").none(true),
        py::arg("attributes"), py::arg("as_of").none(true), py::arg("choices"), py::arg("persons"),
        py::arg("pseudonym_key").none(true), py::arg("late_after").none(true), py::arg("near_target").none(true));
}

}  // namespace slakit::python
