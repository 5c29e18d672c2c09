// Penalty terms and caps: the clauses that price a breach, as data.
//
//     late restoration: {clause: "1.1.3(2)", prices: on-site, charge: {rate: 1%, of: price, per: day}}
//     caps: {all penalties: {clause: "8.2", limit: 10%, of: price}}
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "slakit/base/decimal.hpp"
#include "slakit/contract/policy.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/money/money.hpp"

namespace slakit {

// What a charge counts: each incident once, or units of lateness.
enum class ChargeUnit : std::uint8_t { incident, day };
BOOST_DESCRIBE_ENUM(ChargeUnit, incident, day)

// rate x base x count.
struct ChargeRule {
  Rate rate;
  std::string of;  // a named base: "price"
  ChargeUnit per = ChargeUnit::incident;
  std::optional<Counting> counting;  // unset: the contract's policy
};
BOOST_DESCRIBE_STRUCT(ChargeRule, (), (rate, of, per, counting))

struct PenaltyTerm {
  std::string name;
  std::string clause;
  LocalText title;
  std::string prices;  // the obligation's name
  ChargeRule charge;
};
BOOST_DESCRIBE_STRUCT(PenaltyTerm, (), (name, clause, title, prices, charge))

// A limit on the sum of all charges of the statement.
struct CapRule {
  std::string name;
  std::string clause;
  Rate limit;
  std::string of;
};
BOOST_DESCRIBE_STRUCT(CapRule, (), (name, clause, limit, of))

}  // namespace slakit
