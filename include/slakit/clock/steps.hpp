// Steps: instants before and after due at which someone is told, walked on the clock's calendar, pauses credited.
//
//     StepRule{.kind = StepKind::share, .share = *Decimal::parse("0.75")}     // at three quarters of the target
//     StepRule{.kind = StepKind::before, .offset = hours{1}}                  // 1 h of working time before due
//     StepRule{.kind = StepKind::after, .again = hours{4}}                    // at due, and each 4 h of it later
//     step_at(clock, course, rule, 2)                                         // the third time
//     next_step(clock, course, rule, as_of)                                   // the first later than as_of
//
// A step before due of more time than the target allows is at the start. A share that is no whole microsecond is
// rounded up: by then it is reached. Nothing where the clock is paused before it gets there, has no target or has not
// started. Thread-safety: pure functions. Compiled (floor io).
#pragma once

#include <cstdint>
#include <optional>

#include "slakit/base/decimal.hpp"
#include "slakit/base/fault.hpp"
#include "slakit/clock/course.hpp"

namespace slakit {

enum class StepKind : std::uint8_t { share, before, after };

struct StepRule {
  StepKind kind = StepKind::share;
  Decimal share{};    // of the target: 0.75
  Duration offset{};  // before or after due
  Duration again{};   // and each so much later; zero: once
};

struct StepInstant {
  std::int64_t time = 0;  // 0: the first
  Instant at{};
  friend bool operator==(const StepInstant&, const StepInstant&) = default;
};

Checked<std::optional<Instant>> step_at(const Clock& clock, const Course& course, const StepRule& rule,
                                        std::int64_t time = 0) noexcept;

// The first that is later than `as_of`.
Checked<std::optional<StepInstant>> next_step(const Clock& clock, const Course& course, const StepRule& rule,
                                              Instant as_of) noexcept;

}  // namespace slakit
