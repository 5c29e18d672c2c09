// Exact decimal numbers as documents write them: coefficient x 10^-scale.
//
//     Decimal d = *Decimal::parse("-12.50");   // coefficient -1250, scale 2
//     Rate r = *Rate::parse("1‰");             // 0.001: also "1%", "0.05%", "5bp", "0.001"
//
// Range: 18 significant digits. parse gives nothing for anything else (signs, digits and one point only; no exponent).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace slakit {

struct Decimal {
  static constexpr int digits_max = 18;

  std::int64_t coefficient = 0;
  std::int32_t scale = 0;  // 0 .. digits_max; rates from percentages may add up to 4

  static constexpr std::optional<Decimal> parse(std::string_view text) noexcept {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    Decimal result;
    int digits = 0;  // significant ones
    bool point = false;
    bool is_number = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c == '.' && !point && i > 0 && i + 1 < text.size()) {
        point = true;
        continue;
      }
      if (c < '0' || c > '9') return std::nullopt;
      is_number = true;
      if (result.coefficient != 0 || c != '0') ++digits;
      if (digits > digits_max || result.scale == digits_max) return std::nullopt;
      result.coefficient = result.coefficient * 10 + (c - '0');
      if (point) ++result.scale;
    }
    if (!is_number) return std::nullopt;
    if (negative) result.coefficient = -result.coefficient;
    return result;
  }

  friend constexpr bool operator==(const Decimal&, const Decimal&) = default;  // as written: 1.0 != 1.00
};

inline std::string to_string(Decimal decimal) {
  const bool negative = decimal.coefficient < 0;
  std::string text = std::to_string(decimal.coefficient).substr(negative ? 1 : 0);
  const auto scale = static_cast<std::size_t>(decimal.scale);
  if (scale > 0) {
    if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
    text.insert(text.size() - scale, 1, '.');
  }
  return negative ? "-" + text : text;
}

// A pure number written as a share: the value, and how it was written (explanations show "1%", not "0.01").
struct Rate {
  Decimal value;
  std::string text;

  static std::optional<Rate> parse(std::string_view text);  // compiled (floor io)
  friend bool operator==(const Rate&, const Rate&) = default;
};

}  // namespace slakit
