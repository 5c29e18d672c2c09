// What a contract says that this version does not compute: each part by its name, never passed over.
//
//     for (const Unsupported& part : not_supported(contract)) std::cout << to_string(remark_of(contract, part)) << '\n';
//     // contract.yaml:60:5: caps.refunds.of: a base that a ticket says is not supported yet; ...
//     Contract rest = supported_part(contract);   // the service levels and charges that are computed
//     supported_promises(contract)                // and what is promised besides speed
//
// A part that stands for itself is left out, and every result says so. A part that would change the amounts of others
// (a limit, an amendment) stops a computation. Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit {

struct Unsupported {
  std::string path;    // "caps.refunds.of"
  std::string clause;  // of the item it belongs to; may be empty
  std::string what;    // "a base that a ticket says"
  bool stops = false;  // it would change what others amount to
};

// In the order of the document.
std::vector<Unsupported> not_supported(const Contract& contract);

// What an audit computes and live tickets do not watch: promises without a clock, exclusions. In the order of the
// document.
std::vector<Unsupported> not_watched_live(const Contract& contract);

// "a base that a ticket says is not supported yet; an audit stops here, because ..."
std::string message_of(const Unsupported& part);

// With its place and that message; code "not-supported-yet".
Problem remark_of(const Contract& contract, const Unsupported& part);

// The same contract with only the service levels that are computed, and the penalties that are: each with one
// obligation, or event, and one charge, so a penalty with several stands once for each. Throws ContractError with every
// part that stops.
Contract supported_part(const Contract& contract);

// The obligations without a clock that are computed.
std::vector<Obligation> supported_promises(const Contract& contract);

}  // namespace slakit
