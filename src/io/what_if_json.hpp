// What the reports about other readings, other figures and other settlements have in common. Private to src/io.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/audit/compare.hpp"
#include "slakit/contract/reading.hpp"
#include "slakit/money/money.hpp"

namespace slakit {

// "20000.00"
inline std::string amount_text(std::int64_t minor, Currency currency) { return amount_string({minor, currency}); }

// Null where it is empty.
boost::json::value text_or_null(const std::string& text);

// [{"path": "policies.counting", "value": "pro rata"}]
boost::json::array choices_json(const std::vector<Choice>& choices);

// Which charge: {"ticket", "incident", "clause", "penalty", "obligation", "cycle"}.
boost::json::object names_json(const LedgerLine& line);

}  // namespace slakit
