// Charges and what settlement makes of them, as JSON. Private to src/io.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "slakit/audit/audit.hpp"
#include "slakit/audit/derivation.hpp"
#include "slakit/audit/ledger.hpp"

namespace slakit {

boost::json::array derivation_json(const Derivation& derivation);

// `line`: the charge in the audit's ledger.
boost::json::object charge_json(const Audit& audit, const Derivations& derivations, std::size_t charge,
                                const LedgerLine& line);

boost::json::object statement_json(const Audit& audit);

// Without its postings.
boost::json::object settlement_json(const Audit& audit);

}  // namespace slakit
