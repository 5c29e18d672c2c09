#include "yaml_syntax.hpp"

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace slakit {

namespace {

namespace said = YAML::ErrorMsg;

struct Wording {
  std::string_view said;     // how yaml-cpp's message begins
  std::string_view message;  // what to write instead
};

const std::array wordings{
    Wording{said::MAP_VALUE,
            "a key cannot stand here; quote text that holds ': ', and end the key in the line above with ':'"},
    Wording{said::MAP_KEY, "text cannot begin with '?' and a blank; quote it"},
    Wording{said::BLOCK_ENTRY, "a list cannot begin here; begin it on the next line, or write it in brackets: [a, b]"},
    Wording{said::UNKNOWN_TOKEN, "text cannot begin with this character; quote it"},
    Wording{said::INVALID_ESCAPE, "there is no such escape; write \\\\ for a backslash, or use single quotes"},
    Wording{said::INVALID_UNICODE, "there is no such character; write a \\u escape of one that exists"},
    Wording{said::INVALID_HEX, "an escape lacks digits; \\x has two, \\u four, \\U eight, all hexadecimal"},
    Wording{said::FLOW_END, "this bracket closes none that is open; take it out, or open it"},
    Wording{said::CHAR_IN_BLOCK, "nothing may follow | or > on its line; begin the text on the next line"},
    Wording{said::ALIAS_NOT_FOUND, "text cannot begin with '*'; quote it"},
    Wording{said::CHAR_IN_ALIAS, "text cannot begin with '*'; quote it"},
    Wording{said::UNKNOWN_ANCHOR, "text cannot begin with '*'; quote it"},
    Wording{said::ANCHOR_NOT_FOUND, "text cannot begin with '&'; quote it"},
    Wording{said::CHAR_IN_ANCHOR, "text cannot begin with '&'; quote it"},
    Wording{said::DOC_IN_SCALAR, "--- and ... cannot begin a line of text; indent the text"},
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

// A scalar in quotes: [opening, past its closing quote), or to the end of the text where there is no closing one.
struct Quoted {
  std::size_t opening;
  std::size_t past;
};

std::size_t past_quotes(std::string_view text, std::size_t opening) {
  const char quote = text[opening];
  for (std::size_t i = opening + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const bool is_pair = quote == '\'' && text.substr(i + 1).starts_with(quote);
      if (!is_pair) return i + 1;
      ++i;
    }
  }
  return text.size();
}

// The last one that begins before `until`. Knows comments but not the text of blocks, so it serves messages only.
std::optional<Quoted> last_quoted(std::string_view text, std::size_t until) {
  std::optional<Quoted> last;
  bool is_start = true;     // of a value: a quote here opens one
  bool after_blank = true;  // a comment may begin here
  for (std::size_t i = 0; i < std::min(until, text.size());) {
    const char c = text[i];
    if (c == '#' && after_blank) {
      i = std::min(text.find('\n', i), text.size());
    } else if (is_start && (c == '"' || c == '\'')) {
      last = Quoted{i, past_quotes(text, i)};
      i = last->past;
      is_start = after_blank = false;
    } else {
      const bool leads =
          std::string_view("[{,").find(c) != std::string_view::npos ||
          (std::string_view(":-?").find(c) != std::string_view::npos && i + 1 < text.size() && is_blank(text[i + 1]));
      if (c == '\n' || leads)
        is_start = true;
      else if (!is_blank(c))
        is_start = false;
      after_blank = is_blank(c);
      ++i;
    }
  }
  return last;
}

std::string place(const Mark& at) {
  return "line " + std::to_string(at.line) + ", column " + std::to_string(at.column);
}

std::string_view line_before(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return before.substr(before.rfind('\n') + 1);
}

// Where a mapping or list ends before it should.
std::string why_ended(TreeBuilder& tree, std::size_t offset) {
  const std::string_view text = tree.text();
  const std::string_view before = line_before(text, offset);
  if (before.find_first_not_of(' ') == std::string_view::npos)
    return "this line does not continue what stands above it; indent it like its neighbours";
  const std::optional<Quoted> quoted = last_quoted(text, offset);
  if (quoted && text.substr(quoted->past, offset - quoted->past).find_first_not_of(" \n") == std::string_view::npos) {
    return "the quote opened at " + place(tree.mark(quoted->opening)) +
           " ends before this; close it where it should end, or quote the whole text";
  }
  return "the value ended before this; quote the whole text, or begin a new line";
}

std::optional<std::size_t> tab_in_indentation(std::string_view text, std::size_t offset) {
  const std::string_view before = line_before(text, offset);
  const std::size_t start = std::min(offset, text.size()) - before.size();
  const std::size_t word = text.find_first_not_of(" \t", start);
  const std::size_t tab = text.find('\t', start);
  if (tab == std::string_view::npos || tab >= word) return std::nullopt;
  return tab;
}

}  // namespace

void report_syntax(TreeBuilder& tree, std::string_view message, std::size_t offset) {
  const std::string_view text = tree.text();
  const auto add = [&](std::string words, std::size_t at) {
    tree.problem("yaml-syntax", std::move(words), tree.mark(at));
  };
  if (const Value* bracket = tree.open_bracket()) {
    const std::string closing = bracket->is_mapping() ? "'}'" : "']'";
    if (message == said::END_OF_MAP_FLOW || message == said::END_OF_SEQ_FLOW)
      return tree.problem("yaml-syntax",
                          "the bracket opened here is not closed; close it with " + closing +
                              ", or quote text that holds brackets, commas or ': '",
                          bracket->mark);
    if (message == said::FLOW_END)
      return add("the bracket opened at " + place(bracket->mark) + " is closed with " + closing, offset);
  }
  if (const auto tab = tab_in_indentation(text, offset)) return add("a tab indents here; use spaces", *tab);
  if (message == said::EOF_IN_SCALAR) {
    const std::optional<Quoted> quoted = last_quoted(text, text.size());
    const bool found = quoted && quoted->past == text.size();
    return add("a quote is opened here and not closed; close it, or quote text that holds quotes",
               found ? quoted->opening : text.size());
  }
  if (message == said::END_OF_MAP || message == said::END_OF_SEQ) return add(why_ended(tree, offset), offset);
  const auto* known = std::find_if(wordings.begin(), wordings.end(),
                                   [&](const Wording& wording) { return message.starts_with(wording.said); });
  if (known != wordings.end()) return add(std::string(known->message), offset);
  add("not YAML: " + std::string(message) + "; mend the text here or in the line above", offset);
}

}  // namespace slakit
