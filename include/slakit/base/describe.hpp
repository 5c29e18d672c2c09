// Enumerators as documents write them: the C++ name with spaces for underscores.
//
//     enum_text(Counting::started_24_h)               // "started 24 h"
//     parse_enum<Counting>("calendar days touched")   // Counting::calendar_days_touched
//     enum_texts<Concurrency>()                       // {"either", "both", "highest only", "first only"}
//
// For enums that carry BOOST_DESCRIBE_ENUM. parse_enum takes the exact text only. Thread-safety: pure functions.
#pragma once

#include <algorithm>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slakit {

inline std::string document_word(std::string_view identifier) {
  std::string text(identifier);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

template <class Enum>
std::string enum_text(Enum value) {
  std::string text;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto enumerator) {
    if (enumerator.value == value) text = document_word(enumerator.name);
  });
  return text;
}

template <class Enum>
std::optional<Enum> parse_enum(std::string_view text) {
  std::optional<Enum> result;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto enumerator) {
    if (document_word(enumerator.name) == text) result = enumerator.value;
  });
  return result;
}

template <class Enum>
std::vector<std::string> enum_texts() {
  std::vector<std::string> texts;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
      [&](auto enumerator) { texts.push_back(document_word(enumerator.name)); });
  return texts;
}

}  // namespace slakit
