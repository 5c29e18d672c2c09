// The table of checks. Private to src/contract.
//
// To add a check: write a function of Checker in a file of this folder, declare it here, and give it a row in
// table.cpp. tests/cases/checks wants two documents for each row, and the README a line.
#pragma once

#include <span>
#include <vector>

#include "checker.hpp"
#include "slakit/contract/check.hpp"

namespace slakit {

struct CheckRow {
  CheckCode code;
  void (*find)(Checker&) = nullptr;  // null: the readers of text and tables report it, or floor io does
};

std::span<const CheckRow> check_rows();

// What the rows of this severity find.
std::vector<Problem> found(Checker& checker, Severity severity);

// Names (names.cpp)
void find_unknown_bases(Checker& f);
void find_unknown_calendars(Checker& f);
void find_unknown_caps(Checker& f);
void find_unknown_events(Checker& f);
void find_unknown_holidays(Checker& f);
void find_unknown_indicators(Checker& f);
void find_unknown_milestones(Checker& f);
void find_unknown_obligations(Checker& f);
void find_unknown_penalties(Checker& f);
void find_unknown_rosters(Checker& f);
void find_unknown_values(Checker& f);
void find_unknown_zones(Checker& f);
void find_empty_names(Checker& f);
void find_reserved_names(Checker& f);
void find_circles(Checker& f);
void find_repeated_names(Checker& f);
void find_unused_events(Checker& f);
void find_unused_names(Checker& f);

// Calendars (calendars.cpp)
void find_two_calendars(Checker& f);
void find_closed_calendars(Checker& f);
void find_overlapping_hours(Checker& f);
void find_unknown_make_up_hours(Checker& f);
void find_duplicate_dates(Checker& f);
void find_too_many_parts(Checker& f);
void find_known_gaps(Checker& f);
void find_known_years(Checker& f);

// Clocks (clocks.cpp)
void find_endless_clocks(Checker& f);
void find_endless_pauses(Checker& f);
void find_resumes_without_pause(Checker& f);
void find_unless_without_after(Checker& f);
void find_events_in_two_roles(Checker& f);
void find_ambiguous_targets(Checker& f);
void find_too_many_targets(Checker& f);
void find_steps_before_start(Checker& f);
void find_endless_cycles(Checker& f);
void find_deadlines_after_closing(Checker& f);

// Who promises it to whom (layers.cpp)
void find_wrong_layers(Checker& f);
void find_targets_above_supported(Checker& f);
void find_targets_not_comparable(Checker& f);

// Keys and numbers (keys.cpp)
void find_missing_keys(Checker& f);
void find_missing_bounds(Checker& f);
void find_unused_keys(Checker& f);
void find_zero_counts(Checker& f);
void find_reversed_ranges(Checker& f);
void find_bad_terms(Checker& f);
void find_missing_days(Checker& f);
void find_missing_terms(Checker& f);
void find_two_currencies(Checker& f);

// Duties (duties.cpp)
void find_duties_after_term(Checker& f);

// Bands of a charge, and of points (bands.cpp)
void find_overlapping_bands(Checker& f);
void find_gaps_between_bands(Checker& f);
void find_falling_bands(Checker& f);

// Charges that never run (units.cpp)
void find_idle_units(Checker& f);

// Penalties beside each other and over time (combinations.cpp)
void find_falling_charges(Checker& f);
void find_points_without_value(Checker& f);
void find_idle_combinations(Checker& f);
void find_missing_combinations(Checker& f);
void find_shares_over_whole(Checker& f);

// What money can become of it (exposure.cpp)
void find_missing_caps(Checker& f);
void find_exhausted_caps(Checker& f);
void find_idle_caps(Checker& f);
void find_priced_twice(Checker& f);

// What the document says of itself (notes.cpp)
void find_unquantified(Checker& f);
void find_unsupported(Checker& f);
void find_assumed(Checker& f);
void find_readings(Checker& f);
void find_defaults(Checker& f);

}  // namespace slakit
