// Exact numbers as a formula prints them. Private to src/audit.
//
//     exact_text({Wide(54), Wide(48)})            // "9/8"
//     money_text(Amount{Wide(2000000), Wide(1)}, 2)   // "20000.00"; half a cent more: "20000.005"; a third: "6000001/300"
#pragma once

#include <string>

#include "slakit/base/decimal.hpp"
#include "slakit/base/wide.hpp"
#include "slakit/money/amount.hpp"
#include "slakit/time/instant.hpp"

namespace slakit::derived {

std::string to_text(Wide number);

// A whole number, or a reduced fraction.
std::string exact_text(const Amount& number);

// Of minor units, in whole units of a currency with so many digits: as a decimal where a few more digits end it, else
// as a fraction.
std::string money_text(const Amount& minor, int digits);

Amount hours_of(Duration length) noexcept;
Amount exact_of(const Ratio& ratio) noexcept;

// "1%", or a decimal where it is written otherwise.
std::string rate_text(const Rate& rate);

}  // namespace slakit::derived
