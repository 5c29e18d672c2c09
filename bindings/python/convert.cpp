#include "convert.hpp"

#include <datetime.h>

#include <exception>
#include <utility>

#include "slakit/base/error.hpp"
#include "slakit/base/fault.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit::python {
namespace {

[[noreturn]] void refuse(std::string code, std::string_view name, std::string message) {
  throw InputError({Problem{std::move(code), std::string(name), std::move(message), "", {}}});
}

std::string text_of(py::handle object) { return py::str(object).cast<std::string>(); }

std::string type_of_object(py::handle object) { return Py_TYPE(object.ptr())->tp_name; }

// What tzinfo.utcoffset() says. pandas has a datetime that is none (NaT), whose offset is a ValueError.
py::object asked_offset(py::handle object, std::string_view name) {
  static PyObject* const method = PyUnicode_InternFromString("utcoffset");
  // A plain datetime only hands the question on to its zone: asking that itself is one call less.
  PyObject* const zone = PyDateTime_DATE_GET_TZINFO(object.ptr());
  PyObject* const offset = PyDateTime_CheckExact(object.ptr()) && zone != Py_None
                               ? PyObject_CallMethodOneArg(zone, method, object.ptr())
                               : PyObject_CallMethodNoArgs(object.ptr(), method);
  if (offset != nullptr) return py::reinterpret_steal<py::object>(offset);
  py::error_already_set error;
  if (!error.matches(PyExc_ValueError)) throw error;
  refuse("not-a-datetime", name, text_of(object) + " is no instant; give an aware datetime.datetime");
}

// A timedelta has at most 10^9 days, which microseconds in 64 bits have not.
Duration checked_delta(py::handle delta) {
  constexpr int days_max = 100'000'000;
  const int days = PyDateTime_DELTA_GET_DAYS(delta.ptr());
  if (days > days_max || days < -days_max) throw FaultError(Fault::out_of_range);
  return std::chrono::days{days} + std::chrono::seconds{PyDateTime_DELTA_GET_SECONDS(delta.ptr())} +
         Duration{PyDateTime_DELTA_GET_MICROSECONDS(delta.ptr())};
}

Date date_fields(PyObject* object) {
  return Date{std::chrono::year{PyDateTime_GET_YEAR(object)},
              std::chrono::month{static_cast<unsigned>(PyDateTime_GET_MONTH(object))},
              std::chrono::day{static_cast<unsigned>(PyDateTime_GET_DAY(object))}};
}

py::object take(PyObject* object) {
  if (object == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(object);
}

template <class E>
void raise_input(const char* name, const E& error) {
  const py::object type = py::module_::import("slakit.errors").attr(name);
  PyErr_SetObject(type.ptr(), type(to_python(error.problems())).ptr());
}

void raise_plain(const char* name, const std::string& text) {
  const py::object type = py::module_::import("slakit.errors").attr(name);
  PyErr_SetObject(type.ptr(), type(text).ptr());
}

}  // namespace

void import_datetime() {
  PyDateTime_IMPORT;
  if (PyDateTimeAPI == nullptr) throw py::error_already_set();
}

bool is_datetime(py::handle object) noexcept { return PyDateTime_Check(object.ptr()) != 0; }
bool is_timedelta(py::handle object) noexcept { return PyDelta_Check(object.ptr()) != 0; }

Instant instant_from(py::handle object, std::string_view name) {
  if (!PyDateTime_Check(object.ptr()))
    refuse("not-a-datetime", name, type_of_object(object) + " is no datetime; give an aware datetime.datetime");
  PyObject* p = object.ptr();
  const auto local = std::chrono::sys_days{date_fields(p)} + std::chrono::hours{PyDateTime_DATE_GET_HOUR(p)} +
                     std::chrono::minutes{PyDateTime_DATE_GET_MINUTE(p)} +
                     std::chrono::seconds{PyDateTime_DATE_GET_SECOND(p)} + Duration{PyDateTime_DATE_GET_MICROSECOND(p)};
  if (PyDateTime_DATE_GET_TZINFO(p) == PyDateTime_TimeZone_UTC) return local;  // the common case needs no call
  const py::object offset = asked_offset(object, name);
  if (offset.is_none())
    refuse("naive-datetime", name,
           "naive datetime " + text_of(object) + "; give it a time zone, such as tzinfo=datetime.timezone.utc");
  if (!is_timedelta(offset))
    refuse("not-a-datetime", name,
           "the time zone of " + text_of(object) + " gives no datetime.timedelta as its offset");
  return local - checked_delta(offset);
}

Duration duration_from(py::handle object, std::string_view name) {
  if (!PyDelta_Check(object.ptr()))
    refuse("not-a-timedelta", name, type_of_object(object) + " is no duration; give a datetime.timedelta");
  return checked_delta(object);
}

Date date_from(py::handle object, std::string_view name) {
  if (!PyDate_Check(object.ptr()) || PyDateTime_Check(object.ptr()))
    refuse("not-a-date", name, type_of_object(object) + " is no date; give a datetime.date");
  return date_fields(object.ptr());
}

py::object to_python(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const Date date{day};
  const std::chrono::hh_mm_ss<Duration> time{instant - day};
  return take(PyDateTimeAPI->DateTime_FromDateAndTime(
      static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
      static_cast<int>(static_cast<unsigned>(date.day())), static_cast<int>(time.hours().count()),
      static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
      static_cast<int>(time.subseconds().count()), PyDateTime_TimeZone_UTC, PyDateTimeAPI->DateTimeType));
}

py::object to_python(Duration duration) {
  const auto days = std::chrono::floor<std::chrono::days>(duration);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(duration - days);
  return take(PyDelta_FromDSU(static_cast<int>(days.count()), static_cast<int>(seconds.count()),
                              static_cast<int>((duration - days - seconds).count())));
}

py::object to_python(Date date) {
  return take(PyDate_FromDate(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                              static_cast<int>(static_cast<unsigned>(date.day()))));
}

Value value_from(py::handle object, const std::string& path) {
  if (object.is_none()) return {};
  if (py::isinstance<py::bool_>(object)) return Value::scalar(object.cast<bool>() ? "true" : "false");
  if (PyDate_Check(object.ptr())) return Value::scalar(text_of(object.attr("isoformat")()));
  if (py::isinstance<py::dict>(object)) {
    Value value = Value::mapping({});
    for (const auto& [key, item] : py::reinterpret_borrow<py::dict>(object))
      value.entries.push_back(Value::Entry{Value::scalar(text_of(key)), value_from(item, path)});
    return value;
  }
  if (py::isinstance<py::list>(object) || py::isinstance<py::tuple>(object)) {
    Value value = Value::sequence({});
    for (const py::handle item : object) value.items.push_back(value_from(item, path));
    return value;
  }
  const bool is_decimal = py::isinstance(object, py::module_::import("decimal").attr("Decimal"));
  if (!py::isinstance<py::str>(object) && !py::isinstance<py::int_>(object) && !is_decimal)
    refuse("bad-choice", path,
           type_of_object(object) + " cannot stand in a document; write it as text, as the document would");
  return Value::scalar(text_of(object));
}

py::object to_python(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null: return py::none();
    case Value::Kind::scalar: return py::str(value.text);
    case Value::Kind::sequence: {
      py::list list;
      for (const Value& item : value.items) list.append(to_python(item));
      return list;
    }
    case Value::Kind::mapping: {
      py::dict dict;
      for (const auto& [key, item] : value.entries) dict[py::str(key.text)] = to_python(item);
      return dict;
    }
  }
  return py::none();
}

std::vector<Choice> choices_from(const py::dict& choices) {
  std::vector<Choice> list;
  for (const auto& [key, value] : choices) {
    const std::string path = text_of(key);
    list.push_back({path, value_from(value, path)});
  }
  return list;
}

py::list to_python(const std::vector<Problem>& problems) {
  const py::object type = py::module_::import("slakit.errors").attr("Problem");
  py::list list;
  for (const Problem& p : problems) list.append(type(p.code, p.path, p.message, p.source, p.mark.line, p.mark.column));
  return list;
}

Problem problem_from(py::handle object) {
  const auto text = [&](const char* name) { return object.attr(name).cast<std::string>(); };
  return {text("code"),
          text("path"),
          text("message"),
          text("source"),
          {object.attr("line").cast<int>(), object.attr("column").cast<int>()}};
}

void translate_errors() {
  py::register_exception_translator([](std::exception_ptr pointer) {
    try {
      if (pointer) std::rethrow_exception(pointer);
    } catch (const ContractError& error) {
      raise_input("ContractError", error);
    } catch (const CalendarError& error) {
      raise_input("CalendarError", error);
    } catch (const LogError& error) {
      raise_input("LogError", error);
    } catch (const ZoneError& error) {
      raise_input("ZoneError", error);
    } catch (const InputError& error) {
      raise_input("InputError", error);
    } catch (const FaultError& error) {
      raise_plain("FaultError", error.what());
    } catch (const Error& error) {
      raise_plain("Error", error.what());
    }
  });
}

}  // namespace slakit::python
