// Policies: what a contract leaves open and a computation needs. Each is an explicit enum; its first value is the
// default.
//
// A policy that a contract leaves unset takes the default and is listed as an assumption where this contract can reach
// it. In documents an enumerator is written with spaces: `started_24_h` is "started 24 h".
//
//     policies: {counting: pro rata, concurrency: highest only}
//     // contract.policies.counting == Counting::pro_rata; contract.policies.rounding is unset: half up, and listed
#pragma once

#include <cstdint>

#include "slakit/base/setting.hpp"
#include "slakit/calendar/boundary.hpp"
#include "slakit/calendar/business_day.hpp"
#include "slakit/calendar/holiday_deadline.hpp"
#include "slakit/calendar/overnight_holiday.hpp"
#include "slakit/clock/reopen.hpp"
#include "slakit/clock/retarget.hpp"
#include "slakit/money/rounding.hpp"
#include "slakit/time/month_arithmetic.hpp"
#include "slakit/time/zone.hpp"

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
  either,               // each breach is charged
  both,                 // charged only where every priced obligation of the contract is breached in the incident
  highest_only,         // per incident the dearest charge stands
  first_only,           // per incident the charge whose breach came first stands
  listed_combinations,  // per incident the dearest of the contract's `combinations` stands
  customers_choice,     // the penalty that the customer chose stands (a recorded decision); until then the dearest
};

// One obligation is breached several times in one incident: by several of its tickets, or in several cycles of one.
enum class IncidentCharge : std::uint8_t {
  dearest_only,  // each penalty term charges the incident once, by the dearest of these breaches
  each_breach,   // it charges each
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

// Terms amended while a ticket is open (research V37).
enum class AmendedTerms : std::uint8_t { as_at_the_event, as_now, forward_only };

// What a threshold leaves of the rest (research A19): only the excess, everything once reached, or a later due instant.
enum class Threshold : std::uint8_t { deductible, franchise, deferral };

// A rate that steps up (research A9): each part at its own rate, or all of it at the step reached.
enum class SteppedRate : std::uint8_t { marginal, whole_amount };

// Several caps on one charge (research A10).
enum class SeveralCaps : std::uint8_t { all_apply, greatest_wins };

// A window without data, or with fewer than the least sample (research A18).
enum class NoData : std::uint8_t { not_measurable, deemed_met, deemed_breached };

// Planned outages in an availability: their time is no service time, or it is service time in which the service was up.
enum class PlannedTime : std::uint8_t { no_service_time, counts_as_up };

// A penalty and the loss documented for the same incident (research M32).
enum class LossRelation : std::uint8_t { cumulative, loss_above_the_penalty, the_greater };

// Whether clocks run while only the customer's consent is outstanding.
enum class WaitingForConsent : std::uint8_t { clocks_run, clocks_pause };

// Each unset: the default, and an assumption where this contract can reach it. From time to money.
struct Policies {
  Setting<DueBoundary> due_boundary;
  Setting<OvernightHoliday> overnight_holiday;
  Setting<BusinessDayStart> business_day_start;
  Setting<LateStart> late_start;
  Setting<BusinessDayEnd> business_day_end;
  Setting<Gap> gap;
  Setting<Fold> fold;
  Setting<MonthArithmetic> month_arithmetic;
  Setting<HolidayDeadline> deadline_on_holiday;
  Setting<Retarget> retarget;
  Setting<Reopen> reopen;
  Setting<AmendedTerms> amended_terms;
  Setting<WaitingForConsent> waiting_for_consent;
  Setting<Counting> counting;  // for charges that do not say it themselves
  Setting<PauseAfterDue> pause_after_due;
  Setting<Threshold> threshold;
  Setting<SteppedRate> stepped_rate;
  Setting<NoData> no_data;
  Setting<PlannedTime> planned_time;
  Setting<IncidentCharge> incident_charge;
  Setting<Concurrency> concurrency;
  Setting<LossRelation> loss;
  Setting<SeveralCaps> several_caps;
  Setting<CutOrder> cut_order;
  Setting<Rounding> rounding;
  Setting<RoundingStage> rounding_stage;
};

}  // namespace slakit
