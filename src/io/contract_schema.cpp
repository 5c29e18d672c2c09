// One definition per type of the table: what may stand there, or {assumed: the same}, with what else it may be. Where
// the key may be unset, another one that takes `none`, too.
#include "slakit/io/contract_schema.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "json_text.hpp"
#include "slakit/base/field.hpp"
#include "slakit/contract/schema.hpp"

namespace slakit {

namespace {

namespace json = boost::json;
using Kind = Type::Kind;

constexpr std::string_view else_doc = "what else it may be";
constexpr std::string_view assumed_doc = "the text does not say it: the value is assumed, and always listed as such";

json::value parsed(std::string_view text) { return json::parse(json::string_view(text.data(), text.size())); }
json::string text(std::string_view text) { return json::string(text.data(), text.size()); }

const Type& inner_type(const Type& type) { return type.kind == Kind::optional ? inner_type(*type.item) : type; }

// "a duration such as PT4H" -> "duration", "hours such as ..." -> "hours": what definitions are called.
std::string short_name(std::string_view name) {
  for (const std::string_view article : {"a ", "an ", "the "})
    if (name.starts_with(article)) name.remove_prefix(article.size());
  for (const std::string_view end : {" such as ", ", ", " (", "; ", " or "}) name = name.substr(0, name.find(end));
  std::string words(name);
  for (char& c : words)
    if (c == ' ' || c == '_') c = '-';
  std::erase(words, '\'');
  return words;
}

class SchemaMaker {
 public:
  json::object make(const Type& type) {
    json::object schema;
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    schema["$id"] = "urn:slakit:contract:1";
    schema["title"] = "slakit contract, version 1";
    schema["description"] =
        "A service contract: what is promised, what a broken promise costs. `slakit check` says what is wrong with "
        "one.";
    for (const json::key_value_pair& item : reference(type, "contract")) schema[item.key()] = item.value();
    add_words();
    schema["$defs"] = std::move(definitions_);
    return schema;
  }

 private:
  // {"$ref": the definition of `type`}, made where there is none yet. `key` is where it stands: some types have no
  // better name. `filled`: a list that must have items, or a text with something in it.
  json::object reference(const Type& held, std::string_view key, bool filled = false) {
    const Type& type = inner_type(held);
    if (type.raw) return {};
    const auto [found, is_new] = names_.try_emplace({&type, filled});
    if (is_new) {
      const std::string name = free_name(type, key, filled);
      found->second = name;
      definitions_[name] = nullptr;  // its place in the order
      definitions_[name] = definition(type, name, filled);
    }
    json::object result;
    result["$ref"] = "#/$defs/" + found->second;
    return result;
  }

  std::string free_name(const Type& type, std::string_view key, bool filled) {
    const Type& named = type.kind == Kind::list ? inner_type(*type.item) : type;
    const bool is_nameless = named.kind == Kind::enumeration || named.name == "1";
    std::string name = short_name(is_nameless ? key : named.name);
    if (type.kind == Kind::list) name += "-list";
    if (filled) name += "-filled";
    std::string free = name;
    for (int i = 2; definitions_.contains(free); ++i) free = name + "-" + std::to_string(i);
    return free;
  }

  json::object definition(const Type& type, const std::string& name, bool filled) {
    json::array forms;
    if (type.kind == Kind::leaf) {
      forms.push_back(filled ? parsed(R"({"type": "string", "minLength": 1})") : parsed(type.schema));
    } else if (type.kind == Kind::enumeration) {
      forms.push_back(json::object{{"enum", json::array(type.values.begin(), type.values.end())}});
    } else if (type.kind == Kind::list) {
      forms = type.item->name_field ? named_list(type, filled) : list(type, name, filled);
    } else {
      forms = record(type);
    }
    forms.push_back(assumed(name));
    json::object result;
    result["title"] = text(type.kind == Kind::list ? name : type.name);
    result["anyOf"] = std::move(forms);
    return result;
  }

  // {assumed: X, else: [Y]}, both of one definition.
  static json::object assumed(const std::string& name) {
    json::object same;
    same["description"] = text(assumed_doc);
    same["$ref"] = "#/$defs/" + name;
    json::object properties;
    properties["assumed"] = std::move(same);
    properties["else"] = json::object{{"description", text(else_doc)},
                                      {"type", "array"},
                                      {"items", json::object{{"$ref", "#/$defs/" + name}}},
                                      {"minItems", 1}};
    return json::object{{"type", "object"},
                        {"properties", std::move(properties)},
                        {"required", json::array{"assumed"}},
                        {"additionalProperties", false}};
  }

  // A list, or one item without brackets.
  json::array list(const Type& type, std::string_view name, bool filled) {
    json::array forms;
    json::object items{{"type", "array"}, {"items", reference(*type.item, name)}};
    if (filled) items["minItems"] = 1;
    if (type.may_be_one) {
      json::object one = reference(*type.item, name);
      if (filled) one["not"] = parsed(R"({"anyOf": [{"const": {}}, {"type": "object", "required": ["assumed"]}]})");
      forms.push_back(std::move(one));
    }
    forms.push_back(std::move(items));
    return forms;
  }

  // A mapping of names to items, or a list of names.
  json::array named_list(const Type& type, bool filled) {
    const Type& name = inner_type(*type.item->name_field->type);
    json::object items{{"type", "object"}};
    items["propertyNames"] =
        &name == &type_of<std::string>() ? parsed(R"({"pattern": "^(?!assumed$)[^.]+$"})") : parsed(name.schema);
    items["additionalProperties"] = reference(*type.item, type.item->name_field->key);
    if (filled) items["minProperties"] = 1;
    json::array forms{std::move(items)};
    if (!type.item->name_suffices) return forms;
    json::object names{{"type", "array"}, {"items", reference(name, type.item->name_field->key)}};
    if (filled) names["minItems"] = 1;
    forms.push_back(std::move(names));
    return forms;
  }

  // A mapping of its keys, or its short form.
  json::array record(const Type& type) {
    json::object result{{"type", "object"}};
    json::object properties;
    json::array required;
    for (const Field& field : type.fields) {
      const std::string key(field.key);
      properties[key] = property(field);
      if (field.required) required.push_back(text(key));
    }
    result["properties"] = std::move(properties);
    if (!required.empty()) result["required"] = std::move(required);
    result["additionalProperties"] = false;
    json::array choices;
    for (const Type::Choice& choice : type.choices) choices.push_back(one_of(type, choice));
    if (!choices.empty()) result["allOf"] = std::move(choices);
    json::array forms{std::move(result)};
    if (const Field* field = type.find(type.short_key)) {
      json::object brief = reference(*field->type, field->key, inner_type(*field->type).kind == Kind::list);
      brief["type"] = json::array{"array", "boolean", "number", "string"};
      brief["description"] = text(field->doc);
      forms.push_back(std::move(brief));
    }
    return forms;
  }

  json::object property(const Field& field) {
    const Type& type = inner_type(*field.type);
    const bool is_choice = !field.choice.empty();
    const bool filled =
        type.kind == Kind::list ? field.required || is_choice : is_choice && &type == &type_of<std::string>();
    json::object value = reference(type, field.key, filled);
    if (!field.required) value = or_none(std::move(value));
    json::object result{{"description", text(field.doc)}};
    result.insert(value.begin(), value.end());
    return result;
  }

  // The same or `none`, or one of them assumed and the other what else it may be.
  json::object or_none(json::object value) {
    if (value.empty()) return value;
    const std::string held(value.at("$ref").as_string());
    const std::string name = held.substr(held.rfind('/') + 1) + "-or-none";
    if (!definitions_.contains(name))
      definitions_[name] =
          json::object{{"title", text(name)},
                       {"anyOf", json::array{std::move(value), parsed(R"({"const": "none"})"), assumed(name)}}};
    json::object result;
    result["$ref"] = "#/$defs/" + name;
    return result;
  }

  // Assumed, whatever else it may be.
  static json::object assumed_so(const std::string& name) {
    json::object result = assumed(name);
    result["properties"].as_object()["else"] = true;
    return result;
  }

  // Exactly one key of a choice is written, or at most one, or one at least.
  static json::object one_of(const Type& type, const Type::Choice& choice) {
    json::array keys;
    for (const Field& field : type.fields) {
      if (field.choice != choice.name) continue;
      json::object written;
      const char* absent = &inner_type(*field.type) == &type_of<bool>() ? "#/$defs/not-so" : "#/$defs/none";
      written["not"] = json::object{{"$ref", absent}};
      json::object properties;
      properties[std::string(field.key)] = std::move(written);
      keys.push_back(json::object{{"required", json::array{text(field.key)}}, {"properties", std::move(properties)}});
    }
    if (!choice.required) {
      json::object none_of_them;
      none_of_them["not"] = json::object{{"anyOf", keys}};
      keys.push_back(std::move(none_of_them));
    }
    return json::object{{"description", text(choice.name)}, {choice.several ? "anyOf" : "oneOf", std::move(keys)}};
  }

  // The words that leave a key unset.
  void add_words() {
    for (const auto& [name, words] :
         {std::pair("none", R"({"const": "none"})"), std::pair("not-so", R"({"enum": ["none", false, "false"]})")})
      definitions_[name] = json::object{{"title", name}, {"anyOf", json::array{parsed(words), assumed_so(name)}}};
  }

  std::map<std::pair<const Type*, bool>, std::string> names_;
  json::object definitions_;
};

}  // namespace

std::string contract_schema() { return to_json_text(SchemaMaker().make(contract_type())); }

}  // namespace slakit
