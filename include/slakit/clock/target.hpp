// A target: what a clock allows. Working time is a timer, the others lead to an instant.
//
//     Target::working_time(hours{4})        // 4 h of open time, less pauses
//     Target::business_days(2)              // two business days later, and the open time of pauses more
//     Target::calendar_days(3)              // three days later, and the time of pauses more
//     Target::deadline(hours{16}, 1)        // 16:00 on the next business day, whatever pauses
//     Target::at(instant)                   // that instant: what a ticket itself agrees
//
// A timer is kept while elapsed <= target, an instant while the stop is not after it. How a day ends and where it
// starts counting is BusinessDayRule's (calendar/business_day.hpp), for calendar days, too: "close of business" is
// 24:00 where a day has none. Values; compared by what they allow.
#pragma once

#include <chrono>
#include <cstdint>

#include "slakit/time/instant.hpp"

namespace slakit {

enum class TargetKind : std::uint8_t { none, working_time, business_days, calendar_days, local_deadline, instant };

struct Target {
  static constexpr std::chrono::seconds close_of_business{-1};

  TargetKind kind = TargetKind::none;
  bool of_business_days = false;  // what a local deadline counts
  std::int32_t days = 0;
  Duration within{};            // working time; zero is none left
  std::chrono::seconds time{};  // of a local deadline, since local midnight
  Instant instant{};

  static constexpr Target working_time(Duration within) noexcept {
    Target target;
    target.kind = TargetKind::working_time;
    target.within = within;
    return target;
  }
  static constexpr Target business_days(std::int32_t days) noexcept {
    Target target;
    target.kind = TargetKind::business_days;
    target.days = days;
    return target;
  }
  static constexpr Target calendar_days(std::int32_t days) noexcept {
    Target target;
    target.kind = TargetKind::calendar_days;
    target.days = days;
    return target;
  }
  // `time` on the day so many days later; zero days: the same day.
  static constexpr Target deadline(std::chrono::seconds time, std::int32_t days,
                                   bool of_business_days = true) noexcept {
    Target target;
    target.kind = TargetKind::local_deadline;
    target.time = time;
    target.days = days;
    target.of_business_days = of_business_days;
    return target;
  }
  static constexpr Target at(Instant instant) noexcept {
    Target target;
    target.kind = TargetKind::instant;
    target.instant = instant;
    return target;
  }

  bool is_timer() const noexcept { return kind == TargetKind::working_time; }
  friend bool operator==(const Target&, const Target&) = default;
};

}  // namespace slakit
