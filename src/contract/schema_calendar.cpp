// What a contract document may say of calendars and holidays: see schema.cpp.
#include "slakit/contract/describe.hpp"
#include "types.hpp"

namespace slakit {

using enum FieldNote::Presence;

template <>
const Type& type_of<ExceptionHours>() {
  static const Type type = [] {
    Type made =
        named_record<ExceptionHours>("the hours of that day", "day", {{"hours", "its hours, or `closed`", required}});
    made.short_key = "hours";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<Season>() {
  static const Type type = record<Season>("a season", {{"from", "its first day, such as 05-01", required},
                                                       {"to", "its last day, such as 09-30", required},
                                                       {"weekly", "hours by weekday", required}});
  return type;
}

template <>
const Type& type_of<CalendarPhase>() {
  static const Type type =
      record<CalendarPhase>("a phase", {{"calendar", "the calendar that holds", required},
                                        {"until", "the first day it does not; the last phase has none", optional}});
  return type;
}

template <>
const Type& type_of<CalendarRule>() {
  static const Type type = [] {
    Type made = named_record<CalendarRule>(
        "a calendar", "name",
        {{"clause", "where the contract says so", optional},
         {"title", "what it is called, in one language or several", optional},
         {"text", "the contract's own words", optional},
         {"always", "24 hours a day", optional, "", &always_type()},
         {"time_zone", "an IANA name; the contract's if left out", optional},
         {"weekly", "hours by weekday", optional},
         {"seasons", "other weekly hours in a part of the year", optional},
         {"holidays", "countries with published schedules, the document's own sets, and dates", optional, "",
          &holidays_type()},
         {"make_up_days", "working days that a weekend lost", optional},
         {"make_up_like", "the weekday whose hours a make-up day has", optional, "", &make_up_like_type()},
         {"exceptions", "the hours of single dates, or of days of every year, before anything else", optional},
         {"any_of", "calendars: open when one of them is", optional},
         {"all_of", "calendars: open when all of them are", optional},
         {"except", "calendars: closed when one of them is open", optional},
         {"phases", "first this calendar, then that", optional}});
    for (Field& field : made.fields) {  // sets and dates become two members, so the reader is given the rule itself
      if (field.key != "holidays") continue;
      field.access = [](void* object) { return object; };
      field.look = [](const void* object) { return object; };
    }
    made.short_key = "always";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<HolidayDate>() {
  static const Type type = [] {
    Type made = named_record<HolidayDate>("a holiday", "date", {{"title", "what it is called", optional}});
    made.short_key = "title";
    made.name_suffices = true;
    return made;
  }();
  return type;
}

template <>
const Type& type_of<RecurringHoliday>() {
  static const Type type = [] {
    Type made = named_record<RecurringHoliday>(
        "a recurring holiday", "name",
        {{"title", "what it is called", optional},
         {"day", "12-25, first monday of september, easter + 1, monday before 05-25, 12-24 to 01-02", required},
         {"observed", "what else is closed when it falls on a weekend", optional},
         {"from", "the first year it holds", optional, "", &year_type()},
         {"until", "the last year it holds", optional, "", &year_type()}});
    made.short_key = "day";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<HolidayList>() {
  static const Type type = named_record<HolidayList>(
      "a set of holidays", "name",
      {{"clause", "where the contract says so", optional},
       {"title", "what it is called, in one language or several", optional},
       {"text", "the contract's own words", optional},
       {"extends", "a country or a set that this one adds to", optional},
       {"days", "the closed dates", optional},
       {"make_up_days", "working days that a weekend lost", optional},
       {"known_from", "the first day these are complete for", optional},
       {"known_until", "the last day these are complete for", optional},
       {"rules", "recurring holidays", optional},
       {"files", "iCalendar (.ics) or JSON (.json) files inside the document's folder", optional, "file"},
       {"only", "the titles of the files that count", optional},
       {"except", "the titles of the files that do not count", optional}});
  return type;
}

}  // namespace slakit
