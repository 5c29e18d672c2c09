#include "slakit/contract/from_document.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "check.hpp"
#include "place.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/base/value_text.hpp"
#include "types.hpp"

namespace slakit {

namespace {

// A document read and checked, readings excepted.
struct Draft {
  Contract contract;
  FieldReader reader;
};

Draft draft_of(const Value& document, const std::string& source) {
  Draft draft{{}, FieldReader(source)};
  draft.reader.read(type_of<Contract>(), document, &draft.contract);
  check(draft.contract, draft.reader);
  for (Obligation& obligation : draft.contract.obligations)  // `pause: none` leaves nothing to resume
    if (obligation.clock.pause.empty()) obligation.clock.resume.clear();
  return draft;
}

bool has_problem(const std::vector<Problem>& problems, const Problem& problem) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& other) {
    return other.code == problem.code && other.path == problem.path && other.message == problem.message;
  });
}

// The first problem that the document has with `value` at `path` and has not without.
std::optional<Problem> objection(const Value& document, Draft& draft, const std::string& path, const Value& value) {
  Value other = document;
  if (!put_place(other, path, value)) return Problem{"unknown-path", path, "", "", {}};
  Draft changed = draft_of(other, "");
  for (Problem& problem : changed.reader.problems()) {
    if (has_problem(draft.reader.problems(), problem)) continue;
    if (problem.path == path && problem.code == "unknown-key") problem.code = "unknown-path";
    return problem;
  }
  return std::nullopt;
}

// Each alternative reads the whole document again, so there is a limit.
constexpr std::size_t alternatives_max = 256;

bool has_too_many_alternatives(const Contract& contract) {
  std::size_t count = 0;
  for (const ReadingRule& reading : contract.readings) count += reading.otherwise.size();
  return count > alternatives_max;
}

void check_alternatives(const ReadingRule& reading, const Value& document, Draft& draft) {
  const std::string here = "readings." + reading.name;
  for (std::size_t i = 0; i < reading.otherwise.size(); ++i) {
    const std::string path = here + ".else." + std::to_string(i);
    if (same_meaning(reading.otherwise[i], reading.use))
      draft.reader.problem_at("reading-alternative", path, "this is the value used; write only what else it may mean");
    else if (const auto problem = objection(document, draft, reading.set, reading.otherwise[i]))
      draft.reader.problem_at("reading-alternative", path,
                              "does not fit at " + reading.set + ": " + problem->message + " [" + problem->code + "]");
  }
}

// Checks one reading, and puts its `use` into the document where the place is unset.
void apply_reading(const ReadingRule& reading, Value& document, Draft& draft) {
  const std::string here = "readings." + reading.name;
  if (reading.set.empty()) return;  // unreadable; it has its problem already
  const Value* place = find_place(document, reading.set);
  const bool in_readings = reading.set == "readings" || reading.set.starts_with("readings.");
  if (place == nullptr || in_readings) {
    const auto problem = in_readings ? std::optional(Problem{"unknown-path", "", "", "", {}})
                                     : objection(document, draft, reading.set, reading.use);
    if (problem && problem->code == "unknown-path")
      return draft.reader.problem_at("unknown-path", here + ".set",
                                     "there is no place '" + shown(reading.set) +
                                         "' in this document; write a path of keys such as policies.concurrency");
    if (problem)
      return draft.reader.problem_at("reading-value", here + ".use",
                                     "does not fit at " + reading.set + ": " + problem->message);
    put_place(document, reading.set, reading.use);
  } else if (!same_meaning(*place, reading.use)) {
    const std::string there = to_document_text(without_assumed(*place));
    draft.reader.problem_at("reading-differs", here + ".use",
                            "the document says " + shown(there) + " at " + reading.set + " (line " +
                                std::to_string(place->mark.line) + "); write the same in both places");
  }
  check_alternatives(reading, document, draft);
}

std::vector<Assumption> assumptions_of(const Contract& contract, const FieldReader& reader) {
  std::vector<Assumption> assumptions;
  for (const AssumedValue& value : reader.assumed()) {
    const bool is_reading = std::any_of(contract.readings.begin(), contract.readings.end(),
                                        [&](const ReadingRule& reading) { return reading.set == value.path; });
    if (is_reading) continue;  // one place, one assumption
    assumptions.push_back({AssumptionKind::assumed, value.clause, value.path, to_document_text(value.value), {}, ""});
  }
  for (const ReadingRule& reading : contract.readings) {
    std::vector<std::string> otherwise;
    for (const Value& value : reading.otherwise) otherwise.push_back(to_document_text(value));
    assumptions.push_back({AssumptionKind::reading, reading.clause, reading.set, to_document_text(reading.use),
                           std::move(otherwise), reading.text});
  }
  return assumptions;
}

void check_twice_set(Draft& draft) {
  const std::vector<ReadingRule>& readings = draft.contract.readings;
  for (std::size_t i = 0; i < readings.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (!readings[i].set.empty() && readings[i].set == readings[j].set)
        draft.reader.problem_at("duplicate-reading", "readings." + readings[i].name + ".set",
                                "reading '" + shown(readings[j].name) + "' sets this place already; join the two");
}

// Adds `more`, except where the text itself was at fault: what stands there is not what was meant.
void merge(std::vector<Problem>& problems, const std::vector<Problem>& more) {
  const std::size_t of_text = problems.size();
  for (const Problem& problem : more) {
    const auto end = problems.begin() + static_cast<std::ptrdiff_t>(of_text);
    const auto same_place = [&](const Problem& other) { return other.mark == problem.mark; };
    if (std::none_of(problems.begin(), end, same_place)) problems.push_back(problem);
  }
}

[[noreturn]] void refuse(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.mark.line, a.mark.column) < std::pair(b.mark.line, b.mark.column);
  });
  throw ContractError(std::move(problems));
}

}  // namespace

Contract contract_from_document(Value document, std::string source_name, std::vector<Problem> problems) {
  Draft draft = draft_of(document, source_name);
  const auto is_version = [](const Problem& problem) { return problem.code == "unknown-version"; };
  const auto version = std::find_if(draft.reader.problems().begin(), draft.reader.problems().end(), is_version);
  if (version != draft.reader.problems().end()) refuse({*version});  // another language: nothing else can be judged

  check_twice_set(draft);
  constexpr std::size_t problems_max = 100;  // with more, what a reading adds to them is no help
  if (has_too_many_alternatives(draft.contract)) {
    draft.reader.problem_at("too-large", "readings", "more than 256 alternatives; leave out the least likely");
  } else if (draft.reader.problems().size() <= problems_max) {
    const std::vector<ReadingRule> readings = draft.contract.readings;
    for (const ReadingRule& reading : readings) apply_reading(reading, document, draft);
  }
  merge(problems, draft.reader.problems());
  if (!problems.empty()) refuse(std::move(problems));

  draft = draft_of(document, source_name);
  if (!draft.reader.problems().empty()) refuse(std::move(draft.reader.problems()));  // two readings that contradict
  Contract contract = std::move(draft.contract);
  contract.assumptions = assumptions_of(contract, draft.reader);
  contract.document = std::make_shared<const Value>(std::move(document));
  contract.source_name = std::move(source_name);
  return contract;
}

}  // namespace slakit
