// Money: an integer of minor units in an ISO 4217 currency.
//
//     Money m = *Money::parse("CNY 1000000.00");   // minor 100000000, two digits
//     to_string(m)                                 // "CNY 1000000.00"
//     Money::parse("JPY 10.5")                     // nothing: the yen has no minor unit; see parse_error()
//
// Shares of money are exact Amounts (amount.hpp) until a named rounding makes them Money again.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "slakit/base/decimal.hpp"

namespace slakit {

// An ISO 4217 code; `digits` is its number of minor-unit digits (ISO 4217:2015 list one).
struct Currency {
  std::array<char, 3> code{};

  static constexpr std::optional<Currency> parse(std::string_view text) noexcept {
    if (text.size() != 3) return std::nullopt;
    Currency currency;
    for (std::size_t i = 0; i < 3; ++i) {
      if (text[i] < 'A' || text[i] > 'Z') return std::nullopt;
      currency.code[i] = text[i];
    }
    return currency;
  }

  constexpr std::string_view name() const noexcept { return {code.data(), code.size()}; }

  constexpr int digits() const noexcept {
    constexpr std::string_view none[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                         "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
    constexpr std::string_view three[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
    constexpr std::string_view four[] = {"CLF", "UYW"};
    for (std::string_view c : none)
      if (c == name()) return 0;
    for (std::string_view c : three)
      if (c == name()) return 3;
    for (std::string_view c : four)
      if (c == name()) return 4;
    return 2;
  }

  friend constexpr bool operator==(const Currency&, const Currency&) = default;
};

struct Money {
  std::int64_t minor = 0;
  Currency currency;

  // "CNY 1000000.00", "CNY 1000000", "CNY -3.5". Nothing for an unknown shape or more decimals than the currency has.
  static constexpr std::optional<Money> parse(std::string_view text) noexcept {
    if (text.size() < 5 || text[3] != ' ') return std::nullopt;
    const std::optional<Currency> currency = Currency::parse(text.substr(0, 3));
    const std::optional<Decimal> amount = Decimal::parse(text.substr(4));
    if (!currency || !amount || amount->scale > currency->digits()) return std::nullopt;
    std::int64_t minor = amount->coefficient;
    for (int i = amount->scale; i < currency->digits(); ++i) {
      if (minor > INT64_MAX / 10 || minor < INT64_MIN / 10) return std::nullopt;
      minor *= 10;
    }
    return Money{minor, *currency};
  }

  friend constexpr bool operator==(const Money&, const Money&) = default;
};

// "30000.00": the decimal string without the currency.
inline std::string amount_string(Money money) { return to_string(Decimal{money.minor, money.currency.digits()}); }

inline std::string to_string(Money money) { return std::string(money.currency.name()) + ' ' + amount_string(money); }

}  // namespace slakit
