#include "slakit/base/decimal.hpp"

namespace slakit {

std::optional<Rate> Rate::parse(std::string_view text) {
  std::string_view number = text;
  int shift = 0;
  const auto strip = [&](std::string_view suffix, int digits) {
    if (shift == 0 && number.ends_with(suffix)) {
      number.remove_suffix(suffix.size());
      while (number.ends_with(' ')) number.remove_suffix(1);
      shift = digits;
    }
  };
  strip("%", 2);
  strip("\u2030", 3);
  strip("bp", 4);
  std::optional<Decimal> value = Decimal::parse(number);
  if (!value) return std::nullopt;
  value->scale += shift;
  return Rate{*value, std::string(text)};
}

}  // namespace slakit
