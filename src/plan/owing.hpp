// Which periods a duty is owed in, and by whom. Private to src.
#pragma once

#include "slakit/plan/plan.hpp"

namespace slakit {

// One that the term cuts off may not be.
inline bool is_owed(const Plan::Duty& duty, const Window& period) noexcept {
  return !period.is_partial || duty.rule().partial != PartialPeriod::not_owed;
}

inline bool is_owing(const Member& member, const Window& period, OwesIfMember when) noexcept {
  const bool is_last = when == OwesIfMember::on_its_last_day || when == OwesIfMember::at_any_time;
  const bool stays_out = when == OwesIfMember::on_its_last_day || when == OwesIfMember::throughout;
  const Date joined_by = is_last ? period.last : period.first;
  const Date still_there = stays_out ? period.last : period.first;
  return (!member.from || *member.from <= joined_by) && (!member.to || still_there < *member.to);
}

}  // namespace slakit
