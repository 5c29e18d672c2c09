// Exact arithmetic of ratios, for counts. Private to src.
#pragma once

#include <cstdint>

#include "contract/figures.hpp"
#include "slakit/base/ratio.hpp"
#include "slakit/contract/policy.hpp"

namespace slakit {

inline Checked<Ratio> add(const Ratio& a, const Ratio& b) noexcept {
  return ratio_of(Wide(a.numerator()) * Wide(b.denominator()) + Wide(b.numerator()) * Wide(a.denominator()),
                  Wide(a.denominator()) * Wide(b.denominator()));
}
inline Checked<Ratio> subtract(const Ratio& a, const Ratio& b) noexcept {
  return ratio_of(Wide(a.numerator()) * Wide(b.denominator()) - Wide(b.numerator()) * Wide(a.denominator()),
                  Wide(a.denominator()) * Wide(b.denominator()));
}
inline Checked<Ratio> multiply(const Ratio& a, const Ratio& b) noexcept {
  return ratio_of(Wide(a.numerator()) * Wide(b.numerator()), Wide(a.denominator()) * Wide(b.denominator()));
}
// By a positive one.
inline Checked<Ratio> divide(const Ratio& a, const Ratio& b) noexcept {
  return ratio_of(Wide(a.numerator()) * Wide(b.denominator()), Wide(a.denominator()) * Wide(b.numerator()));
}

// Whole units of a measure that is not negative.
inline Ratio counted(const Ratio& measure, Counting counting) noexcept {
  const std::int64_t whole = measure.numerator() / measure.denominator();
  switch (counting) {
    case Counting::started_24_h:
    case Counting::calendar_days_touched: return {measure.is_whole() ? whole : whole + 1, 1};
    case Counting::completed_24_h: return {whole, 1};
    case Counting::pro_rata: break;
  }
  return measure;
}

}  // namespace slakit
