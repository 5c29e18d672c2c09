#include "slakit/io/icalendar.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "document_limits.hpp"
#include "holiday_file_parts.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::seconds;

constexpr int first_year = 1970;
constexpr int last_year = 2100;
constexpr std::size_t steps_max = 200'000;  // of one recurrence: every day of five centuries
constexpr std::size_t days_max = 200'000;   // of a file
constexpr std::size_t rules_max = 2'000;    // of a file; one may take libical a fifth of a second
constexpr std::size_t problems_max = 20;    // then nothing more is read
constexpr int depth_max = 8;                // a calendar, an event, an alarm; libical frees them by recursion

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

// A DATE or a DATE-TIME as it is written, and the zone of the latter.
struct When {
  local_seconds local{};
  bool is_date = false;
  std::optional<Zone> zone;

  local_days day() const { return std::chrono::floor<days>(local); }
  std::optional<Instant> instant() const {
    const Checked<Instant> at = zone->to_instant(LocalTime{local.time_since_epoch()});
    return at ? std::optional(*at) : std::nullopt;
  }
};

std::optional<local_seconds> local_of(const icaltimetype& time) {
  const Date date{std::chrono::year{time.year}, std::chrono::month{static_cast<unsigned>(time.month)},
                  std::chrono::day{static_cast<unsigned>(time.day)}};
  if (time.month < 1 || time.day < 1 || !date.ok()) return std::nullopt;
  if (time.is_date != 0) return local_days{date};
  return local_days{date} + std::chrono::hours{time.hour} + std::chrono::minutes{time.minute} + seconds{time.second};
}

bool is_word_at(std::string_view text, std::string_view upper) {
  if (text.size() < upper.size()) return false;
  for (std::size_t i = 0; i < upper.size(); ++i)
    if (std::toupper(static_cast<unsigned char>(text[i])) != upper[i]) return false;
  return true;
}

// The lines on which events begin; libical does not keep them. False where components lie too deep in each other.
bool find_event_lines(std::string_view text, int line, std::vector<int>& event_lines) {
  int depth = 0;
  for (; !text.empty(); ++line) {
    if (is_word_at(text, "BEGIN:") && ++depth > depth_max) return false;
    if (is_word_at(text, "END:")) --depth;
    if (is_word_at(text, "BEGIN:VEVENT")) event_lines.push_back(line);
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  return true;
}

// One file: what its events give.
class Reader {
 public:
  Reader(const std::string& source, const HolidayFileOptions& options)
      : source_(source), name_(file_name_of(source)), options_(options) {}

  HolidaySet read(std::string_view text);

 private:
  struct Event {
    icalcomponent* component = nullptr;
    int line = 0;
    std::string title;
    std::string uid;
  };
  struct Stretch {  // from the start of an occurrence to its end
    days whole{};
    seconds more{};
  };

  void problem(const Event& event, std::string message, const char* code = "bad-holiday-file") {
    std::string path = event.title.empty() ? "" : "'" + shown(event.title) + "'";
    problems_.push_back({code, std::move(path), std::move(message), source_, {event.line, event.line > 0 ? 1 : 0, 0}});
  }
  void whole_file(std::string message, int line = 0) {
    problems_.push_back({"bad-holiday-file", "", std::move(message), source_, {line, line > 0 ? 1 : 0, 0}});
  }

  void collect(icalcomponent* component);
  void read_event(const Event& event);
  bool has_errors(const Event& event);
  std::optional<Zone> zone_of(const Event& event, icalproperty* property, const icaltimetype& time);
  std::optional<When> when(const Event& event, icalproperty* property, const icaltimetype& time);
  std::optional<Stretch> stretch_of(const Event& event, const When& start);
  std::optional<Stretch> stretch_between(const Event& event, const When& start, const When& end);
  std::set<local_seconds> occurrences(const Event& event, const When& start);
  void expand(const Event& event, const When& start, icalproperty_kind kind, std::set<local_seconds>& into);
  const char* expand_rule(icalrecurrencetype rule, const When& start, std::set<local_seconds>& into);
  void leave_out(const Event& event, const When& start, icalproperty* property, const icaltimetype& time,
                 std::set<local_seconds>& from);
  void add_dates(const Event& event, const When& start, std::set<local_seconds>& into);
  void put_days(const Event& event, local_days first, days count);
  void put_closure(const Event& event, const When& start, const Stretch& stretch);

  const std::string& source_;
  std::string name_;
  const HolidayFileOptions& options_;
  std::vector<Problem> problems_;
  std::vector<Event> events_;
  std::multimap<std::string, icalproperty*> moved_;  // RECURRENCE-ID by UID
  std::map<std::string, Zone> zones_;
  std::size_t rules_ = 0;
  HolidaySet set_;
};

std::string text_of(icalcomponent* component, icalproperty_kind kind) {
  icalproperty* property = icalcomponent_get_first_property(component, kind);
  const char* text = property == nullptr ? nullptr : icalproperty_get_value_as_string(property);
  return text == nullptr ? "" : text;
}

bool is_cancelled(icalcomponent* component) { return icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED; }

bool is_transparent(icalcomponent* component) { return text_of(component, ICAL_TRANSP_PROPERTY) == "TRANSPARENT"; }

template <class Each>
void for_each_property(icalcomponent* component, icalproperty_kind kind, Each each) {
  for (icalproperty* property = icalcomponent_get_first_property(component, kind); property != nullptr;
       property = icalcomponent_get_next_property(component, kind))
    each(property);
}

void Reader::collect(icalcomponent* component) {
  if (icalcomponent_isa(component) == ICAL_VEVENT_COMPONENT) {
    const char* title = icalcomponent_get_summary(component);
    events_.push_back({component, 0, title == nullptr ? "" : title, text_of(component, ICAL_UID_PROPERTY)});
  }
  for (icalcomponent* inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); inner != nullptr;
       inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
    collect(inner);
}

HolidaySet Reader::read(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const auto lines_before =
      static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
  const std::string whole(text.substr(begin));
  std::vector<int> lines;
  std::unique_ptr<icalcomponent, Free> calendar;
  if (text.size() > document_bytes_max)
    whole_file("is larger than 4 MiB; keep the events that count");
  else if (!is_word_at(whole, "BEGIN:VCALENDAR") || whole.find('\0') != std::string::npos)
    whole_file("is no iCalendar file; give one that begins with BEGIN:VCALENDAR");
  else if (!find_event_lines(whole, lines_before + 1, lines))
    whole_file("has components that lie too deep in each other; give a file of plain events");
  else if (calendar.reset(icalparser_parse_string(whole.c_str())); calendar == nullptr)
    whole_file("is no whole iCalendar file; give one in which each BEGIN has its END");
  else
    collect(calendar.get());

  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (lines.size() == events_.size()) events_[i].line = lines[i];
    if (icalproperty* moved = icalcomponent_get_first_property(events_[i].component, ICAL_RECURRENCEID_PROPERTY))
      moved_.emplace(events_[i].uid, moved);
  }
  std::set<std::string> titles;
  for (const Event& event : events_) {
    titles.insert(event.title);
    if (!options_.filter.keeps(event.title) || is_cancelled(event.component)) continue;
    if (problems_.size() >= problems_max) continue;
    if (!has_errors(event)) read_event(event);
  }
  if (calendar != nullptr && events_.empty()) whole_file("has no events; give a file with some");
  if (!events_.empty()) check_titles(options_.filter, titles, source_, problems_);
  if (!problems_.empty()) throw CalendarError(std::move(problems_));
  set_.source = source_;
  put_in_order(set_.holidays);
  std::sort(set_.closures.begin(), set_.closures.end(), [](const Closure& a, const Closure& b) {
    return std::tie(a.span.from, a.span.to) < std::tie(b.span.from, b.span.to);
  });
  return std::move(set_);
}

// What libical could not read and left out, where that matters here.
bool Reader::has_errors(const Event& event) {
  const std::size_t before = problems_.size();
  for_each_property(event.component, ICAL_XLICERROR_PROPERTY, [&](icalproperty* property) {
    const std::string text = icalproperty_get_xlicerror(property);
    for (const char* name : {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"})
      if (text.find(std::string(name) + " property") != std::string::npos)
        return problem(event, std::string(name) + " cannot be read; write it as RFC 5545 has it (" + shown(text) + ")");
  });
  return problems_.size() > before;
}

// The zone that a DATE-TIME is written in.
std::optional<Zone> Reader::zone_of(const Event& event, icalproperty* property, const icaltimetype& time) {
  if (icaltime_is_utc(time) != 0) return Zone::utc();
  icalparameter* parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  const char* tzid = parameter == nullptr ? nullptr : icalparameter_get_tzid(parameter);
  if (tzid == nullptr) {
    if (!options_.floating)
      problem(event, "has a time without a zone; say which zone such times are in, or write them with TZID or Z");
    return options_.floating;
  }
  const auto known = zones_.find(tzid);
  if (known != zones_.end()) return known->second;
  if (!zone_exists(tzid)) {
    problem(event,
            "TZID=" + shown(tzid) + ": " + unknown_zone_message(tzid) +
                "; VTIMEZONE is not read, so write the IANA name of that zone",
            "unknown-zone");
    return std::nullopt;
  }
  return zones_.emplace(tzid, load_zone(tzid)).first->second;
}

std::optional<When> Reader::when(const Event& event, icalproperty* property, const icaltimetype& time) {
  const std::optional<local_seconds> local = local_of(time);
  if (!local) {
    problem(event, std::string(icalproperty_get_property_name(property)) + " is no day of the calendar; write one");
    return std::nullopt;
  }
  When result{*local, time.is_date != 0, std::nullopt};
  if (result.is_date) return result;
  result.zone = zone_of(event, property, time);
  return result.zone ? std::optional(result) : std::nullopt;
}

// DTEND is exclusive. Some programs write one of the other kind: its date is then what counts.
std::optional<Reader::Stretch> Reader::stretch_between(const Event& event, const When& start, const When& end) {
  if (start.is_date) {
    const bool has_part = !end.is_date && end.local > end.day() && end.day() > start.day();
    const days whole = end.day() - start.day() + days{has_part ? 1 : 0};
    if (whole >= days{1}) return Stretch{whole, {}};
    if (end.day() == start.day()) return Stretch{days{1}, {}};
  } else if (end.is_date) {
    problem(event, "begins with a time and ends with a day; write both as times");
    return std::nullopt;
  } else {
    const std::optional<Instant> from = start.instant();
    const std::optional<Instant> to = end.instant();
    if (!from || !to) return Stretch{};  // outside the years that count
    if (*to >= *from) return Stretch{{}, std::chrono::duration_cast<seconds>(*to - *from)};
  }
  problem(event, "ends before it begins; write DTEND after DTSTART");
  return std::nullopt;
}

std::optional<Reader::Stretch> Reader::stretch_of(const Event& event, const When& start) {
  if (icalproperty* end = icalcomponent_get_first_property(event.component, ICAL_DTEND_PROPERTY)) {
    const icaltimetype time = icalproperty_get_dtend(end);
    // A day's end needs no zone.
    if (start.is_date && time.is_date == 0) {
      const std::optional<local_seconds> local = local_of(time);
      if (local) return stretch_between(event, start, {*local, false, std::nullopt});
    }
    const std::optional<When> last = when(event, end, time);
    return last ? stretch_between(event, start, *last) : std::nullopt;
  }
  icalproperty* property = icalcomponent_get_first_property(event.component, ICAL_DURATION_PROPERTY);
  if (property == nullptr) return Stretch{days{start.is_date ? 1 : 0}, {}};
  const icaldurationtype length = icalproperty_get_duration(property);
  constexpr unsigned longest = 36'600;  // days: a century
  if (length.is_neg != 0 || length.weeks > longest || length.days > longest || length.hours > longest * 24) {
    problem(event, "has a DURATION that no event has; write one such as P1D");
    return std::nullopt;
  }
  const Stretch stretch{
      days{length.weeks * 7 + length.days},
      std::chrono::hours{length.hours} + std::chrono::minutes{length.minutes} + seconds{length.seconds}};
  if (!start.is_date) return stretch;
  return Stretch{std::max(days{1}, stretch.whole + std::chrono::ceil<days>(stretch.more)), {}};
}

// What is wrong, or null. UNTIL is compared here: in UTC it ends rules of local times.
const char* Reader::expand_rule(icalrecurrencetype rule, const When& start, std::set<local_seconds>& into) {
  const icaltimetype until = rule.until;
  rule.until = icaltime_null_time();
  rule.until.year = last_year + 1;  // or libical looks on until 2582
  rule.until.month = 12;
  rule.until.day = 31;
  icaltimetype from = icaltime_null_time();
  const Date date{start.day()};
  const std::chrono::hh_mm_ss time{start.local - start.day()};
  from.year = static_cast<int>(date.year());
  from.month = static_cast<int>(static_cast<unsigned>(date.month()));
  from.day = static_cast<int>(static_cast<unsigned>(date.day()));
  from.hour = static_cast<int>(time.hours().count());
  from.minute = static_cast<int>(time.minutes().count());
  from.second = static_cast<int>(time.seconds().count());
  from.is_date = start.is_date ? 1 : 0;

  const std::optional<local_seconds> end = icaltime_is_null_time(until) != 0 ? std::nullopt : local_of(until);
  const auto is_past = [&](local_seconds local) {
    if (!end) return false;
    if (until.is_date != 0 || start.is_date) return std::chrono::floor<days>(local) > std::chrono::floor<days>(*end);
    if (icaltime_is_utc(until) == 0) return local > *end;
    const std::optional<Instant> at = When{local, false, start.zone}.instant();
    return at && *at > Instant{end->time_since_epoch()};
  };
  const std::unique_ptr<icalrecur_iterator, Free> iterator(icalrecur_iterator_new(rule, from));
  constexpr const char* never = "has a rule that never comes or cannot be followed; write its days as RDATE";
  if (iterator == nullptr) return never;
  for (std::size_t step = 0; step < steps_max; ++step) {
    const icaltimetype next = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(next) != 0) return step == 0 ? never : nullptr;
    if (next.year > last_year) return nullptr;
    const std::optional<local_seconds> local = local_of(next);
    if (!local) continue;
    if (is_past(*local)) return nullptr;
    if (next.year >= first_year - 1) into.insert(*local);
  }
  return "recurs more than 200000 times; end its rule with UNTIL, or begin it later";
}

void Reader::expand(const Event& event, const When& start, icalproperty_kind kind, std::set<local_seconds>& into) {
  for_each_property(event.component, kind, [&](icalproperty* property) {
    const icalvalue* value = icalproperty_get_value(property);
    icalrecurrencetype rule = icalvalue_get_recur(value);
    if (rule.freq < ICAL_DAILY_RECURRENCE || rule.by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX ||
        rule.by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX || rule.by_second[0] != ICAL_RECURRENCE_ARRAY_MAX)
      return problem(event, "recurs within a day; write an event of its own for each time of day");
    if (++rules_ > rules_max) return problem(event, "is beyond 2000 rules in one file; keep the events that count");
    if (const char* wrong = expand_rule(rule, start, into)) problem(event, wrong);
  });
}

// An occurrence that a property names: by its day, by its local time, or by the same instant in another zone.
void Reader::leave_out(const Event& event, const When& start, icalproperty* property, const icaltimetype& time,
                       std::set<local_seconds>& from) {
  const std::optional<When> which = when(event, property, time);
  if (!which) return;
  if (which->is_date || start.is_date) {
    std::erase_if(from, [&](local_seconds local) { return std::chrono::floor<days>(local) == which->day(); });
  } else if (const std::optional<Instant> at = which->instant()) {
    std::erase_if(from, [&](local_seconds local) { return When{local, false, start.zone}.instant() == at; });
  }
}

void Reader::add_dates(const Event& event, const When& start, std::set<local_seconds>& into) {
  for_each_property(event.component, ICAL_RDATE_PROPERTY, [&](icalproperty* property) {
    const icaldatetimeperiodtype value = icalproperty_get_rdate(property);
    if (icaltime_is_null_time(value.time) != 0)
      return problem(event, "has an RDATE that is a period; write an event of its own for it");
    const std::optional<When> date = when(event, property, value.time);
    if (!date) return;
    if (date->is_date != start.is_date)
      return problem(event, "has an RDATE of another kind than DTSTART; write both as days, or both as times");
    if (date->is_date) {
      into.insert(date->local);
    } else if (const std::optional<Instant> at = date->instant()) {
      into.insert(std::chrono::floor<seconds>(start.zone->to_local(*at)));
    }
  });
}

std::set<local_seconds> Reader::occurrences(const Event& event, const When& start) {
  std::set<local_seconds> found{start.local};
  const bool is_moved = icalcomponent_get_first_property(event.component, ICAL_RECURRENCEID_PROPERTY) != nullptr;
  if (is_moved) return found;
  expand(event, start, ICAL_RRULE_PROPERTY, found);
  add_dates(event, start, found);
  std::set<local_seconds> excluded;
  expand(event, start, ICAL_EXRULE_PROPERTY, excluded);
  std::erase_if(found, [&](local_seconds local) { return excluded.contains(local); });
  for_each_property(event.component, ICAL_EXDATE_PROPERTY, [&](icalproperty* property) {
    leave_out(event, start, property, icalproperty_get_exdate(property), found);
  });
  if (event.uid.empty()) return found;
  const auto [first, last] = moved_.equal_range(event.uid);
  for (auto moved = first; moved != last; ++moved)
    leave_out(event, start, moved->second, icalproperty_get_recurrenceid(moved->second), found);
  return found;
}

void Reader::put_days(const Event& event, local_days first, days count) {
  for (days i{0}; i < count; ++i) {
    const Date date{first + i};
    if (date.year() > std::chrono::year{last_year}) return;
    if (date.year() < std::chrono::year{first_year}) continue;
    if (set_.holidays.size() == days_max) return;
    set_.holidays.push_back({date, event.title, "", name_});
  }
}

void Reader::put_closure(const Event& event, const When& start, const Stretch& stretch) {
  const std::optional<Instant> from = start.instant();
  const std::optional<Instant> end = When{start.local + stretch.whole, false, start.zone}.instant();
  if (!from || !end) return;
  const Interval span{std::max(*from, range_begin), std::min(*end + stretch.more, range_end)};
  if (span.from < span.to) set_.closures.push_back({span, event.title, name_});
}

void Reader::read_event(const Event& event) {
  icalproperty* property = icalcomponent_get_first_property(event.component, ICAL_DTSTART_PROPERTY);
  if (property == nullptr) return problem(event, "has no DTSTART; write one such as DTSTART;VALUE=DATE:20240101");
  const icaltimetype time = icalproperty_get_dtstart(property);
  if (time.is_date == 0 && is_transparent(event.component)) return;
  const std::optional<When> start = when(event, property, time);
  const std::optional<Stretch> stretch = start ? stretch_of(event, *start) : std::nullopt;
  if (!stretch) return;
  for (const local_seconds local : occurrences(event, *start)) {
    if (start->is_date)
      put_days(event, std::chrono::floor<days>(local), stretch->whole);
    else
      put_closure(event, {local, false, start->zone}, *stretch);
    if (set_.holidays.size() + set_.closures.size() >= days_max)
      return problem(event, "makes more than 200000 days; leave events out, or end their rules with UNTIL");
  }
}

}  // namespace

HolidaySet read_icalendar(std::string_view text, const std::string& source_name, const HolidayFileOptions& options) {
  return Reader(source_name, options).read(text);
}

}  // namespace slakit
