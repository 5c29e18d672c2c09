#include "slakit/plan/sources.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "contract/place.hpp"
#include "io/path_inside.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/amended.hpp"
#include "slakit/io/holiday_file.hpp"
#include "slakit/plan/calendars.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

const HolidayList* find_own(const Contract& contract, const std::string& name) {
  const auto& own = contract.holidays;
  const auto found = std::find_if(own.begin(), own.end(), [&](const HolidayList& list) { return list.name == name; });
  return found == own.end() ? nullptr : &*found;
}

// Files of holidays, each read once for every zone that a calendar with them is in.
class FileLoader {
 public:
  FileLoader(const Contract& contract, Sources& sources) : contract_(contract), sources_(sources) {}

  void run() {
    std::vector<const CalendarRule*> with_files;
    for (const CalendarRule& rule : contract_.calendars) {
      bool has_files = false;
      for (const std::string& name : rule.holiday_sets)
        has_files |= load_chain(name, rule.time_zone.empty() ? contract_.contract.time_zone : rule.time_zone);
      if (has_files) with_files.push_back(&rule);
    }
    for (const HolidayList& list : contract_.holidays)  // one that nothing uses may have mistakes, too
      if (!list.files.empty() && !seen_.contains(list.name)) load(list, contract_.contract.time_zone);
    if (problems_.empty()) check_gaps();
    if (problems_.empty())
      for (const CalendarRule* rule : with_files) check_calendar(*rule);
    if (!problems_.empty()) throw ContractError(std::move(problems_));
  }

 private:
  bool load_chain(const std::string& name, const std::string& zone) {
    bool has_files = false;
    std::set<const HolidayList*> met;
    for (const HolidayList* list = find_own(contract_, name); list != nullptr && met.insert(list).second;
         list = find_own(contract_, list->extends)) {
      if (list->files.empty()) continue;
      has_files = true;
      load(*list, zone);
    }
    return has_files;
  }

  void load(const HolidayList& list, const std::string& zone) {
    seen_.insert(list.name);
    if (sources_.holiday_files[zone].contains(list.name)) return;
    const HolidayFileOptions options{{list.only, list.except}, sources_.zones.at(zone)};
    std::vector<HolidaySet> files;
    for (std::size_t i = 0; i < list.files.size(); ++i) {
      std::vector<Problem> refused;
      const Problem where =
          at("holidays." + list.name + (list.files.size() == 1 ? ".file" : ".file." + std::to_string(i)));
      const std::optional<std::string> path = path_inside(where.source, list.files[i], where, refused);
      for (Problem& problem : refused) add(std::move(problem));
      if (!path) continue;
      try {
        files.push_back(read_holiday_file(*path, options));
      } catch (const InputError& error) {
        for (const Problem& problem : error.problems()) add(list, problem);
      }
    }
    if (files.size() != list.files.size()) return;
    try {
      sources_.holiday_files[zone].emplace(list.name, joined_files(std::move(files)));
    } catch (const CalendarError& error) {
      for (const Problem& problem : error.problems())
        add("holidays." + list.name + ".file", problem.code, problem.message);
    }
  }

  // Sets whose years files say, so that only now a gap can be seen.
  void check_gaps() {
    for (const auto& [zone, files] : sources_.holiday_files)
      for (const auto& [name, unused] : files) {
        try {
          holiday_set(name, contract_.holidays, sources_.holiday_sets, files);
        } catch (const CalendarError& error) {
          for (const Problem& problem : error.problems()) add("holidays." + name, problem.code, problem.message);
        }
      }
  }

  // What the files make of a calendar: make-up days without hours, sets of which no date is known to all.
  void check_calendar(const CalendarRule& rule) {
    std::vector<Problem> found;
    try {
      found = problems_of(calendar_spec(rule, contract_, sources_));
    } catch (const CalendarError& error) {
      found = error.problems();
    }
    for (const Problem& problem : found) {
      const bool is_range = problem.code == "empty-known-range";
      add("calendars." + rule.name + (is_range || problem.path.empty() ? ".holidays" : "." + problem.path),
          is_range ? "known-gap" : problem.code,
          is_range ? "no date is known to all of these sets: one ends before another begins; let one extend the other"
                   : problem.message);
    }
  }

  // A problem at a path of the document, or the nearest place above it.
  Problem at(const std::string& path) const {
    Problem problem{"", path, "", contract_.source_name(), {}};
    const Value* place = nullptr;
    for (std::string above = path; contract_.document != nullptr && place == nullptr && !above.empty();
         above.resize(above.find_last_of('.') == std::string::npos ? 0 : above.find_last_of('.')))
      place = find_place(*contract_.document, above);
    if (place == nullptr) return problem;
    problem.mark = without_assumed(*place).mark;
    problem.source = contract_.source_names.at(static_cast<std::size_t>(problem.mark.file));
    return problem;
  }

  void add(const std::string& path, std::string code, std::string message) {
    Problem problem = at(path);
    problem.code = std::move(code);
    problem.message = std::move(message);
    add(std::move(problem));
  }

  // Of a file; titles are the document's.
  void add(const HolidayList& list, const Problem& problem) {
    if (problem.path == "only" || problem.path == "except")
      add("holidays." + list.name + "." + problem.path, problem.code, problem.message + " (" + problem.source + ")");
    else
      add(problem);
  }

  void add(Problem problem) {
    if (std::find(problems_.begin(), problems_.end(), problem) == problems_.end())
      problems_.push_back(std::move(problem));
  }

  const Contract& contract_;
  Sources& sources_;
  std::set<std::string> seen_;
  std::vector<Problem> problems_;
};

}  // namespace

namespace {

void load(const Contract& contract, Sources& sources) {
  const auto add_zone = [&](const std::string& name) {
    if (!sources.zones.contains(name)) sources.zones.emplace(name, load_zone(name));
  };
  const auto add_set = [&](const std::string& name) {
    if (const HolidaySet* set = find_holiday_set(name); set != nullptr) sources.holiday_sets.emplace(name, set);
  };
  add_zone(contract.contract.time_zone);
  for (const CalendarRule& rule : contract.calendars) {
    if (!rule.time_zone.empty()) add_zone(rule.time_zone);
    for (const std::string& name : rule.holiday_sets) add_set(name);
  }
  for (const HolidayList& list : contract.holidays) add_set(list.extends);
  FileLoader(contract, sources).run();
}

}  // namespace

Sources load_sources(const Contract& contract) {
  Sources sources;
  load(contract, sources);
  for (const AmendedContract& amended : amended_contracts(contract)) load(amended.contract, sources);
  return sources;
}

}  // namespace slakit
