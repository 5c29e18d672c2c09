// A calendar as a contract writes it; floor plan turns it into a Calendar.
//
//     round the clock: always
//     office: {weekly: {mon-fri: ["09:00-12:00", "13:30-18:00"]}, holidays: [CN, company days]}
//     follow the sun: {any_of: [office, london]}
//     served: {any_of: [round the clock], except: [maintenance window]}
//     shop: {weekly: {mon-sat: "09:00-20:00"}, exceptions: {12-24: "09:00-14:00", 2024-09-30: closed}}
//     amended: {phases: [{calendar: office, until: 2024-04-01}, {calendar: longer hours}]}
//
// and holidays of its own:
//
//     company days: {days: [2024-12-24], rules: {Labour Day: first monday of september}}
//     cn 2027: {extends: CN, file: 2027.json}
//
// A calendar without a zone of its own has the contract's; that is where a phase ends at midnight.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/calendar/holiday_rule.hpp"
#include "slakit/calendar/hours.hpp"
#include "slakit/calendar/season.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/month_day.hpp"

namespace slakit {

// One of several calendars, each until a day (that day out), the last for ever.
struct CalendarPhase {
  std::string calendar;
  Setting<Date> until;
};

// One date, or a day of every year ("12-24").
struct ExceptionDay {
  Setting<Date> date;
  MonthDay yearly;  // where there is no date
};

struct ExceptionHours {
  ExceptionDay day;
  DayHours hours;  // empty: closed that day
};

struct CalendarRule {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  bool always = false;                    // 24 hours a day; nothing else is set then
  std::string time_zone;                  // empty: the contract's
  WeeklyHours weekly;                     // by weekday, Monday first
  std::vector<Season> seasons;            // before `weekly`
  std::vector<std::string> holiday_sets;  // countries with published schedules ("CN") and the document's own `holidays`
  std::vector<Date> holidays;             // closed dates
  std::vector<Date> make_up_days;         // working days that a weekend lost
  Setting<int> make_up_like;              // whose hours a make-up day has: 0 = Monday .. 6 = Sunday
  std::vector<ExceptionHours> exceptions;  // before anything else; of two the one for that very date

  std::vector<std::string> any_of;    // a combination: open when one of these is,
  std::vector<std::string> all_of;    // when all of these are,
  std::vector<std::string> except;    // and when none of these is
  std::vector<CalendarPhase> phases;  // first this calendar, then that
};

struct HolidayDate {
  Date date;
  LocalText title;
};

// A holiday of every year, by rule (holiday_rule.hpp).
struct RecurringHoliday {
  std::string name;
  LocalText title;
  RecurringDay day;
  Setting<Observed> observed;
  Setting<int> from;  // the first and the last year it holds, both in
  Setting<int> until;
};

// A named set of holidays of the document's own; holiday_sets.hpp makes one set of it.
struct HolidayList {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  std::vector<HolidayDate> days;
  std::vector<Date> make_up_days;
  std::string extends;        // a country's published schedule or a set of the document, which this adds to
  Setting<Date> known_from;   // the first and the last day these are complete for, both in; unset: the files say,
  Setting<Date> known_until;  // or the set that this extends; else always
  std::vector<RecurringHoliday> rules;
  std::vector<std::string> files;   // iCalendar or JSON, beside the document that names them
  std::vector<std::string> only;    // of the files: these titles,
  std::vector<std::string> except;  // and not these
};

}  // namespace slakit
