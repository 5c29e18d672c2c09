// Obligations as sentences: one function per measure.
#include <algorithm>
#include <cstddef>
#include <string>

#include "io/contract_page_parts.hpp"

namespace slakit::page {

namespace {

constexpr Unit business_days{"个工作日", "business day", "business days"};
constexpr Unit calendar_days{"日", "calendar day", "calendar days"};

std::string first_of(const Words& words, const EventRules& events) {
  if (events.size() < 2) return words.events(events);
  return words.say({"{0}（以先发生者为准）", "the first of {1}"}, {words.events(events), words.all_events(events)});
}

// Clocks

std::string clock_start(const Words& words, const StartRule& start) {
  const std::string breach = start.breach_of.empty() ? "" : words.obligation(start.breach_of);
  const std::string of =
      start.of.empty() ? words.say({"违反{0}之时", "the breach of {0}"}, {breach}) : first_of(words, start.of);
  const std::string if_breached =
      start.of.empty() || breach.empty()
          ? ""
          : words.say({"（仅在违反{0}时计算）", " (it counts only where {0} is breached)"}, {breach});
  if (start.after == Duration{}) return words.say({"自{0}起计时{1}", "Time runs from {0}{1}"}, {of, if_breached});
  const std::string after = words.duration(start.after);
  if (start.unless.empty())
    return words.say({"自{0}起满{1}后开始计时{2}", "Time runs from {1} after {0}{2}"}, {of, after, if_breached});
  return words.say(
      {"自{0}起满{1}而尚无{2}的，由此开始计时{3}", "Where {2} has not come by {1} after {0}, time runs from then{3}"},
      {of, after, words.events(start.unless), if_breached});
}

std::string local_deadline(const Words& words, const LocalDeadline& rule) {
  const int later = rule.business_days.value_or(rule.calendar_days.value_or(0));
  const Unit& unit = rule.business_days ? business_days : calendar_days;
  const std::string when = later == 0 ? words.say({"当日", " the same day"})
                                      : words.say({"{0}后的", " {0} later"}, {words.count(later, unit)});
  const auto minutes = rule.time.value_or(std::chrono::seconds{}).count() / 60;
  const auto two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const std::string time =
      rule.time ? two(minutes / 60) + ":" + two(minutes % 60) : words.say({"营业结束时", "close of business"});
  return words.is_zh() ? when + time : time + when;
}

std::string target(const Words& words, const TargetRule& rule) {
  if (rule.business_days) return words.count(*rule.business_days, business_days);
  if (rule.calendar_days) return words.count(*rule.calendar_days, calendar_days);
  if (rule.deadline) return local_deadline(words, *rule.deadline);
  if (!rule.attribute.empty())
    return words.say({"以工单的“{0}”所载为准", "as the ticket's “{0}” says"}, {words.attribute(rule.attribute)});
  return words.duration(rule.within);
}

std::string clock_calendar(const Words& words, const CalendarChoice& choice) {
  if (!choice.name.empty())
    return words.say({"按日历{0}计时", "counted in the calendar {0}"}, {words.calendar(choice.name)});
  Texts parts;
  for (const CalendarOf& of : choice.calendars)
    parts.push_back(words.say({"{0}的按{1}", "{1} where {0}"},
                              {words.where({{choice.attribute, {of.value}}}), words.calendar(of.calendar)}));
  return words.say({"按工单属性选用日历：{0}", "counted in a calendar by the ticket: {0}"},
                   {words.series(parts, {"，", "; "})});
}

void targets(Writer& page, const Words& words, const ClockRule& rule) {
  const std::string calendar = clock_calendar(words, rule.calendar);
  const bool is_single = rule.target.size() == 1 && rule.target.front().where.empty();
  if (is_single)
    return page.bullet(
        words.say({"时限：{0}，{1}。", "Limit: {0}, {1}."}, {target(words, rule.target.front()), calendar}));
  page.bullet(
      words.say({"时限（{0}，条件最具体的一项优先）：", "Limits ({0}; the most specific one holds):"}, {calendar}));
  for (const TargetRule& one : rule.target) {
    const std::string which = one.where.empty() ? words.say({"其他", "otherwise"}) : words.where(one.where);
    page.bullet(words.say({"{0}：{1}", "{0}: {1}"}, {which, target(words, one)}), 1);
  }
}

void steps(Writer& page, const Words& words, const ClockRule& rule) {
  if (rule.steps.empty()) return;
  page.bullet(words.say({"到期前后的步骤：", "Steps before and after the due time:"}));
  for (const Step& step : rule.steps) {
    const std::string when =
        step.at ? words.say({"用去时限的{0}时", "at {0} of the limit"}, {step.at->text})
        : step.before
            ? words.say({"到期前{0}", "{0} before it is due"}, {words.duration(*step.before)})
            : words.say({"到期后{0}", "{0} after it is due"}, {words.duration(step.after.value_or(Duration{}))});
    const std::string again =
        step.again ? words.say({"，此后每隔{0}一次", ", then every {0}"}, {words.duration(*step.again)}) : "";
    const std::string tell = step.tell.empty() ? "" : words.say({"，通知{0}", ", tell {0}"}, {step.tell});
    page.bullet(words.say({"“{0}”：{1}{2}{3}", "“{0}”: {1}{2}{3}"}, {step.name, when, again, tell}), 1);
  }
}

// A pause that an event begins, and one that lasts while a ticket's attributes are so.
void pauses(Writer& page, const Words& words, const ClockRule& rule) {
  EventRules named;
  Texts lasting;
  for (const EventRule& pause : rule.pause) {
    if (pause.event.empty())
      lasting.push_back(words.where(pause.where));
    else
      named.push_back(pause);
  }
  if (!named.empty() && rule.resume.empty())
    page.bullet(words.say({"{0}之后暂停计时，没有任何记录使其恢复。", "It pauses at {0}, and nothing resumes it."},
                          {words.events(named)}));
  else if (!named.empty())
    page.bullet(words.say({"自{0}起暂停计时，至{1}恢复；只扣除其间属于服务时间的部分。",
                           "It pauses at {0} and resumes at {1}; only service time in between is left out."},
                          {words.events(named), words.events(rule.resume)}));
  if (!lasting.empty())
    page.bullet(words.say({"工单的{0}期间，暂停计时；只扣除其间属于服务时间的部分。",
                           "It pauses while the ticket's {0}; only service time of that is left out."},
                          {words.any_of(lasting)}));
}

// What happens after it stopped.
void comebacks(Writer& page, const Words& words, const ClockRule& rule) {
  if (!rule.reopen.empty()) {
    const Reopen policy = words.contract().policies.reopen.value_or(Reopen{});
    page.bullet(words.say({"停止之后发生{0}的，{1}。", "If {0} comes after it stopped, {1}."},
                          {words.events(rule.reopen), words.choice("reopen", policy)}));
  }
  if (rule.cycles == Cycles::periodic)
    page.bullet(words.say({"{0}。", "{0}."}, {words.sentence(words.choice("cycles", *rule.cycles))}));
  else if (rule.cycles)
    page.bullet(words.say({"同一工单多次起算的，{0}。", "Where one ticket starts it again: {0}."},
                          {words.choice("cycles", *rule.cycles)}));
  if (!rule.until.empty())
    page.bullet(words.say({"发生{0}之后，不再开始新的周期。", "After {0} no further cycle begins."},
                          {words.events(rule.until)}));
}

void clock(Writer& page, const Words& words, const ClockRule& rule) {
  const std::string stop = rule.stop.empty() ? words.say({"，没有任何记录使其停止", ", and nothing stops it"})
                                             : words.say({"，至{0}为止", " until {0}"}, {first_of(words, rule.stop)});
  page.bullet(clock_start(words, rule.start) + stop + words.say({"。", "."}));
  targets(page, words, rule);
  pauses(page, words, rule);
  if (!rule.reset.empty())
    page.bullet(words.say({"发生{0}的，重新起算。", "It starts anew at {0}."}, {words.events(rule.reset)}));
  if (!rule.cancel.empty())
    page.bullet(words.say({"发生{0}的，撤销计时。", "{0} cancels it."}, {words.events(rule.cancel)}));
  comebacks(page, words, rule);
  steps(page, words, rule);
}

// Duties

std::string duty_within(const Words& words, const DutyRule& rule, bool has_own_period) {
  if (rule.within && !rule.within->term) return words.every(rule.within->period);
  return has_own_period ? words.say({"本项期间内", "within that period"}) : words.say({"服务期内", "within the term"});
}

// When it is owed.
std::string duty_when(const Words& words, const DutyRule& rule, bool has_own_period) {
  const std::string due = rule.due ? words.period(*rule.due) : "";
  const auto with_due = [&](const Phrase& without, const Phrase& with, const std::string& what) {
    return words.say(rule.due ? with : without, {what, due});
  };
  if (rule.every)
    return with_due({"{0}履行一次，应于当期结束前完成", "Owed {0}, by the end of each period"},
                    {"{0}履行一次，应于当期结束后{1}内完成", "Owed {0}, within {1} after the end of each period"},
                    words.every(*rule.every));
  if (rule.count)
    return words.say({"{0}共履行{1}", "Owed {1} {0}"},
                     {duty_within(words, rule, has_own_period), words.times(*rule.count)}) +
           (rule.due ? words.say({"，期满后{0}内完成", ", at the latest {0} after its end"}, {due}) : "");
  if (!rule.once_by.empty())
    return with_due({"应于{0}之前（含当日）完成", "Owed once, by {0}"},
                    {"应于{0}之后{1}内完成", "Owed once, within {1} after {0}"}, words.milestone(rule.once_by));
  if (!rule.after.empty())
    return with_due({"每次{0}之后均应履行，未定期限", "Owed after each {0}, without a deadline"},
                    {"每次{0}之后{1}内完成", "Owed within {1} after each {0}"}, words.events(rule.after));
  if (!rule.on_request.empty())
    return with_due({"应要求（{0}）履行，未定期限", "Owed on request ({0}), without a deadline"},
                    {"应要求（{0}）履行，于其后{1}内完成", "Owed on request ({0}), within {1}"},
                    words.events(rule.on_request));
  if (rule.standing) return words.say({"在整个期间内持续履行", "Owed all the time"});
  return words.say({"不定期履行，只列出而不判定", "Owed at no fixed interval, and never judged"});
}

void roster(Writer& page, const Words& words, const std::string& name) {
  const auto& rosters = words.contract().rosters;
  const auto found = std::find_if(rosters.begin(), rosters.end(), [&](const Roster& r) { return r.name == name; });
  Texts members;
  std::string title = words.quoted({}, name);
  if (found != rosters.end()) {
    title = words.quoted(found->title, name);
    for (const Member& member : found->members) members.push_back(member.name);
  }
  const std::string list = members.empty() ? "" : words.say({"：{0}", ": {0}"}, {words.all_of(members)});
  page.bullet(
      words.say({"由名册{0}的每位成员各自履行{1}。", "Owed by each member of the roster {0}{1}."}, {title, list}));
}

std::string deadline_text(const Context& context, const DutyRule& rule, Date last) {
  const Words& words = context.words;
  const std::optional<Deadline> deadline = context.dates.after(last, rule.due);
  if (!deadline) return words.say({"期限在2100年之后", "due after 2100"});
  if (deadline->time) {
    const auto minutes = deadline->time->count() / 60;
    const auto two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return words.say({"期限{0} {1}", "due by {0} {1}"},
                     {text_of(deadline->date), two(minutes / 60) + ":" + two(minutes % 60)});
  }
  const Phrase due{"期限{0}（当日24:00止）", "due by the end of {0}"};
  if (rule.calendar.empty()) return words.say(due, {text_of(deadline->date)});
  const HolidayDeadline policy =
      rule.on_holiday.value_or(words.contract().policies.deadline_on_holiday.value_or(HolidayDeadline{}));
  const std::optional<Date> moved = context.dates.moved(deadline->date, rule.calendar, policy);
  if (!moved)
    return words.say(due, {text_of(deadline->date)}) +
           words.say({"，该日是否休息尚不可知", ", whether that day is closed is not known yet"});
  if (*moved == deadline->date) return words.say(due, {text_of(*moved)});
  return words.say(due, {text_of(*moved)}) + words.say({"，原为{0}", ", moved from {0}"}, {text_of(deadline->date)});
}

void duty_dates(Writer& page, const Context& context, const Obligation& owner, const DutyRule& rule) {
  const Words& words = context.words;
  if (!rule.once_by.empty()) {
    const auto& milestones = words.contract().contract.milestones;
    for (const Milestone& milestone : milestones)
      if (milestone.name == rule.once_by)
        page.bullet(words.say(
            {"{0}为{1}，{2}。", "{0} is {1}: {2}."},
            {words.milestone(rule.once_by), text_of(milestone.date), deadline_text(context, rule, milestone.date)}));
    return;
  }
  const bool recurs = rule.every.has_value() || (rule.count && rule.within && !rule.within->term);
  if (!recurs && !rule.count) return;
  const std::optional<Stretch> whole = owner.within ? context.dates.own(*owner.within) : context.dates.term();
  if (!whole)
    return page.bullet(words.say(
        {"没有可以推算的期间，各期的日期无从算出。", "There is no term to count in, so no dates can be computed."}));
  if (!recurs) {
    if (whole->last)
      page.bullet(words.say({"期间{0}，{1}。", "Its period is {0}; {1}."},
                            {from_to(words, *whole), deadline_text(context, rule, *whole->last)}));
    return;
  }
  const Period every = rule.every ? *rule.every : rule.within->period;
  const std::vector<Days> periods = context.dates.periods(*whole, every, rule.anchor.value_or(Anchor{}));
  if (periods.empty())
    return page.bullet(words.say({"期间没有终点，或不足一日，各期不逐一列出。",
                                  "The periods have no end or are shorter than a day, and are not listed."}));
  page.bullet(words.say({"各期及其期限：", "The periods and their deadlines:"}));
  list_some(page, words, periods, [&](std::size_t i, const Days& days) {
    const bool is_owed = !days.is_partial || rule.partial != PartialPeriod::not_owed;
    const std::string due =
        is_owed ? deadline_text(context, rule, days.last) : words.choice("partial", PartialPeriod::not_owed);
    return words.say({"第{0}期 {1}至{2}：{3}", "No. {0}, {1} to {2}: {3}"},
                     {std::to_string(i + 1), text_of(days.first), text_of(days.last), due});
  });
}

void duty(Writer& page, const Context& context, const Obligation& owner, const DutyRule& rule) {
  const Words& words = context.words;
  page.bullet(words.say({"{0}；以{1}为凭证。", "{0}; shown by {1}."},
                        {duty_when(words, rule, owner.within.has_value()), words.events(rule.evidence)}));
  if (rule.anchor && rule.every)
    page.bullet(words.say({"各期{0}。", "Periods are {0}."}, {anchored(words, *rule.every, *rule.anchor)}));
  if (rule.partial)
    page.bullet(words.say({"首尾不完整的一期：{0}。", "A period that is cut off at an end is {0}."},
                          {words.choice("partial", *rule.partial)}));
  if (!rule.for_each.empty()) roster(page, words, rule.for_each);
  if (rule.spacing) {
    Texts parts;
    if (rule.spacing->at_least)
      parts.push_back(words.say({"不少于{0}", "at least {0}"}, {words.period(*rule.spacing->at_least)}));
    if (rule.spacing->at_most)
      parts.push_back(words.say({"不多于{0}", "at most {0}"}, {words.period(*rule.spacing->at_most)}));
    page.bullet(words.say({"相邻两次的间隔{0}。", "Between two of them: {0}."}, {words.series(parts, {"、", ", "})}));
  }
  if (!rule.contents.empty())
    page.bullet(words.say({"凭证应当写明：{0}。", "It has to contain: {0}."}, {words.all_of(rule.contents)}));
  if (!rule.calendar.empty()) {
    const HolidayDeadline policy =
        rule.on_holiday.value_or(words.contract().policies.deadline_on_holiday.value_or(HolidayDeadline{}));
    page.bullet(
        words.say({"期限届满日在日历{0}中为休息日的，{1}。", "If the last day is closed in the calendar {0}, {1}."},
                  {words.calendar(rule.calendar), words.choice("on_holiday", policy)}));
  }
  duty_dates(page, context, owner, rule);
}

// Gates, records and the rest

void gate(Writer& page, const Words& words, const GateRule& rule) {
  const bool is_single = rule.needs.size() == 1;
  const std::string order =
      is_single ? std::string()
                : words.say({"（{0}）", ", {0}"}, {words.choice("order", rule.order.value_or(NeedsOrder{}))});
  page.bullet(words.say({"在具备{0}{1}之前，不得{2}。", "Before {0} {3} come{1}, there may be no {2}."},
                        {words.all_events(rule.needs), order, words.events(rule.before), is_single ? "has" : "have"}));
  if (!rule.refusal.empty())
    page.bullet(words.say({"发生{0}之后，一律不得再行处理。", "After {0} there may be none at all."},
                          {words.events(rule.refusal)}));
  if (!rule.consent.empty())
    page.bullet(words.say({"其中{0}由需方作出。", "{0} is the customer's to give."}, {words.events(rule.consent)}));
}

void records(Writer& page, const Words& words, const RecordRules& rules) {
  page.bullet(words.say({"每张工单应当留存：", "Every ticket has to leave these records:"}));
  for (const RecordRule& rule : rules.forms) {
    std::string text = words.event({rule.form, {}});
    if (!rule.by.empty()) text += words.say({"，由{0}负责", ", owed by {0}"}, {rule.by});
    const std::string due = rule.due ? words.period(*rule.due) : "";
    if (!rule.after.empty() && rule.due)
      text += words.say({"，在{0}之后{1}内", ", within {1} after {0}"}, {words.events(rule.after), due});
    else if (!rule.after.empty())
      text += words.say({"，在{0}之后", ", after {0}"}, {words.events(rule.after)});
    else if (rule.due)
      text += words.say({"，在{0}内", ", within {0}"}, {due});
    page.bullet(text, 1);
  }
}

void unquantified(Writer& page, const Words& words, const UnquantifiedRule& rule) {
  page.bullet(
      words.say({"文本只说“{0}”，没有数字：自{1}至{2}的用时照实列出，不判定是否达到，除非有记录在案的人工决定。",
                 "The text says only “{0}”, without a number: the time from {1} to {2} is shown, and not judged "
                 "unless a recorded decision does."},
                {rule.text, words.events(rule.from), words.events(rule.to)}));
}

void prohibition(Writer& page, const Words& words, const ProhibitionRule& rule) {
  page.bullet(
      words.say({"不得发生{0}；每发生一次，即为一次违反。", "{0} must not happen; each time it does is a breach."},
                {words.event(rule.event)}));
}

void own_period(Writer& page, const Context& context, const OwnPeriod& period) {
  const Words& words = context.words;
  const std::optional<Stretch> stretch = context.dates.own(period);
  const std::string from = period.from == "term"          ? words.say({"服务期首日", "the first day of the term"})
                           : period.from == "end of term" ? words.say({"服务期届满", "the end of the term"})
                                                          : words.milestone(period.from);
  const std::string dates =
      stretch ? from_to(words, *stretch) : words.say({"日期无从算出", "dates cannot be computed"});
  page.bullet(words.say({"有自己的期间，自{0}起算：{1}。", "It has a period of its own, counted from {0}: {1}."},
                        {from, dates}));
}

void around(Writer& page, const Context& context, const Obligation& rule) {
  const Words& words = context.words;
  if (!rule.applies.empty())
    page.bullet(words.say({"适用于{0}的工单。", "For tickets whose {0}."}, {words.where(rule.applies)}));
  if (rule.within) own_period(page, context, *rule.within);
  if (rule.layer || !rule.party.empty()) {
    const std::string party = rule.party.empty() ? "" : words.say({"，由{0}承担", ", owed by {0}"}, {rule.party});
    page.bullet(words.say({"{0}{1}。", "It is {0}{1}."}, {words.choice("layer", rule.layer.value_or(Layer{})), party}));
  }
  if (!rule.supports.empty())
    page.bullet(words.say({"用以保障{0}，其时限不得更长。", "It supports {0}, whose limit it may not exceed."},
                          {words.obligation(rule.supports)}));
}

}  // namespace

std::string from_to(const Words& words, const Stretch& stretch) {
  const std::string from = text_of(stretch.first);
  if (!stretch.last) return words.say({"自{0} 00:00起，没有终期", "from {0} 00:00, without an end"}, {from});
  return words.say({"自{0} 00:00起至{1} 24:00止", "from {0} 00:00 to {1} 24:00"}, {from, text_of(*stretch.last)});
}

void obligation(Writer& page, const Context& context, const Obligation& rule) {
  struct Visit {
    Writer& page;
    const Context& context;
    const Obligation& owner;

    void operator()(const ClockRule& r) const { clock(page, context.words, r); }
    void operator()(const DutyRule& r) const { duty(page, context, owner, r); }
    void operator()(const GateRule& r) const { gate(page, context.words, r); }
    void operator()(const RecordRules& r) const { records(page, context.words, r); }
    void operator()(const IndicatorRule& r) const { indicator(page, context, owner, r); }
    void operator()(const UnquantifiedRule& r) const { unquantified(page, context.words, r); }
    void operator()(const ProhibitionRule& r) const { prohibition(page, context.words, r); }
  };
  around(page, context, rule);
  std::visit(Visit{page, context, rule}, rule.measure);
}

}  // namespace slakit::page
