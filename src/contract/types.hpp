// The tables of the contract's types. Private to src/.
#pragma once

#include "slakit/base/field.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit {

template <>
const Type& type_of<Date>();
template <>
const Type& type_of<Duration>();
template <>
const Type& type_of<Period>();
template <>
const Type& type_of<Money>();
template <>
const Type& type_of<LocalText>();
template <>
const Type& type_of<DayHours>();
template <>
const Type& type_of<WeeklyHours>();
template <>
const Type& type_of<MonthDay>();
template <>
const Type& type_of<Decimal>();
template <>
const Type& type_of<Rate>();
template <>
const Type& type_of<Figure>();
template <>
const Type& type_of<Limit>();
template <>
const Type& type_of<TermOrPeriod>();
template <>
const Type& type_of<std::chrono::seconds>();
template <>
const Type& type_of<ExceptionDay>();
template <>
const Type& type_of<ExceptionHours>();
template <>
const Type& type_of<Season>();
template <>
const Type& type_of<CalendarPhase>();
template <>
const Type& type_of<CalendarRule>();
template <>
const Type& type_of<HolidayDate>();
template <>
const Type& type_of<RecurringDay>();
template <>
const Type& type_of<RecurringHoliday>();
template <>
const Type& type_of<HolidayList>();
template <>
const Type& type_of<Condition>();
template <>
const Type& type_of<EventRule>();
template <>
const Type& type_of<AttributeValue>();
template <>
const Type& type_of<AttributeRule>();
template <>
const Type& type_of<EventName>();
template <>
const Type& type_of<Member>();
template <>
const Type& type_of<Roster>();
template <>
const Type& type_of<BaseAmount>();
template <>
const Type& type_of<StartRule>();
template <>
const Type& type_of<LocalDeadline>();
template <>
const Type& type_of<TargetRule>();
template <>
const Type& type_of<Step>();
template <>
const Type& type_of<CalendarOf>();
template <>
const Type& type_of<CalendarChoice>();
template <>
const Type& type_of<ClockRule>();
template <>
const Type& type_of<Spacing>();
template <>
const Type& type_of<DutyRule>();
template <>
const Type& type_of<GateRule>();
template <>
const Type& type_of<RecordRule>();
template <>
const Type& type_of<UnquantifiedRule>();
template <>
const Type& type_of<AttainmentRule>();
template <>
const Type& type_of<AvailabilityRule>();
template <>
const Type& type_of<SumRule>();
template <>
const Type& type_of<PercentileRule>();
template <>
const Type& type_of<ScorePart>();
template <>
const Type& type_of<Bound>();
template <>
const Type& type_of<FigureRounding>();
template <>
const Type& type_of<IndicatorRule>();
template <>
const Type& type_of<OwnPeriod>();
template <>
const Type& type_of<Obligation>();
template <>
const Type& type_of<Band>();
template <>
const Type& type_of<ChargeStep>();
template <>
const Type& type_of<LatenessRounding>();
template <>
const Type& type_of<Multiplier>();
template <>
const Type& type_of<ChargeRule>();
template <>
const Type& type_of<PricedThing>();
template <>
const Type& type_of<RepeatRule>();
template <>
const Type& type_of<ThresholdRule>();
template <>
const Type& type_of<PenaltyTerm>();
template <>
const Type& type_of<CapRule>();
template <>
const Type& type_of<MinimumRule>();
template <>
const Type& type_of<CombinationRule>();
template <>
const Type& type_of<ExclusionRule>();
template <>
const Type& type_of<PoolShare>();
template <>
const Type& type_of<EarnBack>();
template <>
const Type& type_of<SettlementRule>();
template <>
const Type& type_of<TerminationTrigger>();
template <>
const Type& type_of<TerminationRule>();
template <>
const Type& type_of<Policies>();
template <>
const Type& type_of<AmendedPlace>();
template <>
const Type& type_of<Amendment>();
template <>
const Type& type_of<ReadingRule>();
template <>
const Type& type_of<Parties>();
template <>
const Type& type_of<Milestone>();
template <>
const Type& type_of<Term>();
template <>
const Type& type_of<ContractHead>();
template <>
const Type& type_of<Contract>();

// Fields whose place in the document is not their C++ type's.
const Type& always_type();        // bool
const Type& holidays_type();      // the whole CalendarRule: holiday_sets and holidays
const Type& make_up_like_type();  // optional<int>
const Type& year_type();          // optional<int>

}  // namespace slakit
