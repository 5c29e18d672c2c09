#include "tree_builder.hpp"

#include <algorithm>
#include <numeric>

#include "document_limits.hpp"
#include "slakit/base/value_text.hpp"

namespace slakit {

namespace {

int code_points(std::string_view text) {
  const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<int>(std::count_if(text.begin(), text.end(), starts));
}

// Whether text holds what no person types and no reader shows: C0 and C1 controls, DEL, a byte order mark.
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) return true;
    if (byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
    if (byte == 0xEF && text.substr(i, 3) == "\xEF\xBB\xBF") return true;
  }
  return false;
}

}  // namespace

Mark MarkFinder::find(std::size_t offset) {
  offset = std::min(offset, text_.size());
  const bool forward = offset >= offset_;
  const std::string_view between =
      forward ? text_.substr(offset_, offset - offset_) : text_.substr(offset, offset_ - offset);
  const auto breaks = static_cast<int>(std::count(between.begin(), between.end(), '\n'));
  if (breaks == 0) {
    at_.column += forward ? code_points(between) : -code_points(between);
  } else {
    at_.line += forward ? breaks : -breaks;
    const std::string_view before = text_.substr(0, offset);
    at_.column = code_points(before.substr(before.rfind('\n') + 1)) + 1;  // npos + 1 is 0
  }
  offset_ = offset;
  return at_;
}

void TreeBuilder::problem(std::string code, std::string message, Mark at) {
  problems_.push_back({std::move(code), "", std::move(message), source_, at});
}

void TreeBuilder::scalar(std::string text, bool quoted, std::size_t offset) {
  Value& value = add(offset);
  value.kind = Value::Kind::scalar;
  value.quoted = quoted;
  value.text = std::move(text);
  if (has_control(value.text))
    problem("control-character", "text '" + shown(value.text) + "' holds a control character; leave it out",
            value.mark);
}

void TreeBuilder::null(std::size_t offset) {
  Value& value = add(offset);
  if (stack_.empty() || !stack_.back().container->is_mapping() || stack_.back().expects_value) return;
  // A value left out has no place of its own; the parser gives the next token's.
  const Mark key = stack_.back().container->entries.back().first.mark;
  if (value.mark.line != key.line) value.mark = key;
}

void TreeBuilder::open(Value::Kind kind, std::size_t offset, bool in_brackets) {
  Value& value = add(offset);
  value.kind = kind;
  if (stack_.size() >= document_depth_max) {
    problem("too-deep", "more than 64 levels; write the document flatter", value.mark);
    throw StopReading{};
  }
  stack_.push_back({&value, in_brackets});
}

void TreeBuilder::close() {
  Value& done = *stack_.back().container;
  if (done.is_mapping()) check_keys(done);
  stack_.pop_back();
}

const Value* TreeBuilder::open_bracket() const noexcept {
  const bool inside = !stack_.empty() && stack_.back().in_brackets;
  return inside ? stack_.back().container : nullptr;
}

Value TreeBuilder::take() {
  for (; !stack_.empty(); close()) {
    // Reading was cut off here; what it took for a key may not have been meant as one.
    std::vector<Value::Entry>& entries = stack_.back().container->entries;
    if (!entries.empty() && !entries.back().first.is_scalar()) entries.pop_back();
  }
  return std::move(root_);
}

Value& TreeBuilder::add(std::size_t offset) {
  const Mark at = mark(offset);
  if (++nodes_ > document_nodes_max) {
    problem("too-large", "more than 200 000 values; split the document", at);
    throw StopReading{};
  }
  refuse_tab(offset);
  Value& value = slot();
  value.mark = at;
  return value;
}

Value& TreeBuilder::slot() {
  if (stack_.empty()) return root_;
  Frame& top = stack_.back();
  if (top.container->is_sequence()) return top.container->items.emplace_back();
  top.expects_value = !top.expects_value;
  if (top.expects_value) return top.container->entries.emplace_back().first;
  return top.container->entries.back().second;
}

// Some readers take a tab in front of the first word of a line for indentation, some refuse it. Inside brackets it
// means nothing to any.
void TreeBuilder::refuse_tab(std::size_t offset) {
  if (offset == 0 || offset > text_.size() || (!stack_.empty() && stack_.back().in_brackets)) return;
  const std::size_t word = text_.find_last_not_of(" \t", offset - 1);
  const std::size_t start = word == std::string_view::npos ? 0 : word + 1;
  if (start > 0 && text_[start - 1] != '\n') return;
  const std::size_t tab = text_.substr(0, offset).find('\t', start);
  if (tab == std::string_view::npos) return;
  const Mark at = mark(tab);
  if (problems_.empty() || problems_.back().mark != at)  // a mapping and its first key are one word
    problem("yaml-syntax", "a tab indents here; use spaces", at);
}

// Reports keys that are no text and keys given twice, and leaves them out.
void TreeBuilder::check_keys(Value& mapping) {
  std::vector<Value::Entry>& entries = mapping.entries;
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t i) -> const Value& { return entries[i].first; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a).text < key(b).text; });
  std::vector<bool> refused(entries.size());
  std::size_t first = 0;  // of the equal keys in hand
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Value& at = key(order[i]);
    if (!at.is_scalar() || (at.text == "<<" && !at.quoted)) {
      refused[order[i]] = true;
      problem("bad-key",
              at.is_scalar() ? "entries are not merged (<<); write them here again"
                             : "a key must be text; write a word, in quotes where it is 'null' or '~'",
              at.mark);
    }
    const Value& before = key(order[first]);
    if (i == 0 || before.text != at.text || !before.is_scalar()) {
      first = i;
    } else if (at.is_scalar()) {
      refused[order[i]] = true;
      problem("duplicate-key",
              "duplicate key '" + shown(at.text) + "'; the first is at line " + std::to_string(before.mark.line) +
                  ", column " + std::to_string(before.mark.column) + "; keep one",
              at.mark);
    }
  }
  if (std::find(refused.begin(), refused.end(), true) == refused.end()) return;
  std::vector<Value::Entry> kept;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (!refused[i]) kept.push_back(std::move(entries[i]));
  entries = std::move(kept);
}

}  // namespace slakit
