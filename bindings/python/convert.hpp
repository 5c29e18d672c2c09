// What crosses between Python and the library: instants, durations, dates, document values, problems.
//
// Instants are datetime.datetime: aware ones only come in, aware UTC goes out, both to the microsecond. Columns are
// int64 microseconds since 1970 (numpy's datetime64[us]); `missing` is numpy's NaT.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/base/value.hpp"
#include "slakit/contract/reading.hpp"
#include "slakit/time/instant.hpp"

namespace slakit::python {

namespace py = pybind11;

inline constexpr std::int64_t missing = std::numeric_limits<std::int64_t>::min();

void import_datetime();  // once, before any of the others

// Fast, and without a reference of its own.
bool is_datetime(py::handle object) noexcept;
bool is_timedelta(py::handle object) noexcept;

// `name` is the argument, for the problem's path. Throw InputError ("naive-datetime", "not-a-datetime", ...).
Instant instant_from(py::handle object, std::string_view name);
Duration duration_from(py::handle object, std::string_view name);
Date date_from(py::handle object, std::string_view name);

py::object to_python(Instant instant);
py::object to_python(Duration duration);
py::object to_python(Date date);

// str, int, Decimal, date, None, lists and dicts of them, as a document would say them.
Value value_from(py::handle object, const std::string& path);
py::object to_python(const Value& value);
std::vector<Choice> choices_from(const py::dict& choices);

py::list to_python(const std::vector<Problem>& problems);
Problem problem_from(py::handle object);

void translate_errors();

}  // namespace slakit::python
