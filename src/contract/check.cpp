#include "check.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/suggest.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/calendar/holidays.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {

namespace {

template <class Items>
std::vector<std::string_view> names_of(const Items& items) {
  std::vector<std::string_view> names;
  names.reserve(items.size());
  for (const auto& item : items) names.push_back(item.name);
  return names;
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text.empty() ? "there is none" : text;
}

// Nothing under `path` is a problem yet.
bool is_readable(const FieldReader& reader, const std::string& path) {
  const auto inside = [&](const Problem& p) { return p.path == path || p.path.starts_with(path + "."); };
  return std::none_of(reader.problems().begin(), reader.problems().end(), inside);
}

// An empty text that could not be read, or is not there, has its problem already.
bool is_settled(const FieldReader& reader, const std::string& path, std::string_view text) {
  return text.empty() && !(reader.has(path) && is_readable(reader, path));
}

// `name` must be one of `known`.
void check_name(FieldReader& reader, const std::string& path, std::string_view what, std::string_view name,
                const std::vector<std::string_view>& known) {
  if (is_settled(reader, path, name) || std::find(known.begin(), known.end(), name) != known.end()) return;
  const std::string hint = suggestion(name, known);
  std::string code = "unknown-" + std::string(what);
  reader.problem_at(std::move(code), path,
                    "unknown " + std::string(what) + " '" + shown(name) + "'" +
                        (hint.empty() ? "; write one of: " + listed(known) : hint));
}

void check_zone(FieldReader& reader, const std::string& path, const std::string& name) {
  if (!is_settled(reader, path, name) && !zone_exists(name))
    reader.problem_at("unknown-zone", path, unknown_zone_message(name));
}

// Calendars

bool opens(const CalendarRule& rule) {
  const auto has_hours = [](const DayHours& hours) { return !hours.empty(); };
  return rule.always || std::any_of(rule.weekly.begin(), rule.weekly.end(), has_hours) ||
         std::any_of(rule.exceptions.begin(), rule.exceptions.end(),
                     [&](const DatedHours& d) { return has_hours(d.hours); });
}

// A shift that runs past midnight into hours of the next weekday.
void check_overnight(FieldReader& reader, const std::string& path, const WeeklyHours& weekly) {
  for (std::size_t day = 0; day < weekly.size(); ++day) {
    const DayHours& today = weekly[day];
    const DayHours& next = weekly[(day + 1) % weekly.size()];
    if (today.empty() || next.empty()) continue;
    if (today.back().to - std::chrono::hours{24} > next.front().from)
      return reader.problem_at("overlapping-hours", path,
                               "a shift past midnight overlaps hours of the next day; write hours that do not");
  }
}

bool has_make_up_days(const CalendarRule& rule) {
  return !rule.make_up_days.empty() ||
         std::any_of(rule.holiday_sets.begin(), rule.holiday_sets.end(), [](const std::string& country) {
           const HolidaySet* set = find_holiday_set(country);
           return set != nullptr && !set->make_up_days.empty();
         });
}

void check_make_up(FieldReader& reader, const std::string& path, const CalendarRule& rule) {
  const DayHours* hours = nullptr;
  bool equal = true;
  for (const DayHours& day : rule.weekly) {
    if (day.empty()) continue;
    if (hours != nullptr && *hours != day) equal = false;
    hours = &day;
  }
  if (!rule.make_up_like && !equal && has_make_up_days(rule))
    reader.problem_at(
        "make-up-without-hours", path,
        "weekdays have different hours, so those of make-up working days are not known; add make_up_like, "
        "such as make_up_like: mon");
  if (rule.make_up_like && rule.weekly[static_cast<std::size_t>(*rule.make_up_like)].empty())
    reader.problem_at("make-up-without-hours", path + ".make_up_like", "that weekday has no hours; name one that has");
}

void check_dates(FieldReader& reader, const std::string& path, const CalendarRule& rule) {
  const auto repeated = [](std::vector<Date> dates) {
    std::sort(dates.begin(), dates.end());
    return std::adjacent_find(dates.begin(), dates.end()) != dates.end();
  };
  if (repeated(rule.holidays))
    reader.problem_at("duplicate-date", path + ".holidays", "a date is given twice; write it once");
  if (repeated(rule.make_up_days))
    reader.problem_at("duplicate-date", path + ".make_up_days", "a date is given twice; write it once");
}

void check(FieldReader& reader, const CalendarRule& rule) {
  const std::string path = "calendars." + rule.name;
  check_zone(reader, path + ".time_zone", rule.time_zone);
  for (const std::string& country : rule.holiday_sets)
    if (!country.empty() && find_holiday_set(country) == nullptr)
      reader.problem_at("unknown-country", path + ".holidays",
                        "no published holidays of '" + shown(country) +
                            "' are known; list the dates, or write one of: " + listed(holiday_set_codes()));
  const bool has_rules = reader.has(path + ".weekly") || reader.has(path + ".holidays") ||
                         reader.has(path + ".make_up_days") || reader.has(path + ".exceptions");
  if (rule.always && has_rules)
    reader.problem_at("two-calendars", path, "a calendar is always open or has hours; write one of the two");
  if (is_readable(reader, path) && !opens(rule))
    reader.problem_at("never-opens", path, "this calendar has no open time; give it hours, or write `always`");
  check_overnight(reader, path + ".weekly", rule.weekly);
  check_make_up(reader, path, rule);
  check_dates(reader, path, rule);
}

// Clocks

// Where an event of a list is written: "stop.1", or "stop" when it stands without brackets.
std::string item_path(const FieldReader& reader, const std::string& list, std::size_t index) {
  std::string path = list + "." + std::to_string(index);
  return reader.has(path) ? path : list;
}

void check_roles(FieldReader& reader, const std::string& path, std::string_view role,
                 const std::vector<std::string>& events, std::string_view other_role,
                 const std::vector<std::string>& others) {
  const std::string list = path + "." + std::string(role);
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i].empty() || std::find(others.begin(), others.end(), events[i]) == others.end()) continue;
    reader.problem_at("event-in-two-roles", item_path(reader, list, i),
                      "'" + shown(events[i]) + "' is both " + std::string(other_role) + " and " + std::string(role) +
                          " of this clock; use two events");
  }
}

// What a ticket that matches both is known to be; nothing where none can.
std::optional<Where> both(const Where& a, const Where& b) {
  Where result = a;
  for (const Condition& condition : b) {
    const auto same = [&](const Condition& other) { return other.attribute == condition.attribute; };
    const auto found = std::find_if(result.begin(), result.end(), same);
    if (found == result.end()) {
      result.push_back(condition);
      continue;
    }
    std::erase_if(found->values, [&](const std::string& value) {
      return std::find(condition.values.begin(), condition.values.end(), value) == condition.values.end();
    });
    if (found->values.empty()) return std::nullopt;
  }
  return result;
}

// Every ticket that matches `known` matches `wanted`.
bool implies(const Where& known, const Where& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const Condition& want) {
    const auto same = [&](const Condition& other) { return other.attribute == want.attribute; };
    const auto found = std::find_if(known.begin(), known.end(), same);
    return found != known.end() &&
           std::all_of(found->values.begin(), found->values.end(), [&](const std::string& value) {
             return std::find(want.values.begin(), want.values.end(), value) != want.values.end();
           });
  });
}

// Two targets of equal weight are fine where a more specific one speaks for every ticket that both match.
bool is_ambiguous(const std::vector<TargetRule>& targets, const TargetRule& a, const TargetRule& b) {
  if (a.where.size() != b.where.size()) return false;
  const std::optional<Where> known = both(a.where, b.where);
  return known && std::none_of(targets.begin(), targets.end(), [&](const TargetRule& other) {
           return other.where.size() > a.where.size() && implies(*known, other.where);
         });
}

void check_targets(FieldReader& reader, const std::string& path, const std::vector<TargetRule>& targets) {
  constexpr std::size_t targets_max = 256;  // each pair is compared with all others
  if (targets.size() > targets_max)
    return reader.problem_at("too-large", path, "more than 256 targets; split the obligation");
  for (std::size_t i = 0; i < targets.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (!is_ambiguous(targets, targets[i], targets[j])) continue;
      const int line = reader.mark_of(item_path(reader, path, j)).line;
      reader.problem_at("ambiguous-target", item_path(reader, path, i),
                        "a ticket may match this target and the one at line " + std::to_string(line) +
                            ", neither more specific; add a condition to one of them");
      break;
    }
}

void check_clause(FieldReader& reader, const std::string& path, const std::string& clause) {
  if (clause.empty() && !is_settled(reader, path, clause))
    reader.problem_at("empty-name", path, "an empty clause cites nothing; write its number, as \"1.1.2\"");
}

void check_events(FieldReader& reader, const std::string& list, const std::vector<std::string>& events) {
  for (std::size_t i = 0; i < events.size(); ++i)
    if (events[i].empty() && is_readable(reader, item_path(reader, list, i)))
      reader.problem_at("empty-name", item_path(reader, list, i), "an event has a name; write it as the log does");
}

void check_event_names(FieldReader& reader, const std::string& path, const ClockRule& clock) {
  const bool is_long = reader.has(path + ".start.of");
  const std::string start = path + (is_long ? ".start.of" : ".start");
  if (clock.start.of.empty() && reader.has(start) && is_readable(reader, start))
    reader.problem_at("missing-value", start, "at least one event is needed here; the list is empty");
  check_events(reader, start, clock.start.of);
  check_events(reader, path + ".start.unless", clock.start.unless);
  check_events(reader, path + ".stop", clock.stop);
  check_events(reader, path + ".pause", clock.pause);
  check_events(reader, path + ".resume", clock.resume);
}

void check(FieldReader& reader, const Obligation& obligation, const Contract& contract) {
  const std::string path = "obligations." + obligation.name + ".clock";
  check_clause(reader, "obligations." + obligation.name + ".clause", obligation.clause);
  if (!reader.has(path)) return;
  const ClockRule& clock = obligation.clock;
  check_event_names(reader, path, clock);
  check_name(reader, path + ".calendar", "calendar", clock.calendar, names_of(contract.calendars));
  check_roles(reader, path, "stop", clock.stop, "start", clock.start.of);
  check_roles(reader, path, "pause", clock.pause, "stop", clock.stop);
  check_roles(reader, path, "pause", clock.pause, "start", clock.start.of);
  check_roles(reader, path, "resume", clock.resume, "pause", clock.pause);
  const bool never_resumes = !reader.has(path + ".resume") || reader.is_none(path + ".resume");
  if (!clock.pause.empty() && never_resumes)
    reader.problem_at("pause-without-resume", path + ".pause",
                      "nothing ends this pause; add `resume` with the event that does");
  const bool never_pauses = !reader.has(path + ".pause");
  if (!clock.resume.empty() && never_pauses)
    reader.problem_at("resume-without-pause", path + ".resume",
                      "there is no pause to end; add `pause`, or remove `resume`");
  if (!clock.start.unless.empty() && clock.start.after == Duration{} && !reader.has(path + ".start.after"))
    reader.problem_at("unless-without-after", path + ".start.unless",
                      "`unless` looks at what comes before `after` is over; add `after`, or remove `unless`");
  check_targets(reader, path + ".target", clock.target);
}

// Money

void check(FieldReader& reader, const PenaltyTerm& term, const Contract& contract) {
  const std::string path = "penalties." + term.name;
  check_clause(reader, path + ".clause", term.clause);
  check_name(reader, path + ".prices", "obligation", term.prices, names_of(contract.obligations));
  check_name(reader, path + ".charge.of", "base", term.charge.of, {"price"});
  if (term.charge.per == ChargeUnit::incident && term.charge.counting)
    reader.problem_at("unused-key", path + ".charge.counting",
                      "a charge per incident counts no days; remove `counting`, or write per: day");
}

}  // namespace

void check(const Contract& contract, FieldReader& reader) {
  const ContractHead& head = contract.contract;
  check_zone(reader, "contract.time_zone", head.time_zone);
  if (head.term) check_name(reader, "contract.term.from", "milestone", head.term->from, names_of(head.milestones));
  for (const CalendarRule& rule : contract.calendars) check(reader, rule);
  for (const Obligation& obligation : contract.obligations) check(reader, obligation, contract);
  for (const PenaltyTerm& term : contract.penalties) check(reader, term, contract);
  for (const CapRule& cap : contract.caps) check_name(reader, "caps." + cap.name + ".of", "base", cap.of, {"price"});
}

}  // namespace slakit
