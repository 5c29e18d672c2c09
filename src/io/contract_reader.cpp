#include "slakit/io/contract_reader.hpp"

#include <algorithm>
#include <utility>

#include "includes.hpp"
#include "slakit/base/error.hpp"
#include "slakit/contract/calendar_order.hpp"
#include "slakit/contract/from_document.hpp"
#include "slakit/io/yaml.hpp"
#include "slakit/plan/calendars.hpp"
#include "slakit/plan/sources.hpp"

namespace slakit {

namespace {

// Whether `document` may be of the version known here; files of another are not joined by this version's rules.
bool may_join(const Value& document) {
  const Value* version = document.find("slakit");
  return version == nullptr || version->text == "1";
}

// What can only be seen by building: combinations that never open, phases beyond what is known. `has_folder`: files of
// holidays are read, too.
Contract checked(Contract contract, bool has_folder) {
  const bool has_combinations = std::any_of(contract.calendars.begin(), contract.calendars.end(),
                                            [](const CalendarRule& rule) { return !parts_of(rule).empty(); });
  const bool has_files = std::any_of(contract.holidays.begin(), contract.holidays.end(),
                                     [](const HolidayList& list) { return !list.files.empty(); });
  if (has_combinations)
    check_combinations(contract, load_sources(contract));
  else if (has_files && has_folder)
    load_sources(contract);  // throws where they cannot be read
  return contract;
}

// The document in a file, as far as it can be read; throws where it cannot be read to its end.
ContractDocument read_whole(const std::string& path, std::vector<Problem>& problems) {
  ContractDocument document{{}, {path}};
  const std::string text = read_text_file(path, problems);
  if (problems.empty()) document.tree = read_yaml(text, path, problems);
  // A missing key would be a guess where what follows was not read.
  bool complete = !document.tree.is_null() || problems.empty();
  if (complete && may_join(document.tree))
    complete = join_included(document.tree, document.source_names, text.size(), problems);
  if (!complete) throw ContractError(std::move(problems));
  return document;
}

}  // namespace

Contract read_contract_file(const std::string& path) {
  std::vector<Problem> problems;
  ContractDocument document = read_whole(path, problems);
  return checked(
      contract_from_document(std::move(document.tree), std::move(document.source_names), std::move(problems)), true);
}

Contract read_contract(std::string_view text, const std::string& source_name) {
  std::vector<Problem> problems;
  Value document = read_yaml(text, source_name, problems);
  if (document.is_null() && !problems.empty()) throw ContractError(std::move(problems));
  if (const Value* include = document.find("include"); include != nullptr && may_join(document)) {
    problems.push_back({"include-needs-file", "include",
                        "text has no folder to include files from; give the document as a file, or write their "
                        "sections here",
                        source_name, include->mark});
    throw ContractError(std::move(problems));
  }
  return checked(contract_from_document(std::move(document), {source_name}, std::move(problems)), false);
}

ContractDocument read_contract_document_file(const std::string& path) {
  std::vector<Problem> problems;
  ContractDocument document = read_whole(path, problems);
  if (!problems.empty()) throw ContractError(std::move(problems));
  return document;
}

}  // namespace slakit
