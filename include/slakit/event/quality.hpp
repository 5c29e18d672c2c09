// What a log itself gives reason to doubt: remarks for its intake, found in the log and nowhere else.
//
//     remark_on_quality(log);                         // what readers do
//     ticket_number_gaps(log)->text                   // "2 numbers are missing between tickets: INC0002, INC0007; ..."
//     recorded_before_it_happened(log)->text          // "recorded up to PT3M20S before it happened; ..."
//
// gap-in-ticket-numbers: tickets may have been left out of the log. Names that end in digits and share what stands
// before them (INC0001, INC0003) are taken for one sequence where there are at least `sequence_tickets_min` of them and
// at most `sequence_missing_max_percent` of the numbers from the first to the last are missing: sparser numbers count
// something else. Up to 18 digits; leading zeros do not count. A note's `rows` are the rows that begin a ticket after
// a gap.
//
// recorded-before-it-happened: `recorded_at` before `at`, so the clocks of two systems differ, or somebody wrote down
// what was still to come. Rows are counted once, however many events they gave. Where recorded_at is stamped to the
// minute, less than a minute is no reason to doubt (likewise seconds and milliseconds).
//
// Nothing where there is nothing to say. Thread-safety: pure functions. Compiled (floor io).
#pragma once

#include <cstddef>
#include <optional>

#include "slakit/event/log.hpp"

namespace slakit {

inline constexpr std::size_t sequence_tickets_min = 10;
inline constexpr std::size_t sequence_missing_max_percent = 10;

std::optional<Intake::Note> ticket_number_gaps(const EventLog& log);
std::optional<Intake::Note> recorded_before_it_happened(const EventLog& log);

// Adds what is found to log.intake.remarks.
void remark_on_quality(EventLog& log);

}  // namespace slakit
