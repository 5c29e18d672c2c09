// Counting what was owed of a duty. Private to src.
#pragma once

#include "slakit/assessment/duties.hpp"

namespace slakit {

// One thing that was owed: its performance, not its spacing or contents.
inline void count(const DutyFinding& finding, DutyTally& tally) noexcept {
  if (finding.is_outside_term) {
    ++tally.outside_term;
    return;
  }
  ++tally.owed;
  tally.met += finding.verdict == Verdict::met ? 1 : 0;
  tally.late += finding.reason == DutyReason::late ? 1 : 0;
  tally.missing += finding.reason == DutyReason::missing ? 1 : 0;
  tally.running += finding.verdict == Verdict::running ? 1 : 0;
  tally.not_measurable += finding.verdict == Verdict::not_measurable ? 1 : 0;
}

}  // namespace slakit
