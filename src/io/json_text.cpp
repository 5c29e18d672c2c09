#include "json_text.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

namespace slakit {

namespace {

namespace json = boost::json;

constexpr std::size_t line_max = 120;

class Writer {
 public:
  std::string take() { return std::move(out_); }

  // `column` is where the value begins.
  void write(const json::value& value, std::size_t indent, std::size_t column) {
    const std::size_t size_before = out_.size();
    const std::size_t room = line_max - std::min(line_max, column + 1);  // for a comma
    if (is_plain(value)) {
      out_ += json::serialize(value);
      return;
    }
    if (add_line(value, size_before + room)) return;
    out_.resize(size_before);
    if (value.is_array()) {
      write_items(value.get_array(), "[]", indent,
                  [&](const json::value& item) { write(item, indent + 2, indent + 2); });
    } else {
      write_items(value.get_object(), "{}", indent, [&](const json::key_value_pair& item) {
        const std::string key = json::serialize(item.key()) + ": ";
        out_ += key;
        write(item.value(), indent + 2, indent + 2 + key.size());
      });
    }
  }

 private:
  template <class Items, class WriteItem>
  void write_items(const Items& items, const char* brackets, std::size_t indent, const WriteItem& write_item) {
    out_ += brackets[0];
    const char* separator = "\n";
    for (const auto& item : items) {
      out_ += separator;
      out_.append(indent + 2, ' ');
      write_item(item);
      separator = ",\n";
    }
    out_ += '\n';
    out_.append(indent, ' ');
    out_ += brackets[1];
  }

  static bool is_plain(const json::value& value) {
    return !value.is_structured() || (value.is_array() && value.get_array().empty()) ||
           (value.is_object() && value.get_object().empty());
  }

  // The value on one line, unless the text then has more than `size_max` bytes; what was added until then stays.
  bool add_line(const json::value& value, std::size_t size_max) {
    const char* separator = "";
    if (value.is_array()) {
      out_ += '[';
      for (const json::value& item : value.get_array()) {
        out_ += separator;
        if (!add_line(item, size_max)) return false;
        separator = ", ";
      }
      out_ += ']';
    } else if (value.is_object()) {
      out_ += '{';
      for (const json::key_value_pair& item : value.get_object()) {
        (out_ += separator) += json::serialize(item.key()) + ": ";
        if (!add_line(item.value(), size_max)) return false;
        separator = ", ";
      }
      out_ += '}';
    } else {
      out_ += json::serialize(value);
    }
    return out_.size() <= size_max;
  }

  std::string out_;
};

}  // namespace

std::string to_json_text(const json::value& value) {
  Writer writer;
  writer.write(value, 0, 0);
  return writer.take() + "\n";
}

}  // namespace slakit
