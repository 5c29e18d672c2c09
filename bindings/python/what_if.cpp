// The same plan with other arguments: readings priced, comparisons, reverse audits, what log entries move.
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "audit_result.hpp"
#include "convert.hpp"
#include "slakit/audit/compare.hpp"
#include "slakit/audit/priced_readings.hpp"
#include "slakit/audit/reverse.hpp"
#include "slakit/base/error.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/comparison_json.hpp"
#include "slakit/io/ledger_reader.hpp"
#include "slakit/io/priced_readings_json.hpp"
#include "slakit/io/reverse_json.hpp"

namespace slakit::python {
namespace {

// Values that the caller adds: each must give a contract by itself. All problems at once.
void check_also(const AuditResult& result, const std::vector<Choice>& also) {
  std::vector<Problem> problems;
  for (const Choice& choice : also) {
    std::vector<Choice> choices;
    for (const Choice& given : result.audit().plan.choices)
      if (given.path != choice.path) choices.push_back(given);
    choices.push_back(choice);
    try {
      with_choices(result.contract(), choices);
    } catch (const InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (!problems.empty()) throw ContractError(std::move(problems));
}

// [(path, value), ...]; a path may come again.
std::vector<Choice> also_from(const AuditResult& result, const py::list& also) {
  std::vector<Choice> choices;
  for (const py::handle one : also) {
    const auto pair = one.cast<py::tuple>();
    const auto path = pair[0].cast<std::string>();
    choices.push_back({path, value_from(pair[1], path)});
  }
  check_also(result, choices);
  return choices;
}

std::string readings_json(const AuditResult& result, const py::list& also, std::size_t combinations_max,
                          std::size_t lines_max) {
  ReadingOptions options;
  options.also = also_from(result, also);
  options.combinations_max = combinations_max;
  options.lines_max = lines_max;
  const py::gil_scoped_release unlocked;
  return to_json(price_readings(result.contract(), result.audit(), result.log(), options));
}

using Figure = std::tuple<std::string, std::string, std::string>;  // ticket, penalty, amount

// "5250", "52.50" or "52.500", by the currency's digits.
std::string example_in(Currency currency) {
  const auto digits = static_cast<std::size_t>(currency.digits());
  return digits == 0 ? "5250" : "52.5" + std::string(digits - 1, '0');
}

ClaimedFigure claim_from(const Figure& figure, Currency currency, const std::string& path,
                         std::vector<Problem>& problems) {
  const auto& [ticket, penalty, amount] = figure;
  const std::string code(currency.name());
  const bool has_code = amount.size() > 4 && amount[3] == ' ';
  const std::optional<Money> money = Money::parse(has_code ? amount : code + " " + amount);
  if (!money)
    problems.push_back({"bad-money",
                        path,
                        "'" + amount + "' is no amount in " + code + "; write one such as " + example_in(currency) +
                            " or " + code + " " + example_in(currency),
                        "",
                        {}});
  else if (money->currency != currency)
    problems.push_back({"two-currencies", path, "the statement is in " + code + "; give the figure in it", "", {}});
  return {ticket, penalty, money ? money->minor : 0};
}

std::string reverse_json(const AuditResult& result, const std::vector<Figure>& figures, const py::list& also,
                         std::size_t tries_max) {
  std::vector<ClaimedFigure> claims;
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < figures.size(); ++i)
    claims.push_back(
        claim_from(figures[i], result.audit().plan.currency(), "claims." + std::to_string(i) + ".amount", problems));
  for (Problem& one : claim_problems(claims, result.audit())) problems.push_back(std::move(one));
  if (!problems.empty()) throw InputError(std::move(problems));
  ReverseOptions options;
  options.also = also_from(result, also);
  options.tries_max = tries_max;
  const py::gil_scoped_release unlocked;
  return to_json(reverse(result.contract(), result.audit(), result.log(), claims, options));
}

std::string compare_audits(const AuditResult& before, const AuditResult& after) {
  const py::gil_scoped_release unlocked;
  return to_json(compare(before.audit(), after.audit()), after.audit().plan.zone);
}

std::string compare_ledgers(const Ledger& before, const Ledger& after) {
  const py::gil_scoped_release unlocked;
  return to_json(compare(before, after), after.zone);
}

Ledger read_ledger_at(const std::string& path) {
  const py::gil_scoped_release unlocked;
  return read_ledger_file(path);
}

// By finding of the log audit: minor units, or None.
py::list entry_minors(const AuditResult& result) {
  const EntryAmounts& amounts = [&]() -> const EntryAmounts& {
    const py::gil_scoped_release unlocked;
    return result.amounts();
  }();
  py::list list;
  for (const Setting<std::int64_t>& one : amounts.of_finding)
    list.append(one ? py::object(py::int_(*one)) : py::none());
  return list;
}

}  // namespace

void bind_what_if(py::module_& m, py::class_<AuditResult>& audit) {
  py::class_<Ledger>(m, "Ledger");
  audit.def("readings_json", &readings_json, py::arg("also"), py::arg("combinations_max"), py::arg("lines_max"))
      .def("reverse_json", &reverse_json, py::arg("figures"), py::arg("also"), py::arg("tries_max"))
      .def("entry_minors", &entry_minors)
      .def("ledger", [](const AuditResult& r) { return ledger_of(r.audit()); });
  m.def("read_ledger_file", &read_ledger_at, py::arg("path"));
  m.def("compare_audits", &compare_audits, py::arg("before"), py::arg("after"));
  m.def("compare_ledgers", &compare_ledgers, py::arg("before"), py::arg("after"));
}

}  // namespace slakit::python
