#include "slakit/base/field_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "slakit/base/suggest.hpp"
#include "slakit/base/value_text.hpp"

namespace slakit {

Type leaf(std::string_view name, void (*read)(FieldReader&, const Value&, void*)) {
  Type type;
  type.name = name;
  type.read = read;
  return type;
}

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool says_none(const Value& value) { return value.is_scalar() && !value.quoted && value.text == "none"; }

}  // namespace

std::string what_it_is(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null: return "nothing";
    case Value::Kind::scalar: return "'" + shown(value.text) + "'";
    case Value::Kind::sequence: return "a list";
    case Value::Kind::mapping: return "a mapping";
  }
  return "";
}

FieldReader::Step::Step(FieldReader& reader, std::string_view key, Mark mark)
    : reader_(reader), path_size_(reader.path_.size()), key_mark_(std::exchange(reader.key_mark_, mark)) {
  if (!reader.path_.empty()) reader.path_ += '.';
  reader.path_ += key;
}

FieldReader::Step::~Step() {
  reader_.path_.resize(path_size_);
  reader_.key_mark_ = key_mark_;
}

void FieldReader::add(std::string code, std::string path, std::string message, Mark mark) {
  problems_.push_back({std::move(code), std::move(path), std::move(message), source_, mark});
}

void FieldReader::problem(std::string code, std::string message, const Value& value) {
  add(std::move(code), path_, std::move(message), value.mark.line > 0 ? value.mark : key_mark_);
}

void FieldReader::problem_at(std::string code, std::string path, std::string message) {
  const Mark mark = mark_of(path);
  add(std::move(code), std::move(path), std::move(message), mark);
}

Mark FieldReader::mark_of(std::string_view path) const {
  for (;;) {
    const auto found = marks_.find(path);
    if (found != marks_.end()) return found->second;
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) return {};
    path = path.substr(0, dot);
  }
}

bool FieldReader::is_none(std::string_view path) const {
  return std::find(none_.begin(), none_.end(), path) != none_.end();
}

const std::string* FieldReader::scalar(const Value& value, std::string_view expected) {
  if (value.is_scalar()) return &value.text;
  problem("wrong-type", "expected " + std::string(expected) + ", found " + what_it_is(value), value);
  return nullptr;
}

void FieldReader::read(const Type& type, const Value& value, void* object) {
  marks_.insert_or_assign(path_, value.mark.line > 0 ? value.mark : key_mark_);
  const Value& inner = without_assumed(value);
  if (!type.raw && &inner != &value) {
    assumed_.push_back({path_, clause_, inner});
    return read(type, inner, object);
  }
  if (is_later(type, "", value)) return;
  if (value.is_null() && !type.raw)
    return problem("missing-value", "expected " + std::string(type.name) + ", found nothing; write one", value);
  switch (type.kind) {
    case Type::Kind::leaf: return type.read(*this, value, object);
    case Type::Kind::enumeration: return read_enumeration(type, value, object);
    case Type::Kind::optional: return read(*type.item, value, type.add(object));
    case Type::Kind::list: return read_list(type, value, object);
    case Type::Kind::record: return read_record(type, value, object);
  }
}

bool FieldReader::is_later(const Type& type, std::string_view key, const Value& value) {
  for (const Type::Later& later : type.later) {
    if (later.key != key || (key.empty() && later.shape != value.kind)) continue;
    problem("not-supported-yet", std::string(later.what) + " is not supported by this version; leave it out for now",
            key.empty() ? value : Value{});
    return true;
  }
  return false;
}

void FieldReader::read_enumeration(const Type& type, const Value& value, void* object) {
  const std::string expected = "one of: " + joined(type.values);
  const std::string* text = scalar(value, expected);
  if (text == nullptr) return;
  const auto found = std::find(type.values.begin(), type.values.end(), *text);
  if (found != type.values.end()) return type.choose(object, static_cast<std::size_t>(found - type.values.begin()));
  problem("unknown-value", "unknown value '" + shown(*text) + "'; write " + expected, value);
}

void FieldReader::read_list(const Type& type, const Value& value, void* object) {
  if (type.item->name_field) return read_named(*type.item, type, value, object);
  if (value.is_sequence()) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const Step step(*this, std::to_string(i), value.items[i].mark);
      read(*type.item, value.items[i], type.add(object));
    }
    return;
  }
  if (type.may_be_one) return read(*type.item, value, type.add(object));
  problem("wrong-type", "expected a list of " + std::string(type.name) + ", found " + what_it_is(value), value);
}

void FieldReader::read_named(const Type& item, const Type& list, const Value& value, void* object) {
  if (!value.is_mapping())
    return problem("wrong-type",
                   "expected a mapping of a name to " + std::string(item.name) + ", found " + what_it_is(value), value);
  for (const auto& [key, held] : value.entries) {
    const Step step(*this, key.text, key.mark);
    if (key.text.empty() || key.text.find('.') != std::string::npos)
      problem("bad-name", "a name may not be empty or hold '.', which joins paths; write another name", key);
    void* made = list.add(object);
    item.name_field->type->read(*this, key, item.name_field->access(made));
    read(item, held, made);
  }
}

void FieldReader::read_record(const Type& type, const Value& value, void* object) {
  if (!value.is_mapping() && !type.short_key.empty())
    return read(*type.find(type.short_key)->type, value, type.find(type.short_key)->access(object));
  if (!value.is_mapping())
    return problem("wrong-type", "expected " + std::string(type.name) + " (a mapping), found " + what_it_is(value),
                   value);
  const std::string outer_clause = clause_;
  const Value* clause = value.find("clause");
  if (clause != nullptr && clause->is_scalar()) clause_ = clause->text;
  read_entries(type, value, object);
  report_missing(type, value);
  clause_ = outer_clause;
}

void FieldReader::read_entries(const Type& type, const Value& value, void* object) {
  for (const auto& [key, held] : value.entries) {
    const Step step(*this, key.text, key.mark);
    const Field* field = type.find(key.text);
    if (field != nullptr) {
      read_field(*field, held, object);
    } else if (!is_later(type, key.text, held)) {
      std::vector<std::string_view> known;
      for (const Field& other : type.fields) known.push_back(other.key);
      std::string hint = suggestion(key.text, known);
      if (hint.empty()) {
        hint = "; known keys:";
        for (const std::string_view other : known)
          hint += " " + std::string(other) + (other == known.back() ? "" : ",");
      }
      problem("unknown-key", "unknown key '" + shown(key.text) + "'" + hint, key);
    }
  }
}

void FieldReader::read_field(const Field& field, const Value& value, void* object) {
  if (!field.required && says_none(value)) {
    marks_.insert_or_assign(path_, value.mark);
    none_.push_back(path_);
    return;
  }
  const Value& inner = without_assumed(value);
  const bool empty = (inner.is_sequence() && inner.items.empty()) || (inner.is_mapping() && inner.entries.empty());
  if (field.required && field.type->kind == Type::Kind::list && empty)
    return problem("missing-value", "at least one is needed here; the list is empty", value);
  read(*field.type, value, field.access(object));
}

void FieldReader::report_missing(const Type& type, const Value& value) {
  for (const Type::Later& later : type.later)  // what it stands in for would be reported as missing
    if (!later.key.empty() && value.find(later.key) != nullptr) return;
  for (const Field& field : type.fields) {
    if (!field.required || value.find(field.key) != nullptr) continue;
    const Mark mark = key_mark_.line > 0 ? key_mark_ : value.mark;
    add("missing-key", path_, "missing key '" + std::string(field.key) + "': " + std::string(field.doc), mark);
  }
}

// The leaves that every document has.

template <>
const Type& type_of<std::string>() {
  static const Type type =
      leaf("text (in quotes if it is null or ~)", [](FieldReader& reader, const Value& value, void* object) {
        const std::string* text = reader.scalar(value, "text");
        if (text == nullptr) return;
        if (!value.quoted && resolves_away(*text))
          return reader.problem(
              "quote-it", "some YAML readers do not take " + *text + " for text; quote it: \"" + *text + "\"", value);
        *static_cast<std::string*>(object) = *text;
      });
  return type;
}

template <>
const Type& type_of<bool>() {
  static const Type type = leaf("true or false", [](FieldReader& reader, const Value& value, void* object) {
    const std::string* text = reader.scalar(value, "true or false");
    if (text == nullptr) return;
    if (*text != "true" && *text != "false")
      return reader.problem("unknown-value", "unknown value '" + shown(*text) + "'; write true or false", value);
    *static_cast<bool*>(object) = *text == "true";
  });
  return type;
}

template <>
const Type& type_of<int>() {
  static const Type type = leaf("a whole number", [](FieldReader& reader, const Value& value, void* object) {
    const std::string* text = reader.scalar(value, "a whole number");
    if (text == nullptr) return;
    int number = 0;
    const char* end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, number);
    if (error != std::errc{} || stop != end)
      return reader.problem("bad-number", "'" + shown(*text) + "' is no whole number; write digits only", value);
    *static_cast<int*>(object) = number;
  });
  return type;
}

template <>
const Type& type_of<Rate>() {
  static const Type type = leaf("a rate such as 1%", [](FieldReader& reader, const Value& value, void* object) {
    const std::string* text = reader.scalar(value, "a rate such as 1%");
    if (text == nullptr) return;
    const std::optional<Rate> rate = Rate::parse(*text);
    if (!rate)
      return reader.problem("bad-rate", "'" + shown(*text) + "' is no rate; write 1%, 0.5%, 5bp or 0.005", value);
    if (rate->value.coefficient <= 0)
      return reader.problem("bad-rate", "a rate must be above zero; write one such as 1%", value);
    *static_cast<Rate*>(object) = *rate;
  });
  return type;
}

template <>
const Type& type_of<Value>() {
  static const Type type = [] {
    Type any =
        leaf("a value", [](FieldReader&, const Value& value, void* object) { *static_cast<Value*>(object) = value; });
    any.raw = true;
    return any;
  }();
  return type;
}

FieldReader::FieldReader(std::string source) : source_(std::move(source)) {}

bool FieldReader::has(std::string_view path) const { return marks_.find(path) != marks_.end(); }

}  // namespace slakit
