// Columns of a table, as numpy arrays: names are (names, codes), instants and durations int64 microseconds.
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/stl.h>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "convert.hpp"
#include "slakit/assessment/describe.hpp"
#include "slakit/event/dictionary.hpp"
#include "slakit/penalty/describe.hpp"
#include "slakit/time/instant.hpp"

namespace slakit::python {

using Names = std::vector<std::string>;

template <class Enum>
Names enum_names() {
  Names names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto e) { names.emplace_back(e.name); });
  return names;
}

template <class Item>
Names names_of(const std::vector<Item>& items) {
  Names names;
  for (const Item& item : items) names.push_back(item.name);
  return names;
}

// f(i) of each row as a column of T.
template <class T, class F>
py::array_t<T> column(std::size_t size, F f) {
  py::array_t<T> result(static_cast<py::ssize_t>(size));
  T* out = result.mutable_data();
  for (std::size_t i = 0; i < size; ++i) out[i] = f(i);
  return result;
}

inline py::array_t<std::int64_t> instant_column(const std::vector<std::optional<Instant>>& values) {
  return column<std::int64_t>(
      values.size(), [&](std::size_t i) { return values[i] ? values[i]->time_since_epoch().count() : missing; });
}

template <class Enum>
py::tuple enum_column(const std::vector<Enum>& values) {
  return py::make_tuple(enum_names<Enum>(), column<std::int32_t>(values.size(), [&](std::size_t i) {
                          return static_cast<std::int32_t>(values[i]);
                        }));
}

inline py::array_t<bool> flags(const std::vector<std::uint8_t>& values) {
  return column<bool>(values.size(), [&](std::size_t i) { return values[i] != 0; });
}

// f(i) of each row as texts, dictionary-encoded; empty texts are missing values.
template <class F>
py::tuple text_column(std::size_t size, F f) {
  Dictionary texts;
  const py::array_t<std::int32_t> codes = column<std::int32_t>(size, [&](std::size_t i) {
    const std::string& text = f(i);
    return text.empty() ? -1 : static_cast<std::int32_t>(texts.intern(text));
  });
  Names names;
  for (std::size_t i = 0; i < texts.size(); ++i) names.push_back(texts.name(static_cast<Dictionary::Code>(i)));
  return py::make_tuple(names, codes);
}

}  // namespace slakit::python
