// Windows of indicators over time: what they are charged for, as clocks that run become breaches within them, and as
// they end. Private to src.
//
//     Figures found = figures_of(audit, binding, until, {findings, duties, promises, claims}, turns, settlements_max);
//     found.states[0]     // the attainment of May is 19/20 from 1 June 00:00 to before 2 June 10:00
//
// What is found is as of `until`; turns say since when. Figures differ only where a window ends, a verdict turns that
// an attainment counts, or an outage becomes one that is long enough: at these instants the indicators are judged anew,
// and at no other; where a clock turned and nothing rests on the attainment, only its count is. At `settlements_max` of
// them at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

// A verdict that is another one before an instant.
struct Turn {
  enum class Of : std::uint8_t { clock, duty, promise };
  Instant at;
  Instant belongs;  // decides the windows that count it
  Of of{};
  std::size_t row = 0;  // of the findings of that kind
  Verdict before{};
  Verdict after{};
};

// What a window was, from one instant to before another.
struct FigureState {
  Breach breach;
  Instant from;                        // range_begin: by as_of
  Instant to;                          // range_end: to the end of the horizon
  std::optional<std::uint32_t> known;  // its place in the audit's breaches
};

struct Figures {
  std::vector<FigureState> states;  // those of one window stand together, in time order
  bool is_stopped = false;          // too many instants
};

// What attainments count, by level, duty and promise of the plan's lists; as judged at `until`, and changed on the way.
struct Judgements {
  Findings& findings;
  DutyFindings& duties;
  std::vector<PromiseFinding>& promises;
  const Excuses& excuses;
};

Figures figures_of(const Audit& audit, const Binding& binding, Instant until, const Judgements& judged,
                   std::vector<Turn> turns, std::size_t settlements_max);

// The number of its window, as breaches have it.
std::int32_t window_number(const Plan& plan, const IndicatorFinding& finding) noexcept;

}  // namespace slakit
