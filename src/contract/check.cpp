#include "check.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "checks/checker.hpp"
#include "checks/table.hpp"
#include "slakit/base/error.hpp"
#include "slakit/contract/from_document.hpp"
#include "slakit/contract/remarks.hpp"

namespace slakit {

void sort_by_place(std::vector<Problem>& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.mark.file, a.mark.line, a.mark.column) < std::tie(b.mark.file, b.mark.line, b.mark.column);
  });
}

std::vector<Problem> inconsistencies(const Contract& contract, const Value& document,
                                     const std::vector<std::string>& source_names, const std::vector<Problem>& before) {
  Checker checker(contract, document, source_names, before);
  return found(checker, Severity::error);
}

namespace {

// What its checks are of; empty where it was not read from a document.
const Value& document_of(const Contract& contract) {
  static const Value none;
  return contract.document != nullptr ? *contract.document : none;
}
const std::vector<std::string>& sources_of(const Contract& contract) {
  static const std::vector<std::string> none{""};
  return contract.source_names.empty() ? none : contract.source_names;
}

std::vector<Problem> sorted(std::vector<Problem> problems) {
  sort_by_place(problems);
  return problems;
}

}  // namespace

std::vector<Problem> remarks(const Contract& contract) {
  Checker checker(contract, document_of(contract), sources_of(contract), {});
  return sorted(found(checker, Severity::remark));
}

std::vector<Problem> notes(const Contract& contract) {
  Checker checker(contract, document_of(contract), sources_of(contract), {});
  return sorted(found(checker, Severity::note));
}

CheckResult check_contract(const Contract& contract) {
  Checker checker(contract, document_of(contract), sources_of(contract), {});
  std::vector<Problem> remarks = found(checker, Severity::remark);
  std::vector<Problem> notes = found(checker, Severity::note);
  return {{}, sorted(std::move(remarks)), sorted(std::move(notes))};
}

CheckResult check_document(Value document, std::vector<std::string> source_names, std::vector<Problem> problems) {
  try {
    return check_contract(contract_from_document(std::move(document), std::move(source_names), std::move(problems)));
  } catch (const ContractError& error) {
    return {error.problems(), {}, {}};
  }
}

}  // namespace slakit
