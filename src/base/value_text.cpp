#include "slakit/base/value_text.hpp"

#include <algorithm>
#include <regex>

namespace slakit {

bool resolves_away(std::string_view plain) {
  constexpr std::size_t longest = 64;  // nothing longer is a bool, number or date, and regex recursion stays shallow
  if (plain.empty() || plain.size() > longest) return false;
  constexpr std::size_t longest_word = 5;  // "false"; whatever is longer begins as a number does
  const bool like_number = std::string_view("0123456789+-.").find(plain.front()) != std::string_view::npos;
  if (!like_number && plain.size() > longest_word) return false;
  static const std::regex special(
      "~|null|Null|NULL|"
      "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|"
      "[-+]?[0-9][0-9_]*|[-+]?0x[0-9a-fA-F_]+|[-+]?0o?[0-7_]+|[-+]?0b[01_]+|"
      "[-+]?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?|"
      "[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)|"
      "[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|"
      "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]*)?)?"
      "[ \\t]*(Z|[-+][0-9]{1,2}(:?[0-9]{2})?)?)?",
      std::regex::ECMAScript | std::regex::optimize);
  return std::regex_match(plain.begin(), plain.end(), special);
}

namespace {

bool needs_quotes(const Value& value) {
  const std::string& text = value.text;
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return true;
  if (value.quoted && resolves_away(text)) return true;
  if (std::string_view("-?:,[]{}#&*!|>'\"%@`").find(text.front()) != std::string_view::npos) return true;
  if (text.find_first_of("[]{},\n\t\"\\") != std::string::npos) return true;
  return text.find(": ") != std::string::npos || text.find(" #") != std::string::npos || text.back() == ':';
}

void write(const Value& value, std::string& out) {
  const char* separator = "";
  switch (value.kind) {
    case Value::Kind::null: out += "null"; return;
    case Value::Kind::scalar:
      if (!needs_quotes(value)) {
        out += value.text;
        return;
      }
      out += '"';
      for (const char c : value.text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c == '\n' ? ' ' : c;
      }
      out += '"';
      return;
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
  const bool wrapped = value.is_mapping() && value.entries.size() == 1 && value.entries[0].first.text == "assumed";
  return wrapped ? without_assumed(value.entries[0].second) : value;
}

bool same_meaning(const Value& left, const Value& right) noexcept {
  const Value& a = plainest(left);
  const Value& b = plainest(right);
  if (a.kind != b.kind) return false;
  if (a.is_sequence()) return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_meaning);
  if (!a.is_mapping()) return a.text == b.text;
  if (a.entries.size() != b.entries.size()) return false;
  return std::all_of(a.entries.begin(), a.entries.end(), [&](const Value::Entry& entry) {
    const Value* other = b.find(entry.first.text);
    return other != nullptr && same_meaning(entry.second, *other);
  });
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
