// Policies: what a contract leaves open and a computation needs. Each is an explicit enum; its first value is the
// default.
//
// A policy that a contract leaves unset takes the default and is listed as an assumption where this contract can reach
// it. In documents an enumerator is written with spaces: `started_24_h` is "started 24 h".
//
//     policies: {counting: pro rata, concurrency: highest only}
//     // contract.policies.counting == Counting::pro_rata; contract.policies.rounding == std::nullopt: half up, and listed
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>

#include "slakit/calendar/boundary.hpp"
#include "slakit/money/rounding.hpp"

namespace slakit {

// How lateness becomes a count of units (research A1-A4). Days are 24 h blocks from the due instant, or local dates.
enum class Counting : std::uint8_t {
  started_24_h,           // 27 h late = 2: every started block counts whole
  completed_24_h,         // 27 h late = 1: only whole blocks count
  pro_rata,               // 27 h late = 27/24
  calendar_days_touched,  // local dates of which some time is late; a due instant at 00:00 is 24:00 of the day before
};

// One incident breaks several priced promises (research A15).
enum class Concurrency : std::uint8_t {
  either,        // each breach is charged
  both,          // charged only where every priced obligation of the contract is breached in the incident
  highest_only,  // per incident the dearest charge stands
  first_only,    // per incident the charge whose breach came first stands
};

// Whether waiting for the customer after the due instant still stops the accrual (research A13).
enum class PauseAfterDue : std::uint8_t { stops_accrual, does_not };

// Where rounding happens (research A28); how it does is money/rounding.hpp.
enum class RoundingStage : std::uint8_t { per_charge, per_statement };

// Who bears what a cap cuts (research A26). "oldest first" admits charges in the order of their breach until the cap is
// used up, so the newest bear the cut.
enum class CutOrder : std::uint8_t { oldest_first, pro_rata, largest_first };

// Counting of a term (research A3; PRC Civil Code art. 201: the start day is out, the corresponding day is in).
enum class TermCounting : std::uint8_t { start_day_in, start_day_out };

struct Policies {
  std::optional<Counting> counting;  // for penalty terms that do not say it themselves
  std::optional<Concurrency> concurrency;
  std::optional<PauseAfterDue> pause_after_due;
  std::optional<DueBoundary> due_boundary;
  std::optional<Rounding> rounding;
  std::optional<RoundingStage> rounding_stage;
  std::optional<CutOrder> cut_order;
};
BOOST_DESCRIBE_STRUCT(Policies, (),
                      (counting, concurrency, pause_after_due, due_boundary, rounding, rounding_stage, cut_order))

BOOST_DESCRIBE_ENUM(Counting, started_24_h, completed_24_h, pro_rata, calendar_days_touched)
BOOST_DESCRIBE_ENUM(Concurrency, either, both, highest_only, first_only)
BOOST_DESCRIBE_ENUM(PauseAfterDue, stops_accrual, does_not)
BOOST_DESCRIBE_ENUM(RoundingStage, per_charge, per_statement)
BOOST_DESCRIBE_ENUM(CutOrder, oldest_first, pro_rata, largest_first)
BOOST_DESCRIBE_ENUM(TermCounting, start_day_in, start_day_out)

}  // namespace slakit
