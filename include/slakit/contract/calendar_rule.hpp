// A calendar as a contract writes it; floor plan turns it into a Calendar.
//
//     round the clock: always
//     office: {weekly: {mon-fri: ["09:00-12:00", "13:30-18:00"]}, holidays: [CN, company days]}
//     follow the sun: {any_of: [office, london]}
//     served: {any_of: [round the clock], except: [maintenance window]}
//     shop: {weekly: {mon-sat: "09:00-20:00"}, exceptions: {12-24: "09:00-14:00", 2024-09-30: closed}}
//     amended: {phases: [{calendar: office, until: 2024-04-01}, {calendar: longer hours}]}
//
// A calendar without a zone of its own has the contract's; that is where a phase ends at midnight.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "slakit/base/setting.hpp"
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
  std::optional<Date> date;
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

// A named set of holidays of the document's own: dates, or a file of a published form.
struct HolidayList {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  std::vector<HolidayDate> days;
  std::vector<Date> make_up_days;
  Setting<Date> known_until;       // the last day these are complete for; unset: for ever
  std::vector<std::string> rules;  // "first monday of september", "easter + 1"
  std::string file;                // iCalendar or JSON, inside the document's folder
};

}  // namespace slakit
