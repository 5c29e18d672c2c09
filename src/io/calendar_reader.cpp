#include "slakit/io/calendar_reader.hpp"

#include <utility>
#include <vector>

#include "contract/types.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/io/yaml.hpp"
#include "slakit/plan/calendars.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

void check_countries(FieldReader& reader, const CalendarRule& rule, Sources& sources) {
  for (const std::string& country : rule.holiday_sets) {
    const HolidaySet* set = find_holiday_set(country);
    if (set == nullptr)
      reader.problem_at("unknown-country", "holidays",
                        "no published holidays of '" + shown(country) + "' are known; list the dates instead");
    sources.holiday_sets[country] = set;
  }
}

void check_zone(FieldReader& reader, const CalendarRule& rule, Sources& sources) {
  if (!rule.time_zone.empty() && !zone_exists(rule.time_zone))
    reader.problem_at("unknown-zone", "time_zone", unknown_zone_message(rule.time_zone));
  else if (!rule.time_zone.empty())
    sources.zones.emplace(rule.time_zone, load_zone(rule.time_zone));
  else if (reader.has("weekly"))
    reader.problem_at("missing-key", "",
                      "missing key 'time_zone': hours are local; write their zone, such as Asia/Shanghai");
}

// What the table of fields cannot see; `sources` gets what the rule names.
void check(FieldReader& reader, const CalendarRule& rule, Sources& sources) {
  check_countries(reader, rule, sources);
  check_zone(reader, rule, sources);
  for (const char* key : {"seasons", "any_of", "all_of", "except", "phases"})
    if (reader.has(key))
      reader.problem_at("not-supported-yet", key, "a calendar with this is not supported yet; leave it out for now");
  for (const char* key : {"weekly", "holidays", "make_up_days", "exceptions"})
    if (rule.always && reader.has(key))
      reader.problem_at("two-calendars", key, "a calendar is always open or has hours; write one of the two");
}

// Problems found in building know their path only.
[[noreturn]] void throw_marked(const FieldReader& reader, const std::string& source, std::vector<Problem> problems) {
  for (Problem& problem : problems) {
    problem.source = source;
    problem.mark = reader.mark_of(problem.path);
  }
  throw CalendarError(std::move(problems));
}

}  // namespace

Calendar read_calendar(std::string_view text, const std::string& source_name) {
  std::vector<Problem> problems;
  const Value document = read_yaml(text, source_name, problems);
  FieldReader reader(source_name);
  CalendarRule rule;
  Sources sources;
  sources.zones.emplace("", Zone::utc());
  if (problems.empty()) {
    reader.read(type_of<CalendarRule>(), document, &rule);
    check(reader, rule, sources);
  }
  problems.insert(problems.end(), reader.problems().begin(), reader.problems().end());
  if (!problems.empty()) throw CalendarError(std::move(problems));
  try {
    return build_calendar(rule, "", sources);
  } catch (const CalendarError& error) {
    throw_marked(reader, source_name, error.problems());
  }
}

}  // namespace slakit
