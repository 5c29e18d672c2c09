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
// Fields of which exactly one may be written are a choice; the alternatives of a std::variant are one.
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
#include <variant>
#include <vector>

#include "slakit/base/describe.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/base/value.hpp"

namespace slakit {

class FieldReader;
struct Type;

struct Field {
  std::string_view key;  // as documents write it
  bool required = false;
  std::string_view doc;
  void* (*access)(void* record) = nullptr;            // where its value lives; of a variant: after making it so
  const void* (*look)(const void* record) = nullptr;  // where it lives, or null: the variant holds another
  const Type* type = nullptr;
  std::string_view choice = {};  // fields with the same one exclude each other
};

struct Type {
  enum class Kind {
    leaf,         // `read` does it
    enumeration,  // one of `values`
    optional,     // `item`, if there is one
    list,         // any number of `item`
    record,       // `fields`
  };
  // Fields of a record of which at most one may be written, or exactly one, or one at least.
  struct Choice {
    std::string_view name;  // what they say: "how it is measured"
    bool required = true;   // one at least
    bool several = false;   // more than one, too
  };

  Kind kind = Kind::leaf;
  std::string_view name;  // what a person would call it: "a duration such as PT4H"

  void (*read)(FieldReader&, const Value&, void* object) = nullptr;  // leaf
  Value (*write)(const void* object) = nullptr;                      // leaf: null where there is nothing to say
  std::string_view schema = "{}";                                    // leaf: its JSON Schema
  bool raw = false;  // leaf: takes the value as it stands, `{assumed: ...}` included

  std::vector<std::string> values;                            // enumeration
  void (*choose)(void* object, std::size_t index) = nullptr;  // enumeration
  std::size_t (*chosen)(const void* object) = nullptr;        // enumeration

  const Type* item = nullptr;                                          // optional, list
  void* (*add)(void* object) = nullptr;                                // optional, list: a new item
  std::size_t (*size)(const void* object) = nullptr;                   // optional, list
  const void* (*at)(const void* object, std::size_t index) = nullptr;  // optional, list
  bool may_be_one = false;                                             // list: one item may stand without brackets

  std::vector<Field> fields;        // record
  std::vector<Choice> choices;      // record
  std::optional<Field> name_field;  // record: lists of it are mappings, name -> item, and this is the name
  bool name_suffices = false;       // record with a name: a list of names is a list of it, too
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
const Type& type_of<Value>();

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsOptional<Setting<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsVariant : std::false_type {};
template <class... T>
struct IsVariant<std::variant<T...>> : std::true_type {};

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
  type.chosen = [](const void* object) {
    std::size_t index = 0;
    std::size_t found = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto enumerator) {
      if (enumerator.value == *static_cast<const Enum*>(object)) found = index;
      ++index;
    });
    return found;
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
  type.size = [](const void* object) -> std::size_t { return static_cast<const T*>(object)->has_value() ? 1 : 0; };
  type.at = [](const void* object, std::size_t) -> const void* { return &**static_cast<const T*>(object); };
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
  type.size = [](const void* object) { return static_cast<const T*>(object)->size(); };
  type.at = [](const void* object, std::size_t index) -> const void* {
    return &(*static_cast<const T*>(object))[index];
  };
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
    if constexpr (!IsVariant<Held>::value) {  // a variant's alternatives are fields: see alternative()
      if (note.member != member.name) return;
      field.key = note.key.empty() ? note.member : note.key;
      field.doc = note.doc;
      field.type = note.type != nullptr ? note.type : &type_of<Held>();
      const bool may_lack = IsOptional<Held>::value || IsVector<Held>::value;
      field.required =
          note.presence == FieldNote::Presence::by_type ? !may_lack : note.presence == FieldNote::Presence::required;
      field.access = [](void* object) -> void* { return &(static_cast<T*>(object)->*Member::pointer); };
      field.look = [](const void* object) -> const void* { return &(static_cast<const T*>(object)->*Member::pointer); };
    }
  });
  assert(field.type != nullptr && "a note must name a described member");
  return field;
}

}  // namespace detail

Type leaf(std::string_view name, void (*read)(FieldReader&, const Value&, void*), Value (*write)(const void*),
          std::string_view schema);

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

// Text as a document writes it: quoted where a reader would take it for something else.
Value text_value(const std::string& text);

// Of these fields exactly one may be written (`required`), or at most one. `name` says what they say.
void choose_one(Type& type, std::string_view name, std::initializer_list<std::string_view> keys, bool required = true);

// Of these fields one at least must be written.
void choose_some(Type& type, std::string_view name, std::initializer_list<std::string_view> keys);

// The field of a record that makes its variant `Member` hold an `Alternative`; `Inner` is a member of that, where the
// document leaves the alternative itself unsaid.
template <auto Member, class Alternative, auto Inner = nullptr>
Field alternative(std::string_view key, std::string_view doc) {
  return []<class Record, class Variant>(Variant Record::*, std::string_view k, std::string_view d) {
    Field field;
    field.key = k;
    field.doc = d;
    if constexpr (std::is_null_pointer_v<decltype(Inner)>) {
      field.type = &type_of<Alternative>();
      field.access = [](void* r) -> void* {
        return &(static_cast<Record*>(r)->*Member).template emplace<Alternative>();
      };
      field.look = [](const void* r) -> const void* {
        return std::get_if<Alternative>(&(static_cast<const Record*>(r)->*Member));
      };
    } else {
      field.type = &type_of<std::remove_cvref_t<decltype(std::declval<Alternative&>().*Inner)>>();
      field.access = [](void* r) -> void* {
        return &((static_cast<Record*>(r)->*Member).template emplace<Alternative>().*Inner);
      };
      field.look = [](const void* r) -> const void* {
        const Alternative* held = std::get_if<Alternative>(&(static_cast<const Record*>(r)->*Member));
        return held == nullptr ? nullptr : &(held->*Inner);
      };
    }
    return field;
  }(Member, key, doc);
}

}  // namespace slakit
