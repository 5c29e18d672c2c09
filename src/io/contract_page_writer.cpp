#include "io/contract_page_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "slakit/base/value_text.hpp"
#include "slakit/io/contract_page.hpp"

namespace slakit::page {

namespace {

struct Span {
  char32_t from;
  char32_t to;
};

// UAX 11: the blocks whose characters are wide or full-width.
constexpr Span wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
                         {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
                         {0xF900, 0xFAFF},   {0xFE30, 0xFE4F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
                         {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
constexpr Span no_width[] = {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};

bool is_in(const auto& spans, char32_t c) {
  return std::any_of(std::begin(spans), std::end(spans),
                     [c](const Span& span) { return c >= span.from && c <= span.to; });
}

// The code point at the front of `text`, and how many bytes it has. The text is UTF-8: every reader has checked it.
std::pair<char32_t, std::size_t> front(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  char32_t c = size == 1 ? byte : byte & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < std::min(size, text.size()); ++i)
    c = (c << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  return {c, std::min(size, text.size())};
}

// No line begins with these (closing marks) or ends with those (opening marks).
constexpr std::u32string_view closing =
    U"\uFF0C\u3002\uFF1B\uFF1A\u3001\uFF01\uFF1F\uFF09\u300D\u300F\u300B\u3011\u201D\u2019)],.;:!?%\u2030";
constexpr std::u32string_view opening = U"\uFF08\u300C\u300E\u300A\u3010\u201C\u2018([";

struct Chunk {
  std::string_view text;
  bool after_space = false;
};

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// "CNY 3.30": the space between a currency and its amount.
bool is_in_amount(std::string_view text, std::size_t at) {
  return at > 0 && at + 1 < text.size() && text[at - 1] >= 'A' && text[at - 1] <= 'Z' &&
         is_digit(static_cast<unsigned char>(text[at + 1]));
}

// Whether a line may end between `c` and what follows without a space: beside a Chinese character, unless a mark or a
// number belongs to it.
bool may_break_after(char32_t c, std::string_view rest) {
  if (rest.empty() || opening.find(c) != std::u32string_view::npos) return false;
  const char32_t next = front(rest).first;
  const bool is_counted = is_in(wide, next) && (is_digit(c) || c == ')');  // "4小时"
  const bool is_clause = c == U'\u7b2c' && is_digit(next);                 // "第1.1.1条"
  return !is_counted && !is_clause && (is_in(wide, c) || is_in(wide, next));
}

// The pieces a line may be broken between: words, and single Chinese characters with the marks that belong to them.
// Nothing between backticks is broken.
std::vector<Chunk> chunks_of(std::string_view text) {
  std::vector<Chunk> chunks;
  bool after_space = false;
  bool may_break = true;  // before the next character
  bool in_code = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, size] = front(text.substr(at));
    if (c == '`') in_code = !in_code && text.find('`', at + 1) != std::string_view::npos;
    if (c == ' ' && !in_code && !is_in_amount(text, at)) {
      after_space = true;
    } else {
      const bool closes = closing.find(c) != std::u32string_view::npos;
      if (chunks.empty() || after_space || (may_break && !closes))
        chunks.push_back({text.substr(at, size), after_space && !chunks.empty()});
      else
        chunks.back().text = {chunks.back().text.data(), chunks.back().text.size() + size};
      may_break = !in_code && may_break_after(c, text.substr(at + size));
      after_space = false;
    }
    at += size;
  }
  return chunks;
}

}  // namespace

int width_of(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const auto [c, size] = front(text);
    width += is_in(no_width, c) ? 0 : is_in(wide, c) ? 2 : 1;
    text.remove_prefix(size);
  }
  return width;
}

void Writer::begin(Last kind) {
  const bool same_list = kind == Last::bullet && last_ == Last::bullet;
  const bool same_quote = kind == Last::quote && last_ == Last::quote;
  if (last_ != Last::nothing && !same_list && !same_quote) text_ += '\n';
  last_ = kind;
}

void Writer::wrapped(std::string_view text, std::string_view first, std::string_view rest) {
  const std::string clean = shown(text, text.size());
  std::string line(first);
  bool is_empty = true;
  for (const Chunk& chunk : chunks_of(clean)) {
    const int gap = chunk.after_space && !is_empty ? 1 : 0;
    if (!is_empty && width_of(line) + gap + width_of(chunk.text) > page_width) {
      text_ += line + '\n';
      line = rest;
    } else if (gap == 1) {
      line += ' ';
    }
    line += chunk.text;
    is_empty = false;
  }
  text_ += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
}

void Writer::heading(int level, std::string_view text) {
  begin(Last::heading);
  const std::string marks(static_cast<std::size_t>(level), '#');
  text_ += marks + ' ' + shown(text, text.size()) + '\n';
}

void Writer::paragraph(std::string_view text) {
  begin(Last::paragraph);
  wrapped(text, "", "");
}

void Writer::bullet(std::string_view text, int depth) {
  begin(Last::bullet);
  const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  wrapped(text, indent + "- ", indent + "  ");
}

void Writer::quote(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    begin(Last::quote);
    wrapped(text.substr(0, end), "> ", "> ");
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
}

void Writer::block(std::string_view lines) {
  if (lines.empty()) return;
  begin(Last::paragraph);
  text_ += lines;
}

}  // namespace slakit::page
