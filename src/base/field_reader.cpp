#include "slakit/base/field_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "slakit/base/suggest.hpp"
#include "slakit/base/value_text.hpp"

namespace slakit {

Type leaf(std::string_view name, void (*read)(FieldReader&, const Value&, void*), Value (*write)(const void*),
          std::string_view schema) {
  Type type;
  type.name = name;
  type.read = read;
  type.write = write;
  type.schema = schema;
  return type;
}

namespace {

void choose(Type& type, const Type::Choice& choice, std::initializer_list<std::string_view> keys) {
  type.choices.push_back(choice);
  for (Field& field : type.fields) {
    if (std::find(keys.begin(), keys.end(), field.key) == keys.end()) continue;
    field.choice = choice.name;
    field.required = false;
  }
}

}  // namespace

void choose_one(Type& type, std::string_view name, std::initializer_list<std::string_view> keys, bool required) {
  choose(type, {name, required, false}, keys);
}

void choose_some(Type& type, std::string_view name, std::initializer_list<std::string_view> keys) {
  choose(type, {name, true, true}, keys);
}

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// Quoted or not, so that JSON can say it; a text "none" stands in brackets, or in a mapping.
bool says_none(const Value& value) { return value.is_scalar() && value.text == "none"; }

// Of fields that exclude each other, one that says "not this" is not written.
bool is_written(const Field& field, const Value& value) {
  const Value& inner = without_assumed(value);
  return !says_none(inner) && !(field.type == &type_of<bool>() && inner.is_scalar() && inner.text == "false");
}

bool is_empty(const Value& value) {
  return (value.is_sequence() && value.items.empty()) || (value.is_mapping() && value.entries.empty());
}

}  // namespace

std::vector<std::string> other_values(const Type& type, const Value& used) {
  if (type.kind == Type::Kind::optional) return other_values(*type.item, used);
  std::vector<std::string> values = type.values;
  if (&type == &type_of<bool>()) values = {"true", "false"};
  std::erase(values, without_assumed(used).text);
  return values;
}

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
  const auto file = static_cast<std::size_t>(mark.file);
  const std::string& source = sources_[file < sources_.size() ? file : 0];
  problems_.push_back({std::move(code), std::move(path), std::move(message), source, mark});
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
    add_assumed(type, value);
    return read(type, inner, object);
  }
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

void FieldReader::add_assumed(const Type& type, const Value& value) {
  const Value& inner = without_assumed(value);
  for (const Value* outer = &value; outer != &inner; outer = outer->find("assumed")) {
    const Value* list = outer->find("else");
    if (list == nullptr) continue;
    if (!list->is_sequence())
      problem("wrong-type", "expected a list of what else it may be, found " + what_it_is(*list), *list);
    else if (list->items.empty())
      problem("missing-value", "at least one is needed here; the list is empty", *list);
  }
  assumed_.push_back({path_, clause_, inner, alternatives_of(value), &type});
}

void FieldReader::read_enumeration(const Type& type, const Value& value, void* object) {
  const std::string expected = "one of: " + joined(type.values);
  const std::string* text = scalar(value, expected);
  if (text == nullptr) return;
  const auto found = std::find(type.values.begin(), type.values.end(), *text);
  if (found != type.values.end()) {
    chosen_.push_back({path_, clause_, *text, &type});
    return type.choose(object, static_cast<std::size_t>(found - type.values.begin()));
  }
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
  if (item.name_suffices && value.is_sequence()) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const Step step(*this, std::to_string(i), value.items[i].mark);
      read(*item.name_field->type, value.items[i], item.name_field->access(list.add(object)));
    }
    return;
  }
  if (!value.is_mapping())
    return problem("wrong-type",
                   "expected a mapping of a name to " + std::string(item.name) + ", found " + what_it_is(value), value);
  for (const auto& [key, held] : value.entries) {
    const Step step(*this, key.text, key.mark);
    if (key.text.empty() || key.text.find('.') != std::string::npos)
      problem("bad-name", "a name may not be empty or hold '.', which joins paths; write another name", key);
    if (key.text == "assumed")
      problem("bad-name", "`assumed` marks what the text does not say and is no name; write another name", key);
    void* made = list.add(object);
    item.name_field->type->read(*this, key, item.name_field->access(made));
    read(item, held, made);
  }
}

void FieldReader::read_record(const Type& type, const Value& value, void* object) {
  if (!value.is_mapping() && !type.short_key.empty()) {
    const Field& field = *type.find(type.short_key);
    if (is_empty(value)) return problem("missing-value", "at least one is needed here; the list is empty", value);
    return read(*field.type, value, field.access(object));
  }
  if (!value.is_mapping())
    return problem("wrong-type", "expected " + std::string(type.name) + " (a mapping), found " + what_it_is(value),
                   value);
  const std::string outer_clause = clause_;
  const Value* held = value.find("clause");
  const Value* clause = held == nullptr ? nullptr : &without_assumed(*held);
  if (clause != nullptr && clause->is_scalar() && !says_none(*clause)) clause_ = clause->text;
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
    } else {
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
  const Value& inner = without_assumed(value);
  if (!field.required && says_none(inner)) {
    marks_.insert_or_assign(path_, value.mark);
    none_.push_back(path_);
    if (&inner != &value) add_assumed(*field.type, value);
    return;
  }
  const bool needed = field.required || !field.choice.empty();
  if (needed && field.type->kind == Type::Kind::list && is_empty(inner))
    return problem("missing-value", "at least one is needed here; the list is empty", value);
  const bool is_choice_of_text = !field.choice.empty() && field.type == &type_of<std::string>();
  if (is_choice_of_text && inner.is_scalar() && inner.text.empty())
    return problem("missing-value", "expected a name, found an empty text; write one, or leave the key out", value);
  read(*field.type, value, field.access(object));
}

void FieldReader::report_missing(const Type& type, const Value& value) {
  const Mark mark = key_mark_.line > 0 ? key_mark_ : value.mark;
  for (const Field& field : type.fields) {
    if (!field.required || value.find(field.key) != nullptr) continue;
    add("missing-key", path_, "missing key '" + std::string(field.key) + "': " + std::string(field.doc), mark);
  }
  check_choices(type, value);
}

void FieldReader::check_choices(const Type& type, const Value& value) {
  for (const Type::Choice& choice : type.choices) {
    std::vector<std::string> known;
    std::vector<std::string> given;
    for (const Field& field : type.fields) {
      if (field.choice != choice.name) continue;
      known.emplace_back(field.key);
      const Value* held = value.find(field.key);
      if (held != nullptr && is_written(field, *held)) given.emplace_back(field.key);
    }
    const Mark mark = key_mark_.line > 0 ? key_mark_ : value.mark;
    if (given.empty() && choice.required)
      add("missing-choice", path_,
          (choice.several ? "write one or more of " : "write one of ") + joined(known) + ": " +
              std::string(choice.name),
          mark);
    if (given.size() > 1 && !choice.several)
      add("several-choices", path_, joined(given) + " exclude each other; keep one", mark);
  }
}

Value text_value(const std::string& text) {
  Value value = Value::scalar(text);
  value.quoted = text.empty() || text == "none" || resolves_away(text);
  return value;
}

namespace {

Value non_empty(const std::string& text) { return text.empty() ? Value{} : text_value(text); }

}  // namespace

// The leaves that every document has.

template <>
const Type& type_of<std::string>() {
  static const Type type = leaf(
      "text (in quotes if it is null or ~)",
      [](FieldReader& reader, const Value& value, void* object) {
        const std::string* text = reader.scalar(value, "text");
        if (text == nullptr) return;
        if (!value.quoted && resolves_away(*text))
          return reader.problem(
              "quote-it", "some YAML readers do not take " + *text + " for text; quote it: \"" + *text + "\"", value);
        *static_cast<std::string*>(object) = *text;
      },
      [](const void* object) { return non_empty(*static_cast<const std::string*>(object)); }, R"({"type": "string"})");
  return type;
}

template <>
const Type& type_of<bool>() {
  static const Type type = leaf(
      "true or false",
      [](FieldReader& reader, const Value& value, void* object) {
        const std::string* text = reader.scalar(value, "true or false");
        if (text == nullptr) return;
        if (*text != "true" && *text != "false")
          return reader.problem("unknown-value", "unknown value '" + shown(*text) + "'; write true or false", value);
        *static_cast<bool*>(object) = *text == "true";
      },
      [](const void* object) { return *static_cast<const bool*>(object) ? Value::scalar("true") : Value{}; },
      R"({"enum": [true, false, "true", "false"]})");
  return type;
}

template <>
const Type& type_of<int>() {
  static const Type type = leaf(
      "a whole number",
      [](FieldReader& reader, const Value& value, void* object) {
        const std::string* text = reader.scalar(value, "a whole number");
        if (text == nullptr) return;
        constexpr int number_max = 1'000'000;
        int number = 0;
        const char* end = text->data() + text->size();
        const auto [stop, error] = std::from_chars(text->data(), end, number);
        const bool padded = text->size() > 1 && text->front() == '0';
        if (error != std::errc{} || stop != end || padded || number < 0 || number > number_max || text->front() == '-')
          return reader.problem("bad-number",
                                "'" + shown(*text) + "' is no whole number; write digits only, up to 1000000", value);
        *static_cast<int*>(object) = number;
      },
      [](const void* object) { return Value::scalar(std::to_string(*static_cast<const int*>(object))); },
      R"({"anyOf": [{"type": "integer", "minimum": 0, "maximum": 1000000}, {"type": "string", "pattern": "^(0|[1-9][0-9]{0,5}|1000000)$"}]})");
  return type;
}

template <>
const Type& type_of<Value>() {
  static const Type type = [] {
    Type any = leaf(
        "a value", [](FieldReader&, const Value& value, void* object) { *static_cast<Value*>(object) = value; },
        [](const void* object) { return *static_cast<const Value*>(object); }, "{}");
    any.raw = true;
    return any;
  }();
  return type;
}

FieldReader::FieldReader(std::string source) : sources_{std::move(source)} {}
FieldReader::FieldReader(std::vector<std::string> sources) : sources_(std::move(sources)) {}

bool FieldReader::has(std::string_view path) const { return marks_.find(path) != marks_.end(); }

}  // namespace slakit
