#include "slakit/io/contract_check.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "contract/place.hpp"
#include "path_inside.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/source_mapping.hpp"
#include "slakit/io/yaml.hpp"
#include "slakit/plan/sources.hpp"

namespace slakit {

namespace {

using Names = std::unordered_set<std::string>;

// Every event that reading through this mapping can give.
Names events_of(const SourceMapping& mapping) {
  Names names;
  for (const EventColumn& column : mapping.events) names.insert(column.event);
  for (const StateEvent& state : mapping.states) names.insert(state.event);
  return names;
}

// An event without a name is one of attributes, which any row may carry.
bool gives_any(const Names& given, const EventRules& rules) {
  return std::any_of(rules.begin(), rules.end(),
                     [&](const EventRule& rule) { return rule.event.empty() || given.contains(rule.event); });
}

std::string listed(const EventRules& rules) {
  std::string text;
  for (const EventRule& rule : rules) text += (text.empty() ? "'" : ", '") + shown(rule.event) + "'";
  return text;
}

Problem problem_at(const Contract& contract, std::string code, std::string path, std::string message) {
  const Value* place = find_place(*contract.document, path);
  const Mark mark = place != nullptr ? without_assumed(*place).mark : Mark{};
  const std::string& source = contract.source_names.at(static_cast<std::size_t>(mark.file));
  return {std::move(code), std::move(path), std::move(message), source, mark};
}

void check_clock(const Contract& contract, const Obligation& obligation, const Names& given,
                 std::vector<Problem>& remarks) {
  const auto check = [&](const char* code, const char* key, const EventRules& rules, const char* then) {
    if (rules.empty() || gives_any(given, rules)) return;
    remarks.push_back(
        problem_at(contract, code, "obligations." + obligation.name + ".clock." + key,
                   "the source mapping gives no " + listed(rules) + ", so " + then + "; map a column or state to it"));
  };
  const ClockRule& clock = *obligation.clock();
  check("event-not-in-source", "start", clock.start.of, "this clock never starts");
  check("clock-cannot-stop", "stop", clock.stop, "this clock never stops");
  check("event-not-in-source", "resume", clock.resume, "a pause never ends");
  check("event-not-in-source", "reopen", clock.reopen, "a stopped clock never comes back");
  check("event-not-in-source", "until", clock.until, "its cycles never end");
}

// What the mapping assumes, each at its place in the mapping's file.
void note_assumptions(const SourceMapping& mapping, const std::string& file, std::vector<Problem>& notes) {
  if (mapping.assumptions.empty()) return;
  std::vector<Problem> unused;  // the file was read without one
  const Value document = read_yaml(read_text_file(file, unused), file, unused);
  for (const Assumption& one : mapping.assumptions) {
    const Value* place = find_place(document, one.path);
    const Mark mark = without_assumed(place != nullptr ? *place : document).mark;
    if (one.kind == AssumptionKind::assumed)
      notes.push_back(
          {"assumed", one.path, "'" + shown(one.used) + "' is assumed; the export does not say", file, mark});
    else
      notes.push_back({"default", one.path,
                       "left to its default '" + one.used + "'; this mapping can reach it: " + one.note +
                           "; set it as the export means it",
                       file, mark});
  }
}

// What the contract's source mapping does not give, and what it assumes.
void check_source(const Contract& contract, const std::string& path, CheckResult& result) {
  if (contract.contract.source.empty()) return;
  const auto file =
      path_inside(path, contract.contract.source, problem_at(contract, "", "contract.source", ""), result.errors);
  if (!file) return;
  const SourceMapping mapping = read_source_mapping_file(*file);
  note_assumptions(mapping, *file, result.notes);
  const Names given = events_of(mapping);
  for (const Obligation& obligation : contract.obligations)
    if (obligation.clock() != nullptr) check_clock(contract, obligation, given, result.remarks);
}

// Files of single days that end before the calendar does: what comes after looks like a time without holidays.
void check_holiday_files(const Contract& contract, CheckResult& result) {
  const bool has_files = std::any_of(contract.holidays.begin(), contract.holidays.end(),
                                     [](const HolidayList& list) { return !list.files.empty(); });
  if (!has_files) return;
  std::unordered_set<std::string> seen;
  for (const auto& [zone, files] : load_sources(contract).holiday_files)
    for (const HolidayList& list : contract.holidays) {
      const auto found = files.find(list.name);
      if (found == files.end() || list.known_until || found->second.known_until || found->second.holidays.empty())
        continue;
      const Date last = found->second.holidays.back().date;
      if (last.year() >= std::chrono::year{2100} || !seen.insert(list.name).second) continue;
      result.remarks.push_back(problem_at(
          contract, "no-known-until", "holidays." + list.name + ".file",
          "its last day is " + to_string(last) +
              ", and nothing says that there are none after it; add known_until with the last day it is complete for"));
    }
}

void sort_by_place(std::vector<Problem>& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.mark.file, a.mark.line, a.mark.column) < std::tie(b.mark.file, b.mark.line, b.mark.column);
  });
}

}  // namespace

CheckResult check_contract_file(const std::string& path) {
  CheckResult result;
  try {
    const Contract contract = read_contract_file(path);
    result = check_contract(contract);
    check_source(contract, path, result);
    check_holiday_files(contract, result);
    sort_by_place(result.remarks);
  } catch (const InputError& error) {
    result.errors = error.problems();
  }
  if (!result.errors.empty()) result.remarks.clear(), result.notes.clear();
  return result;
}

CheckResult check_contract_text(std::string_view text, const std::string& source_name) {
  try {
    return check_contract(read_contract(text, source_name));
  } catch (const InputError& error) {
    return {error.problems(), {}, {}};
  }
}

}  // namespace slakit
