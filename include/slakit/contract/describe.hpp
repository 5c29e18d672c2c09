// Descriptions of the contract's structs and enums, for programs that walk over their members and enumerators
// (Boost.Describe).
//
//     boost::mp11::mp_for_each<boost::describe::describe_members<slakit::Term, boost::describe::mod_public>>(
//         [](auto member) { std::cout << member.name << '\n'; });   // from, length, to, ...
//
// Apart from them and not in slakit.hpp, since few programs need it and it takes time to compile.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "slakit/calendar/describe.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/money/describe.hpp"
#include "slakit/time/describe.hpp"

namespace slakit {

BOOST_DESCRIBE_ENUM(Tax, included, excluded, exempt)
BOOST_DESCRIBE_ENUM(Cycles, first, each, periodic)
BOOST_DESCRIBE_ENUM(Anchor, contract, civil)
BOOST_DESCRIBE_ENUM(PartialPeriod, owed_whole, not_owed)
BOOST_DESCRIBE_ENUM(PartialWindow, judged, not_judged)
BOOST_DESCRIBE_ENUM(OwesIfMember, on_its_last_day, on_its_first_day, throughout, at_any_time)
BOOST_DESCRIBE_ENUM(NeedsOrder, as_listed, any)
BOOST_DESCRIBE_ENUM(ExclusionCause, force_majeure, customer, third_party, change_window, suspension, other)
BOOST_DESCRIBE_ENUM(ExcusedTickets, its_own_ticket, every_ticket)
BOOST_DESCRIBE_ENUM(PercentileMethod, nearest_rank, linear)
BOOST_DESCRIBE_ENUM(Layer, customer, internal, supplier)
BOOST_DESCRIBE_ENUM(ChargeUnit, incident, minute, hour, day, business_day, week, month, percentage_point, unit, window)
BOOST_DESCRIBE_ENUM(DueDay, out, in)
BOOST_DESCRIBE_ENUM(ChargedTime, lateness, time_saved)
BOOST_DESCRIBE_ENUM(BeforeRepeat, charged, free)
BOOST_DESCRIBE_ENUM(RepeatCounting, from_then_on, anew)
BOOST_DESCRIBE_ENUM(CarryOver, unused_room, what_is_cut)
BOOST_DESCRIBE_ENUM(CapScope, contract, incident, obligation, service, window, year)
BOOST_DESCRIBE_ENUM(Counting, started_24_h, completed_24_h, pro_rata, calendar_days_touched)
BOOST_DESCRIBE_ENUM(Concurrency, either, both, highest_only, first_only, listed_combinations, customers_choice)
BOOST_DESCRIBE_ENUM(IncidentCharge, dearest_only, each_breach)
BOOST_DESCRIBE_ENUM(PauseAfterDue, stops_accrual, does_not)
BOOST_DESCRIBE_ENUM(RoundingStage, per_charge, per_statement)
BOOST_DESCRIBE_ENUM(CutOrder, oldest_first, pro_rata, largest_first)
BOOST_DESCRIBE_ENUM(TermCounting, start_day_in, start_day_out)
BOOST_DESCRIBE_ENUM(Retarget, keep_start_and_pauses, keep_start_only, restart, remaining_share, as_at_start)
BOOST_DESCRIBE_ENUM(Reopen, carry_on, count_the_closed_time_too, new_cycle, restart, ignore)
BOOST_DESCRIBE_ENUM(AmendedTerms, as_at_the_event, as_now, forward_only)
BOOST_DESCRIBE_ENUM(Threshold, deductible, franchise, deferral)
BOOST_DESCRIBE_ENUM(SteppedRate, marginal, whole_amount)
BOOST_DESCRIBE_ENUM(SeveralCaps, all_apply, greatest_wins)
BOOST_DESCRIBE_ENUM(NoData, not_measurable, deemed_met, deemed_breached)
BOOST_DESCRIBE_ENUM(PlannedTime, no_service_time, counts_as_up)
BOOST_DESCRIBE_ENUM(RoundedWhen, before_it_is_compared, after_it_is_compared)
BOOST_DESCRIBE_ENUM(LossRelation, cumulative, loss_above_the_penalty, the_greater)
BOOST_DESCRIBE_ENUM(WaitingForConsent, clocks_run, clocks_pause)
BOOST_DESCRIBE_ENUM(AssumptionKind, assumed, reading, policy_default, argument, stated)
BOOST_DESCRIBE_ENUM(LiabilityCap, counts_toward, does_not)
BOOST_DESCRIBE_ENUM(AttributeType, text, boolean, integer, decimal, money, instant)

BOOST_DESCRIBE_STRUCT(Condition, (), (attribute, values))
BOOST_DESCRIBE_STRUCT(EventRule, (), (event, where))
BOOST_DESCRIBE_STRUCT(AttributeValue, (), (name, clause, title, text))
BOOST_DESCRIBE_STRUCT(AttributeRule, (), (name, clause, title, text, type, values))
BOOST_DESCRIBE_STRUCT(EventName, (), (name, clause, title, text))
BOOST_DESCRIBE_STRUCT(Member, (), (name, from, to))
BOOST_DESCRIBE_STRUCT(Roster, (), (name, clause, title, text, members, attribute, owes_if_member))
BOOST_DESCRIBE_STRUCT(BaseAmount, (), (name, clause, title, text, amount, attribute, per, tax))
BOOST_DESCRIBE_STRUCT(ExceptionDay, (), (date, yearly))
BOOST_DESCRIBE_STRUCT(ExceptionHours, (), (day, hours))
BOOST_DESCRIBE_STRUCT(MonthDay, (), (month, day))
BOOST_DESCRIBE_STRUCT(Season, (), (from, to, weekly))
BOOST_DESCRIBE_STRUCT(CalendarPhase, (), (calendar, until))
BOOST_DESCRIBE_STRUCT(CalendarRule, (),
                      (name, clause, title, text, always, time_zone, weekly, seasons, holiday_sets, holidays,
                       make_up_days, make_up_like, exceptions, any_of, all_of, except, phases))
BOOST_DESCRIBE_STRUCT(HolidayDate, (), (date, title))
BOOST_DESCRIBE_STRUCT(RecurringHoliday, (), (name, title, day, observed, from, until))
BOOST_DESCRIBE_STRUCT(HolidayList, (),
                      (name, clause, title, text, extends, days, make_up_days, known_from, known_until, rules, files,
                       only, except))
BOOST_DESCRIBE_STRUCT(StartRule, (), (of, after, unless, breach_of))
BOOST_DESCRIBE_STRUCT(LocalDeadline, (), (time, business_days, calendar_days))
BOOST_DESCRIBE_STRUCT(TargetRule, (), (where, within, business_days, calendar_days, deadline, attribute))
BOOST_DESCRIBE_STRUCT(Step, (), (name, at, before, after, again, tell))
BOOST_DESCRIBE_STRUCT(CalendarOf, (), (value, calendar))
BOOST_DESCRIBE_STRUCT(CalendarChoice, (), (name, attribute, calendars))
BOOST_DESCRIBE_STRUCT(ClockRule, (),
                      (start, stop, pause, resume, reset, cancel, reopen, until, cycles, calendar, target, steps))
BOOST_DESCRIBE_STRUCT(Spacing, (), (at_least, at_most))
BOOST_DESCRIBE_STRUCT(TermOrPeriod, (), (term, period))
BOOST_DESCRIBE_STRUCT(DutyRule, (),
                      (evidence, every, count, within, once_by, after, on_request, standing, occasional, due, for_each,
                       anchor, partial, spacing, calendar, on_holiday, contents))
BOOST_DESCRIBE_STRUCT(GateRule, (), (before, needs, order, refusal, consent))
BOOST_DESCRIBE_STRUCT(RecordRule, (), (form, by, after, due))
BOOST_DESCRIBE_STRUCT(UnquantifiedRule, (), (text, from, to))
BOOST_DESCRIBE_STRUCT(Figure, (), (value, text))
BOOST_DESCRIBE_STRUCT(AttainmentRule, (), (of))
BOOST_DESCRIBE_STRUCT(AvailabilityRule, (), (down, up, calendar, weight, out_of, planned, minimum))
BOOST_DESCRIBE_STRUCT(SumRule, (), (of, events))
BOOST_DESCRIBE_STRUCT(PercentileRule, (), (rank, of, events, method))
BOOST_DESCRIBE_STRUCT(ScorePart, (), (indicator, weight))
BOOST_DESCRIBE_STRUCT(Bound, (), (at_least, more_than, at_most, less_than))
BOOST_DESCRIBE_STRUCT(FigureRounding, (), (decimals, mode, applied))
BOOST_DESCRIBE_STRUCT(IndicatorRule, (),
                      (attainment, availability, count, sum, mean, percentile, score, external, window, anchor, partial,
                       rolling, target, aim, rounding, minimum_sample, no_data))
BOOST_DESCRIBE_STRUCT(OwnPeriod, (), (from, length, to, open_ended))
BOOST_DESCRIBE_STRUCT(RecordRules, (), (forms))
BOOST_DESCRIBE_STRUCT(ProhibitionRule, (), (event))
BOOST_DESCRIBE_STRUCT(Obligation, (), (name, clause, title, text, applies, within, layer, party, supports, measure))
BOOST_DESCRIBE_STRUCT(Band, (), (figure, rate, amount, points, bonus))
BOOST_DESCRIBE_STRUCT(ChargeStep, (), (up_to, rate, amount))
BOOST_DESCRIBE_STRUCT(LatenessRounding, (), (unit, counting))
BOOST_DESCRIBE_STRUCT(Multiplier, (), (where, times))
BOOST_DESCRIBE_STRUCT(ChargeRule, (),
                      (rate, amount, points, bands, steps, documented, external, of, per, units, counting, rounded_to,
                       counts, calendar, due_day, stepped, multipliers, at_least, at_most, relation))
BOOST_DESCRIBE_STRUCT(PricedThing, (), (obligations, event, where))
BOOST_DESCRIBE_STRUCT(RepeatRule, (), (factor, ladder, consecutive, count, in, reset_after, before, counted))
BOOST_DESCRIBE_STRUCT(ThresholdRule, (), (time, figure, kind))
BOOST_DESCRIBE_STRUCT(PenaltyTerm, (), (name, clause, title, text, prices, applies, charge, threshold, repeats))
BOOST_DESCRIBE_STRUCT(Limit, (), (rate, amount))
BOOST_DESCRIBE_STRUCT(CapRule, (),
                      (name, clause, title, text, limit, of, at, window, trailing, penalties, inside, cut_order,
                       carry_over))
BOOST_DESCRIBE_STRUCT(CombinationRule, (), (name, clause, title, text, penalties))
BOOST_DESCRIBE_STRUCT(MinimumRule, (), (name, clause, title, text, raise_to, ignore_up_to, at, penalties))
BOOST_DESCRIBE_STRUCT(ExclusionRule, (),
                      (name, clause, title, text, cause, event, from, to, excuses, calendar, share, obligations,
                       evidence))
BOOST_DESCRIBE_STRUCT(PoolShare, (), (penalty, share))
BOOST_DESCRIBE_STRUCT(EarnBack, (), (share, windows))
BOOST_DESCRIBE_STRUCT(SettlementRule, (),
                      (clause, title, text, window, anchor, claim_within, pay_within, claim, remind_before, point_value,
                       point_ladder, point_ladder_of, at_risk, at_risk_of, pool, earn_back, liability))
BOOST_DESCRIBE_STRUCT(TerminationTrigger, (), (delay, cap, breaches, in, of, credits, credits_of, windows, out_of))
BOOST_DESCRIBE_STRUCT(TerminationRule, (), (name, clause, title, text, when, exercise_within, notice))
BOOST_DESCRIBE_STRUCT(AmendedPlace, (), (set, use))
BOOST_DESCRIBE_STRUCT(Amendment, (), (name, clause, title, text, effective, changes))
BOOST_DESCRIBE_STRUCT(Policies, (),
                      (due_boundary, overnight_holiday, business_day_start, late_start, business_day_end, gap, fold,
                       month_arithmetic, deadline_on_holiday, retarget, reopen, amended_terms, waiting_for_consent,
                       counting, pause_after_due, threshold, stepped_rate, no_data, planned_time, incident_charge,
                       concurrency, loss, several_caps, cut_order, rounding, rounding_stage))
BOOST_DESCRIBE_STRUCT(ReadingRule, (), (name, clause, title, text, set, use, otherwise))
BOOST_DESCRIBE_STRUCT(Parties, (), (provider, customer, suppliers))
BOOST_DESCRIBE_STRUCT(Milestone, (), (name, clause, title, text, date))
BOOST_DESCRIBE_STRUCT(Term, (), (from, length, to, counting, clause, title, text))
BOOST_DESCRIBE_STRUCT(ContractHead, (),
                      (id, title, note, parties, time_zone, price, bases, milestones, term, incident, service, holder,
                       governing_law, source))
BOOST_DESCRIBE_STRUCT(Contract, (),
                      (include, contract, attributes, events, calendars, holidays, rosters, obligations, penalties,
                       caps, minimums, combinations, exclusions, settlement, termination, policies, amendments,
                       readings))

}  // namespace slakit
