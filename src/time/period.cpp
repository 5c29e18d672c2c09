#include "slakit/time/period.hpp"

#include <chrono>
#include <cstdint>

namespace slakit {
namespace {

// One "digits[.digits]designator", taken off the front of `text`.
struct PeriodPart {
  std::int64_t whole = 0;
  std::int64_t millionths = 0;
  bool fraction = false;
  char designator = 0;

  static constexpr std::optional<PeriodPart> take(std::string_view& text) noexcept {
    const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    PeriodPart part;
    std::size_t i = 0;
    for (; is_digit(i); ++i) {
      part.whole = part.whole * 10 + (text[i] - '0');
      if (part.whole > 1'000'000) return std::nullopt;
    }
    if (i == 0) return std::nullopt;
    if (i < text.size() && (text[i] == '.' || text[i] == ',')) {
      part.fraction = true;
      if (!is_digit(++i)) return std::nullopt;
      for (std::int64_t unit = 100'000; is_digit(i); ++i, unit /= 10) {
        if (unit == 0 && text[i] != '0') return std::nullopt;  // finer than a millionth
        part.millionths += unit * (text[i] - '0');
      }
    }
    if (i >= text.size()) return std::nullopt;
    part.designator = text[i];
    text.remove_prefix(i + 1);
    return part;
  }
};

}  // namespace

std::optional<Period> Period::parse(std::string_view text) noexcept {
  if (text.size() < 3 || text.front() != 'P') return std::nullopt;
  text.remove_prefix(1);
  Period period;
  std::string_view order = "YMWD";  // what may still follow
  bool in_time = false;
  while (!text.empty()) {
    if (!in_time && text.front() == 'T') {
      in_time = true;
      order = "HMS";
      text.remove_prefix(1);
      if (text.empty()) return std::nullopt;
    }
    const std::optional<PeriodPart> part = PeriodPart::take(text);
    const std::size_t place = part ? order.find(part->designator) : std::string_view::npos;
    // A fraction needs a unit of fixed length, and ends the period.
    if (place == std::string_view::npos || (part->fraction && (!in_time || !text.empty()))) return std::nullopt;
    order.remove_prefix(place + 1);
    const int whole = static_cast<int>(part->whole);
    if (in_time) {
      const int unit = part->designator == 'H' ? 3600 : part->designator == 'M' ? 60 : 1;
      period.time += (std::chrono::seconds{whole} + Duration{part->millionths}) * unit;
    } else if (part->designator == 'Y' || part->designator == 'M') {
      period.months += part->designator == 'Y' ? 12 * whole : whole;
    } else {
      period.days += part->designator == 'W' ? 7 * whole : whole;
    }
  }
  return period;
}

std::string to_string(const Period& period) {
  if (period.is_exact() && period.time < Duration{}) return '-' + to_string(Period{0, 0, -period.time});
  std::string text = "P";
  const auto put = [&](std::int64_t number, char designator) {
    if (number != 0) text += std::to_string(number) + designator;
  };
  put(period.months / 12, 'Y');
  put(period.months % 12, 'M');
  put(period.days, 'D');
  if (period.time != Duration{} || period.is_zero()) text += 'T';
  const std::int64_t micros = period.time.count();
  put(micros / 3'600'000'000, 'H');
  put(micros / 60'000'000 % 60, 'M');
  if (const std::int64_t second = micros % 60'000'000; second % 1'000'000 != 0) {
    std::string fraction = std::to_string(1'000'000 + second % 1'000'000).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    text += std::to_string(second / 1'000'000) + '.' + fraction + 'S';
  } else {
    put(second / 1'000'000, 'S');
  }
  return period.is_zero() ? "PT0S" : text;
}

}  // namespace slakit
