// Not yaml-cpp's emitter: it ends every block of text with one line end, quotes dates that hold a tab, and where it
// quotes is its own choice. What is written here is proven by reading it again.
#include <algorithm>
#include <string>

#include "slakit/base/value_text.hpp"
#include "slakit/io/yaml.hpp"

namespace slakit {

namespace {

constexpr std::size_t bracket_list_max = 80;  // characters on a line
constexpr std::size_t short_key_max = 1000;   // yaml-cpp looks for the colon no farther than 1024 characters

class Writer {
 public:
  std::string take() { return std::move(out_); }

  // Writes `value` from where the line stands; lines that follow are indented so far.
  void write(const Value& value, std::size_t indent) {
    if (!is_block(value)) return write_line(value, indent);
    if (value.is_mapping()) return write_entries(value, indent);
    for (const Value& item : value.items) {
      start_line(indent);
      out_ += "- ";
      write(item, indent + 2);
    }
  }

 private:
  static bool is_block(const Value& value) {
    if (!value.is_sequence()) return value.is_mapping() && !value.entries.empty();
    const auto is_word = [](const Value& item) { return item.is_null() || item.is_scalar(); };
    return !std::all_of(value.items.begin(), value.items.end(), is_word) ||
           to_document_text(value).size() > bracket_list_max;
  }

  void start_line(std::size_t indent) {
    if (out_.empty() || out_.back() == '\n') out_.append(indent, ' ');
  }

  void write_entries(const Value& mapping, std::size_t indent) {
    for (const auto& [key, value] : mapping.entries) {
      start_line(indent);
      const std::string text = scalar_text(key, false);
      if (text.size() > short_key_max) {
        out_ += "? " + text + '\n';
        start_line(indent);
      } else {
        out_ += text;
      }
      out_ += is_block(value) ? ":\n" : ": ";
      write(value, indent + 2);
    }
  }

  void write_line(const Value& value, std::size_t indent) {
    if (value.is_scalar() && indent > 0 && is_block_text(value.text)) return write_block_text(value.text, indent);
    out_ += (value.is_scalar() ? scalar_text(value, false) : to_document_text(value)) + '\n';
  }

  // Text of several lines, as it stands, if all of it is to be seen: its indentation, its blanks, its last line end.
  static bool is_block_text(const std::string& text) {
    const std::size_t end = text.find('\n');
    if (end == std::string::npos || end == 0 || text.front() == ' ' || text.front() == '\t') return false;
    for (const char* hidden : {" \n", "\t\n"})
      if (text.find(hidden) != std::string::npos) return false;
    if (text.back() == ' ' || text.back() == '\t' || text.ends_with("\n\n")) return false;
    const std::string quoted = in_quotes(text);
    return quoted.find("\\x") == std::string::npos && quoted.find("\\u") == std::string::npos;
  }

  void write_block_text(const std::string& text, std::size_t indent) {
    out_ += text.ends_with('\n') ? "|\n" : "|-\n";
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      if (end > start) out_.append(indent, ' ').append(text, start, end - start);
      out_ += '\n';
      start = end + 1;
    }
  }

  std::string out_;
};

}  // namespace

std::string to_yaml(const Value& value) {
  Writer writer;
  writer.write(value, 0);
  return writer.take();
}

}  // namespace slakit
