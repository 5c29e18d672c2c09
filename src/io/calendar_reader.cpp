#include "slakit/io/calendar_reader.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "contract/check.hpp"
#include "contract/types.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/calendar_order.hpp"
#include "slakit/contract/schema.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/yaml.hpp"
#include "slakit/plan/calendars.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

// What a file that contracts include may have beside its calendars.
constexpr std::array<std::string_view, 4> passed_over{"slakit", "rosters", "events", "attributes"};

constexpr const char* only_name = "calendar";  // of a calendar that has none

[[noreturn]] void refuse(std::vector<Problem> problems) { throw CalendarError(std::move(problems)); }

[[noreturn]] void refuse(const char* code, std::string message, const std::string& source) {
  refuse({{code, "", std::move(message), source, {}}});
}

// The calendar `name`, or the only one.
const CalendarRule& chosen(const std::vector<CalendarRule>& rules, std::string_view name, const std::string& source) {
  const auto found =
      name.empty() && rules.size() == 1
          ? rules.begin()
          : std::find_if(rules.begin(), rules.end(), [&](const CalendarRule& rule) { return rule.name == name; });
  if (found != rules.end()) return *found;
  if (rules.empty()) refuse("missing-key", "there is no calendar here; write one under `calendars`", source);
  std::string names;
  for (const CalendarRule& rule : rules) names += (names.empty() ? "'" : ", '") + shown(rule.name) + "'";
  if (name.empty()) refuse("several-calendars", "there are several calendars; name one of " + names, source);
  refuse("unknown-calendar", "unknown calendar '" + shown(name) + "'; name one of " + names, source);
}

// Calendars without a contract around them.
class Document {
 public:
  // `tree` has the sections.
  Document(Value tree, std::string source, std::vector<Problem> problems)
      : reader_(source), problems_(std::move(problems)) {
    contract_.source_names = {std::move(source)};
    contract_.document = std::make_shared<const Value>(std::move(tree));
    for (const auto& [key, section] : contract_.document->entries) read_section(key, section);
    const std::vector<Problem>& found = reader_.problems();
    problems_.insert(problems_.end(), found.begin(), found.end());
    const std::vector<Problem> more = inconsistencies(contract_, *contract_.document, contract_.source_names, found);
    problems_.insert(problems_.end(), more.begin(), more.end());
  }

  Calendar calendar(std::string_view name, const std::string& time_zone) && {
    contract_.contract.time_zone = time_zone.empty() ? "UTC" : time_zone;
    if (!zone_exists(contract_.contract.time_zone))
      problems_.push_back({"unknown-zone", "time_zone", unknown_zone_message(time_zone), "", {}});
    if (!problems_.empty() && contract_.calendars.size() != 1) fail();
    const CalendarRule& rule = chosen(contract_.calendars, name, contract_.source_name());
    if (time_zone.empty()) settle_zones(static_cast<std::size_t>(&rule - contract_.calendars.data()));
    if (!problems_.empty()) fail();
    return *build_calendar(contract_, rule.name, load_sources(contract_));
  }

 private:
  void read_section(const Value& key, const Value& section) {
    const FieldReader::Step step(reader_, key.text, key.mark);
    const Field* field = contract_type().find(key.text);
    if (key.text == "calendars" || key.text == "holidays")
      reader_.read(*field->type, section, field->access(&contract_));
    else if (key.text == "slakit" && section.text != "1")
      reader_.problem("unknown-version", "this version is not known here; write slakit: 1", section);
    else if (std::find(passed_over.begin(), passed_over.end(), key.text) == passed_over.end())
      reader_.problem("unknown-key",
                      "'" + shown(key.text) + "' is no part of a document of calendars; write it in a contract", key);
  }

  // Of a calendar and those that it rests on: they come first.
  void settle_zones(std::size_t index) {
    for (const std::size_t i : build_order(contract_.calendars, {index})) settle_zone(contract_.calendars[i]);
  }

  void settle_zone(CalendarRule& rule) {
    if (!rule.time_zone.empty()) return;
    const std::vector<CalendarPart> parts = parts_of(rule);
    if (rule.always) {
      rule.time_zone = "UTC";
    } else if (!parts.empty()) {
      const auto first = std::find_if(contract_.calendars.begin(), contract_.calendars.end(),
                                      [&](const CalendarRule& other) { return other.name == parts.front().name; });
      if (first != contract_.calendars.end()) rule.time_zone = first->time_zone;
    } else if (const std::string path = "calendars." + rule.name;
               !reader_.has(path + ".time_zone") && is_readable(path)) {
      problems_.push_back({"missing-key", path,
                           "missing key 'time_zone': hours are local; write their zone, such as Asia/Shanghai",
                           contract_.source_name(), reader_.mark_of(path)});
    }
  }

  bool is_readable(const std::string& path) const {
    return std::none_of(problems_.begin(), problems_.end(), [&](const Problem& p) { return p.path == path; });
  }

  [[noreturn]] void fail() {
    sort_by_place(problems_);
    refuse(std::move(problems_));
  }

  Contract contract_;
  FieldReader reader_;
  std::vector<Problem> problems_;
};

// A calendar alone, as the only one of a document; problems know it by the paths that its text has.
Calendar only_calendar(Value tree, const std::string& source, std::vector<Problem> problems,
                       const std::string& time_zone) {
  const Mark mark = tree.mark;
  Value section = Value::mapping({});
  section.mark = mark;
  section.entries.push_back({Value::scalar(only_name, mark), std::move(tree)});
  Value document = Value::mapping({});
  document.mark = mark;
  document.entries.push_back({Value::scalar("calendars", mark), std::move(section)});
  try {
    return Document(std::move(document), source, std::move(problems)).calendar("", time_zone).named("");
  } catch (const InputError& error) {
    std::vector<Problem> unwrapped = error.problems();
    const std::string prefix = std::string("calendars.") + only_name;
    for (Problem& problem : unwrapped)
      if (problem.path.starts_with(prefix)) problem.path.erase(0, prefix.size() + (problem.path == prefix ? 0 : 1));
    refuse(std::move(unwrapped));
  }
}

Calendar contract_calendar(const std::string& path, std::string_view name) {
  const Contract contract = read_contract_file(path);
  return *build_calendar(contract, chosen(contract.calendars, name, path).name, load_sources(contract));
}

Calendar calendar_in(const std::string& path, std::string_view name, const std::string& time_zone) {
  std::vector<Problem> problems;
  const std::string text = read_text_file(path, problems);
  Value tree = problems.empty() ? read_yaml(text, path, problems) : Value{};
  if (tree.is_null() && !problems.empty()) refuse(std::move(problems));
  for (const char* key : {"contract", "obligations", "include"})
    if (tree.find(key) != nullptr) return contract_calendar(path, name);
  // `holidays` alone is a key of one calendar, and no section without calendars.
  if (tree.find("calendars") != nullptr || tree.find("slakit") != nullptr)
    return Document(std::move(tree), path, std::move(problems)).calendar(name, time_zone);
  if (!name.empty())
    refuse("unknown-calendar", "this is one calendar without a name; leave the name '" + shown(name) + "' out", path);
  return only_calendar(std::move(tree), path, std::move(problems), time_zone);
}

}  // namespace

Calendar read_calendar(std::string_view text, const std::string& source_name) {
  std::vector<Problem> problems;
  Value tree = read_yaml(text, source_name, problems);
  if (tree.is_null() && !problems.empty()) refuse(std::move(problems));
  return only_calendar(std::move(tree), source_name, std::move(problems), "");
}

Calendar read_calendar_file(const std::string& path, std::string_view name, const std::string& time_zone) {
  try {
    return calendar_in(path, name, time_zone);
  } catch (const CalendarError&) {
    throw;
  } catch (const InputError& error) {
    refuse(error.problems());
  }
}

}  // namespace slakit
