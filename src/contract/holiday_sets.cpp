#include "slakit/contract/holiday_sets.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "slakit/base/error.hpp"

namespace slakit {
namespace {

constexpr std::size_t longest_chain = 64;  // of sets that extend each other

const HolidayList* find_own(const std::vector<HolidayList>& own, const std::string& name) {
  const auto found = std::find_if(own.begin(), own.end(), [&](const HolidayList& list) { return list.name == name; });
  return found == own.end() ? nullptr : &*found;
}

// In English, where the document says so.
std::string english_of(const LocalText& title) {
  for (const auto& [language, text] : title.by_language)
    if (language == "en") return text;
  return "";
}

// What the document itself says, without its files and what it extends.
HolidaySet written(const HolidayList& list, const std::vector<Holiday>& of_files) {
  HolidaySet set;
  set.source = list.name;
  std::vector<Date> others;
  for (const HolidayDate& day : list.days) {
    set.holidays.push_back({day.date, day.title.in(""), english_of(day.title), list.name});
    others.push_back(day.date);
  }
  for (const Date date : list.make_up_days) set.make_up_days.push_back({date, "", "", list.name});
  for (const Holiday& day : of_files) others.push_back(day.date);
  std::vector<HolidayRule> rules;
  for (const RecurringHoliday& rule : list.rules) {
    const std::string& title = rule.title.in("");
    rules.push_back({title.empty() ? rule.name : title, english_of(rule.title), rule.day,
                     rule.observed.value_or(Observed{}), rule.from, rule.until});
  }
  const std::vector<Holiday> recurring = holidays_of(rules, list.name, others);
  set.holidays.insert(set.holidays.end(), recurring.begin(), recurring.end());
  return set;
}

HolidaySet own_part(const HolidayList& list, const HolidayFiles& files) {
  const auto of_files = files.find(list.name);
  HolidaySet set = of_files == files.end() ? HolidaySet{} : of_files->second;
  const HolidaySet here = written(list, set.holidays);
  set = joined(std::move(set), here);
  if (list.known_from) set.known_from = *list.known_from;
  if (list.known_until) set.known_until = Date{std::chrono::sys_days{*list.known_until} + std::chrono::days{1}};
  return set;
}

}  // namespace

HolidaySet holiday_set(const std::string& name, const std::vector<HolidayList>& own, const PublishedHolidays& published,
                       const HolidayFiles& files) {
  std::vector<const HolidayList*> chain;
  std::string next = name;
  for (const HolidayList* list = find_own(own, next); list != nullptr; list = find_own(own, next)) {
    chain.push_back(list);
    next = list->extends;
    if (next.empty()) break;
    if (chain.size() > longest_chain)
      throw CalendarError({Problem{"circular-reference",
                                   "",
                                   "'" + name + "' extends more than 64 sets, one the other; join some of them",
                                   "",
                                   {}}});
  }
  HolidaySet set;
  if (!chain.empty() && next.empty()) {
    set = own_part(*chain.back(), files);
    chain.pop_back();
  } else {
    set = *published.at(next);
  }
  for (auto list = chain.rbegin(); list != chain.rend(); ++list) set = joined(std::move(set), own_part(**list, files));
  return set;
}

HolidaySet joined_files(std::vector<HolidaySet> files) {
  const auto order = [](const HolidaySet& set) {
    return std::tuple(!set.known_from.has_value(), set.known_from.value_or(Date{}));
  };
  std::stable_sort(files.begin(), files.end(),
                   [&](const HolidaySet& a, const HolidaySet& b) { return order(a) < order(b); });
  HolidaySet set = std::move(files.front());
  for (std::size_t i = 1; i < files.size(); ++i) set = joined(std::move(set), files[i]);
  return set;
}

}  // namespace slakit
