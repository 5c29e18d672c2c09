// Entries of a log: from when on a row can be known, what clocks ask about, and what an entry that is left out takes
// with it. Private to src.
#pragma once

#include <cstddef>
#include <vector>

#include "assessment/known_rows.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

// The later of `at` and `recorded_at`.
Instant known_at(const EventLog& log, std::size_t row) noexcept;

// The attributes that a clock asks about, and those that any does.
std::vector<Binding::Attribute> watched_by(const Binding::BoundLevel& level);
std::vector<Binding::Attribute> watched_by_any(const Binding& binding);

// Adds those that are not there yet.
void add_all(std::vector<Binding::Attribute>& list, const std::vector<Binding::Attribute>& more);

// What some of a ticket's `count` rows change of attributes, and the rows after them that only say it again. Places
// count from the ticket's `first` row.
std::vector<KnownRows::Unsaid> changes_of(const EventLog& log, const std::vector<Binding::Attribute>& watched,
                                          std::size_t first, std::size_t count, const std::vector<std::size_t>& places);

}  // namespace slakit
