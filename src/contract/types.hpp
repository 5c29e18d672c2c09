// The tables of the contract's types. Private to src/contract.
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
const Type& type_of<DatedHours>();
template <>
const Type& type_of<CalendarRule>();
template <>
const Type& type_of<Condition>();
template <>
const Type& type_of<StartRule>();
template <>
const Type& type_of<TargetRule>();
template <>
const Type& type_of<ClockRule>();
template <>
const Type& type_of<Obligation>();
template <>
const Type& type_of<ChargeRule>();
template <>
const Type& type_of<PenaltyTerm>();
template <>
const Type& type_of<CapRule>();
template <>
const Type& type_of<Policies>();
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

}  // namespace slakit
