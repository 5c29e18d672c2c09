// Calendars: scalars through datetime objects, columns through int64 microseconds without the interpreter's lock.
#include "slakit/calendar/calendar.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "convert.hpp"
#include "module.hpp"
#include "slakit/calendar/batch.hpp"
#include "slakit/calendar/describe.hpp"
#include "slakit/calendar/holidays.hpp"
#include "slakit/io/calendar_reader.hpp"
#include "slakit/time/describe.hpp"
#include "slakit/time/instant_column.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit::python {
namespace {

using Column = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;
using Codes = py::array_t<std::uint8_t>;
using Spans = std::vector<std::pair<std::int64_t, std::int64_t>>;  // seconds since midnight
using Week = std::vector<Spans>;
using MonthDayOf = std::pair<int, int>;

// "next business day" for next_business_day: enum values as documents write them.
template <class Enum>
std::string words(Enum value) {
  std::string text = boost::describe::enum_to_string(value, "?");
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

template <class Enum>
Enum read_words(std::string_view text, const char* path) {
  std::string known;
  std::optional<Enum> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto enumerator) {
    const std::string word = words(enumerator.value);
    if (word == text) found = enumerator.value;
    known += (known.empty() ? "'" : ", '") + word + "'";
  });
  if (found) return *found;
  throw InputError({Problem{"unknown-value",
                            path,
                            "unknown " + std::string(path) + " '" + std::string(text) + "'; write one of " + known,
                            "",
                            {}}});
}

// Borrowed from the object.
std::string_view text_view(py::handle object, const char* path) {
  Py_ssize_t size = 0;
  const char* const text = PyUnicode_Check(object.ptr()) ? PyUnicode_AsUTF8AndSize(object.ptr(), &size) : nullptr;
  if (text == nullptr) {
    PyErr_Clear();
    throw InputError({Problem{"unknown-value", path, "it is no text; write it as words", "", {}}});
  }
  return {text, static_cast<std::size_t>(size)};
}

DueBoundary boundary_from(py::handle object) {
  const std::string_view text = text_view(object, "boundary");
  if (text == "close") return DueBoundary::close;
  if (text == "next_open") return DueBoundary::next_open;
  throw InputError({Problem{"unknown-value",
                            "boundary",
                            "unknown boundary '" + std::string(text) + "'; write 'close' or 'next_open'",
                            "",
                            {}}});
}

DayHours hours_from(const Spans& spans) {
  DayHours hours;
  for (const auto& [from, to] : spans) hours.push_back({std::chrono::seconds{from}, std::chrono::seconds{to}});
  std::sort(hours.begin(), hours.end(), [](const HoursSpan& a, const HoursSpan& b) { return a.from < b.from; });
  return hours;
}

void add_sets(CalendarSpec& spec, const std::vector<std::string>& names, std::vector<Problem>& problems) {
  for (const std::string& name : names) {
    if (const HolidaySet* set = find_holiday_set(name)) {
      add(spec, *set);
      continue;
    }
    std::string known;
    for (const std::string_view code : holiday_set_codes())
      known += (known.empty() ? "'" : ", '") + std::string(code) + "'";
    problems.push_back(
        {"unknown-holiday-set",
         "holidays",
         "no published holidays for '" + name + "'; known are " + known + "; or give the dates themselves",
         "",
         {}});
  }
}

WeeklyHours week_from(const Week& week) {
  WeeklyHours hours;
  for (std::size_t day = 0; day < week.size() && day < hours.size(); ++day) hours[day] = hours_from(week[day]);
  return hours;
}

MonthDay month_day(MonthDayOf pair) { return {pair.first, pair.second}; }

Setting<Date> optional_date(const py::object& object, std::string_view name) {
  if (object.is_none()) return std::nullopt;
  return date_from(object, name);
}

// What Python's reader has made of the constructor's arguments.
struct Parts {
  std::string time_zone;
  Week week;
  std::vector<std::tuple<MonthDayOf, MonthDayOf, Week>> seasons;
  std::vector<std::pair<py::object, std::string>> holidays;
  std::vector<std::string> holiday_sets;
  py::list make_up_days;
  std::optional<int> make_up_like;
  std::vector<std::pair<py::object, Spans>> exceptions;
  std::vector<std::pair<MonthDayOf, Spans>> yearly_exceptions;
  std::vector<std::tuple<py::object, py::object, std::string>> closures;
  std::string overnight_holiday;
  py::object known_from;
  py::object known_until;
};

void read_zone(CalendarSpec& spec, const std::string& name, std::vector<Problem>& problems) {
  try {
    spec.zone = load_zone(name);
  } catch (const ZoneError& error) {
    for (Problem problem : error.problems()) {
      problem.path = "time_zone";
      problems.push_back(std::move(problem));
    }
  }
}

void read_policy(CalendarSpec& spec, const std::string& text, std::vector<Problem>& problems) {
  try {
    spec.overnight_holiday = read_words<OvernightHoliday>(text, "overnight_holiday");
  } catch (const InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
  }
}

CalendarSpec spec_from(const Parts& parts, std::vector<Problem>& problems) {
  CalendarSpec spec;
  read_zone(spec, parts.time_zone, problems);
  spec.weekly = week_from(parts.week);
  for (const auto& [from, to, week] : parts.seasons)
    spec.seasons.push_back({month_day(from), month_day(to), week_from(week)});
  spec.known_from = optional_date(parts.known_from, "known_from");
  spec.known_until = optional_date(parts.known_until, "known_until");
  for (const auto& [date, name] : parts.holidays) spec.holidays.push_back({date_from(date, "holidays"), name});
  add_sets(spec, parts.holiday_sets, problems);
  for (const py::handle date : parts.make_up_days) spec.make_up_days.push_back({date_from(date, "make_up_days"), ""});
  if (parts.make_up_like) spec.make_up_like = *parts.make_up_like;
  for (const auto& [date, spans] : parts.exceptions)
    spec.exceptions.push_back({date_from(date, "exceptions"), hours_from(spans)});
  for (const auto& [day, spans] : parts.yearly_exceptions)
    spec.yearly_exceptions.push_back({month_day(day), hours_from(spans)});
  for (const auto& [start, end, name] : parts.closures)
    spec.closures.push_back({{instant_from(start, "closures"), instant_from(end, "closures")}, name});
  read_policy(spec, parts.overnight_holiday, problems);
  return spec;
}

// `found` are the problems the caller saw already; together with ours they are thrown at once.
Calendar weekly(const Parts& parts, const py::list& found) {
  std::vector<Problem> problems;
  for (const py::handle problem : found) problems.push_back(problem_from(problem));
  const CalendarSpec spec = spec_from(parts, problems);
  for (Problem& problem : problems_of(spec)) problems.push_back(std::move(problem));
  if (!problems.empty()) throw CalendarError(std::move(problems));
  const py::gil_scoped_release unlocked;
  return Calendar::weekly(spec);
}

Parts parts_from(const py::kwargs& given) {
  Parts parts;
  const auto take = [&](const char* name, auto& into) {
    into = given[name].cast<std::remove_reference_t<decltype(into)>>();
  };
  take("time_zone", parts.time_zone);
  take("week", parts.week);
  take("seasons", parts.seasons);
  take("holidays", parts.holidays);
  take("holiday_sets", parts.holiday_sets);
  take("make_up_days", parts.make_up_days);
  take("make_up_like", parts.make_up_like);
  take("exceptions", parts.exceptions);
  take("yearly_exceptions", parts.yearly_exceptions);
  take("closures", parts.closures);
  take("overnight_holiday", parts.overnight_holiday);
  take("known_from", parts.known_from);
  take("known_until", parts.known_until);
  return parts;
}

Calendar parse(const std::string& text, const std::string& source) {
  const py::gil_scoped_release unlocked;
  try {
    return read_calendar(text, source);
  } catch (const CalendarError&) {
    throw;
  } catch (const InputError& error) {
    throw CalendarError(error.problems());
  }
}

Calendar always(const std::string& time_zone) {
  try {
    return Calendar::always(load_zone(time_zone));
  } catch (const ZoneError& error) {
    throw CalendarError(error.problems());
  }
}

// Seconds since midnight of "HH:MM[:SS]", or None.
std::optional<std::int64_t> parse_time(const std::string& text) {
  const std::optional<std::chrono::seconds> time = HoursSpan::parse_time(text);
  return time ? std::optional<std::int64_t>{time->count()} : std::nullopt;
}

// ---- columns ------------------------------------------------------------------------------------------------------

std::span<const std::int64_t> rows(const Column& column) {
  return {column.data(), static_cast<std::size_t>(column.size())};
}
std::span<std::int64_t> rows_out(Column& column) {
  return {column.mutable_data(), static_cast<std::size_t>(column.size())};
}
std::span<Fault> faults_of(Codes& codes) {
  return faults_out({codes.mutable_data(), static_cast<std::size_t>(codes.size())});
}

void check_lengths(const Column& first, const Column& second) {
  if (first.size() != second.size()) throw py::value_error("columns of different length");
}

py::tuple elapsed_many(const Calendar& calendar, const Column& starts, const Column& ends, unsigned threads) {
  check_lengths(starts, ends);
  Column values(starts.size());
  Codes faults(starts.size());
  const auto from = instants(rows(starts)), to = instants(rows(ends));
  const auto open = durations_out(rows_out(values));
  const auto why = faults_of(faults);
  {
    const py::gil_scoped_release unlocked;
    elapsed(calendar, from, to, open, why, threads);
  }
  return py::make_tuple(values, faults);
}

py::tuple due_many(const Calendar& calendar, const Column& starts, const Column& budgets, py::handle boundary,
                   unsigned threads) {
  check_lengths(starts, budgets);
  const DueBoundary side = boundary_from(boundary);
  Column values(starts.size());
  Codes faults(starts.size());
  const auto start = instants(rows(starts));
  const auto budget = durations(rows(budgets));
  const auto when = instants_out(rows_out(values));
  const auto why = faults_of(faults);
  {
    const py::gil_scoped_release unlocked;
    due(calendar, start, budget, side, when, why, threads);
  }
  return py::make_tuple(values, faults);
}

py::tuple is_open_many(const Calendar& calendar, const Column& at, unsigned threads) {
  py::array_t<std::int8_t> values(at.size());
  Codes faults(at.size());
  const auto when = instants(rows(at));
  const std::span<std::int8_t> open{values.mutable_data(), static_cast<std::size_t>(values.size())};
  const auto why = faults_of(faults);
  {
    const py::gil_scoped_release unlocked;
    is_open(calendar, when, open, why, threads);
  }
  return py::make_tuple(values, faults);
}

// ---- single answers -----------------------------------------------------------------------------------------------

template <class T>
py::object answer(const Checked<T>& result) {
  return to_python(result.value_or_throw());
}

// Of anything but single datetimes: columns, which Python takes from here.
py::object not_for_us() { return py::reinterpret_borrow<py::object>(Py_NotImplemented); }

py::object elapsed_one(const Calendar& c, py::handle start, py::handle end) {
  if (!is_datetime(start) || !is_datetime(end)) return not_for_us();
  return answer(c.elapsed(instant_from(start, "start"), instant_from(end, "end")));
}

py::object due_one(const Calendar& c, py::handle start, py::handle budget, py::handle boundary) {
  if (!is_datetime(start) || !is_timedelta(budget)) return not_for_us();
  return answer(c.due(instant_from(start, "start"), duration_from(budget, "budget"), boundary_from(boundary)));
}

py::object is_open_one(const Calendar& c, py::handle t) {
  if (!is_datetime(t)) return not_for_us();
  return py::bool_(c.is_open(instant_from(t, "t")).value_or_throw());
}

py::tuple reason_parts(const ClosedReason& reason) {
  return py::make_tuple(words(reason.by), reason.name, reason.english, reason.source, to_string(reason));
}

py::object why_closed(const Calendar& calendar, py::handle t) {
  const std::optional<ClosedReason> reason = calendar.why_closed(instant_from(t, "t"));
  return reason ? py::object(reason_parts(*reason)) : py::object(py::none());
}

py::list closed(const Calendar& calendar, py::handle start, py::handle end) {
  py::list list;
  for (const ClosedSpan& one : calendar.closed_spans(instant_from(start, "start"), instant_from(end, "end")))
    list.append(py::make_tuple(to_python(one.span.from), to_python(one.span.to), reason_parts(one.reason)));
  return list;
}

py::object add_business_days(const Calendar& c, py::handle t, std::int64_t n, py::handle start, py::handle end,
                             py::handle late) {
  const BusinessDayRule rule{read_words<BusinessDayStart>(text_view(start, "start"), "start"),
                             read_words<BusinessDayEnd>(text_view(end, "end"), "end"),
                             read_words<LateStart>(text_view(late, "late"), "late")};
  if (is_datetime(t)) return answer(c.add_business_days(instant_from(t, "t"), n, rule));
  Date date = date_from(t, "t");
  if (rule.end != BusinessDayEnd::same_time_of_day || rule.late != LateStart::as_it_is) {
    const char* const path = rule.late != LateStart::as_it_is ? "late" : "end";
    throw InputError({Problem{"unknown-value", path, "a date has no time of day for this; give a datetime", "", {}}});
  }
  if (rule.start != BusinessDayStart::as_it_is)
    date = c.moved(date, n < 0 ? HolidayDeadline::previous_working_day : HolidayDeadline::next_working_day)
               .value_or_throw();
  return answer(c.add_business_days(date, n));
}

// The local date of a datetime; a date stands for itself.
Date local_date(const Calendar& c, py::handle t, std::string_view name) {
  if (!is_datetime(t)) return date_from(t, name);
  return Date{std::chrono::floor<std::chrono::days>(c.zone().to_local(instant_from(t, name)))};
}

py::object known(const Calendar& c) {
  const Interval known = c.known();
  if (known == Interval{range_begin, range_end}) return py::none();
  return py::make_tuple(to_python(known.from), to_python(known.to));
}

py::list intervals(const Calendar& calendar, const py::object& start, const py::object& end) {
  py::list list;
  for (const Interval& interval : calendar.intervals(instant_from(start, "start"), instant_from(end, "end")))
    list.append(py::make_tuple(to_python(interval.from), to_python(interval.to)));
  return list;
}

}  // namespace

void bind_calendar(py::module_& m) {
  m.def("parse_time", &parse_time);
  m.def("fault_text", [](int fault) { return std::string(to_string(static_cast<Fault>(fault))); });
  py::class_<Calendar>(m, "Calendar")
      .def_static("always", &always)
      .def_static(
          "weekly",
          [](const py::list& problems, const py::kwargs& parts) { return weekly(parts_from(parts), problems); },
          py::arg("problems"))
      .def_static("parse", &parse, py::arg("text"), py::arg("source"))
      .def_property_readonly("time_zone", [](const Calendar& c) { return c.zone().name(); })
      .def_property_readonly("tzdata_version", [](const Calendar& c) { return c.zone().tzdata_version(); })
      .def_property_readonly("is_always", &Calendar::is_always)
      .def_property_readonly("known", &known)
      .def_property_readonly("digest", &Calendar::digest)
      .def("equals", [](const Calendar& a, const Calendar& b) { return a == b; })
      .def("named", &Calendar::named)
      .def("elapsed", &elapsed_one)
      .def("due", &due_one)
      .def("is_open", &is_open_one)
      .def("elapsed_many", &elapsed_many, py::arg("starts"), py::arg("ends"), py::arg("threads") = 1)
      .def("due_many", &due_many, py::arg("starts"), py::arg("budgets"), py::arg("boundary"), py::arg("threads") = 1)
      .def("is_open_many", &is_open_many, py::arg("at"), py::arg("threads") = 1)
      .def("next_open", [](const Calendar& c, py::handle t) { return answer(c.next_open(instant_from(t, "t"))); })
      .def("next_close", [](const Calendar& c, py::handle t) { return answer(c.next_close(instant_from(t, "t"))); })
      .def("prev_open", [](const Calendar& c, py::handle t) { return answer(c.prev_open(instant_from(t, "t"))); })
      .def("prev_close", [](const Calendar& c, py::handle t) { return answer(c.prev_close(instant_from(t, "t"))); })
      .def("intervals", &intervals)
      .def("why_closed", &why_closed)
      .def("closed", &closed)
      .def("is_business_day",
           [](const Calendar& c, py::handle day) {
             return c.is_business_day(local_date(c, day, "day")).value_or_throw();
           })
      .def("add_business_days", &add_business_days)
      .def("business_days",
           [](const Calendar& c, py::handle start, py::handle end) {
             return c.business_days(local_date(c, start, "start"), local_date(c, end, "end")).value_or_throw();
           })
      .def("moved",
           [](const Calendar& c, py::handle date, py::handle rule) {
             return answer(
                 c.moved(date_from(date, "date"), read_words<HolidayDeadline>(text_view(rule, "rule"), "rule")));
           })
      .def("union", [](const Calendar& a, const Calendar& b) { return a | b; })
      .def("intersection", [](const Calendar& a, const Calendar& b) { return a & b; })
      .def("difference", [](const Calendar& a, const Calendar& b) { return a - b; })
      .def("then",
           [](const Calendar& a, py::handle at, const Calendar& b) { return a.then(instant_from(at, "at"), b); });
}

}  // namespace slakit::python
