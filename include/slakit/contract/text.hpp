// A text in several languages: {zh: 售后服务方案, en: After-sales service plan}; plain text is language "".
//
//     LocalText title{{{"zh", "\u552e\u540e"}, {"en", "After-sales"}}};
//     title.in("en")   // "After-sales"
//     title.in("fr")   // the first there is
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slakit {

struct LocalText {
  std::vector<std::pair<std::string, std::string>> by_language;  // ISO 639 code, text; in document order

  // The text in `language`, else the first there is, else "". Borrowed.
  const std::string& in(std::string_view language) const noexcept {
    static const std::string none;
    for (const auto& [code, text] : by_language)
      if (code == language) return text;
    return by_language.empty() ? none : by_language.front().second;
  }
  friend bool operator==(const LocalText&, const LocalText&) = default;
};

}  // namespace slakit
