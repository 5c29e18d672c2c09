// Figures of indicators: whether they are percentages, how they are rounded, what they have to reach. Private to src.
#pragma once

#include <optional>
#include <string>

#include "slakit/base/ratio.hpp"
#include "slakit/contract/indicator.hpp"

namespace slakit {

// A share, or compared with one.
bool is_percentage(const IndicatorRule& rule) noexcept;

// By the rule's own mode, else by `otherwise`. Faults: overflow.
Checked<Ratio> rounded(const Ratio& figure, const IndicatorRule& rule, Rounding otherwise) noexcept;

// Whether the figure is within all bounds.
bool is_within(const Bound& bound, const Ratio& figure) noexcept;

Ratio ratio_of(const Decimal& decimal) noexcept;

// What a log says: a plain number or a percentage. Nothing for other text, and for what no ratio holds.
std::optional<Ratio> figure_of(const std::string& text);

// As a reduced ratio. Faults: overflow, out of range (a denominator that is not positive).
Checked<Ratio> ratio_of(Wide numerator, Wide denominator) noexcept;

}  // namespace slakit
