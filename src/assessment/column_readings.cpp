#include "assessment/column_readings.hpp"

#include <algorithm>
#include <numeric>

#include "slakit/calendar/batch.hpp"

namespace slakit {
namespace {

constexpr Duration does_not_apply{-1};

}  // namespace

// In these loops nothing is reached through `this`: a compiler must take every byte written for a part of it.

ColumnReadings::ColumnReadings(const ColumnClock& clock, const TicketTable& table, Duration resolution)
    : clock_(clock),
      table_(table),
      resolution_(resolution > Duration{1} ? resolution : Duration{}),
      start_(RowBlock::size_max),
      end_(RowBlock::size_max),
      budget_(RowBlock::size_max),
      open_(RowBlock::size_max),
      due_(RowBlock::size_max),
      keys_(RowBlock::size_max) {
  std::int16_t rules = 0;
  for (const Allowed& one : clock.by_codes) rules = std::max(rules, static_cast<std::int16_t>(one.rule + 1));
  counts_.resize((static_cast<std::size_t>(rules) + 1) * (std::size_t{1} << reading_key::rule_shift) * counters);
}

void ColumnReadings::read(RowBlock rows, Instant as_of, bool wants_due, std::uint8_t* is_odd) {
  rows_ = rows;
  as_of_ = as_of;
  has_missing_ = false;
  find_ends();
  allow();
  find_starts(is_odd);
  elapsed(*clock_.calendar, {start_.data(), rows.size}, {end_.data(), rows.size}, {open_.data(), rows.size});
  if (wants_due) find_due();
  classify(is_odd);
}

// The first stop, or as_of: what happens then or later is not seen.
void ColumnReadings::find_ends() noexcept {
  const Instant as_of = as_of_;
  Instant* const end = end_.data();
  std::fill_n(end, rows_.size, as_of);
  for (const std::size_t column : clock_.stops) {
    const Instant* const at = &table_.events[column].at[rows_.from];
    for (std::size_t i = 0; i < rows_.size; ++i) end[i] = std::min(end[i], at[i] == not_happened ? as_of : at[i]);
  }
}

void ColumnReadings::allow() noexcept {
  const auto budget_of = [](const Allowed& allowed) { return allowed.applies ? allowed.budget : does_not_apply; };
  if (clock_.asked.empty()) {
    const Allowed& all = clock_.by_codes.front();
    std::fill_n(budget_.begin(), rows_.size, budget_of(all));
    std::fill_n(keys_.begin(), rows_.size, reading_key::of_rule(all.rule));
    return;
  }
  for (std::size_t i = 0; i < rows_.size; ++i) {
    const Allowed& one = clock_.allows(rows_.from + i);
    budget_[i] = budget_of(one);
    keys_[i] = reading_key::of_rule(one.rule);
  }
}

// Plain rows start, have a target, and count until they end.
void ColumnReadings::find_starts(std::uint8_t* is_odd) noexcept {
  const Instant* const at = &table_.events[clock_.start].at[rows_.from];
  const Interval known = clock_.calendar->known();
  Instant* const start = start_.data();
  const Instant* const end = end_.data();
  const Duration* const budget = budget_.data();
  const std::size_t size = rows_.size;
  for (std::size_t i = 0; i < size; ++i) {
    start[i] = at[i];
    if (at[i] < known.from || at[i] >= end[i] || end[i] > known.to || budget[i] <= Duration{}) put_aside(i, is_odd);
  }
}

// As an interval without length, at an instant that the calendar knows.
void ColumnReadings::put_aside(std::size_t i, std::uint8_t* is_odd) noexcept {
  const bool starts = start_[i] != not_happened && start_[i] < as_of_;
  const bool applies = budget_[i] != does_not_apply;
  const ReadingKey rule = keys_[i];
  keys_[i] = reading_key::nothing;
  if (applies && (starts || end_[i] < as_of_)) {
    is_odd[i] = 1;
  } else if (applies && is_seen(rows_.from + i)) {
    keys_[i] = static_cast<ReadingKey>(rule | reading_key::no_start);
    has_missing_ = true;
  }
  start_[i] = end_[i] = clock_.calendar->known().from;
  budget_[i] = Duration{1};
}

bool ColumnReadings::is_seen(std::size_t row) const noexcept {
  return std::any_of(table_.events.begin(), table_.events.end(), [&](const EventInstants& column) {
    return column.at[row] != not_happened && column.at[row] < as_of_;
  });
}

void ColumnReadings::find_due() {
  const std::size_t size = rows_.size;
  const std::size_t faults = slakit::due(*clock_.calendar, {start_.data(), size}, {budget_.data(), size},
                                         clock_.boundary, {due_.data(), size});
  has_missing_ = has_missing_ || faults != 0;
}

void ColumnReadings::classify(std::uint8_t* is_odd) noexcept {
  const Interval holds = clock_.holds ? *clock_.holds : Interval{Instant::min(), Instant::max()};
  const Duration resolution = resolution_;
  const Instant as_of = as_of_;
  const Instant* const start = start_.data();
  const Instant* const end = end_.data();
  const Duration* const budget = budget_.data();
  const Duration* const open = open_.data();
  ReadingKey* const keys = keys_.data();
  const std::size_t size = rows_.size;
  for (std::size_t i = 0; i < size; ++i) {
    const bool is_open = end[i] == as_of;
    const Duration left = budget[i] - open[i];
    const unsigned outside = start[i] < holds.from || start[i] >= holds.to ? reading_key::outside_term : 0U;
    const unsigned near = !is_open && left < resolution ? reading_key::near_limit : 0U;
    const unsigned found = keys[i] | outside | near | (is_open ? reading_key::running : reading_key::met);
    const bool is_plain = start[i] < end[i];
    keys[i] = is_plain ? static_cast<ReadingKey>(found) : keys[i];
    is_odd[i] |= static_cast<std::uint8_t>(is_plain && left < Duration{});
  }
}

void ColumnReadings::count(const std::uint8_t* is_odd) noexcept {
  std::int64_t* const counts = counts_.data();
  const ReadingKey* const keys = keys_.data();
  const std::size_t size = rows_.size;
  for (std::size_t i = 0; i < size; ++i) {
    const ReadingKey counted = is_odd[i] != 0 ? reading_key::nothing : keys[i];
    ++counts[std::size_t{counted} * counters + i % counters];
  }
}

void ColumnReadings::add_to(Partial& partial, std::uint16_t obligation) const {
  for (std::size_t i = 0; i < counts_.size() / counters; ++i) {
    const auto key = static_cast<ReadingKey>(i);
    const auto first = counts_.begin() + static_cast<std::ptrdiff_t>(i * counters);
    const std::int64_t count = std::accumulate(first, first + counters, std::int64_t{0});
    if (count == 0 || (key & reading_key::verdicts) == reading_key::nothing) continue;
    Tally& tally = partial.tallies[{obligation, reading_key::rule_of(key), 0}];
    const Verdict verdict = reading_key::verdict_of[key & reading_key::verdicts];
    if ((key & reading_key::outside_term) != 0)
      tally.outside_term += count;
    else
      tally.by_verdict[static_cast<std::size_t>(verdict)] += count;
    if ((key & reading_key::near_limit) != 0) tally.near_limit += count;
  }
}

}  // namespace slakit
