#include "slakit/base/field_writer.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace slakit {

namespace {

using Kind = Type::Kind;

bool is_empty(const Value& value) {
  return value.is_null() || (value.is_sequence() && value.items.empty()) ||
         (value.is_mapping() && value.entries.empty());
}

// Nothing that a document would have to say.
bool is_unset(const Type& type, const void* object) {
  switch (type.kind) {
    case Kind::leaf: return is_empty(type.write(object));
    case Kind::enumeration: return false;
    case Kind::optional:
    case Kind::list: return type.size(object) == 0;
    case Kind::record:
      return std::all_of(type.fields.begin(), type.fields.end(), [&](const Field& field) {
        const void* held = field.look(object);
        return held == nullptr || is_unset(*field.type, held);
      });
  }
  return true;
}

class FieldWriter {
 public:
  explicit FieldWriter(std::vector<std::string> places) : places_(std::move(places)) {
    std::sort(places_.begin(), places_.end());
  }

  Value write(const Type& type, const void* object) {
    switch (type.kind) {
      case Kind::leaf: return write_leaf(type, object);
      case Kind::enumeration: return Value::scalar(type.values[type.chosen(object)]);
      case Kind::optional: return type.size(object) == 0 ? Value{} : write(*type.item, type.at(object, 0));
      case Kind::list: return type.item->name_field ? write_named(type, object) : write_list(type, object);
      case Kind::record: return write_record(type, object);
    }
    return {};
  }

 private:
  // One step down the path while it lives; an empty one stays.
  class Step {
   public:
    Step(FieldWriter& writer, std::string_view key) : path_(writer.path_), size_(path_.size()) {
      if (!path_.empty() && !key.empty()) path_ += '.';
      path_ += key;
    }
    ~Step() { path_.resize(size_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    std::string& path_;
    std::size_t size_;
  };

  // A place is wanted at `key` here, or inside it; without a key: at any.
  bool is_wanted(std::string_view key = {}) const {
    std::string inside = path_;
    if (!inside.empty()) inside += '.';
    inside += key;
    const auto found = std::lower_bound(places_.begin(), places_.end(), inside);
    if (found == places_.end() || !found->starts_with(inside)) return false;
    if (key.empty() || *found == inside) return true;
    const auto below = std::lower_bound(found, places_.end(), inside + '.');
    return below != places_.end() && below->starts_with(inside + '.');
  }

  // Where a value must stand, an unset text is an empty one, and unset hours are none.
  static Value write_leaf(const Type& type, const void* object) {
    Value value = type.write(object);
    if (value.is_null() && !type.raw) value = &type == &type_of<std::string>() ? text_value("") : Value::mapping({});
    return value;
  }

  Value write_list(const Type& type, const void* object) {
    if (type.may_be_one && type.size(object) == 1 && !is_wanted("0")) {
      Value one = write(*type.item, type.at(object, 0));
      if (!one.is_sequence() && !is_empty(one)) return one;
    }
    Value list = Value::sequence({});
    for (std::size_t i = 0; i < type.size(object); ++i) {
      const Step step(*this, std::to_string(i));
      list.items.push_back(write(*type.item, type.at(object, i)));
    }
    return list;
  }

  Value write_named(const Type& type, const void* object) {
    const Field& name = *type.item->name_field;
    Value names = Value::sequence({});
    Value items = Value::mapping({});
    bool names_suffice = type.item->name_suffices;
    for (std::size_t i = 0; i < type.size(object); ++i) {
      const void* item = type.at(object, i);
      names.items.push_back(write(*name.type, name.look(item)));
      names_suffice = names_suffice && !is_wanted(names.items.back().text);
      const Step step(*this, names.items.back().text);
      items.entries.push_back({names.items.back(), write_record(*type.item, item)});
      names_suffice = names_suffice && is_empty(items.entries.back().second);
    }
    return names_suffice ? names : items;
  }

  Value write_record(const Type& type, const void* object) {
    const bool may_be_short =
        !type.short_key.empty() &&
        std::none_of(type.fields.begin(), type.fields.end(), [&](const Field& field) { return is_wanted(field.key); });
    Value record = Value::mapping({});
    for (const Field& field : type.fields) {
      const void* held = field.look(object);
      const bool is_held = !field.choice.empty() && field.type->kind == Kind::record;  // by a variant, so it is set
      if (held == nullptr || (!field.required && !is_held && is_unset(*field.type, held))) continue;
      const bool is_here = may_be_short && field.key == type.short_key;  // a short form's items are the record's
      const Step step(*this, is_here ? std::string_view{} : field.key);
      record.entries.push_back({Value::scalar(std::string(field.key)), write_field(field, held)});
    }
    // Nothing at all, where one of several keys is needed, is what an empty text in short form is read as.
    const bool needs_one = std::any_of(type.choices.begin(), type.choices.end(),
                                       [](const Type::Choice& choice) { return choice.required; });
    if (record.entries.empty() && needs_one && may_be_short) return text_value("");
    const bool is_short = may_be_short && record.entries.size() == 1 &&
                          record.entries[0].first.text == type.short_key && !record.entries[0].second.is_mapping();
    if (!is_short) return record;
    Value value = std::move(record.entries[0].second);
    return value;
  }

  Value write_field(const Field& field, const void* held) {
    Value value = write(*field.type, held);
    const bool reads_as_unset = !field.required && value.is_scalar() && value.text == "none";
    if (!reads_as_unset || !may_stand_in_brackets(*field.type)) return value;
    Value list = Value::sequence({});
    list.items.push_back(std::move(value));
    return list;
  }

  static bool may_stand_in_brackets(const Type& type) {
    if (type.kind == Kind::optional) return may_stand_in_brackets(*type.item);
    if (type.kind == Kind::record && !type.short_key.empty())
      return may_stand_in_brackets(*type.find(type.short_key)->type);
    return type.kind == Kind::list;
  }

  std::vector<std::string> places_;
  std::string path_;
};

}  // namespace

Value write_value(const Type& type, const void* object, std::vector<std::string> places) {
  return FieldWriter(std::move(places)).write(type, object);
}

}  // namespace slakit
