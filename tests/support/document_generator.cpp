#include "support/document_generator.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <stdexcept>
#include <utility>

#include "slakit/base/value_text.hpp"
#include "slakit/contract/schema.hpp"
#include "slakit/io/yaml.hpp"

namespace slakit::test {

namespace {

using Kind = Type::Kind;

constexpr const char* words = R"([alpha, beta, gamma, delta, 等待 客户, "12"])";
constexpr const char* odd_texts =
    R"(["yes", "12:30", none, "a: b # c", " blank", "it's \"so\"", "两行\n文字", "null", "1e3", "~", "back\\slash",
        "[x]", "", "- x", "{a: b}", "true", "2024-05-01", "assumed", "a.b", "100%", "*x", "\ttab", "🙂"])";

// What each leaf takes, and what it refuses, by the name of its type. A flaw takes what the leaf refuses.
struct Samples {
  const char* name;
  const char* right;
  const char* wrong;
};
constexpr Samples samples[] = {
    {"text (in quotes if it is null or ~)", words, "[5, 1.5, true, false, -1, 1e3]"},
    {"true or false", R"([true, false, "true"])", R"([yes, 1, True, "", TRUE])"},
    {"a whole number", R"([0, 1, 3, 12, "7", 1000000, "1000000"])",
     R"([-1, 1.5, 1000001, "01", "", three, "1e3", " 1"])"},
    {"1", R"([1, "1"])", R"([2, "01", one, true])"},
    {"a date such as 2024-03-15", "[2024-03-15, 2024-02-29, 1970-01-01, 2100-12-31]",
     R"([2023-02-29, 2024-13-01, 2024-3-15, 1969-12-31, 2101-01-01, 2100-02-29, 15.03.2024,
          2024-04-31, "", 20240315])"},
    {"a duration such as PT4H", R"([PT4H, PT1H30M, PT30M, PT90S, PT0.5H, "PT1,5M", PT0.25S, PT1000000H])",
     R"([P1D, PT0S, "4h", PT, P1Y, -PT4H, PT4H30, "", PT1.5H30M, PT1000001H, P0DT4H, PT4h, 4])"},
    {"a period such as P1Y", R"([P1Y, P3M, P10D, P1M, P2W, PT12H, P1DT2H, P1Y6M, P0DT1H])",
     R"([P0D, P, P-1Y, 1Y, "", P1.5Y, P1YT, P1M1Y, PT0S, 12])"},
    {"money such as CNY 1000000.00", "[CNY 1000000.00, CNY 500, JPY 300, KWD 1.125, USD 0.01, CLF 1.0001]",
     R"([CNY 0.00, JPY 1.5, CNY 1.001, XXX 1.00, CNY -1.00, "1000000.00", CNY, CNY  1.00, cny 1.00, CNY 1.,
          CNY 123456789012345.00])"},
    {"a rate such as 1%", R"([1%, 0.5%, 1‰, 5bp, 12.5 %, 100%])",
     R"([1, 0.01, 0%, -1%, "%", 1e3%, 1 percent, 1%%, "", 1.%, 0.0000000001%, 1234567890%])"},
    {"a figure such as 99.9% or 4", R"([99.9%, 4, 0.5, "95 %", "0", 0, 999999999.5])",
     R"([-1, 5bp, 1‰, four, "", 1234567890, "0.1234567891", "1e3"])"},
    {"a number such as 1.5", R"([1.5, "2", 3, 0.25])", R"([0, -1, "1.5%", "", "0.0", 1000000000, "1."])"},
    {"a share such as 10%, or money", "[10%, CNY 50000.00, 1bp]", R"([10, CNY 0, 0%, "", ten, CNY])"},
    {"term, or a period such as P1M", "[term, P1M, P1Y]", R"([the term, P0M, "", 1, Term])"},
    {"a date, or a day of every year such as 12-24", "[2024-12-24, 12-24, 02-29, 2100-12-31]",
     R"([12-32, 2024-12-32, 2023-02-29, 1-1, 2024-1-1, "", 1224, closed])"},
    {"a day of the year such as 05-01", "[05-01, 02-29, 12-31]", R"([5-1, 02-30, 13-01, 00-10, 2024-05-01, "", 501])"},
    {"a time of day such as \"16:00\"", R"(["16:00", "24:00", "08:30:30", "00:00"])",
     R"(["24:01", "16", "4pm", "16:60", "", "6:00", "25:00"])"},
    {"a text, or texts by language", R"([alpha, 文字, {zh: 文字, en: words}, {en: "yes"}])",
     "[5, true, {en: 5}, {en: [a]}]"},
    {"hours such as \"09:00-18:00\"",
     R"(["09:00-18:00", closed, ["09:00-12:00", "13:30-18:00"], "22:00-06:00", "00:00-24:00"])",
     R"(["09:00", "09:00-09:00", "09:00-09:00:00", "12:00:30-12:00:30", "9-18", open, ["09:00"],
          {from: "09:00"}, "", [[]], "24:00-06:00"])"},
    {"weekdays and their hours",
     R"([{mon-fri: "09:00-18:00"}, {mon: ["08:00-12:00"], sat-sun: closed}, {fri-tue: "22:00-06:00"}])",
     R"([{monday: closed}, {mon-: closed}, mon, [mon], {mon: open}, {Mon: closed}, {mon: {}}])"},
    {"always", R"([always, true, "true"])", R"([never, 1, yes])"},
    {"countries, sets and dates", R"([CN, [CN, 2024-05-01], 2024-05-01, [alpha]])",
     R"([5, true, 2024-13-01, [2024-5-1], {CN: true}, [[CN]]])"},
    {"a day of each year, or a rule such as first monday of september",
     R"([12-25, 02-29, first monday of september, last friday of may, easter, easter - 2, orthodox easter + 50,
         monday before 05-25, saturday on or after 06-20, 12-24 to 01-02, fourth thursday of november + 1, easter + 01])",
     R"([12-32, 02-30, "12-25 ", fifth monday of may, First monday of may, easter +1, easter + 0, easter + 367,
         12-24 to 01-32, 12-24 to 01-02 + 1, monday near 05-25, 2024-12-25, "", 1225, passover])"},
    {"a year such as 2024", R"([1970, 2024, "2100"])", R"([1969, 2101, 24, "02024", "2024 ", "", MMXX, 2024.0])"},
    {"a weekday", "[mon, sun]", R"([monday, "", 1, Mon])"},
};

const std::vector<Value>& values_of(const char* yaml) {
  static std::map<const char*, std::vector<Value>> parsed;
  std::vector<Value>& values = parsed[yaml];
  if (values.empty()) values = read_yaml(yaml, "samples").items;
  return values;
}

const Samples& samples_of(const Type& leaf) {
  const auto* const found =
      std::find_if(std::begin(samples), std::end(samples), [&](const Samples& s) { return s.name == leaf.name; });
  if (found == std::end(samples)) throw std::logic_error("no samples for " + std::string(leaf.name));
  return *found;
}

Value mapping_of(const char* key, Value value) {
  Value mapping = Value::mapping({});
  mapping.entries.push_back({Value::scalar(key), std::move(value)});
  return mapping;
}

Value list_of(Value value) {
  Value list = Value::sequence({});
  list.items.push_back(std::move(value));
  return list;
}

bool is_empty(const Value& value) { return value.items.empty() && value.entries.empty() && !value.is_scalar(); }

// All values of a document.
void collect(Value& value, std::vector<Value*>& all) {
  all.push_back(&value);
  for (Value& item : value.items) collect(item, all);
  for (Value::Entry& entry : value.entries) collect(entry.second, all);
}

bool has_key(const Value& record, std::string_view key) { return record.find(key) != nullptr; }

bool takes_several(const Type& type, const Field& field) {
  return std::any_of(type.choices.begin(), type.choices.end(),
                     [&](const Type::Choice& choice) { return choice.name == field.choice && choice.several; });
}

void collect(const Type& type, std::set<const Type*>& seen, std::set<const Field*>& fields) {
  if (!seen.insert(&type).second) return;
  if (type.item != nullptr) collect(*type.item, seen, fields);
  for (const Field& field : type.fields) {
    fields.insert(&field);
    collect(*field.type, seen, fields);
  }
}

}  // namespace

Value DocumentGenerator::valid() {
  nodes_.clear();
  flaw_at_ = ~std::size_t{0};
  return make(contract_type(), "");
}

// Each type is as likely to be where the mistake is, however often it occurs.
Value DocumentGenerator::flawed() {
  const std::mt19937_64 before = engine_;
  valid();
  std::vector<const Type*> types;
  for (const Type* type : nodes_)
    if (std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
  const Type* type = types[below(types.size())];
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (nodes_[i] == type) places.push_back(i);
  const std::size_t place = places[below(places.size())];
  engine_ = before;
  nodes_.clear();
  flaw_at_ = place;
  Value document = make(contract_type(), "");
  return document;
}

Value DocumentGenerator::make(const Type& type, std::string_view key) {
  if (type.kind == Kind::optional) return make(*type.item, key);
  if (type.raw) return chance(30) ? mapping_of("after", Value::scalar("PT1H")) : one_of(values_of(words));
  if (chance(3)) return make_assumed(type, key);
  nodes_.push_back(&type);
  if (nodes_.size() == flaw_at_ + 1) return make_flaw(type, key);
  switch (type.kind) {
    case Kind::leaf: return make_leaf(type, key);
    case Kind::enumeration: return Value::scalar(type.values[below(type.values.size())]);
    case Kind::list: return type.item->name_field ? make_named(type) : make_list(type, key);
    default: return make_record(type);
  }
}

// With what else it may be, or without.
Value DocumentGenerator::make_assumed(const Type& type, std::string_view key) {
  Value assumed = mapping_of("assumed", make(type, key));
  if (!chance(30)) return assumed;
  Value others = Value::sequence({});
  for (std::size_t i = 1 + below(2); i > 0; --i) others.items.push_back(make(type, key));
  assumed.entries.push_back({Value::scalar("else"), std::move(others)});
  return assumed;
}

Value DocumentGenerator::make_leaf(const Type& type, std::string_view key) {
  if (key == "time_zone") return one_of(values_of("[Asia/Shanghai, UTC, Europe/Berlin]"));
  if (&type == &type_of<std::string>() && chance(15)) return text_value(one_of(values_of(odd_texts)).text);
  return one_of(values_of(samples_of(type).right));
}

Value DocumentGenerator::make_list(const Type& type, std::string_view key) {
  if (type.may_be_one && chance(50)) {
    Value one = make(*type.item, key);
    if (!is_empty(without_assumed(one))) return one.is_sequence() ? list_of(std::move(one)) : one;
  }
  Value list = Value::sequence({});
  for (std::size_t i = 1 + below(2); i > 0; --i) list.items.push_back(make(*type.item, key));
  return list;
}

std::vector<Value> DocumentGenerator::names(const Type& type) {
  std::vector<Value> all = values_of(samples_of(type).right);
  while (all.size() > 3 || (all.size() > 1 && chance(50)))
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(below(all.size())));
  return all;
}

Value DocumentGenerator::make_named(const Type& type) {
  std::vector<Value> keys = names(*type.item->name_field->type);
  if (type.item->name_suffices && chance(40)) return Value::sequence(std::move(keys));
  Value mapping = Value::mapping({});
  for (Value& key : keys) mapping.entries.push_back({std::move(key), make(*type.item, "")});
  return mapping;
}

Value DocumentGenerator::make_record(const Type& type) {
  if (!type.short_key.empty() && chance(40)) {
    const Field& field = *type.find(type.short_key);
    Value value = make(*field.type, field.key);
    if (!value.is_mapping() && !is_empty(value)) {
      covered_.insert(&field);
      return value;
    }
  }
  return make_fields(type);
}

Value DocumentGenerator::make_fields(const Type& type) {
  std::map<std::string_view, std::string_view> chosen;  // choice -> key
  for (const Type::Choice& choice : type.choices) {
    std::vector<std::string_view> keys;
    for (const Field& field : type.fields)
      if (field.choice == choice.name) keys.push_back(field.key);
    if (choice.required || chance(50)) chosen[choice.name] = keys[below(keys.size())];
  }
  Value record = Value::mapping({});
  for (const Field& field : type.fields) {
    const bool is_chosen =
        !field.choice.empty() && (chosen[field.choice] == field.key || (takes_several(type, field) && chance(30)));
    const bool is_there = field.choice.empty() ? field.required || chance(type.fields.size() > 8 ? 25 : 40) : is_chosen;
    if (is_there)
      record.entries.push_back({Value::scalar(std::string(field.key)), make_field(field)});
    else if (!field.required && chance(3))
      record.entries.push_back({Value::scalar(std::string(field.key)), Value::scalar("none")});
  }
  return record;
}

Value DocumentGenerator::make_field(const Field& field) {
  covered_.insert(&field);
  const bool was_flawed = nodes_.size() > flaw_at_;
  Value value = make(*field.type, field.key);
  const bool is_flawed = !was_flawed && nodes_.size() > flaw_at_;
  const Value& inner = without_assumed(value);
  const bool unsays =  // what a choice does not count
      inner.is_scalar() && (inner.text == "none" || inner.text.empty() || inner.text == "false");
  if (!field.choice.empty() && unsays && !is_flawed)
    return field.type == &type_of<bool>() ? Value::scalar("true") : Value::scalar("alpha");
  return value;
}

Value DocumentGenerator::make_flaw(const Type& type, std::string_view key) {
  static const char* const shapes = R"([null, [], {}, [[]], [null], {x: y}, no such value, "", {assumed: null}, [{}]])";
  if (chance(20)) return one_of(values_of(shapes));
  switch (type.kind) {
    case Kind::leaf: return one_of(values_of(samples_of(type).wrong));
    case Kind::enumeration: return one_of(values_of(R"([first, "", true, 1, [], Whole amount, whole_amount])"));
    case Kind::list: {
      Value list = type.item->name_field ? make_named(type) : make_list(type, key);
      if (list.is_mapping() && !list.entries.empty() && type.item->name_field) {
        list.entries.back().first = one_of(values_of(R"([a.b, "", assumed, "2024-13-01"])"));
        list.entries.back().first.quoted = true;
      } else if (chance(50)) {
        list = list_of(std::move(list));
      }
      return list;
    }
    default: return flawed_record(type);
  }
}

Value DocumentGenerator::flawed_record(const Type& type) {
  Value record = make_fields(type);
  std::vector<std::size_t> needed;  // entries without which it is wrong
  for (std::size_t i = 0; i < record.entries.size(); ++i) {
    const Field& field = *type.find(record.entries[i].first.text);
    if (field.required || !field.choice.empty()) needed.push_back(i);
  }
  if (!needed.empty() && chance(40)) {
    record.entries.erase(record.entries.begin() + static_cast<std::ptrdiff_t>(needed[below(needed.size())]));
    return record;
  }
  for (const Field& field : type.fields) {  // one more of a choice
    if (field.choice.empty() || has_key(record, field.key) || chance(30)) continue;
    record.entries.push_back({Value::scalar(std::string(field.key)), make_field(field)});
    return record;
  }
  record.entries.push_back({Value::scalar(chance(50) ? "on" : "claus"), Value::scalar("alpha")});
  record.entries.back().first.quoted = true;
  return record;
}

Value DocumentGenerator::mutated(Value document) {
  static const char* const others =
      R"([null, [], {}, none, "", 3, 3.5, -1, true, false, alpha, PT4H, [alpha], {alpha: beta},
          {assumed: none}, [null], {assumed: PT1H, else: []}, {assumed: none, else: [PT1H]}, {else: [alpha]}])";
  std::vector<Value*> all;
  collect(document, all);
  Value& value = *all[below(all.size())];
  switch (below(6)) {
    case 0: value = mapping_of("assumed", value); break;
    case 1: value = list_of(value); break;
    case 2:
      if (!value.items.empty()) value.items.pop_back();
      if (!value.entries.empty())
        value.entries.erase(value.entries.begin() + static_cast<std::ptrdiff_t>(below(value.entries.size())));
      break;
    case 3:
      if (!value.entries.empty() && !has_key(value, "alpha"))
        value.entries[below(value.entries.size())].first = Value::scalar("alpha");
      break;
    default: value = one_of(values_of(others));
  }
  return document;
}

std::set<const Field*> fields_of(const Type& type) {
  std::set<const Type*> seen;
  std::set<const Field*> fields;
  collect(type, seen, fields);
  return fields;
}

std::string json_text(const Value& value) {
  static const std::regex literal("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?|true|false");
  const auto in_json_quotes = [](const std::string& text) {
    std::string out = in_quotes(text);  // control characters alone are written in another way
    for (std::size_t at = 0; (at = out.find("\\x", at)) != std::string::npos; at += 2) out.replace(at, 2, "\\u00");
    return out;
  };
  std::string out;
  const char* separator = "";
  switch (value.kind) {
    case Value::Kind::null: return "null";
    case Value::Kind::scalar:
      return !value.quoted && std::regex_match(value.text, literal) ? value.text : in_json_quotes(value.text);
    case Value::Kind::sequence:
      for (const Value& item : value.items) (out += std::exchange(separator, ", ")) += json_text(item);
      return "[" + out + "]";
    case Value::Kind::mapping:
      for (const auto& [key, held] : value.entries)
        ((out += std::exchange(separator, ", ")) += in_json_quotes(key.text)) += ": " + json_text(held);
      return "{" + out + "}";
  }
  return out;
}

}  // namespace slakit::test
