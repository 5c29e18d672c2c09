// The local dates on which a calendar has any open time, counted.
//
//     BusinessDates dates(table, zone);
//     dates.count_before(2024y/5/6)    // business days in front of that date
//     dates.nth(0)                     // the first of all
//
// A bit for each date, and how many stand in front of each word: counting over years and moving by years are a few
// loads, like everything else here. Immutable. Private to src/calendar.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "slakit/calendar/day_patterns.hpp"
#include "slakit/time/zone.hpp"

namespace slakit::detail {

class BusinessDates {
 public:
  BusinessDates() = default;
  BusinessDates(const DayPatterns& days, const Zone& zone);

  std::int64_t count() const noexcept { return count_; }
  // Of all dates before `date`; dates outside the table are none.
  std::int64_t count_before(std::chrono::local_days date) const noexcept;
  // 0 <= n < count().
  std::chrono::local_days nth(std::int64_t n) const noexcept;

 private:
  void set(std::chrono::local_days date) noexcept;

  std::chrono::local_days first_{};
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> before_;  // by word
  std::int64_t count_ = 0;
};

}  // namespace slakit::detail
