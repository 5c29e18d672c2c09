// Markdown on lines of limited width, in which Chinese characters take two columns. Private to src/io.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace slakit::page {

// Columns of a terminal: two for East Asian wide and full-width characters, none for combining marks.
int width_of(std::string_view text);

class Writer {
 public:
  void heading(int level, std::string_view text);
  void paragraph(std::string_view text);
  void bullet(std::string_view text, int depth = 0);
  void quote(std::string_view text);   // the contract's own words, line by line
  void block(std::string_view lines);  // what another writer made

  const std::string& text() const noexcept { return text_; }

 private:
  enum class Last : std::uint8_t { nothing, heading, paragraph, bullet, quote };

  void begin(Last kind);
  void wrapped(std::string_view text, std::string_view first, std::string_view rest);

  std::string text_;
  Last last_ = Last::nothing;
};

}  // namespace slakit::page
