#include "slakit/io/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

#include "slakit/base/value_text.hpp"
#include "text_check.hpp"

namespace slakit {

namespace {

constexpr std::size_t bytes_max = std::size_t{4} << 20;
constexpr std::size_t nodes_max = 50'000;
constexpr std::size_t depth_max = 64;

// Ends reading: the rest of the text cannot be trusted to mean anything.
struct Stop {};

std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts.push_back(i + 1);
  return starts;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Makes the tree from yaml-cpp's events rather than its nodes: the limits hold while it reads, and events tell marks,
// quotes, tags and aliases that nodes forget.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const std::string& source, std::vector<Problem>& problems)
      : text_(text), lines_(line_starts(text)), source_(source), problems_(problems) {}

  Value take() { return std::move(root_); }

  Mark mark(const YAML::Mark& at) const {
    if (at.line < 0) return {};
    const std::size_t start = lines_[std::min(static_cast<std::size_t>(at.line), lines_.size() - 1)];
    const std::string_view before = text_.substr(start, static_cast<std::size_t>(at.column));
    return {at.line + 1, static_cast<int>(code_points(before)) + 1};
  }

  void problem(std::string code, std::string message, Mark at) {
    problems_.push_back({std::move(code), "", std::move(message), source_, at});
  }

  void OnDocumentStart(const YAML::Mark& at) override {
    if (++documents_ < 2) return;
    problem("several-documents", "a second document starts here; write one document in a file", mark(at));
    throw Stop{};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& at, YAML::anchor_t) override {
    Value value;
    value.mark = mark(at);
    place(std::move(value));
  }
  void OnAlias(const YAML::Mark& at, YAML::anchor_t) override {
    problem("alias", "aliases (*name) are not read; write the value here again", mark(at));
    place(Value::scalar("", mark(at)));
  }
  void OnScalar(const YAML::Mark& at, const std::string& tag, YAML::anchor_t, const std::string& text) override {
    refuse_tag(tag, at);
    Value value = Value::scalar(text, mark(at));
    value.quoted = tag != "?";  // a tag says as much as quotes; it has its problem already
    place(std::move(value));
  }
  void OnSequenceStart(const YAML::Mark& at, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    refuse_tag(tag, at);
    open(Value::sequence({}, mark(at)));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& at, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    refuse_tag(tag, at);
    open(Value::mapping({}, mark(at)));
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Value container;
    std::optional<Value> key;
    bool duplicate = false;  // the value that follows belongs to a key given before
    std::map<std::string, Mark, std::less<>> keys = {};
  };

  void refuse_tag(const std::string& tag, const YAML::Mark& at) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    problem("tag", "tags (" + shown(tag) + ") are not read; write the plain value", mark(at));
  }

  void count(Mark at) {
    if (++nodes_ <= nodes_max) return;
    problem("too-large", "more than 50 000 values; split the document", at);
    throw Stop{};
  }

  void open(Value container) {
    count(container.mark);
    if (stack_.size() >= depth_max) {
      problem("too-deep", "more than 64 levels; write the document flatter", container.mark);
      throw Stop{};
    }
    stack_.push_back({std::move(container), std::nullopt});
  }

  void close() {
    Value done = std::move(stack_.back().container);
    stack_.pop_back();
    --nodes_;  // place() counts it again
    place(std::move(done));
  }

  void place(Value value) {
    count(value.mark);
    if (stack_.empty()) {
      root_ = std::move(value);
      return;
    }
    Frame& top = stack_.back();
    if (top.container.is_sequence()) return top.container.items.push_back(std::move(value));
    if (!top.key) return start_entry(top, std::move(value));
    // A value left out has no place of its own; yaml-cpp gives the next token's.
    if (value.is_null() && value.mark.line != top.key->mark.line) value.mark = top.key->mark;
    if (!top.duplicate) top.container.entries.push_back({std::move(*top.key), std::move(value)});
    top.key.reset();
    top.duplicate = false;
  }

  void start_entry(Frame& top, Value key) {
    if (!key.is_scalar()) {
      problem("bad-key", "a key must be text; write a word, in quotes where it is 'null' or '~'", key.mark);
      top.duplicate = true;  // nothing to file it under
    } else {
      const auto [first, fresh] = top.keys.emplace(key.text, key.mark);
      if (!fresh) {
        problem("duplicate-key",
                "duplicate key '" + shown(key.text) + "'; the first is at line " + std::to_string(first->second.line) +
                    ", column " + std::to_string(first->second.column) + "; keep one",
                key.mark);
        top.duplicate = true;
      }
    }
    top.key = std::move(key);
  }

  std::string_view text_;
  std::vector<std::size_t> lines_;
  const std::string& source_;
  std::vector<Problem>& problems_;
  std::vector<Frame> stack_;
  Value root_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

bool is_text(std::string_view text, const std::string& source, std::vector<Problem>& problems) {
  if (text.size() > bytes_max) {
    problems.push_back(
        {"too-large", "", "larger than 4 MiB; a contract is smaller: is it the right file?", source, {}});
    return false;
  }
  TextCheck check;
  std::optional<Mark> bad = check.feed(text);
  if (!bad) bad = check.finish();
  if (!bad) return true;
  problems.push_back({"not-text", "",
                      "not a text file: here is a byte that UTF-8 text has not; give a YAML or JSON document", source,
                      *bad});
  return false;
}

}  // namespace

Value read_yaml(std::string_view text, const std::string& source_name, std::vector<Problem>& problems) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!is_text(text, source_name, problems)) return {};
  TreeBuilder builder(text, source_name, problems);
  try {
    // yaml-cpp takes quotes left open at the end of a line at the end of the text; a last comment makes it look.
    std::istringstream stream(std::string(text) + "\n#");
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    builder.problem("yaml-syntax", "not YAML: " + error.msg + "; mend the text here or in the line above",
                    builder.mark(error.mark));
    return {};
  } catch (const Stop&) {
    return {};
  }
  return builder.take();
}

Value read_yaml(std::string_view text, const std::string& source_name) {
  std::vector<Problem> problems;
  Value value = read_yaml(text, source_name, problems);
  if (!problems.empty()) throw ContractError(std::move(problems));
  return value;
}

std::string read_text_file(const std::string& path, std::vector<Problem>& problems) {
  std::ifstream file(path, std::ios::binary);
  std::string text;
  if (file) {
    text.resize(bytes_max + 1);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
  }
  if (!file.is_open() || file.bad() || (file.fail() && !file.eof())) {
    problems.push_back(
        {"unreadable-file", "", "cannot be read; give the path of a file that exists and may be read", path, {}});
    return "";
  }
  return text;
}

}  // namespace slakit
