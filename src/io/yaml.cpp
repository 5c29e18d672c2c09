#include "slakit/io/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "document_limits.hpp"
#include "json_tree.hpp"
#include "slakit/base/value_text.hpp"
#include "text_check.hpp"
#include "tree_builder.hpp"
#include "yaml_syntax.hpp"

namespace slakit {

namespace {

std::size_t offset_of(const YAML::Mark& at) { return at.pos < 0 ? 0 : static_cast<std::size_t>(at.pos); }

// yaml-cpp's events rather than its nodes: the limits hold while it reads, and events tell marks, quotes, tags and
// aliases that nodes forget.
class Events : public YAML::EventHandler {
 public:
  explicit Events(TreeBuilder& tree) : tree_(tree) {}

  void OnDocumentStart(const YAML::Mark& at) override {
    if (++documents_ < 2) return;
    const bool is_marked = tree_.text().substr(offset_of(at)).starts_with("---");
    if (is_marked)
      problem("several-documents", "a second document starts here; write one document in a file", at);
    else
      problem("yaml-syntax", "this does not continue what stands above it; indent it like its neighbours", at);
    throw StopReading{};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& at, YAML::anchor_t) override { tree_.null(offset_of(at)); }
  void OnAlias(const YAML::Mark& at, YAML::anchor_t) override {
    problem("alias", "aliases (*name) are not read; write the value here again", at);
    tree_.scalar("", true, offset_of(at));
  }
  void OnScalar(const YAML::Mark& at, const std::string& tag, YAML::anchor_t, const std::string& text) override {
    refuse_tag(tag, at);
    tree_.scalar(text, tag != "?", offset_of(at));  // a tag says as much as quotes; it has its problem already
  }
  void OnSequenceStart(const YAML::Mark& at, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value style) override {
    refuse_tag(tag, at);
    tree_.open(Value::Kind::sequence, offset_of(at), style == YAML::EmitterStyle::Flow);
  }
  void OnSequenceEnd() override { tree_.close(); }
  void OnMapStart(const YAML::Mark& at, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value style) override {
    refuse_tag(tag, at);
    tree_.open(Value::Kind::mapping, offset_of(at), style == YAML::EmitterStyle::Flow);
  }
  void OnMapEnd() override { tree_.close(); }

 private:
  void problem(std::string code, std::string message, const YAML::Mark& at) {
    tree_.problem(std::move(code), std::move(message), tree_.mark(offset_of(at)));
  }

  // "?" is plain text and "!" is text in quotes, but "!" may also stand there by itself.
  void refuse_tag(const std::string& tag, const YAML::Mark& at) {
    if (tag.empty() || tag == "?" || (tag == "!" && !tree_.text().substr(offset_of(at)).starts_with('!'))) return;
    problem("tag", "tags (" + shown(tag) + ") are not read; write the plain value", at);
  }

  TreeBuilder& tree_;
  int documents_ = 0;
};

const char* why_not_text(std::string_view text, std::size_t broken) {
  const bool is_utf_16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
                         (broken < 2 && text.size() > broken + 2 && text[broken] == '\0' && text[broken + 2] == '\0');
  if (is_utf_16) return "this is UTF-16; save the file as UTF-8";
  if (broken < text.size() && text[broken] == '\0') return "not a text file: here is a NUL byte; leave it out";
  return "not UTF-8 from here (perhaps GBK or Latin-1); save the file as UTF-8";
}

std::size_t offset_of(std::string_view text, const Mark& at) {
  std::size_t start = 0;
  for (int line = 1; line < at.line; ++line) start = text.find('\n', start) + 1;
  for (int column = 1; column < at.column; ++start)
    if (start + 1 >= text.size() || (static_cast<unsigned char>(text[start + 1]) & 0xC0U) != 0x80U) ++column;
  return start;
}

bool is_text(std::string_view text, const std::string& source, int file, std::vector<Problem>& problems) {
  if (text.size() > document_bytes_max) {
    problems.push_back(
        {"too-large", "", "larger than 4 MiB; a contract is smaller: is it the right file?", source, {0, 0, file}});
    return false;
  }
  TextCheck check;
  std::optional<Mark> bad = check.feed(text);
  if (!bad) bad = check.finish();
  if (!bad) return true;
  const char* why = why_not_text(text, offset_of(text, *bad));
  problems.push_back({"not-text", "", why, source, {bad->line, bad->column, file}});
  return false;
}

// A line may end as Windows has it; what is read has line feeds only.
std::string with_line_feeds(std::string_view text) {
  std::string plain(text);
  if (text.find('\r') == std::string_view::npos) return plain;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < plain.size(); ++i)
    if (plain[i] != '\r' || i + 1 == plain.size() || plain[i + 1] != '\n') plain[kept++] = plain[i];
  plain.resize(kept);
  return plain;
}

Value read_plain(std::string_view text, const std::string& source, int file, std::vector<Problem>& problems) {
  TreeBuilder tree(text, source, file, problems);
  Events events(tree);
  const std::size_t problems_before = problems.size();
  try {
    // yaml-cpp takes quotes left open at the end of a line at the end of the text; a last comment makes it look.
    std::istringstream stream(std::string(text) + (text.ends_with('\n') ? "#" : "\n#"));
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
    return tree.take();
  } catch (const YAML::Exception& error) {
    // Some JSON is beyond yaml-cpp: surrogate pairs, keys of more than 1024 characters or away from their colon.
    std::vector<Problem> of_json;
    if (std::optional<Value> json = read_json(text, source, file, of_json)) {
      problems.resize(problems_before);
      problems.insert(problems.end(), of_json.begin(), of_json.end());
      return std::move(*json);
    }
    report_syntax(tree, error.msg, offset_of(error.mark));
  } catch (const StopReading&) {
  }
  tree.take();  // for its problems
  return {};
}

}  // namespace

Value read_yaml(std::string_view text, const std::string& source_name, std::vector<Problem>& problems, int file) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!is_text(text, source_name, file, problems)) return {};
  const auto before = static_cast<std::ptrdiff_t>(problems.size());
  Value value = read_plain(with_line_feeds(text), source_name, file, problems);
  std::stable_sort(problems.begin() + before, problems.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.mark.line, a.mark.column) < std::pair(b.mark.line, b.mark.column);
  });
  problems.erase(std::unique(problems.begin() + before, problems.end()), problems.end());
  return value;
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
    text.resize(document_bytes_max + 1);
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
