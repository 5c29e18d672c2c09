// What one breach is worth under one term, before repeats and other breaches are looked at. Private to src.
#pragma once

#include <optional>
#include <string_view>

#include "penalty/count.hpp"
#include "slakit/money/amount.hpp"
#include "slakit/penalty/charge.hpp"

namespace slakit {

struct Worth {
  ChargeStatus status = ChargeStatus::charged;
  Ratio count{0, 1};  // less what an exclusion excuses
  Ratio points{0, 1};
  Amount exact;
};

// Nothing: the penalty does not apply to it, or pays for something else. `terms` are those in force for the breach.
// Faults: those of calendars, overflow.
std::optional<Checked<Worth>> worth_of(const Plan& terms, std::size_t term, const Breach& breach);

// Times the multipliers that match, less what an exclusion excuses.
Amount multiplied(const ChargeRule& charge, const Breach& breach, Amount amount);

// Held by the charge's least and highest amount. A bonus is no charge, so neither holds it.
Amount clamped(const ChargeRule& charge, Amount amount);

// What a ticket said of an attribute; nothing where it did not.
const std::string* said(const Breach& breach, std::string_view attribute) noexcept;

// The base of a term or limit, for a ticket; nothing where the ticket has to say it and does not.
std::optional<Amount> base_of(const PricedBase& base, const Breach& breach);

// An amount that a log says: money of the currency, or a plain number of its units. Nothing for other text, and for one
// below zero.
std::optional<Amount> amount_said(std::string_view text, const Currency& currency);

Amount times(const Amount& amount, const Ratio& count) noexcept;
Amount times(const Amount& amount, const Decimal& number) noexcept;
Amount amount_of(const Money& money) noexcept;
Amount share(const Rate& rate, const Amount& base) noexcept;

// The index of the band that a figure is in.
std::optional<std::size_t> band_of(const std::vector<Band>& bands, const Ratio& figure) noexcept;

}  // namespace slakit
