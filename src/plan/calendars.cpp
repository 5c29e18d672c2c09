#include "slakit/plan/calendars.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "contract/place.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/calendar_order.hpp"
#include "slakit/contract/holiday_sets.hpp"

namespace slakit {
namespace {

// Files with times without a zone read in the calendar's.
const HolidayFiles& files_in(const std::string& zone, const Sources& sources) {
  static const HolidayFiles none;
  const auto found = sources.holiday_files.find(zone);
  return found == sources.holiday_files.end() ? none : found->second;
}

const std::string& zone_of(const CalendarRule& rule, const Contract& contract) {
  return rule.time_zone.empty() ? contract.contract.time_zone : rule.time_zone;
}

// A problem at a path of the document, or at the nearest place above it.
Problem problem_at(const Contract& contract, std::string code, std::string path, std::string message) {
  Problem problem{std::move(code), std::move(path), std::move(message), "", {}};
  const Value* place = nullptr;
  std::string at = problem.path;
  while (contract.document != nullptr && !at.empty() && (place = find_place(*contract.document, at)) == nullptr)
    at.resize(at.find('.') == std::string::npos ? 0 : at.rfind('.'));
  if (place != nullptr) {
    problem.mark = without_assumed(*place).mark;
    problem.path = at;
  }
  if (!contract.source_names.empty())
    problem.source = contract.source_names.at(static_cast<std::size_t>(problem.mark.file));
  return problem;
}

class Builder {
 public:
  using Calendars = std::vector<std::optional<Calendar>>;

  Builder(const Contract& contract, const Sources& sources)
      : contract_(contract), sources_(sources), made_(contract.calendars.size()) {
    for (std::size_t i = 0; i < made_.size(); ++i) by_name_.emplace(contract.calendars[i].name, i);
  }

  // Those of `order`, by index.
  Calendars build(const std::vector<std::size_t>& order) && {
    for (const std::size_t i : order) build_one(i);
    if (!problems_.empty()) throw ContractError(std::move(problems_));
    return std::move(made_);
  }

 private:
  void build_one(std::size_t index) {
    const CalendarRule& rule = contract_.calendars[index];
    rule_ = &rule;
    const std::vector<CalendarPart> parts = parts_of(rule);
    const bool has_all_parts =
        std::all_of(parts.begin(), parts.end(), [&](const CalendarPart& part) { return find(part.name) != nullptr; });
    if (!has_all_parts) return;  // they have their problems, or are no calendars
    const std::optional<Calendar> calendar =
        parts.empty() ? plain() : zoned(rule.phases.empty() ? combined() : phased());
    if (calendar) made_[index] = calendar->named(rule.name);
  }

  const Calendar* find(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found != by_name_.end() && made_[found->second] ? &*made_[found->second] : nullptr;
  }

  std::string path(const std::string& key) const { return "calendars." + rule_->name + (key.empty() ? "" : "." + key); }

  void problem(std::string code, const std::string& key, std::string message) {
    problems_.push_back(problem_at(contract_, std::move(code), path(key), std::move(message)));
  }

  const Zone& zone() const { return sources_.zones.at(zone_of(*rule_, contract_)); }

  std::optional<Calendar> plain() {
    if (rule_->always) return Calendar::always(zone());
    try {
      return Calendar::weekly(calendar_spec(*rule_, contract_, sources_));
    } catch (const CalendarError& error) {
      for (const Problem& p : error.problems()) problem(p.code, p.path, p.message);
      return std::nullopt;
    }
  }

  // The same open time with its days in the rule's zone.
  std::optional<Calendar> zoned(const std::optional<Calendar>& calendar) const {
    if (!calendar || calendar->zone() == zone()) return calendar;
    return Calendar::always(zone()) & *calendar;
  }

  using Operation = Calendar (*)(const Calendar&, const Calendar&);

  std::optional<Calendar> combined() {
    std::optional<Calendar> result;
    join(
        result, rule_->any_of, "any_of", [](const Calendar& a, const Calendar& b) { return a | b; }, "");
    join(
        result, rule_->all_of, "all_of", [](const Calendar& a, const Calendar& b) { return a & b; },
        "nothing is left open when this one has to be open, too; combine calendars that are open at the same time");
    if (rule_->any_of.empty() && rule_->all_of.empty()) result = Calendar::always(zone());
    join(
        result, rule_->except, "except", [](const Calendar& a, const Calendar& b) { return a - b; },
        "nothing is left open without the time of this one; take out less");
    return has_failed_ ? std::exchange(has_failed_, false), std::nullopt : result;
  }

  void join(std::optional<Calendar>& result, const std::vector<std::string>& names, const std::string& key,
            Operation operation, const char* never_opens) {
    for (std::size_t i = 0; i < names.size() && !has_failed_; ++i) {
      const Calendar& next = *find(names[i]);
      const std::string place = key + "." + std::to_string(i);
      if (!result) {
        result = next;
      } else if (result->known().from >= next.known().to || next.known().from >= result->known().to) {
        problem("unknown-between", place,
                "it is known " + range_of(next) + ", and what stands before it " + range_of(*result) +
                    ": at no common time; combine calendars whose holidays are known for the same years");
        has_failed_ = true;
      } else {
        try {
          result = operation(*result, next);
        } catch (const CalendarError&) {
          problem("never-opens", place, never_opens);
          has_failed_ = true;
        }
      }
    }
  }

  // Each phase until the local midnight on which it no longer holds.
  std::optional<Calendar> phased() {
    std::optional<Calendar> result = *find(rule_->phases.front().calendar);
    for (std::size_t i = 1; result && i < rule_->phases.size(); ++i) result = followed(*result, i);
    return result;
  }

  std::optional<Calendar> followed(const Calendar& before, std::size_t i) {
    const Date until = *rule_->phases[i - 1].until;
    const Calendar& next = *find(rule_->phases[i].calendar);
    const Checked<Instant> at = zone().to_instant(LocalTime{std::chrono::local_days{until}});
    const std::string here = "phases." + std::to_string(i - 1);
    if (!at || *at <= before.known().from || *at > before.known().to) {
      problem("unknown-between", here,
              "it is known " + range_of(before) + ", and is to hold until " + to_string(until) +
                  "; give it holidays that are known until then");
    } else if (*at < next.known().from || *at >= next.known().to) {
      problem("unknown-between", "phases." + std::to_string(i),
              "it is known " + range_of(next) + ", and is to hold from " + to_string(until) +
                  " on; give it holidays that are known from then on");
    } else {
      try {
        return before.then(*at, next);
      } catch (const CalendarError&) {
        problem("never-opens", here, "nothing is open in this phase or the next; give them hours");
      }
    }
    return std::nullopt;
  }

  // "from 2007-01-01 until 2027-01-01": local dates, the last one out.
  static std::string range_of(const Calendar& calendar) {
    const auto date = [&](Instant at) {
      return to_string(Date{std::chrono::floor<std::chrono::days>(calendar.zone().to_local(at))});
    };
    return "from " + date(calendar.known().from) + " until " + date(calendar.known().to);
  }

  const Contract& contract_;
  const Sources& sources_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
  Calendars made_;
  const CalendarRule* rule_ = nullptr;  // being built
  bool has_failed_ = false;             // a combination
  std::vector<Problem> problems_;
};

}  // namespace

CalendarSpec calendar_spec(const CalendarRule& rule, const Contract& contract, const Sources& sources) {
  const std::string& zone = zone_of(rule, contract);
  CalendarSpec spec;
  spec.zone = sources.zones.at(zone);
  spec.weekly = rule.weekly;
  spec.seasons = rule.seasons;
  std::vector<HolidaySet> sets;
  for (const std::string& name : rule.holiday_sets)
    sets.push_back(holiday_set(name, contract.holidays, sources.holiday_sets, files_in(zone, sources)));
  add(spec, sets);
  for (const Date date : rule.holidays) spec.holidays.push_back({date, ""});
  for (const Date date : rule.make_up_days) spec.make_up_days.push_back({date, ""});
  spec.make_up_like = rule.make_up_like;
  for (const ExceptionHours& exception : rule.exceptions) {
    if (exception.day.date)
      spec.exceptions.push_back({*exception.day.date, exception.hours});
    else
      spec.yearly_exceptions.push_back({exception.day.yearly, exception.hours});
  }
  spec.overnight_holiday = contract.policies.overnight_holiday.value_or(OvernightHoliday{});
  return spec;
}

std::vector<Calendar> build_calendars(const Contract& contract, const Sources& sources) {
  std::vector<Calendar> calendars;
  for (std::optional<Calendar>& made : Builder(contract, sources).build(build_order(contract.calendars))) {
    if (!made) throw Error("calendars that lead back to themselves, or rest on others that are not there");
    calendars.push_back(*std::move(made));
  }
  return calendars;
}

void check_combinations(const Contract& contract, const Sources& sources) {
  std::vector<std::size_t> combinations;
  for (std::size_t i = 0; i < contract.calendars.size(); ++i)
    if (!parts_of(contract.calendars[i]).empty()) combinations.push_back(i);
  if (!combinations.empty()) Builder(contract, sources).build(build_order(contract.calendars, combinations));
}

std::optional<Calendar> build_calendar(const Contract& contract, std::string_view name, const Sources& sources) {
  const auto found = std::find_if(contract.calendars.begin(), contract.calendars.end(),
                                  [&](const CalendarRule& rule) { return rule.name == name; });
  if (found == contract.calendars.end()) return std::nullopt;
  const auto index = static_cast<std::size_t>(found - contract.calendars.begin());
  return Builder(contract, sources).build(build_order(contract.calendars, {index}))[index];
}

}  // namespace slakit
