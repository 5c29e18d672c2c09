// Bases: the amounts that rates are a share of: the price, the annual fee, the value of the affected part.
//
//     price: CNY 1000000.00
//     bases:
//       annual fee: {amount: CNY 200000.00, per: P1Y, tax: included, clause: "5.1"}
//       affected part: {attribute: part value}         # what the ticket says
//       value by weight: {amount: CNY 12.00, attribute: kilograms}   # so much for each of what the ticket says
#pragma once

#include <cstdint>
#include <string>

#include "slakit/base/setting.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/money/money.hpp"
#include "slakit/time/period.hpp"

namespace slakit {

// Whether the amount has the tax in it (research A11). Stated with the base; no amount is changed by it.
enum class Tax : std::uint8_t { included, excluded, exempt };

struct BaseAmount {
  std::string name;  // "price" for the contract's price
  std::string clause;
  LocalText title;
  std::string text;
  Setting<Money> amount;  // above zero; this, or ...
  std::string attribute;  // ... what this attribute of a ticket says; both: the amount times the number it says
  Setting<Period> per;    // a recurring fee: what period the amount is for
  Setting<Tax> tax;
};

}  // namespace slakit
