// Calendars: scalars through datetime objects, columns through int64 microseconds without the interpreter's lock.
#include "slakit/calendar/calendar.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "convert.hpp"
#include "module.hpp"
#include "slakit/calendar/holidays.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit::python {
namespace {

using Column = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;
using Spans = std::vector<std::pair<std::int64_t, std::int64_t>>;  // seconds since midnight

DueBoundary boundary_from(const std::string& text) {
  if (text == "close") return DueBoundary::close;
  if (text == "next_open") return DueBoundary::next_open;
  throw InputError(
      {Problem{"unknown-value", "boundary", "unknown boundary '" + text + "'; write 'close' or 'next_open'", "", {}}});
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

// `found` are the problems the caller saw already; together with ours they are thrown at once.
Calendar weekly(const std::string& time_zone, const std::vector<Spans>& week, const py::list& holidays,
                const std::vector<std::string>& holiday_sets, const py::list& make_up_days,
                std::optional<int> make_up_like, const std::vector<std::pair<py::object, Spans>>& exceptions,
                const py::list& found) {
  std::vector<Problem> problems;
  for (const py::handle problem : found) problems.push_back(problem_from(problem));
  CalendarSpec spec;
  try {
    spec.zone = load_zone(time_zone);
  } catch (const ZoneError& error) {
    for (Problem problem : error.problems()) {
      problem.path = "time_zone";
      problems.push_back(std::move(problem));
    }
  }
  for (std::size_t day = 0; day < week.size() && day < spec.weekly.size(); ++day)
    spec.weekly[day] = hours_from(week[day]);
  for (const py::handle date : holidays) spec.holidays.push_back({date_from(date, "holidays"), ""});
  add_sets(spec, holiday_sets, problems);
  for (const py::handle date : make_up_days) spec.make_up_days.push_back({date_from(date, "make_up_days"), ""});
  spec.make_up_like = make_up_like;
  for (const auto& [date, spans] : exceptions)
    spec.exceptions.push_back({date_from(date, "exceptions"), hours_from(spans)});
  for (Problem& problem : problems_of(spec)) problems.push_back(std::move(problem));
  if (!problems.empty()) throw CalendarError(std::move(problems));
  const py::gil_scoped_release unlocked;
  return Calendar::weekly(spec);
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

// f(a, b) for each row: a column of values, and a column of faults.
template <class F>
py::tuple each_row(const Column& first, const Column& second, F f) {
  if (first.size() != second.size()) throw py::value_error("columns of different length");
  const py::ssize_t size = first.size();
  Column values(size);
  py::array_t<std::uint8_t> faults(size);
  const std::int64_t* a = first.data();
  const std::int64_t* b = second.data();
  std::int64_t* value = values.mutable_data();
  std::uint8_t* fault = faults.mutable_data();
  {
    const py::gil_scoped_release unlocked;
    for (py::ssize_t i = 0; i < size; ++i) {
      value[i] = missing;
      fault[i] = 0;
      if (a[i] == missing || b[i] == missing) continue;
      const auto result = f(a[i], b[i]);
      fault[i] = static_cast<std::uint8_t>(result.fault);
      if (result) value[i] = result.value;
    }
  }
  return py::make_tuple(values, faults);
}

Instant instant_of(std::int64_t us) { return Instant{Duration{us}}; }

py::tuple elapsed_many(const Calendar& calendar, const Column& starts, const Column& ends) {
  return each_row(starts, ends, [&](std::int64_t a, std::int64_t b) -> Checked<std::int64_t> {
    const Checked<Duration> result = calendar.elapsed(instant_of(a), instant_of(b));
    return result ? Checked<std::int64_t>{result->count()} : result.fault;
  });
}

py::tuple due_many(const Calendar& calendar, const Column& starts, const Column& budgets, const std::string& boundary) {
  const DueBoundary side = boundary_from(boundary);
  return each_row(starts, budgets, [&](std::int64_t a, std::int64_t b) -> Checked<std::int64_t> {
    const Checked<Instant> result = calendar.due(instant_of(a), Duration{b}, side);
    return result ? Checked<std::int64_t>{result->time_since_epoch().count()} : result.fault;
  });
}

py::list intervals(const Calendar& calendar, const py::object& start, const py::object& end) {
  py::list list;
  for (const Interval& interval : calendar.intervals(instant_from(start, "start"), instant_from(end, "end")))
    list.append(py::make_tuple(to_python(interval.from), to_python(interval.to)));
  return list;
}

template <class T>
py::object answer(const Checked<T>& result) {
  return to_python(result.value_or_throw());
}

}  // namespace

void bind_calendar(py::module_& m) {
  m.def("parse_time", &parse_time);
  m.def("fault_text", [](int fault) { return std::string(to_string(static_cast<Fault>(fault))); });
  py::class_<Calendar>(m, "Calendar")
      .def_static("always", &always)
      .def_static("weekly", &weekly, py::kw_only(), py::arg("time_zone"), py::arg("week"), py::arg("holidays"),
                  py::arg("holiday_sets"), py::arg("make_up_days"), py::arg("make_up_like").none(true),
                  py::arg("exceptions"), py::arg("problems"))
      .def_property_readonly("time_zone", [](const Calendar& c) { return c.zone().name(); })
      .def_property_readonly("tzdata_version", [](const Calendar& c) { return c.zone().tzdata_version(); })
      .def_property_readonly("is_always", &Calendar::is_always)
      .def("elapsed",
           [](const Calendar& c, const py::object& start, const py::object& end) {
             return answer(c.elapsed(instant_from(start, "start"), instant_from(end, "end")));
           })
      .def("due",
           [](const Calendar& c, const py::object& start, const py::object& budget, const std::string& boundary) {
             return answer(
                 c.due(instant_from(start, "start"), duration_from(budget, "budget"), boundary_from(boundary)));
           })
      .def("elapsed_many", &elapsed_many)
      .def("due_many", &due_many)
      .def("is_open",
           [](const Calendar& c, const py::object& t) { return c.is_open(instant_from(t, "t")).value_or_throw(); })
      .def("next_open",
           [](const Calendar& c, const py::object& t) { return answer(c.next_open(instant_from(t, "t"))); })
      .def("next_close",
           [](const Calendar& c, const py::object& t) { return answer(c.next_close(instant_from(t, "t"))); })
      .def("intervals", &intervals)
      .def("add_business_days", [](const Calendar& c, const py::object& t,
                                   std::int64_t n) { return answer(c.add_business_days(instant_from(t, "t"), n)); })
      .def("business_days",
           [](const Calendar& c, const py::object& start, const py::object& end) {
             return c.business_days(date_from(start, "start"), date_from(end, "end")).value_or_throw();
           })
      .def("local_date",
           [](const Calendar& c, const py::object& t) {
             return to_python(Date{std::chrono::floor<std::chrono::days>(c.zone().to_local(instant_from(t, "t")))});
           })
      .def("union", [](const Calendar& a, const Calendar& b) { return a | b; })
      .def("intersection", [](const Calendar& a, const Calendar& b) { return a & b; })
      .def("difference", [](const Calendar& a, const Calendar& b) { return a - b; });
}

}  // namespace slakit::python
