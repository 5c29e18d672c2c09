// Proof, chunk by chunk, that bytes are UTF-8 text; where they are not, the place.
//
// Private to src/io. A chunk may end inside a character. NUL is not text: it is what binary files have and exports do
// not.
#pragma once

#include <boost/nowide/utf/utf.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "slakit/base/problem.hpp"

namespace slakit {

class TextCheck {
 public:
  // The place of the first byte that is not text. Feed chunks in order; stop at the first finding.
  std::optional<Mark> feed(std::string_view chunk) {
    std::string joined;
    if (!carry_.empty()) {
      joined = carry_.append(chunk);
      carry_.clear();
      chunk = joined;
    }
    const char* p = chunk.data();
    const char* const end = p + chunk.size();
    while (p < end) {
      const char* const run = p;
      p = skip_plain(p, end);
      column_ += static_cast<int>(p - run);
      if (p == end) break;
      const char* next = p;
      const auto point = boost::nowide::utf::utf_traits<char>::decode(next, end);
      if (point == boost::nowide::utf::incomplete) {
        carry_.assign(p, end);
        return std::nullopt;
      }
      if (point == boost::nowide::utf::illegal || point == 0) return here();
      ++column_;
      p = next;
      if (point == '\n') {
        ++line_;
        column_ = 0;
      }
    }
    return std::nullopt;
  }

  // At the end of the text: the place of a character cut in half.
  std::optional<Mark> finish() const {
    if (carry_.empty()) return std::nullopt;
    return here();
  }

 private:
  Mark here() const noexcept { return {line_, column_ + 1}; }

  // Over ASCII that is neither a line end nor NUL.
  static const char* skip_plain(const char* p, const char* end) noexcept {
    const auto plain = [](char c) { return c > 0 && c != '\n'; };
    while (p < end && plain(*p)) ++p;
    return p;
  }

  int line_ = 1;
  int column_ = 0;
  std::string carry_;
};

}  // namespace slakit
