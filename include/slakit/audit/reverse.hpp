// Reverse audit: which reading of the contract gives somebody else's figures.
//
//     ReverseAudit found = reverse(contract, audit, log, {{"goods", "late delivery", 5250}});
//     found.computed[0]              // 6300
//     found.matches[0].choices[0]    // penalties.late delivery.charge.rounded_to.counting: completed 24 h
//     found.parting->ours, found.parting->theirs   // "ceil(8290/1440) = 6", "floor(8290/1440) = 5"
//
// A claim is a figure for the charges of a ticket under a penalty, for a ticket, for a penalty, or for the statement
// (nothing named). A match gives every claim exactly. What is tried: the contract as used; each alternative of each
// place that is open (priced_readings.hpp); what the contract itself states with other words (stated_choices.hpp;
// `is_open` false: it would not be an honest reading of this text); then two open ones together, and so on; then one of
// each. Matches come open ones first, of these those with the fewest changes, of these the likelier: how units are
// counted, then how is rounded, thresholds, other words, amounts and rates, and last what the unit is. Where nothing
// matches, `nearest` has those that are off least, of equals likewise. One with more changes than another that it
// contains, and the same figures, is not among them. The search is bounded by `tries_max`, and says where it stopped.
//
// Thread-safety: pure functions. Throws InputError: "unknown-ticket" at "claims.0.ticket", "unknown-penalty" at
// "claims.0.penalty", "no-claim" at "claims". Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/audit/derivation.hpp"
#include "slakit/audit/priced_readings.hpp"
#include "slakit/base/problem.hpp"
#include "slakit/base/ratio.hpp"
#include "slakit/base/setting.hpp"

namespace slakit {

// Somebody else's figure; minor units of the contract's currency.
struct ClaimedFigure {
  std::string ticket;   // or an incident that is no ticket; empty: all
  std::string penalty;  // empty: all
  std::int64_t minor = 0;
};

struct ReverseMatch {
  std::vector<Choice> choices;        // that differ from what is used; none: as used
  bool is_open = true;                // the contract leaves all of them open
  std::int64_t total = 0;             // of the statement
  std::vector<std::int64_t> figures;  // by claim
  std::int64_t off = 0;               // the sum of how far each is from its claim
};

// Where two ways to one figure part.
struct Parting {
  std::size_t claim = 0;
  std::string ticket;  // of the charge: the first, by time, that has another amount; without a match the claim's own
  std::string penalty;
  std::int64_t before = 0;  // what it comes to as used, and in the match
  std::int64_t after = 0;
  Setting<DerivationStep> ours;  // the first step that differs; absent: the charge stands in one of them only
  Setting<DerivationStep> theirs;
  Setting<Ratio>
      counted;  // where the claim is about one charge: what that counts, and what the claim's figure would be
  Setting<Ratio> implied;  // a count of
};

struct ReverseAudit {
  Currency currency;
  std::vector<ClaimedFigure> claims;
  std::vector<std::int64_t> computed;  // as used, by claim
  std::vector<ReverseMatch> matches;
  std::vector<ReverseMatch> nearest;  // where nothing matches: at most `nearest_max`
  Setting<Parting> parting;           // from as used to the first match, or else to the nearest
  std::uint64_t tried = 0;            // contracts, that as used not among them
  std::uint64_t tried_open = 0;       // of these, such as the contract leaves open
  bool is_complete = false;           // all combinations of open places were tried, but for what contains an open match
  std::string bound;                  // where not: a sentence
};

struct ReverseOptions {
  std::vector<Choice> also;
  std::size_t tries_max = 2000;
  std::size_t nearest_max = 5;
  std::size_t matches_max = 20;
};

// What reverse() would refuse of claims: all of it.
std::vector<Problem> claim_problems(const std::vector<ClaimedFigure>& claims, const Audit& audit);

ReverseAudit reverse(const Contract& contract, const Audit& audit, const EventLog& log,
                     const std::vector<ClaimedFigure>& claims, const ReverseOptions& options = {});

}  // namespace slakit
