// The appendix: calendars, rosters, and the words that tickets and logs use.
#include <algorithm>
#include <chrono>
#include <string>

#include "io/contract_page_parts.hpp"
#include "slakit/calendar/holidays.hpp"

namespace slakit::page {

namespace {

constexpr Phrase weekdays[] = {{"周一", "Monday"}, {"周二", "Tuesday"},  {"周三", "Wednesday"}, {"周四", "Thursday"},
                               {"周五", "Friday"}, {"周六", "Saturday"}, {"周日", "Sunday"}};

std::string hours(const Words& words, const DayHours& hours) {
  Texts spans;
  for (const HoursSpan& span : hours) spans.push_back(to_string(span));
  return spans.empty() ? words.say({"休息", "closed"}) : words.series(spans, {"、", " and "});
}

// "Monday to Friday 09:00-12:00 and 13:30-18:00; Saturday and Sunday closed"
std::string weekly(const Words& words, const WeeklyHours& weekly) {
  std::string text;
  for (std::size_t first = 0; first < weekly.size();) {
    std::size_t last = first;
    while (last + 1 < weekly.size() && weekly[last + 1] == weekly[first]) ++last;
    const std::string day = words.say(weekdays[first]);
    const std::string days =
        last == first ? day : words.say({"{0}至{1}", "{0} to {1}"}, {day, words.say(weekdays[last])});
    if (!text.empty()) text += words.say({"；", "; "});
    text += days + ' ' + hours(words, weekly[first]);
    first = last + 1;
  }
  return text;
}

std::string dates(const Words& words, const std::vector<Date>& dates) {
  Texts texts;
  for (const Date date : dates) texts.push_back(text_of(date));
  return words.all_of(texts);
}

std::string month_day(const MonthDay& day) {
  return text_of(Date{std::chrono::year{2000}, std::chrono::month{static_cast<unsigned>(day.month)},
                      std::chrono::day{static_cast<unsigned>(day.day)}})
      .substr(5);
}

std::string calendars(const Words& words, const Texts& names) {
  Texts texts;
  for (const std::string& name : names) texts.push_back(words.calendar(name));
  return words.all_of(texts);
}

bool has_hours(const WeeklyHours& weekly) {
  for (const DayHours& day : weekly)
    if (!day.empty()) return true;
  return false;
}

const HolidayList* find_own(const Words& words, const std::string& name) {
  const auto& own = words.contract().holidays;
  const auto found = std::find_if(own.begin(), own.end(), [&](const HolidayList& list) { return list.name == name; });
  return found == own.end() ? nullptr : &*found;
}

std::string set_title(const Words& words, const std::string& name) {
  const HolidayList* list = find_own(words, name);
  return words.quoted(list == nullptr ? LocalText{} : list->title, name);
}

void holidays(Writer& page, const Words& words, const CalendarRule& rule) {
  Texts sets;
  for (const std::string& name : rule.holiday_sets) sets.push_back(set_title(words, name));
  if (!sets.empty())
    page.bullet(words.say({"按{0}的节假日安排休息，其调休的工作日照常",
                           "Closed on the holidays of {0}; open on their make-up working days"},
                          {words.all_of(sets)}),
                1);
  for (const std::string& name : rule.holiday_sets) {
    const HolidaySet* set = find_own(words, name) != nullptr ? nullptr : find_holiday_set(name);
    if (set == nullptr || !set->known_from || !set->known_until) continue;
    const Date last{std::chrono::sys_days{*set->known_until} - std::chrono::days{1}};
    page.bullet(words.say({"{0}的节假日已知{1}至{2}，此外的日期未知",
                           "The holidays of {0} are known from {1} to {2}; other dates are not known"},
                          {words.quoted({}, name), text_of(*set->known_from), text_of(last)}),
                1);
  }
  if (!rule.holidays.empty()) page.bullet(words.say({"休息：{0}", "Closed: {0}"}, {dates(words, rule.holidays)}), 1);
  if (!rule.make_up_days.empty())
    page.bullet(words.say({"调休工作日：{0}", "Make-up working days: {0}"}, {dates(words, rule.make_up_days)}), 1);
  if (rule.make_up_like)
    page.bullet(words.say({"调休工作日的时间与{0}相同", "Make-up working days have the hours of a {0}"},
                          {words.say(weekdays[static_cast<std::size_t>(*rule.make_up_like)])}),
                1);
  for (const ExceptionHours& exception : rule.exceptions)
    page.bullet(exception.day.date
                    ? words.say({"{0}：{1}", "{0}: {1}"}, {text_of(*exception.day.date), hours(words, exception.hours)})
                    : words.say({"每年{0}：{1}", "{0} of each year: {1}"},
                                {month_day(exception.day.yearly), hours(words, exception.hours)}),
                1);
}

void combination(Writer& page, const Words& words, const CalendarRule& rule) {
  if (!rule.any_of.empty())
    page.bullet(words.say({"{0}之一开放即为开放", "Open when one of these is: {0}"}, {calendars(words, rule.any_of)}),
                1);
  if (!rule.all_of.empty())
    page.bullet(words.say({"{0}均开放才为开放", "Open when all of these are: {0}"}, {calendars(words, rule.all_of)}),
                1);
  if (!rule.except.empty())
    page.bullet(words.say({"{0}的时间除外", "Closed when one of these is open: {0}"}, {calendars(words, rule.except)}),
                1);
  for (const CalendarPhase& phase : rule.phases)
    page.bullet(phase.until ? words.say({"{0}之前适用{1}", "{1} until {0}, that day out"},
                                        {text_of(*phase.until), words.calendar(phase.calendar)})
                            : words.say({"此后适用{0}", "{0} from then on"}, {words.calendar(phase.calendar)}),
                1);
}

void calendar(Writer& page, const Words& words, const CalendarRule& rule) {
  const std::string zone = rule.time_zone.empty() ? "" : words.say({"，时区{0}", ", time zone {0}"}, {rule.time_zone});
  page.bullet(words.calendar(rule.name) + zone + words.in_clauses(rule.clause));
  if (rule.always) page.bullet(words.say({"每日24小时，全年无休", "24 hours a day, every day"}), 1);
  if (has_hours(rule.weekly)) page.bullet(weekly(words, rule.weekly), 1);
  for (const Season& season : rule.seasons)
    page.bullet(words.say({"每年{0}至{1}：{2}", "From {0} to {1} of each year: {2}"},
                          {month_day(season.from), month_day(season.to), weekly(words, season.weekly)}),
                1);
  holidays(page, words, rule);
  combination(page, words, rule);
}

// "the fourth Thursday of November"
std::string day_of(const Words& words, const RecurringDay& day) {
  using Kind = RecurringDay::Kind;
  constexpr Phrase months[] = {{"1月", "January"},   {"2月", "February"}, {"3月", "March"},     {"4月", "April"},
                               {"5月", "May"},       {"6月", "June"},     {"7月", "July"},      {"8月", "August"},
                               {"9月", "September"}, {"10月", "October"}, {"11月", "November"}, {"12月", "December"}};
  constexpr Phrase ordinals[] = {{"第一个", "first"}, {"第二个", "second"}, {"第三个", "third"}, {"第四个", "fourth"}};
  const auto month = [&] { return words.say(months[static_cast<std::size_t>(day.day.month - 1)]); };
  const std::string weekday = words.say(weekdays[static_cast<std::size_t>(day.weekday)]);
  switch (day.kind) {
    case Kind::date: return month_day(day.day);
    case Kind::nth_weekday:
      return words.say({"{0}{1}{2}", "the {1} {2} of {0}"},
                       {month(), words.say(ordinals[static_cast<std::size_t>(day.nth - 1)]), weekday});
    case Kind::last_weekday: return words.say({"{0}最后一个{1}", "the last {1} of {0}"}, {month(), weekday});
    case Kind::easter: return words.say({"复活节", "Easter Sunday"});
    case Kind::orthodox_easter: return words.say({"东正教复活节", "Orthodox Easter Sunday"});
    case Kind::weekday_before: return words.say({"{1}之前的{0}", "the {0} before {1}"}, {weekday, month_day(day.day)});
    case Kind::weekday_after: return words.say({"{1}之后的{0}", "the {0} after {1}"}, {weekday, month_day(day.day)});
    case Kind::weekday_on_or_before:
      return words.say({"{1}当日或之前的{0}", "the {0} on or before {1}"}, {weekday, month_day(day.day)});
    case Kind::weekday_on_or_after:
      return words.say({"{1}当日或之后的{0}", "the {0} on or after {1}"}, {weekday, month_day(day.day)});
    case Kind::range: break;
  }
  return words.say({"{0}至{1}", "{0} to {1}"}, {month_day(day.day), month_day(day.last)});
}

// "Every year, Thanksgiving: the fourth Thursday of November; from 1942"
std::string recurring(const Words& words, const RecurringHoliday& rule) {
  const std::string days = words.count(rule.day.offset < 0 ? -rule.day.offset : rule.day.offset, {"日", "day", "days"});
  std::string day = day_of(words, rule.day);
  if (rule.day.offset > 0) day = words.say({"{0}之后{1}", "{1} after {0}"}, {day, days});
  if (rule.day.offset < 0) day = words.say({"{0}之前{1}", "{1} before {0}"}, {day, days});
  Texts texts{words.say({"每年{0}：{1}", "Every year, {0}: {1}"}, {words.quoted(rule.title, rule.name), day})};
  if (rule.observed && *rule.observed != Observed::as_it_is) texts.push_back(words.choice("observed", *rule.observed));
  if (rule.from) texts.push_back(words.say({"自{0}年起", "from {0}"}, {std::to_string(*rule.from)}));
  if (rule.until) texts.push_back(words.say({"至{0}年止", "until {0}"}, {std::to_string(*rule.until)}));
  return words.series(texts);
}

Texts quoted(const Words& words, const Texts& names) {
  Texts texts;
  for (const std::string& name : names) texts.push_back(words.quoted({}, name));
  return texts;
}

std::string known(const Words& words, const HolidayList& list) {
  if (!list.known_from) return words.say({"至{0}为止完整", "Complete until {0}"}, {text_of(*list.known_until)});
  if (!list.known_until) return words.say({"自{0}起完整", "Complete from {0}"}, {text_of(*list.known_from)});
  return words.say({"{0}至{1}完整", "Complete from {0} to {1}"},
                   {text_of(*list.known_from), text_of(*list.known_until)});
}

void holiday_list(Writer& page, const Words& words, const HolidayList& list) {
  page.bullet(words.quoted(list.title, list.name) + words.in_clauses(list.clause));
  for (const HolidayDate& day : list.days) {
    const std::string title = words.in_language(day.title);
    page.bullet(text_of(day.date) + (title.empty() ? "" : " " + title), 1);
  }
  if (!list.make_up_days.empty())
    page.bullet(words.say({"调休工作日：{0}", "Make-up working days: {0}"}, {dates(words, list.make_up_days)}), 1);
  for (const RecurringHoliday& rule : list.rules) page.bullet(recurring(words, rule), 1);
  if (!list.files.empty())
    page.bullet(words.say({"见文件{0}", "In the files {0}"}, {words.all_of(quoted(words, list.files))}), 1);
  if (!list.only.empty())
    page.bullet(words.say({"其中仅限{0}", "Of these only {0}"}, {words.all_of(quoted(words, list.only))}), 1);
  if (!list.except.empty())
    page.bullet(words.say({"其中{0}除外", "Of these without {0}"}, {words.all_of(quoted(words, list.except))}), 1);
  if (!list.extends.empty())
    page.bullet(words.say({"另含{0}的节假日", "Together with the holidays of {0}"}, {set_title(words, list.extends)}),
                1);
  if (list.known_from || list.known_until) page.bullet(known(words, list), 1);
}

void roster(Writer& page, const Words& words, const Roster& roster) {
  page.bullet(words.quoted(roster.title, roster.name) + words.in_clauses(roster.clause));
  if (!roster.attribute.empty())
    page.bullet(words.say({"凭证以“{0}”写明成员。", "Evidence names the member in “{0}”."},
                          {words.attribute(roster.attribute)}),
                1);
  if (roster.owes_if_member)
    page.bullet(words.say({"每期由{0}履行。", "A period is owed by {0}."},
                          {words.choice("owes_if_member", *roster.owes_if_member)}),
                1);
  for (const Member& member : roster.members) {
    std::string text = member.name;
    if (member.from) text += words.say({"，自{0}起", ", from {0}"}, {text_of(*member.from)});
    if (member.to) {
      const Date last{std::chrono::sys_days{*member.to} - std::chrono::days{1}};
      text += words.say({"，至{0}止", ", until the end of {0}"}, {text_of(last)});
    }
    page.bullet(text, 1);
  }
}

std::string named(const Words& words, const std::string& name, const LocalText& title, const std::string& clause) {
  const std::string in_words = words.in_language(title);
  const std::string text = in_words.empty() || in_words == name ? "" : words.say({"：{0}", ": {0}"}, {in_words});
  return "`" + name + "`" + text + words.in_clauses(clause);
}

void attribute(Writer& page, const Words& words, const AttributeRule& rule) {
  const std::string type = rule.type && *rule.type != AttributeType::text
                               ? words.say({"，{0}", ", {0}"}, {words.choice("type", *rule.type)})
                               : "";
  page.bullet(named(words, rule.name, rule.title, rule.clause) + type);
  for (const AttributeValue& value : rule.values) page.bullet(named(words, value.name, value.title, value.clause), 1);
}

template <class Items, class Show>
void section(Writer& page, const Words& words, const Phrase& title, const Items& items, Show show) {
  if (items.empty()) return;
  page.heading(3, words.say(title));
  for (const auto& item : items) show(page, words, item);
}

}  // namespace

void appendix(Writer& page, const Context& context) {
  const Words& words = context.words;
  const Contract& contract = words.contract();
  if (contract.calendars.empty() && contract.attributes.empty() && contract.events.empty()) return;
  page.heading(2, words.say({"附录", "Appendix"}));
  section(page, words, {"日历", "Calendars"}, contract.calendars, calendar);
  section(page, words, {"节假日", "Holidays"}, contract.holidays, holiday_list);
  section(page, words, {"名册", "Rosters"}, contract.rosters, roster);
  section(page, words, {"工单的属性", "What tickets carry"}, contract.attributes, attribute);
  section(page, words, {"记录的名称", "Events of the log"}, contract.events,
          [](Writer& out, const Words& w, const EventName& event) {
            out.bullet(named(w, event.name, event.title, event.clause));
          });
}

}  // namespace slakit::page
