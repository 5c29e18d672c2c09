// Described once: a table of what a document may say at each place, made from the C++ types themselves.
//
// A struct carries BOOST_DESCRIBE_STRUCT; its table is made once, from the description and one note per member:
//
//     struct Point { int x; std::optional<int> y; };
//     BOOST_DESCRIBE_STRUCT(Point, (), (x, y))
//     template <> const Type& slakit::type_of<Point>() {
//       static const Type type = record<Point>("a point", {{"x", "to the right"}, {"y", "up"}});
//       return type;
//     }
//     type_of<Point>().fields[1].required   // false
//
// Everything that walks a document (reader, writer, schema) is then an ordinary loop over `Type` and `Field`: no
// templates. Members that are std::optional or containers are optional, others required; a note may say otherwise.
// Ownership: tables are immutable values with static lifetime. Thread-safety: shared by all threads.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "slakit/base/decimal.hpp"
#include "slakit/base/describe.hpp"
#include "slakit/base/value.hpp"

namespace slakit {

class FieldReader;
struct Type;

struct Field {
  std::string_view key;  // as documents write it
  bool required = false;
  std::string_view doc;
  void* (*access)(void* record) = nullptr;  // where the field's value lives in its record
  const Type* type = nullptr;
};

struct Type {
  enum class Kind {
    leaf,         // `read` does it
    enumeration,  // one of `values`
    optional,     // `item`, if there is one
    list,         // any number of `item`
    record,       // `fields`
  };
  // Something the document language knows and this version does not compute: refused by name.
  struct Later {
    std::string_view key;   // of a record; empty: the whole value, when it has shape `shape`
    std::string_view what;  // "a duty"
    Value::Kind shape = Value::Kind::null;
  };

  Kind kind = Kind::leaf;
  std::string_view name;  // what a person would call it: "a duration such as PT4H"
  std::vector<Later> later;

  void (*read)(FieldReader&, const Value&, void* object) = nullptr;  // leaf
  bool raw = false;  // leaf: takes the value as it stands, `{assumed: ...}` included

  std::vector<std::string> values;                            // enumeration
  void (*choose)(void* object, std::size_t index) = nullptr;  // enumeration

  const Type* item = nullptr;            // optional, list
  void* (*add)(void* object) = nullptr;  // optional, list: a new item
  bool may_be_one = false;               // list: one item may stand without brackets

  std::vector<Field> fields;        // record
  std::optional<Field> name_field;  // record: lists of it are mappings, name -> item, and this is the name
  std::string_view short_key;       // record: a value that is no mapping is this field alone

  Type() = default;
  Type(const Type&) = delete;  // tables point into each other
  Type& operator=(const Type&) = delete;
  Type(Type&&) = default;  // moving keeps the address of `fields`' elements
  Type& operator=(Type&&) = delete;
  ~Type() = default;

  const Field* find(std::string_view key) const noexcept {
    for (const Field& field : fields)
      if (field.key == key) return &field;
    return nullptr;
  }
};

// What the description of a member does not say.
struct FieldNote {
  enum class Presence { by_type, required, optional };
  std::string_view member;
  std::string_view doc;
  Presence presence = Presence::by_type;
  std::string_view key = {};   // empty: the member's name
  const Type* type = nullptr;  // null: the member's own type
};

// The table of T. Specialised for leaves and records; enums, optionals and vectors follow.
template <class T>
const Type& type_of();

template <>
const Type& type_of<std::string>();
template <>
const Type& type_of<bool>();
template <>
const Type& type_of<int>();
template <>
const Type& type_of<Rate>();
template <>
const Type& type_of<Value>();

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

template <class Enum>
Type enumeration() {
  Type type;
  type.kind = Type::Kind::enumeration;
  type.name = "a value";
  type.values = enum_texts<Enum>();
  type.choose = [](void* object, std::size_t index) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto enumerator) {
      if (index-- == 0) *static_cast<Enum*>(object) = enumerator.value;
    });
  };
  return type;
}

template <class T>
Type optional_of() {
  Type type;
  type.kind = Type::Kind::optional;
  type.item = &type_of<typename T::value_type>();
  type.name = type.item->name;
  type.add = [](void* object) -> void* { return &static_cast<T*>(object)->emplace(); };
  return type;
}

template <class T>
Type list_of() {
  Type type;
  type.kind = Type::Kind::list;
  type.item = &type_of<typename T::value_type>();
  type.name = type.item->name;
  type.may_be_one = !type.item->raw;
  type.add = [](void* object) -> void* { return &static_cast<T*>(object)->emplace_back(); };
  return type;
}

}  // namespace detail

template <class T>
const Type& type_of() {
  if constexpr (std::is_enum_v<T>) {
    static const Type type = detail::enumeration<T>();
    return type;
  } else if constexpr (detail::IsOptional<T>::value) {
    static const Type type = detail::optional_of<T>();
    return type;
  } else {
    static_assert(detail::IsVector<T>::value, "specialise type_of for leaves and records");
    static const Type type = detail::list_of<T>();
    return type;
  }
}

namespace detail {

template <class T>
Field field_of(const FieldNote& note) {
  Field field;
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto member) {
    using Member = decltype(member);
    using Held = std::remove_cvref_t<decltype(std::declval<T&>().*Member::pointer)>;
    if (note.member != member.name) return;
    field.key = note.key.empty() ? note.member : note.key;
    field.doc = note.doc;
    field.type = note.type != nullptr ? note.type : &type_of<Held>();
    const bool may_lack = IsOptional<Held>::value || IsVector<Held>::value;
    field.required =
        note.presence == FieldNote::Presence::by_type ? !may_lack : note.presence == FieldNote::Presence::required;
    field.access = [](void* object) -> void* { return &(static_cast<T*>(object)->*Member::pointer); };
  });
  assert(field.type != nullptr && "a note must name a described member");
  return field;
}

}  // namespace detail

Type leaf(std::string_view name, void (*read)(FieldReader&, const Value&, void*));

// A record's table: one note per member that documents may write.
template <class T>
Type record(std::string_view name, std::initializer_list<FieldNote> notes) {
  Type type;
  type.kind = Type::Kind::record;
  type.name = name;
  for (const FieldNote& note : notes) type.fields.push_back(detail::field_of<T>(note));
  return type;
}

// The table of a record whose lists are written as mappings: the key is `name_member`.
template <class T>
Type named_record(std::string_view name, std::string_view name_member, std::initializer_list<FieldNote> notes) {
  Type type = record<T>(name, notes);
  type.name_field = detail::field_of<T>({name_member, "its name"});
  return type;
}

}  // namespace slakit
