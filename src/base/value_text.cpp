#include "slakit/base/value_text.hpp"

#include <algorithm>
#include <array>
#include <regex>

namespace slakit {

namespace {

// YAML 1.1 has all of these, YAML 1.2 some; "<<" merges mappings and "=" is a default value.
constexpr std::array<std::string_view, 28> special_words{
    "~",    "null", "Null", "NULL", "y",  "Y",  "yes",   "Yes",   "YES",   "n",   "N",   "no",  "No", "NO",
    "true", "True", "TRUE", "on",   "On", "ON", "false", "False", "FALSE", "off", "Off", "OFF", "<<", "="};

bool is_special_number(std::string_view text) {
  static const std::regex special(
      "[-+]?[0-9][0-9_]*|[-+]?0x[0-9a-fA-F_]+|[-+]?0o?[0-7_]+|[-+]?0b[01_]+|"
      "[-+]?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?|"
      "[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)|"
      "[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|"
      "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]*)?)?"
      "[ \\t]*(Z|[-+][0-9]{1,2}(:?[0-9]{2})?)?)?",
      std::regex::ECMAScript | std::regex::optimize);
  return std::regex_match(text.begin(), text.end(), special);
}

}  // namespace

bool resolves_away(std::string_view plain) {
  constexpr std::size_t longest = 64;  // nothing longer is a number or date, and regex recursion stays shallow
  if (plain.empty() || plain.size() > longest) return false;
  if (std::find(special_words.begin(), special_words.end(), plain) != special_words.end()) return true;
  // Most text is none; a regular expression is slow to say so.
  constexpr std::string_view first = "0123456789+-.";
  constexpr std::string_view others = "0123456789+-._: \tabcdefABCDEFinoxINTtZ";
  return first.find(plain.front()) != std::string_view::npos &&
         plain.find_first_not_of(others) == std::string_view::npos && is_special_number(plain);
}

// Stricter than YAML by a question mark, where yaml-cpp ends text inside brackets.
bool reads_plain(std::string_view text, bool in_brackets) {
  const auto has = [](std::string_view set, char c) { return set.find(c) != std::string_view::npos; };
  if (text.empty() || has(" \t", text.front()) || has(" \t:", text.back())) return false;
  if (has("?:,[]{}#&*!|>'\"%@`", text.front()) || text.starts_with("---") || text.starts_with("...")) return false;
  if (text.front() == '-' && (text.size() == 1 || has(" \t,[]{}", text[1]))) return false;
  for (const std::string_view other : {"~", "null", "Null", "NULL", "<<"})
    if (text == other) return false;
  for (const std::string_view end : {": ", ":\t", " #", "\t#", "\xE2\x80\xA8", "\xE2\x80\xA9"})
    if (text.find(end) != std::string_view::npos) return false;
  if (in_brackets && text.find_first_of(",?[]{}") != std::string_view::npos) return false;
  const auto is_control = [](char c) { return (c > 0 && c < ' ') || c == '\0' || c == '\x7F'; };
  return std::none_of(text.begin(), text.end(), is_control) || resolves_away(text);  // a date may hold a tab
}

std::string in_quotes(std::string_view text) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '"' || byte == '\\') {
      (out += '\\') += text[i];
    } else if (byte == '\n' || byte == '\t') {
      out += byte == '\n' ? "\\n" : "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      ((out += "\\x") += digits[byte >> 4U]) += digits[byte & 15U];
    } else if (text.substr(i).starts_with("\xE2\x80\xA8") || text.substr(i).starts_with("\xE2\x80\xA9")) {
      out += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";  // line ends to some readers
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out += '"';
}

std::string scalar_text(const Value& value, bool in_brackets) {
  const bool is_plain = reads_plain(value.text, in_brackets) && !(value.quoted && resolves_away(value.text));
  return is_plain ? value.text : in_quotes(value.text);
}

namespace {

void write(const Value& value, std::string& out) {
  const char* separator = "";
  switch (value.kind) {
    case Value::Kind::null: out += "null"; return;
    case Value::Kind::scalar: out += scalar_text(value, true); return;
    case Value::Kind::sequence:
      out += '[';
      for (const Value& item : value.items) {
        out += separator;
        write(item, out);
        separator = ", ";
      }
      out += ']';
      return;
    case Value::Kind::mapping:
      out += '{';
      for (const auto& [key, held] : value.entries) {
        out += separator;
        write(key, out);
        out += ": ";
        write(held, out);
        separator = ", ";
      }
      out += '}';
      return;
  }
}

const Value& plainest(const Value& value) noexcept {
  const Value& inner = without_assumed(value);
  return inner.is_sequence() && inner.items.size() == 1 ? plainest(inner.items.front()) : inner;
}

}  // namespace

std::string to_document_text(const Value& value) {
  std::string text;
  write(value, text);
  return text;
}

const Value& without_assumed(const Value& value) noexcept {
  const std::size_t keys = value.is_mapping() ? value.entries.size() : 0;
  if (keys == 0 || keys > 2) return value;
  const Value* held = value.find("assumed");
  const bool is_wrapped = held != nullptr && (keys == 1 || value.find("else") != nullptr);
  return is_wrapped ? without_assumed(*held) : value;
}

std::vector<Value> alternatives_of(const Value& value) {
  std::vector<Value> all;
  const Value& inner = without_assumed(value);
  for (const Value* outer = &value; outer != &inner; outer = outer->find("assumed"))
    if (const Value* list = outer->find("else"); list != nullptr && list->is_sequence())
      all.insert(all.end(), list->items.begin(), list->items.end());
  return all;
}

bool same_meaning(const Value& left, const Value& right) noexcept {
  const Value& a = plainest(left);
  const Value& b = plainest(right);
  if (a.kind != b.kind) return false;
  if (a.is_sequence()) return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_meaning);
  if (!a.is_mapping()) return a.text == b.text;
  if (a.entries.size() != b.entries.size()) return false;
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    const std::string& key = a.entries[i].first.text;
    const bool same_place = b.entries[i].first.text == key;  // as a rule; find is slow in large mappings
    const Value* other = same_place ? &b.entries[i].second : b.find(key);
    if (other == nullptr || !same_meaning(a.entries[i].second, *other)) return false;
  }
  return true;
}

std::string shown(std::string_view text, std::size_t code_points_max) {
  std::string result;
  std::size_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool starts_code_point = (byte & 0xC0U) != 0x80U;
    if (starts_code_point && ++count > code_points_max) return result + "...";
    result += byte < 0x20 || byte == 0x7F ? '?' : c;
  }
  return result;
}

}  // namespace slakit
