#include "json_tree.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <cstdint>
#include <utility>

#include "document_limits.hpp"
#include "tree_builder.hpp"

namespace slakit {

namespace {

namespace json = boost::json;

// Boost.JSON tells no places. It is fed byte by byte, so that the place of what it tells is the byte in hand, or the
// first byte since it told the last.
struct Handler {
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  explicit Handler(TreeBuilder& builder) : tree(builder) {}

  // Before the byte at `offset` is parsed.
  void at(std::size_t offset) {
    here = offset;
    if (!in_word && std::string_view(" \t\n\r,:]}").find(tree.text()[offset]) == std::string_view::npos) {
      in_word = true;
      word = offset;
    }
  }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_array_begin(json::error_code&) { return begin(Value::Kind::sequence); }
  bool on_array_end(std::size_t, json::error_code&) { return end(); }
  bool on_object_begin(json::error_code&) { return begin(Value::Kind::mapping); }
  bool on_object_end(std::size_t, json::error_code&) { return end(); }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) { return gather(part); }
  bool on_string(json::string_view part, std::size_t, json::error_code&) { return quoted(part); }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return gather(part); }
  bool on_key(json::string_view part, std::size_t, json::error_code&) { return quoted(part); }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t, json::string_view, json::error_code&) { return plain(here); }
  bool on_uint64(std::uint64_t, json::string_view, json::error_code&) { return plain(here); }
  bool on_double(double, json::string_view, json::error_code&) { return plain(here); }
  bool on_bool(bool, json::error_code&) { return plain(here + 1); }
  bool on_null(json::error_code&) {
    in_word = false;
    tree.null(word);
    return true;
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  bool begin(Value::Kind kind) {
    in_word = false;
    tree.open(kind, here, true);
    return true;
  }
  bool end() {
    tree.close();
    return true;
  }
  bool gather(json::string_view part) {
    text.append(part.data(), part.size());
    return true;
  }
  bool quoted(json::string_view last_part) {
    gather(last_part);
    in_word = false;
    tree.scalar(std::exchange(text, {}), true, word);
    return true;
  }
  // A number ends before the byte in hand, a word with it.
  bool plain(std::size_t past) {
    in_word = false;
    tree.scalar(std::string(tree.text().substr(word, past - word)), false, word);
    return true;
  }

  TreeBuilder& tree;
  std::string text;
  std::size_t here = 0;
  std::size_t word = 0;
  bool in_word = false;
};

}  // namespace

std::optional<Value> read_json(std::string_view text, const std::string& source, int file,
                               std::vector<Problem>& problems) {
  const std::size_t first = text.find_first_not_of(" \t\n\r");
  if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) return std::nullopt;
  TreeBuilder tree(text, source, file, problems);
  json::parse_options options;
  options.max_depth = document_depth_max + 1;  // the tree has the limit, and says so
  json::basic_parser<Handler> parser(options, tree);
  json::error_code error;
  try {
    for (std::size_t i = 0; i < text.size() && !error; ++i) {
      parser.handler().at(i);
      parser.write_some(true, &text[i], 1, error);
    }
    if (!error) parser.write_some(false, nullptr, 0, error);
  } catch (const StopReading&) {
    return Value{};
  }
  if (error) return std::nullopt;
  return tree.take();
}

}  // namespace slakit
