// Whether two described values are equal, member by member: without the tables, so that what a table forgets is seen.
#pragma once

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <type_traits>
#include <variant>
#include <vector>

#include "slakit/base/value.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/describe.hpp"

namespace slakit::test {

inline bool equal(const Value& a, const Value& b) { return to_document_text(a) == to_document_text(b); }

template <class T>
bool equal(const T& a, const T& b);

template <class T>
bool equal(const Setting<T>& a, const Setting<T>& b) {
  return a.has_value() == b.has_value() && (!a || equal(*a, *b));
}

template <class T>
bool equal(const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!equal(a[i], b[i])) return false;
  return true;
}

template <class... T>
bool equal(const std::variant<T...>& a, const std::variant<T...>& b) {
  return a.index() == b.index() &&
         std::visit([&]<class Held>(const Held& held) { return equal(held, std::get<Held>(b)); }, a);
}

template <class T>
bool equal(const T& a, const T& b) {
  if constexpr (boost::describe::has_describe_members<T>::value) {
    bool all = true;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
        [&](auto member) { all = all && equal(a.*decltype(member)::pointer, b.*decltype(member)::pointer); });
    return all;
  } else {
    return a == b;
  }
}

}  // namespace slakit::test
