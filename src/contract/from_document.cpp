#include "slakit/contract/from_document.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "check.hpp"
#include "checks/checker.hpp"
#include "place.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/base/value_text.hpp"
#include "trial.hpp"
#include "types.hpp"

namespace slakit {

namespace {

// Reads and checks what `draft.document` says now.
FieldReader read(Draft& draft) {
  FieldReader reader(draft.source_names);
  draft.contract = {};
  reader.read(type_of<Contract>(), draft.document, &draft.contract);
  draft.problems = reader.problems();
  const std::vector<Problem> more =
      inconsistencies(draft.contract, draft.document, draft.source_names, reader.problems());
  draft.problems.insert(draft.problems.end(), more.begin(), more.end());
  return reader;
}

// A value that may stand in a place: of a reading, an alternative or an amendment.
struct Candidate {
  std::vector<Choice> choices;     // put there together
  std::vector<std::string> paths;  // where each is written; an assumed value's alternative stands in its place itself
  const char* code;
  Mark mark = {};  // of an assumed value's alternative
};

// Readings and amendments of a draft, and what else its assumed values may be. Their problems are added to the draft's
// at the end, so that what one says does not hide what another does.
class Readings {
 public:
  Readings(Draft& draft, const std::vector<AssumedValue>& assumed)
      : draft_(draft),
        assumed_(assumed),
        trial_(draft),
        trials_left_(std::clamp(values_max / size_of(draft.document), trials_min, trials_max)) {}

  void check();

 private:
  static constexpr std::size_t values_max = 3'000'000;  // to be read and checked again: a few seconds
  static constexpr std::size_t trials_min = 32;
  static constexpr std::size_t trials_max = 1024;

  void report(const char* code, const std::string& path, std::string message, Mark mark = {}) {
    const Places places(draft_.document);  // trials have put other values in it since the last report
    Places::Place place = places.nearest(path);
    if (mark.line > 0) place.mark = mark;
    const std::string& source = draft_.source_names.at(static_cast<std::size_t>(place.mark.file));
    problems_.push_back({code, std::move(place.path), std::move(message), source, place.mark});
  }
  bool is_settable(const std::string& set, const std::string& path);
  void compare(const ReadingRule& reading);
  void collect(const ReadingRule& reading);
  void collect(const Amendment& amendment);
  void collect(const AssumedValue& value);
  void add(Candidate candidate);
  void try_all(std::vector<Candidate> candidates);
  void object(const Candidate& candidate, const Problem& problem);

  Draft& draft_;
  const std::vector<AssumedValue>& assumed_;
  Trial trial_;
  std::vector<Candidate> uses_;                 // of places that are unset
  std::vector<std::vector<Candidate>> rounds_;  // what is tried together
  std::vector<Problem> problems_;
  std::size_t trials_left_;
};

// Readings set what is computed, not each other.
bool is_computed(const std::string& path) {
  const std::string_view section = std::string_view(path).substr(0, path.find('.'));
  return section != "readings" && section != "amendments" && section != "include" && section != "slakit";
}

bool Readings::is_settable(const std::string& set, const std::string& path) {
  if (set.empty()) return false;  // unreadable; it has its problem already
  if (is_computed(set)) return true;
  report("unknown-path", path,
         "'" + shown(set) + "' is no place that can be set; write a path of keys such as policies.concurrency");
  return false;
}

void Readings::compare(const ReadingRule& reading) {
  const Value place = without_assumed(*find_place(draft_.document, reading.set));  // a copy: trials change the document
  if (trial_.reads_alike(reading.set, place, reading.use)) return;
  report("reading-differs", "readings." + reading.name + ".use",
         "the document says " + shown(to_document_text(place)) + " at " + reading.set + " (line " +
             std::to_string(place.mark.line) + "); write the same in both places");
}

void Readings::collect(const ReadingRule& reading) {
  const std::string here = "readings." + reading.name;
  if (!is_settable(reading.set, here + ".set")) return;
  if (find_place(draft_.document, reading.set) != nullptr)
    compare(reading);
  else
    uses_.push_back({{{reading.set, reading.use}}, {here + ".use"}, "reading-value"});
  for (std::size_t i = 0; i < reading.otherwise.size(); ++i) {
    const std::string path = here + ".else." + std::to_string(i);
    if (trial_.reads_alike(reading.set, reading.otherwise[i], reading.use)) {
      report("reading-alternative", path, "this is the value used; write only what else it may mean");
      continue;
    }
    add({{{reading.set, reading.otherwise[i]}}, {path}, "reading-alternative"});
  }
}

void Readings::collect(const Amendment& amendment) {
  Candidate all{{}, {}, "amendment-value"};
  for (std::size_t i = 0; i < amendment.changes.size(); ++i) {
    const std::string here = "amendments." + amendment.name + ".changes." + std::to_string(i);
    if (!is_settable(amendment.changes[i].set, here + ".set")) continue;
    all.choices.push_back({amendment.changes[i].set, amendment.changes[i].use});
    all.paths.push_back(here + ".use");
  }
  if (!all.choices.empty()) add(std::move(all));
}

void Readings::collect(const AssumedValue& value) {
  for (const Value& other : value.otherwise) {
    if (value.path.empty() || !is_computed(value.path))
      report("assumed-alternative", value.path, "nothing is computed from what stands here; leave out `else`",
             other.mark);
    else if (trial_.reads_alike(value.path, other, value.value))
      report("assumed-alternative", value.path,
             "'" + shown(to_document_text(other)) + "' is the value used; write only what else it may be", other.mark);
    else
      add({{{value.path, other}}, {value.path}, "assumed-alternative", other.mark});
  }
}

bool touch(const Candidate& a, const Candidate& b) {
  const auto is_in = [](const Choice& x, const Choice& y) {
    return x.path == y.path || x.path.starts_with(y.path + ".");
  };
  return std::any_of(a.choices.begin(), a.choices.end(), [&](const Choice& x) {
    return std::any_of(b.choices.begin(), b.choices.end(), [&](const Choice& y) { return is_in(x, y) || is_in(y, x); });
  });
}

// To the first round in which it hides no other.
void Readings::add(Candidate candidate) {
  const auto has_room = [&](const std::vector<Candidate>& round) {
    return std::none_of(round.begin(), round.end(), [&](const Candidate& other) { return touch(candidate, other); });
  };
  const auto found = std::find_if(rounds_.begin(), rounds_.end(), has_room);
  (found == rounds_.end() ? rounds_.emplace_back() : *found).push_back(std::move(candidate));
}

bool is_about(const Problem& problem, const Choice& choice) {
  return problem.path == choice.path || problem.path.starts_with(choice.path + ".");
}
bool is_about(const Problem& problem, const Candidate& candidate) {
  return std::any_of(candidate.choices.begin(), candidate.choices.end(),
                     [&](const Choice& choice) { return is_about(problem, choice); });
}

void Readings::object(const Candidate& candidate, const Problem& problem) {
  const auto found = std::find_if(candidate.choices.begin(), candidate.choices.end(),
                                  [&](const Choice& choice) { return is_about(problem, choice); });
  const auto index = static_cast<std::size_t>(found == candidate.choices.end() ? 0 : found - candidate.choices.begin());
  const std::string& path = candidate.paths[index];
  const std::string& set = candidate.choices[index].path;
  const bool has_set = path.ends_with(".use");
  if (problem.code == "unknown-path" && !has_set) return;  // that was said of `use`
  if (problem.code == "unknown-path")
    return report(
        "unknown-path", path.substr(0, path.size() - 4) + ".set",
        "there is no place '" + shown(set) + "' in this document; write a path of keys such as policies.concurrency");
  if (path == set)
    return report(candidate.code, path,
                  "'" + shown(to_document_text(candidate.choices[index].value)) +
                      "' does not fit here: " + problem.message + " [" + problem.code + "]",
                  candidate.mark);
  report(candidate.code, path, "does not fit at " + set + ": " + problem.message + " [" + problem.code + "]");
}

// Tries candidates together. Values that do not fit by themselves are named; where the rest do not fit the contract,
// halves of them are tried, for one may hide another. Each trial checks the whole contract, so a large document has
// fewer: what is left over then is found when the others are mended.
void Readings::try_all(std::vector<Candidate> candidates) {
  if (candidates.empty() || (trials_left_ == 0 && !problems_.empty())) return;
  if (trials_left_ > 0) --trials_left_;
  std::vector<Choice> choices;
  for (const Candidate& c : candidates) choices.insert(choices.end(), c.choices.begin(), c.choices.end());
  const Trial::Outcome outcome = trial_.put(choices);
  if (outcome.is_fine()) return;

  const std::size_t before = candidates.size();
  std::erase_if(candidates, [&](const Candidate& c) {
    const auto found = std::find_if(outcome.of_values.begin(), outcome.of_values.end(),
                                    [&](const Problem& problem) { return is_about(problem, c); });
    if (found != outcome.of_values.end()) object(c, *found);
    return found != outcome.of_values.end();
  });
  if (candidates.size() < before) return try_all(std::move(candidates));
  if (candidates.size() == 1 || trials_left_ == 0)
    return object(candidates.front(),
                  outcome.of_values.empty() ? outcome.of_contract.front() : outcome.of_values.front());
  const auto middle = candidates.begin() + static_cast<std::ptrdiff_t>(candidates.size() / 2);
  try_all({candidates.begin(), middle});
  try_all({middle, candidates.end()});
}

void Readings::check() {
  const std::vector<ReadingRule> readings = draft_.contract.readings;  // trials change the contract, and change it back
  const std::vector<Amendment> amendments = draft_.contract.amendments;
  for (const ReadingRule& reading : readings) collect(reading);
  for (const Amendment& amendment : amendments) collect(amendment);
  for (const AssumedValue& value : assumed_) collect(value);
  try_all(uses_);
  if (problems_.empty() && draft_.problems.empty() && !uses_.empty()) {
    for (const Candidate& use : uses_) put_place(draft_.document, use.choices[0].path, use.choices[0].value);
    read(draft_);
  }
  if (rounds_.size() * size_of(draft_.document) > values_max)
    report("too-large", "readings", "too many alternatives of one place for a document of this size; leave some out");
  else
    for (std::vector<Candidate>& round : rounds_) try_all(std::move(round));
  draft_.problems.insert(draft_.problems.end(), problems_.begin(), problems_.end());
}

// Each is tried, so there is a limit.
constexpr std::size_t alternatives_max = 256;

bool has_too_many_alternatives(const Contract& contract, const std::vector<AssumedValue>& assumed) {
  std::size_t count = contract.amendments.size();
  for (const ReadingRule& reading : contract.readings) count += 1 + reading.otherwise.size();
  for (const AssumedValue& value : assumed) count += value.otherwise.size();
  return count > alternatives_max;
}

Problem too_many_alternatives(const Draft& draft) {
  const Value* readings = draft.document.find("readings");
  return {"too-large", readings != nullptr ? "readings" : "",
          "more than 256 readings, alternatives and amendments; leave out the least likely", draft.source_names.front(),
          (readings != nullptr ? *readings : draft.document).mark};
}

std::vector<std::string> texts_of(const std::vector<Value>& values) {
  std::vector<std::string> texts;
  texts.reserve(values.size());
  for (const Value& value : values) texts.push_back(to_document_text(value));
  return texts;
}

// What nothing is listed for may be whatever else its type has, where that is little.
Assumption assumption_of(const AssumedValue& value) {
  return {AssumptionKind::assumed,
          value.clause,
          value.path,
          to_document_text(value.value),
          value.otherwise.empty() ? other_values(*value.type, value.value) : texts_of(value.otherwise),
          ""};
}

Assumption assumption_of(const ReadingRule& reading, const Value& document) {
  return {AssumptionKind::reading,
          reading.clause,
          reading.set,
          to_document_text(reading.use),
          texts_of(alternatives_of(reading, &document)),
          reading.text};
}

std::vector<Assumption> assumptions_of(const Contract& contract, const FieldReader& reader, const Value& document) {
  std::vector<Assumption> assumptions;
  for (const AssumedValue& value : reader.assumed()) {
    const bool is_reading = std::any_of(contract.readings.begin(), contract.readings.end(),
                                        [&](const ReadingRule& reading) { return reading.set == value.path; });
    if (!is_reading) assumptions.push_back(assumption_of(value));  // one place, one assumption
  }
  for (const ReadingRule& reading : contract.readings) assumptions.push_back(assumption_of(reading, document));
  return assumptions;
}

void check_twice_set(Draft& draft) {
  std::unordered_map<std::string_view, const ReadingRule*> first;
  const Places places(draft.document);
  for (const ReadingRule& reading : draft.contract.readings) {
    if (reading.set.empty()) continue;
    const auto [found, is_new] = first.emplace(reading.set, &reading);
    if (is_new) continue;
    Places::Place place = places.nearest("readings." + reading.name + ".set");
    const std::string& source = draft.source_names.at(static_cast<std::size_t>(place.mark.file));
    draft.problems.push_back({"duplicate-reading", std::move(place.path),
                              "reading '" + shown(found->second->name) + "' sets this place already; join the two",
                              source, place.mark});
  }
}

// Adds `more`, except where the text itself was at fault: what stands there is not what was meant.
void merge(std::vector<Problem>& problems, const std::vector<Problem>& more) {
  std::set<std::tuple<int, int, int>> of_text;
  const auto place = [](const Problem& p) { return std::tuple(p.mark.file, p.mark.line, p.mark.column); };
  for (const Problem& problem : problems) of_text.insert(place(problem));
  for (const Problem& problem : more)
    if (!of_text.contains(place(problem))) problems.push_back(problem);
}

[[noreturn]] void refuse(std::vector<Problem> problems) {
  sort_by_place(problems);
  throw ContractError(std::move(problems));
}

}  // namespace

Contract contract_from_document(Value document, std::vector<std::string> source_names, std::vector<Problem> problems) {
  Draft draft{std::move(document), std::move(source_names), {}, {}};
  FieldReader reader = read(draft);
  const auto is_version = [](const Problem& problem) { return problem.code == "unknown-version"; };
  const auto version = std::find_if(draft.problems.begin(), draft.problems.end(), is_version);
  if (version != draft.problems.end()) refuse({*version});  // another language: nothing else can be judged

  check_twice_set(draft);
  constexpr std::size_t problems_max = 100;  // with more, what a reading adds to them is no help
  if (has_too_many_alternatives(draft.contract, reader.assumed()))
    draft.problems.push_back(too_many_alternatives(draft));
  else if (draft.problems.size() <= problems_max)
    Readings(draft, reader.assumed()).check();
  merge(problems, draft.problems);
  if (!problems.empty()) refuse(std::move(problems));

  for (Obligation& obligation : draft.contract.obligations)  // `pause: none` leaves nothing to resume
    if (auto* clock = std::get_if<ClockRule>(&obligation.measure); clock != nullptr && clock->pause.empty())
      clock->resume.clear();
  Contract contract = std::move(draft.contract);
  contract.assumptions = assumptions_of(contract, reader, draft.document);
  contract.document = std::make_shared<const Value>(std::move(draft.document));
  contract.source_names = std::move(draft.source_names);
  return contract;
}

}  // namespace slakit
